//! What is lacking for a role, as clients ask.

use serde_json::{Value, json};

use crate::support::{App, Database, Records, curated_edition};

const GAP: &str = "coverage neededCount receipt { revision algorithm version inputsHash }
  covered { skill { slug } } partly { skill { slug } } missing { skill { slug } credit because { source { slug } } }
  tools { covered { slug } missing { slug } } pathways { gain pathway { slug } teaches { slug } }";

async fn gap(app: &App, have: &Value, target: &str) -> Value {
    let query = format!(
        "query($have: [HeldInput!]!) {{ skillGap(have: $have, target: {{slug: \"{target}\"}}) {{ {GAP} }} }}"
    );
    app.data_with(&query, json!({"have": have})).await["skillGap"].take()
}

#[tokio::test]
async fn every_missing_skill_is_named_with_who_says_so() {
    let app = App::curated().await;
    let none = gap(&app, &json!([]), "back-end-developer").await;
    let missing = none["missing"].as_array().expect("skills");
    assert_eq!((none["coverage"].as_f64(), none["neededCount"].as_u64()), (Some(0.0), Some(28)));
    assert_eq!(missing.len(), 28);
    assert!(missing.iter().all(|item| !item["because"].as_array().expect("evidence").is_empty()), "{none:#}");
    let known = gap(
        &app,
        &json!([{"skill": {"slug": "communication"}}, {"tool": {"slug": "python"}}]),
        "back-end-developer",
    )
    .await;
    assert_eq!(known["covered"], json!([{"skill": {"slug": "communication"}}]));
    assert!(known["coverage"].as_f64() > Some(0.0));
    assert_eq!(known["tools"]["covered"], json!([{"slug": "python"}]));
    // Nothing is stated of the architect but that it is a kind of back-end developer.
    let architect = gap(&app, &json!([]), "solutions-architect").await;
    assert_eq!(architect["neededCount"], 28);
    let pathways = none["pathways"].as_array().expect("pathways");
    assert!(pathways.iter().all(|gain| gain["gain"].as_f64() > Some(0.0)), "{pathways:?}");
}

#[tokio::test]
async fn who_comes_from_the_role_itself_lacks_nothing() {
    let app = App::curated().await;
    let data = app
        .data(
            "{ role(by: {slug: \"back-end-developer\"}) {
              gapFrom(role: {slug: \"back-end-developer\"}) { coverage missing { skill { slug } } partly { credit }
                tools { missing { slug } } pathways { gain } } } }",
        )
        .await;
    let nothing =
        json!({"coverage": 1.0, "missing": [], "partly": [], "tools": {"missing": []}, "pathways": []});
    assert_eq!(data["role"]["gapFrom"], nothing);
}

#[tokio::test]
async fn equal_questions_have_equal_receipts() {
    let app = App::curated().await;
    let [java, sql] = [json!({"tool": {"slug": "java"}}), json!({"skill": {"slug": "communication"}})];
    let receipt = async |have: Value| gap(&app, &have, "back-end-developer").await["receipt"].take();
    let one = receipt(json!([java, sql])).await;
    assert_eq!(one["algorithm"], "skillGap");
    assert_eq!(one, receipt(json!([sql, java, sql])).await, "order and repetition mean nothing");
    assert_ne!(one["inputsHash"], receipt(json!([sql])).await["inputsHash"]);
}

#[tokio::test]
async fn what_cannot_be_held_is_refused_by_name() {
    let app = App::curated().await;
    let skill = json!({"skill": {"slug": "communication"}});
    let many = vec![skill.clone(); 1_001];
    for (have, code, message) in [
        (json!([skill, {"skill": {"slug": "no-such"}}]), "NOT_FOUND", "`have[1]`: there is no such skill"),
        (json!([{"tool": {"id": "x"}}]), "BAD_USER_INPUT", "`have[0]`: `id` is `x`"),
        (json!([{}]), "BAD_USER_INPUT", "`have[0]` has neither of `skill` and `tool`"),
        (
            json!([{"skill": {"slug": "communication"}, "tool": {"slug": "java"}}]),
            "BAD_USER_INPUT",
            "`have[0]` has both of `skill` and `tool`",
        ),
        (
            json!([{"skill": {"slug": "communication"}, "level": 7.5}]),
            "BAD_USER_INPUT",
            "`have[0].level` is 7.5: expected 0 to 7",
        ),
        (json!([{"tool": {"slug": "java"}, "level": 1}]), "BAD_USER_INPUT", "`have[0].level` is of a tool"),
        (json!(many), "BAD_USER_INPUT", "`have` has 1001 skills and tools: expected at most 1000"),
    ] {
        let query = "query($have: [HeldInput!]!) { matchRoles(have: $have) { totalCount } }";
        let answer = app.answer_with(query, json!({"have": have})).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], code, "{answer}");
        assert!(error["message"].as_str().is_some_and(|text| text.starts_with(message)), "{answer}");
    }
    for (arguments, message) in [
        ("target: {slug: \"no-such\"}", "`target`: there is no such role"),
        ("target: {slug: \"back-end-developer\"}, taxonomies: [\"no\"]", "no taxonomy has the slug `no`"),
        (
            "target: {slug: \"back-end-developer\"}, minEvidence: -1",
            "`minEvidence` is -1: expected 0 or more",
        ),
        ("target: {slug: \"back-end-developer\"}, sources: [\"x\"]", "`sources` is `x`"),
    ] {
        let (_, told) = app.error(&format!("{{ skillGap(have: [], {arguments}) {{ coverage }} }}")).await;
        assert!(told.starts_with(message), "{told}");
    }
}

#[tokio::test]
async fn roles_are_matched_with_what_is_missing_for_each() {
    let app = App::curated().await;
    let query = "{ matchRoles(have: [{skill: {slug: \"communication\"}}, {tool: {slug: \"java\"}}], first: 2) {
        totalCount matches { role { slug } coverage missing(first: 1) { skill { slug } } gap { coverage } } } }";
    let found = app.data(query).await["matchRoles"].take();
    let matches = found["matches"].as_array().expect("roles");
    assert_eq!(matches.len(), 2);
    assert!(found["totalCount"].as_u64() >= Some(2));
    assert!(matches[0]["coverage"].as_f64() >= matches[1]["coverage"].as_f64(), "{found}");
    for one in matches {
        assert_eq!(one["coverage"], one["gap"]["coverage"]);
    }
    let nothing = app.data("{ matchRoles(have: []) { totalCount matches { coverage } } }").await;
    assert_eq!(nothing["matchRoles"], json!({"totalCount": 0, "matches": []}));
}

#[tokio::test]
async fn only_what_is_trusted_counts() {
    let mut records = Records::new("one");
    let (role, skill, other) = (records.role("cook"), records.skill("sauces"), records.skill("menus"));
    let twice = records.role_skill(role, skill, None);
    records.role_skill(role, other, None);
    records.confirm(twice, "section 2");
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let needed = async |arguments: &str| {
        let query =
            format!("{{ skillGap(have: [], target: {{slug: \"cook\"}}{arguments}) {{ neededCount }} }}");
        app.data(&query).await["skillGap"]["neededCount"].as_u64()
    };
    assert_eq!(needed("").await, Some(2));
    assert_eq!(needed(", minEvidence: 2").await, Some(1));
    assert_eq!(needed(", minEvidence: 3").await, Some(0));
    assert_eq!(needed(", taxonomies: [\"one\"]").await, Some(2));
    assert_eq!(needed(", taxonomies: []").await, Some(0));
    let source = app.data("{ source(by: {slug: \"one\"}) { id } }").await["source"]["id"].take();
    assert_eq!(needed(&format!(", sources: [{source}]")).await, Some(2));
    assert_eq!(needed(", sources: []").await, Some(0));
}

/// Equal request and revision give equal bytes, on either engine.
#[tokio::test]
async fn both_engines_answer_with_the_same_bytes() {
    let mut answers = Vec::new();
    for database in Database::each().await {
        let app = App::holding(database, curated_edition()).await;
        answers.push(gap(&app, &json!([{"tool": {"slug": "java"}}]), "back-end-developer").await.to_string());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
}
