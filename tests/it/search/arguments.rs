//! Pages, filters, limits and odd texts.

use entity::ConceptKind;
use serde_json::{Value, json};

use super::{named, names};
use crate::support::{App, Database, Records};

const SEARCH: &str = "query($text: String!, $first: Int, $after: String, $kinds: [ConceptKind!]) {
  search(text: $text, first: $first, after: $after, kinds: $kinds) {
    totalCount
    nodes { id }
    edges { cursor score matchedName node { name conceptKind } }
    pageInfo { hasNextPage endCursor }
    facets { kinds { kind count } taxonomies { taxonomy { slug } count } categories { category count } }
  }
}";

#[tokio::test]
async fn pages_hold_every_concept_once_and_scores_never_rise() {
    let app = App::curated().await;
    let all = &app.data_with(SEARCH, json!({"text": "de", "first": 100})).await["search"];
    let total = all["totalCount"].as_u64().expect("a count");
    assert!(total > 10, "{total}");
    let scores: Vec<f64> = all["edges"]
        .as_array()
        .expect("edges")
        .iter()
        .map(|e| e["score"].as_f64().expect("a score"))
        .collect();
    assert!(scores.is_sorted_by(|a, b| a >= b) && scores.iter().all(|score| (0.0..=1.0).contains(score)));
    let (mut met, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = &app.data_with(SEARCH, json!({"text": "de", "first": 3, "after": after})).await["search"];
        met.extend(page["nodes"].as_array().expect("nodes").clone());
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(Value::from(met), all["nodes"]);
}

#[tokio::test]
async fn facets_count_what_is_found() {
    let app = App::curated().await;
    let all = &app.data_with(SEARCH, json!({"text": "da"})).await["search"];
    let sum = |facet: &str| -> u64 {
        let counts = all["facets"][facet].as_array().expect("counts");
        counts.iter().map(|one| one["count"].as_u64().expect("a count")).sum()
    };
    assert_eq!(sum("kinds"), all["totalCount"].as_u64().expect("a count"));
    assert_eq!(sum("taxonomies"), sum("kinds"));
    let tools = &app.data_with(SEARCH, json!({"text": "da", "kinds": ["TOOL"]})).await["search"];
    assert!(tools["totalCount"].as_u64() < all["totalCount"].as_u64(), "{tools}");
    assert_eq!(tools["facets"]["kinds"], json!([{"kind": "TOOL", "count": tools["totalCount"]}]));
    assert_eq!(sum("categories"), tools["totalCount"].as_u64().expect("a count"));
    assert_eq!(
        tools["facets"]["taxonomies"],
        json!([{"taxonomy": {"slug": "house"}, "count": tools["totalCount"]}])
    );
}

#[tokio::test]
async fn a_cursor_belongs_to_one_search() {
    let app = App::curated().await;
    let page = &app.data_with(SEARCH, json!({"text": "developer", "first": 1})).await["search"];
    let after = &page["pageInfo"]["endCursor"];
    let answer = app.answer_with(SEARCH, json!({"text": "engineer", "after": after})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
}

#[tokio::test]
async fn arguments_out_of_range_are_told() {
    let app = App::curated().await;
    let long = "x".repeat(1_001);
    let cases = [
        (format!("{{ search(text: \"{long}\") {{ totalCount }} }}"), "BAD_USER_INPUT"),
        (format!("{{ suggest(prefix: \"{long}\") {{ text }} }}"), "BAD_USER_INPUT"),
        ("{ search(text: \"a\", first: 0) { totalCount } }".to_owned(), "BAD_USER_INPUT"),
        ("{ search(text: \"a\", first: 101) { totalCount } }".to_owned(), "BAD_USER_INPUT"),
        ("{ search(text: \"a\", language: \"no language\") { totalCount } }".to_owned(), "BAD_USER_INPUT"),
        ("{ search(text: \"a\", taxonomies: [\"nowhere\"]) { totalCount } }".to_owned(), "NOT_FOUND"),
        ("{ suggest(prefix: \"a\", first: 51) { text } }".to_owned(), "BAD_USER_INPUT"),
        ("{ suggest(prefix: \"a\", within: \"7\") { text } }".to_owned(), "BAD_USER_INPUT"),
        (
            "{ suggest(prefix: \"a\", within: \"00000000-0000-4000-8000-000000000000\") { text } }"
                .to_owned(),
            "NOT_FOUND",
        ),
    ];
    for (query, code) in cases {
        assert_eq!(app.error(&query).await.0, code, "{query:.80}");
    }
}

#[tokio::test]
async fn any_text_is_a_text() {
    let app = App::curated().await;
    let letters = "a".repeat(1_000);
    let words = "ab cd ".repeat(166);
    let wide = "\u{FDFA}".repeat(1_000);
    for text in [
        "",
        " \t\n",
        "\u{0}\u{1}\u{7f}",
        "AND title:*",
        "\"back end\" OR (NOT developer)~2",
        "*",
        "../../etc/passwd",
        "'; DROP TABLE concept; --",
        "\u{202E}repoleved",
        "👩‍💻",
        "\u{301}\u{301}",
        "-",
        "+ + #",
        &letters,
        &words,
        &wide,
    ] {
        names(&app, text).await;
        app.data_with("query($p: String!) { suggest(prefix: $p) { text } }", json!({"p": text})).await;
    }
    // What is no scalar value of Unicode is no text.
    let raw = app.post("{\"query\": \"query($t: String!) { search(text: $t) { totalCount } }\", \"variables\": {\"t\": \"\\ud800\"}}").await;
    assert_eq!(raw.status, 400);
}

#[tokio::test]
async fn what_is_around_a_concept_is_suggested_alone() {
    let mut records = Records::new("around");
    let role = named(&mut records, ConceptKind::Role, "Baker");
    let (near, _) = (
        named(&mut records, ConceptKind::Skill, "Bread baking"),
        named(&mut records, ConceptKind::Skill, "Bread slicing"),
    );
    records.role_skill(role, near, None);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let query = "query($id: ID) { suggest(prefix: \"bread\", within: $id) { text } }";
    let all = app.data_with(query, json!({})).await;
    assert_eq!(all["suggest"].as_array().map(Vec::len), Some(2));
    let around = app.data_with(query, json!({"id": role})).await;
    assert_eq!(around["suggest"], json!([{"text": "Bread baking"}]));
}

#[tokio::test]
async fn names_of_the_language_alone_are_met() {
    let mut records = Records::new("tongues");
    let baker = named(&mut records, ConceptKind::Role, "Baker");
    records.dataset.labels.push(entity::label::Model {
        concept_id: baker,
        language: "fr".to_owned(),
        role: entity::LabelRole::Preferred,
        text: "Boulangère".to_owned(),
        position: 0,
    });
    named(&mut records, ConceptKind::Tool, "Oven");
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let query = "query($text: String!, $language: String) {
      search(text: $text, language: $language) { edges { matchedName } }
    }";
    let count = async |text: &str, language: Option<&str>| {
        let data = app.data_with(query, json!({"text": text, "language": language})).await;
        data["search"]["edges"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(count("boulangere", None).await, 1);
    assert_eq!(count("boulangere", Some("fr-CA")).await, 1);
    assert_eq!(count("boulangere", Some("en")).await, 0);
    assert_eq!(count("boulangeres", Some("fr")).await, 1, "the plural of its own language");
    assert_eq!(count("baker", Some("fr")).await, 0, "it has a French name");
    assert_eq!(count("oven", Some("fr")).await, 1, "it has none");
}
