//! What everything costs: the rule against the schema, and against what answers hold.

use std::sync::Arc;

use career_graph::config::Edge;
use serde_json::{Value, json};

use super::generate::query;
use crate::support::{App, Database, Dice, Records, Schema, curated_edition};
use crate::whole::loaded;

/// What has the most names of all.
const MOST_NAMES: &str =
    "{ role(by: {slug: \"production-workers-all-other-onet-ae394a76\"}) { otherNames } }";

/// How many queries are generated.
const QUERIES: u64 = 10_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_generated_query_costs_more_than_was_known_before() {
    let mut edge = Edge::default();
    // Those that cost more are long to answer, and no different.
    edge.limits.max_cost = 4_000;
    let app = App::set(Database::sqlite(), edge).await;
    app.load(curated_edition()).await;
    generated(app, QUERIES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_query_over_published_releases_costs_more_than_was_known_before() {
    let Some(app) = loaded().await else { return };
    // The concept with the most names of all.
    let answer = app.answer(MOST_NAMES).await;
    let names = answer["data"]["role"]["otherNames"].as_array().map(Vec::len);
    assert!(names.is_some_and(|names| names > 2_700), "{names:?}");
    assert_eq!(answer["extensions"]["cost"], json!({"requested": 17, "actual": 16, "limit": 20_000}));
    // What is asked every day stays far from the limit.
    let page = "{ roles(first: 100) { nodes { name otherNames } } }";
    let requested = app.answer(page).await["extensions"]["cost"]["requested"].as_u64();
    assert!(requested.is_some_and(|requested| requested < 2_000), "{requested:?}");
    generated(app, QUERIES / 5).await;
}

async fn generated(app: App, queries: u64) {
    let (app, schema) = (Arc::new(app), Arc::new(Schema::printed()));
    let halves = [0, 1].map(|half| {
        let (app, schema) = (Arc::clone(&app), Arc::clone(&schema));
        tokio::spawn(async move {
            let (mut answered, mut seed, mut lists) = (0, half, 0);
            while answered < queries / 2 {
                let text = query(&schema, &mut Dice::new(seed));
                seed += 2;
                let answer = app.answer(&text).await;
                let cost = &answer["extensions"]["cost"];
                let Some(actual) = cost["actual"].as_u64() else {
                    let code = &answer["errors"][0]["extensions"]["code"];
                    assert_eq!(code, "QUERY_TOO_EXPENSIVE", "seed {seed}: {text}\n{answer}");
                    continue;
                };
                let requested = cost["requested"].as_u64().expect("a number");
                let held = held(&answer["data"]).div_ceil(10);
                assert!(held <= actual, "the answer holds {held} and {actual} was paid: {text}\n{answer:#}");
                assert!(actual <= requested, "{actual} of {requested}: {text}");
                lists += u64::from(actual > 20);
                answered += 1;
            }
            assert!(lists > answered / 10, "many answers hold something: {lists} of {answered}");
            seed
        })
    });
    for half in halves {
        let seeds = half.await.expect("no query costs more");
        assert!(seeds < 3 * queries, "most of what is generated is answered: {seeds} seeds");
    }
}

/// What an answer holds, in tenths: an object 10, a value 1, of a list of values 20 as much as one.
fn held(value: &Value) -> u64 {
    match value {
        Value::Array(list) if list.iter().all(Value::is_object) => list.iter().map(held).sum(),
        Value::Array(list) => u64::try_from(list.len()).expect("a number").div_ceil(20),
        Value::Object(fields) => 10 + fields.values().map(held).sum::<u64>(),
        _ => 1,
    }
}

#[tokio::test]
async fn what_is_too_expensive_is_told_with_its_cost_and_its_dearest_path() {
    let app = App::curated().await;
    let query = "query($n: Int!) { graph { revision } all: roles(first: $n) { nodes { name ...S } } }
        fragment S on Role { skills(first: $n) { edges { evidence { source { slug } } } tools { totalCount } } }";
    let query = query.replace(" tools { totalCount }", "");
    let answer = app.answer_with(&query, json!({"n": 100})).await;
    let error = &answer["errors"][0];
    assert_eq!(error["extensions"]["code"], "QUERY_TOO_EXPENSIVE", "{answer}");
    assert_eq!(error["extensions"]["path"], "all.nodes.skills.edges.evidence.source");
    assert_eq!(error["extensions"]["cost"]["limit"], 20_000);
    let cost = error["extensions"]["cost"]["requested"].as_u64().expect("a number");
    // 100 roles, each with 100 skills, each with an edge and up to 5 pieces of evidence of one source each.
    assert!((110_000..135_000).contains(&cost), "{cost}");
    let message = error["message"].as_str().expect("a message");
    assert!(message.contains("`first`") && message.contains(&cost.to_string()), "{message}");
    let smaller = app.data_with(&query, json!({"n": 20})).await;
    assert!(smaller["all"]["nodes"].is_array());
}

#[tokio::test]
async fn a_list_that_is_longer_than_usual_pays_for_what_it_holds() {
    let mut records = Records::new("house");
    let role = records.role("cook");
    for number in 0..60 {
        records.note(role, entity::NoteKind::Demand, &format!("sought by {number}"));
    }
    let query = "{ role(by: {slug: \"cook\"}) { notes { text } } }";
    let mut edge = Edge::default();
    for (limit, stopped) in [(200, false), (80, true)] {
        edge.limits.max_cost = limit;
        let app = App::set(Database::sqlite(), edge.clone()).await;
        app.load(records.dataset.clone()).await;
        let answer = app.answer(query).await;
        // An operation, a role and the values of both; 25 notes are reckoned with, of a text each, and 60 are there.
        assert_eq!(answer["extensions"]["cost"], json!({"requested": 53, "actual": 123, "limit": limit}));
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_eq!(code == "QUERY_TOO_EXPENSIVE", stopped, "{answer}");
        assert_eq!(answer["data"].is_null(), stopped, "{answer}");
    }
}

#[tokio::test]
async fn what_is_skipped_costs_nothing() {
    let app = App::curated().await;
    let cost = async |query: &str, yes: bool| {
        let answer = app.answer_with(query, json!({"yes": yes})).await;
        answer["extensions"]["cost"]["requested"].as_u64().expect("a number")
    };
    let skip = "query($yes: Boolean!) { graph { digest taxonomies @skip(if: $yes) { title } } }";
    let include =
        "query($yes: Boolean!) { graph { digest ... @include(if: $yes) { taxonomies { title } } } }";
    assert!(cost(skip, true).await < 4 && cost(include, false).await < 4);
    assert!(cost(skip, false).await > 20 && cost(include, true).await > 20);
}

#[tokio::test]
async fn what_a_gap_parts_among_its_lists_is_paid_once() {
    const ITEM: &str = "skill { name } because { source { title } locator }";
    let app = App::curated().await;
    let requested = async |lists: &str| {
        let have = "have: [{skill: {slug: \"communication\"}}], target: {slug: \"back-end-developer\"}";
        let query = format!("{{ skillGap({have}) {{ {} }} }}", lists.replace("ITEM", ITEM));
        let answer = app.answer(&query).await;
        answer["extensions"]["cost"]["requested"].as_u64().unwrap_or_else(|| panic!("{lists}: {answer}"))
    };
    let missing = requested("missing { ITEM }").await;
    // Each of 350 items has a skill, and ten pieces of evidence of a source each: 1 + 1.1 + 0.1 + 10 * (1 + 1.1 + 1).
    assert!((11_620..11_630).contains(&missing), "{missing}");
    // The three hold no more than one of them could, in a fragment or not.
    let all = requested("covered { ITEM } ... on SkillGap { partly { ITEM } } missing { ITEM }").await;
    assert!((missing..=missing + 1).contains(&all), "{all} for all, {missing} for one");
    // Where they are cut to less, they cost that.
    let few = requested("covered(first: 1) { ITEM } partly(first: 2) { ITEM } missing { ITEM }").await;
    assert!((missing..=missing + 1).contains(&few), "{few}");
    let few = requested("covered(first: 1) { ITEM } partly(first: 2) { ITEM }").await;
    assert!(few < 120, "{few}");
    // One list twice holds everything twice.
    let names = requested("covered { weight } missing { weight }").await;
    let twice = requested("a: missing { weight } missing { weight }").await;
    assert!(names < 400 && twice > 750, "{names} and {twice}");
}

/// What GraphiQL 5 asks as it starts.
const INTROSPECTION: &str = "query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind }
  subscriptionType { name kind } types { ...FullType } directives { name description isRepeatable locations
  args(includeDeprecated: true) { ...InputValue } } } }
  fragment FullType on __Type { kind name description specifiedByURL isOneOf fields(includeDeprecated: true) { name description
  args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
  inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
  fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

#[tokio::test]
async fn the_schema_can_be_asked_for_whole() {
    let app = App::curated().await;
    let answer = app.answer(INTROSPECTION).await;
    assert!(answer.get("errors").is_none(), "{}", answer["errors"]);
    let types = answer["data"]["__schema"]["types"].as_array().expect("types");
    let by = types.iter().find(|ty| ty["name"] == "RoleBy").expect("RoleBy");
    assert_eq!(by["isOneOf"], true);
    // The real size is within twice the estimate: introspection is not counted as it runs.
    let (held, requested) = (held(&answer["data"]) / 10, answer["extensions"]["cost"]["requested"].as_u64());
    assert!(requested.is_some_and(|requested| held < requested * 2), "{held} of {requested:?}");
}
