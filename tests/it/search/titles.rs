//! Roles by the titles of jobs: the list `job_titles.toml` over everything that is published, and odd titles.

use career_graph::live::Snapshot;
use career_graph::search::roles_for_title;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::App;
use crate::whole::{key, snapshot};

#[derive(Deserialize)]
struct List {
    job_title: Vec<Title>,
}

#[derive(Deserialize)]
struct Title {
    title: String,
    kind: String,
    expected: Vec<String>,
    seniority: Option<String>,
}

const FIELDS: &str = "title seniority noise candidates { role { name } confidence matchedName match reason }";

async fn asked(app: &App, title: &str) -> Value {
    let query = format!("query($title: String!) {{ rolesForTitle(title: $title) {{ {FIELDS} }} }}");
    app.data_with(&query, json!({"title": title})).await["rolesForTitle"].take()
}

#[tokio::test]
async fn a_title_means_roles_with_confidence_and_a_reason() {
    let app = App::curated().await;
    let found = asked(&app, "Sr. Backend Engineer (Node.js), remote").await;
    assert_eq!(found["seniority"], "SENIOR");
    assert_eq!(found["noise"], json!(["remote"]));
    let best = &found["candidates"][0];
    assert_eq!(best["role"]["name"], "Back-end engineer");
    assert_eq!((&best["match"], &best["matchedName"]), (&json!("EXACT"), &json!("Back-end engineer")));
    assert_eq!(best["reason"], "“Back-end engineer” is its name; left out: “remote”; SENIOR");
    assert!(best["confidence"].as_f64() >= Some(0.9), "{best}");
}

#[tokio::test]
async fn titles_are_answered_in_their_order_as_one_by_one() {
    let app = App::curated().await;
    let titles = ["Data Scientst - £60k", "", "Hiring now!!!", "Front-End Developer / Designer"];
    let query = format!("query($titles: [String!]!) {{ rolesForTitles(titles: $titles) {{ {FIELDS} }} }}");
    let data = app.data_with(&query, json!({"titles": titles})).await;
    for (at, title) in titles.iter().enumerate() {
        assert_eq!(data["rolesForTitles"][at], asked(&app, title).await, "{title}");
    }
    let candidates = |at: usize| data["rolesForTitles"][at]["candidates"].as_array().map(Vec::len);
    assert_eq!((candidates(1), candidates(2)), (Some(0), Some(0)));
    assert_eq!(data["rolesForTitles"][0]["candidates"][0]["match"], "FUZZY");
    assert!(candidates(3) >= Some(2), "{data}");
}

#[tokio::test]
async fn odd_titles_are_answered() {
    let app = App::curated().await;
    let long = "a".repeat(1_000);
    let words = "senior developer, ".repeat(55);
    let titles = [
        "",
        " ",
        "\u{0}\u{7}\u{1b}",
        "()[]{}",
        "- / | ,",
        "£",
        "AND title:*",
        "developer\u{0}\nengineer",
        "看護師",
        "((((",
        "a/b/c/d",
        "1/2 & 3",
        "$21/hr/hr £5 £5",
        "and and or of",
        "Head of",
        "Senior",
        "of the in",
        &long,
        &words,
        &"\u{FDFA}".repeat(1_000),
        &"é".repeat(1_000),
        &"(x".repeat(500),
    ];
    for title in titles {
        let found = asked(&app, title).await;
        assert_eq!(found["title"], title);
        for candidate in found["candidates"].as_array().expect("a list") {
            let confidence = candidate["confidence"].as_f64().expect("a number");
            assert!((0.15..=1.0).contains(&confidence), "{title:?}: {candidate}");
        }
    }
    let found = asked(&app, &words).await;
    assert_eq!(found["seniority"], "SENIOR");
}

#[tokio::test]
async fn what_is_too_much_is_refused() {
    let app = App::curated().await;
    let long = "a".repeat(1_001);
    let many = json!(vec!["developer"; 101]).to_string();
    let cases = [
        (format!("rolesForTitle(title: \"{long}\") {{ title }}"), "`title` has 1001 characters"),
        (
            format!("rolesForTitles(titles: [\"a\", \"{long}\"]) {{ title }}"),
            "`titles[1]` has 1001 characters",
        ),
        (format!("rolesForTitles(titles: {many}) {{ title }}"), "`titles` has 101 titles"),
        ("rolesForTitle(title: \"a\", first: 0) { title }".to_owned(), "`first` is 0: expected 1 to 20"),
        ("rolesForTitles(titles: [], first: 21) { title }".to_owned(), "`first` is 21: expected 1 to 20"),
    ];
    for (field, message) in cases {
        let (code, told) = app.error(&format!("{{ {field} }}")).await;
        assert_eq!(code, "BAD_USER_INPUT", "{told}");
        assert!(told.starts_with(message), "{told}");
    }
    let none = app.data("{ rolesForTitles(titles: []) { title } }").await;
    assert_eq!(none["rolesForTitles"], json!([]));
}

#[tokio::test]
async fn titles_cost_by_their_number_and_their_candidates() {
    let app = App::curated().await;
    let cost = async |field: &str| {
        let answer = app.answer(&format!("{{ {field} {{ candidates {{ reason }} }} }}")).await;
        let cost = &answer["extensions"]["cost"];
        let number = |name: &str| cost[name].as_u64().unwrap_or_else(|| panic!("{answer}"));
        (number("requested"), number("actual"))
    };
    let (one, _) = cost("rolesForTitle(title: \"x\")").await;
    let (more, _) = cost("rolesForTitle(title: \"x\", first: 20)").await;
    let (two, paid) = cost("rolesForTitles(titles: [\"x\", \"y\"])").await;
    // The fee, and 2 for each candidate.
    assert!((60..70).contains(&one) && more == one + 30, "{one}, {more}");
    assert!(two >= 2 * one - 3 && (100..110).contains(&paid), "{two}, {paid}");
}

#[tokio::test]
async fn people_mean_by_titles_what_they_mean() {
    let Some(Snapshot { graph, index, .. }) = snapshot().await else { return };
    let list: List = toml::from_str(include_str!("job_titles.toml")).expect("the list can be read");
    let (mut ads, mut found_ads, mut levels, mut sure, mut right) = (0, 0, 0, 0, 0);
    for title in &list.job_title {
        let ambiguous = title.kind == "ambiguous";
        let found = roles_for_title(graph, index, &title.title, if ambiguous { 20 } else { 5 });
        let expected: Vec<bool> =
            found.candidates.iter().map(|one| title.expected.contains(&key(graph, one.concept))).collect();
        match title.kind.as_str() {
            "ad" => {
                ads += 1;
                found_ads += usize::from(expected.iter().take(3).any(|expected| *expected));
                for (one, expected) in found.candidates.iter().zip(&expected) {
                    sure += usize::from(one.confidence >= 0.8);
                    right += usize::from(one.confidence >= 0.8 && *expected);
                }
            }
            "nonsense" => assert!(found.candidates.is_empty(), "{}: {found:?}", title.title),
            _ => {
                let met = expected.iter().filter(|expected| **expected).count();
                assert!(met >= 2, "{}: {met} of {:?}", title.title, found.candidates);
            }
        }
        levels += usize::from(found.seniority.map(|level| level.text().to_owned()) == title.seniority);
    }
    let all = list.job_title.len();
    assert!(found_ads * 100 >= ads * 90, "{found_ads} of {ads} adverts");
    assert!(levels * 100 >= all * 95, "{levels} of {all} levels");
    assert!(sure >= 60 && right * 100 >= sure * 90, "{right} of {sure} that are sure");
}
