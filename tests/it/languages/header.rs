//! Accept-Language: what stands in for the argument `language`.

use axum::body::Body;
use axum::http::{HeaderValue, Request};
use serde_json::{Value, json};

use super::{app, role};
use crate::support::{App, Raw};

/// The answer to a query under lines of the header.
async fn send(app: &App, lines: &[&[u8]], query: &str) -> Raw {
    let mut request = Request::post("/graphql").header("content-type", "application/json");
    for line in lines {
        request = request.header("accept-language", HeaderValue::from_bytes(line).expect("a value"));
    }
    let body = json!({"query": query}).to_string();
    app.send(request.body(Body::from(body)).expect("a request")).await
}

async fn ask(app: &App, lines: &[&str], query: &str) -> Value {
    let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    let mut answer: Value = serde_json::from_slice(&send(app, &lines, query).await.body).expect("JSON");
    assert!(answer.get("errors").is_none(), "{lines:?}: {answer:#}");
    answer["data"].take()
}

#[tokio::test]
async fn the_best_language_of_the_header_is_answered() {
    let app = app().await;
    let keeper = role("occupation/keeper", "nameLanguage");
    let cases: &[(&[&str], &str)] = &[
        (&[], "en"),
        (&[""], "en"),
        (&["fr"], "fr"),
        (&["FR"], "fr"),
        (&["fr-CA"], "fr"),
        (&["fr-CA,fr;q=0.9,en-US;q=0.8,en;q=0.7"], "fr"),
        (&["de-AT, fr"], "de"),
        (&["de;q=0.5, fr;q=0.8"], "fr"),
        (&["de;q=0.5, fr;q=0.500"], "de"),
        (&["de;Q=0.1 ,\tfr ; q=0.2"], "fr"),
        (&["de;q=0.1", "fr;q=0.2"], "fr"),
        (&["es, it;q=0.9, de;q=0.1"], "de"),
        (&["es"], "en"),
        (&["*"], "en"),
        (&["*, de;q=0.5"], "de"),
        (&["es, *;q=0.5"], "en"),
        (&["en;q=0"], "de"),
        (&["en;q=0, de;q=0"], "fr"),
        (&["en;q=0, de;q=0.000, fr;q=0.0"], "en"),
        (&["fr;q=0, fr-CA"], "en"),
        (&["*;q=0"], "en"),
        (&["de-AT, *;q=0"], "de"),
        (&[",, ,de,"], "de"),
        // Malformed in any part: as if it were left out.
        (&["fr_CA"], "en"),
        (&["fr, de;q=2"], "en"),
        (&["fr;q=0.1234"], "en"),
        (&["fr;level=1"], "en"),
        (&["fr;q=0.5;q=0.5"], "en"),
        (&["fr de"], "en"),
        (&["fr;"], "en"),
        (&["-"], "en"),
    ];
    for (lines, expected) in cases {
        let data = ask(&app, lines, &keeper).await;
        assert_eq!(data["role"]["nameLanguage"], *expected, "{lines:?}");
    }
    let raw = send(&app, &[b"fr\xe9, de"], &keeper).await;
    let answer: Value = serde_json::from_slice(&raw.body).expect("JSON");
    assert_eq!(answer["data"]["role"]["nameLanguage"], "en", "no ASCII");
}

#[tokio::test]
async fn all_that_has_a_language_follows_it_and_an_argument_goes_before_it() {
    let app = app().await;
    let fields =
        "name nameLanguage otherNames description english: name(language: \"en\") null: name(language: null)";
    let data = ask(&app, &["de-AT"], &role("occupation/keeper", fields)).await;
    let expected = json!({
        "name": "Imker/Imkerin", "nameLanguage": "de", "otherNames": ["Imker", "Imkerin", "Bienenzüchter"],
        "description": "Imker halten Bienen.", "english": "bee keeper", "null": "Imker/Imkerin",
    });
    assert_eq!(data["role"], expected);
    // The argument stands alone: what it does not find is English, not what the header prefers.
    let data = ask(&app, &["de"], &role("occupation/keeper", "name(language: \"es\")")).await;
    assert_eq!(data["role"]["name"], "bee keeper");
    // Whatever is reached from the concept that was asked follows the header as well.
    let reached = role("occupation/breeder", "relations(first: 10) { nodes { name } }");
    let data = ask(&app, &["fr"], &reached).await;
    assert_eq!(data["role"]["relations"]["nodes"], json!([{"name": "apiculteur/apicultrice"}]));
}

#[tokio::test]
async fn orders_cursors_slugs_and_ids_do_not_depend_on_it() {
    let app = app().await;
    let query = "{ roles(first: 100) { edges { cursor node { id slug } } }
                   named: roles(filter: {name: {eq: \"bee keeper\"}}) { totalCount }
                   role(by: {name: \"bee keeper\"}) { slug } }";
    let english = ask(&app, &[], query).await;
    assert_eq!(english["named"]["totalCount"], 1);
    for header in ["fr", "de", "en;q=0", "*;q=0"] {
        assert_eq!(ask(&app, &[header], query).await, english, "{header}");
    }
    // A page that was begun in one language is continued in another.
    let first = ask(&app, &["fr"], "{ roles(first: 2) { pageInfo { endCursor } } }").await;
    let cursor = &first["roles"]["pageInfo"]["endCursor"];
    let next =
        ask(&app, &["de"], &format!("{{ roles(first: 1, after: {cursor}) {{ nodes {{ id }} }} }}")).await;
    assert_eq!(next["roles"]["nodes"][0]["id"], english["roles"]["edges"][2]["node"]["id"]);
}

#[tokio::test]
async fn equal_requests_give_equal_bytes_and_caches_are_told_what_answers_depend_on() {
    let app = app().await;
    let query = role("occupation/keeper", "name otherNames description");
    let (first, second) = (send(&app, &[b"de"], &query).await, send(&app, &[b"de"], &query).await);
    assert_eq!(first.body, second.body);
    assert_ne!(first.body, send(&app, &[b"fr"], &query).await.body);
    for raw in [first, send(&app, &[], "").await, send(&app, &[], "{").await] {
        assert_eq!(raw.headers["vary"], "accept, accept-language");
        assert!(!raw.headers.contains_key("content-language"), "an answer may hold several languages");
    }
}

#[tokio::test]
async fn a_long_header_is_read_only_so_far() {
    let app = app().await;
    let keeper = role("occupation/keeper", "nameLanguage");
    let within = format!("{}de", "es,".repeat(19));
    let beyond = format!("{}de", "es,".repeat(20));
    assert_eq!(ask(&app, &[&within], &keeper).await["role"]["nameLanguage"], "de");
    assert_eq!(ask(&app, &[&beyond], &keeper).await["role"]["nameLanguage"], "en");
    let endless = format!("de{}", "-a".repeat(30_000));
    assert_eq!(ask(&app, &[&endless], &keeper).await["role"]["nameLanguage"], "en");
    let hostile = (0..20).map(|i| format!("de{}", format!("-{i}").repeat(10))).collect::<Vec<_>>().join(",");
    let names = "{ roles(first: 100) { nodes { nameLanguage } } }";
    assert_eq!(ask(&app, &[&hostile], names).await["roles"]["nodes"].as_array().map(Vec::len), Some(5));
}

#[tokio::test]
async fn what_is_searched_for_is_told_in_it() {
    let app = app().await;
    let query = r#"{
        suggest(prefix: "hive tend", first: 1) { text hint }
        search(text: "harvest honey", first: 1) { edges { match matchedName node { name } } }
    }"#;
    for (language, name) in [("en", "bee keeper"), ("fr", "apiculteur/apicultrice")] {
        let data = ask(&app, &[language], query).await;
        assert_eq!(data["suggest"], json!([{"text": "hive tender", "hint": name}]));
        let edge = json!({"match": "TEXT", "matchedName": name, "node": {"name": name}});
        assert_eq!(data["search"]["edges"], json!([edge]));
    }
}
