//! Values of variables: what does not fit is told before anything runs.

use serde_json::{Value, json};

use crate::support::App;

/// Declared, given, and what is said of it.
const LONG_KIND: &str = "`$kind[1]` is \"X\": expected RoleKind, one of ";

#[tokio::test]
async fn a_value_that_does_not_fit_is_told_with_its_place_and_what_was_expected() {
    let app = App::curated().await;
    let by = "query($by: RoleBy!) { role(by: $by) { name } }";
    let filter = "query($f: RoleFilter) { roles(filter: $f) { totalCount } }";
    let first = "query($n: Int) { roles(first: $n) { totalCount } }";
    let level = "query($s: [SkillKind!], $x: Float) { role(by: {slug: \"a\"}) { skills(filter: {kind: $s, minImportance: $x}) { totalCount } } }";
    let cases: Vec<(&str, Value, &str)> = vec![
        (by, json!({}), "`$by` is missing: expected RoleBy!"),
        (by, json!({"by": null}), "`$by` is null: expected RoleBy!"),
        (by, json!({"by": "cook"}), "`$by` is \"cook\": expected an object, RoleBy"),
        (by, json!({"by": {}}), "`$by` gives 0 fields: expected exactly one of id, slug, code, name"),
        (
            by,
            json!({"by": {"slug": "a", "id": "b"}}),
            "`$by` gives 2 fields: expected exactly one of id, slug, code, name",
        ),
        (
            by,
            json!({"by": {"slug": null}}),
            "`$by` gives 0 fields: expected exactly one of id, slug, code, name",
        ),
        (by, json!({"by": {"slug": 1}}), "`$by.slug` is 1: expected String"),
        (by, json!({"by": {"key": "a"}}), "`$by` has no field `key`: RoleBy"),
        (by, json!({"by": {"code": {"scheme": "ISCO_08"}}}), "`$by.code.value` is missing: expected String!"),
        (
            by,
            json!({"by": {"code": {"scheme": "ISCO_08", "value": ["1"]}}}),
            "`$by.code.value` is [\"1\"]: expected String",
        ),
        (by, json!({"by": {"id": 1.5}}), "`$by.id` is 1.5: expected ID"),
        (first, json!({"n": "1"}), "`$n` is \"1\": expected Int"),
        (
            first,
            json!({"n": 2_147_483_648_u64}),
            "`$n` is 2147483648: expected Int, a whole number within 32 bits",
        ),
        (first, json!({"n": 1.5}), "`$n` is 1.5: expected Int, a whole number within 32 bits"),
        (first, json!({"n": true}), "`$n` is true: expected Int"),
        (filter, json!({"f": {"not": {"name": {"eq": 1}}}}), "`$f.not.name.eq` is 1: expected String"),
        (
            filter,
            json!({"f": {"or": [{}, {"name": 5}]}}),
            "`$f.or[1].name` is 5: expected an object, TextFilter",
        ),
        (filter, json!({"f": {"taxonomy": ["esco", null]}}), "`$f.taxonomy[1]` is null: expected String!"),
        (
            "query($kind: [RoleKind!]) { roles(filter: {kind: $kind}) { totalCount } }",
            json!({"kind": ["OCCUPATION", "X"]}),
            LONG_KIND,
        ),
        (level, json!({"x": "a"}), "`$x` is \"a\": expected Float"),
        (
            "query($b: Boolean!) { graph { revision @skip(if: $b) } }",
            json!({"b": 0}),
            "`$b` is 0: expected Boolean",
        ),
    ];
    for (query, variables, expected) in cases {
        let answer = app.answer_with(query, variables.clone()).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{variables}: {answer}");
        let message = error["message"].as_str().expect("a message");
        assert!(
            message == expected || expected == LONG_KIND && message.starts_with(expected),
            "{variables}: {message}"
        );
        assert!(answer["data"].is_null() && error["path"].is_null(), "nothing is executed: {answer}");
        assert!(error["locations"][0]["line"].is_u64(), "{answer}");
        assert!(
            error["extensions"]["variable"].as_str().is_some_and(|place| place.starts_with('$')),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn values_that_fit_are_taken() {
    let app = App::curated().await;
    let count = async |query: &str, variables: Value| app.data_with(query, variables).await;
    let first = "query($n: Int = 2) { roles(first: $n) { nodes { name } } }";
    for (variables, expected) in
        [(json!({}), 2), (json!({"n": 3}), 3), (json!({"n": 3.0}), 3), (json!({"n": null}), 20)]
    {
        let data = count(first, variables.clone()).await;
        let nodes = data["roles"]["nodes"].as_array().expect("nodes").len();
        assert!(nodes == expected || expected == 20 && nodes > 3, "{variables}: {nodes}");
    }
    // One value stands for a list of one; a number can be an id; what is not declared is left alone.
    let filter = "query($k: [RoleKind!], $ids: [ID!]!) { roles(filter: {kind: $k}) { totalCount } nodes(ids: $ids) { id } }";
    let answer = app.answer_with(filter, json!({"k": "OCCUPATION", "ids": 7, "other": {"a": [1]}})).await;
    assert!(answer["data"]["roles"]["totalCount"].as_u64().is_some_and(|count| count > 0), "{answer}");
    assert_eq!(answer["errors"][0]["path"], json!(["nodes", 0]), "{answer}");
    // A field that is left out, or whose variable is, is not given.
    let data =
        count("query($f: TextFilter) { roles(filter: {name: $f}, first: 1) { totalCount } }", json!({}))
            .await;
    assert!(data["roles"]["totalCount"].as_u64().is_some_and(|count| count > 3));
    let skipped = "query($s: Boolean! = true) { graph { revision @skip(if: $s) digest } }";
    assert!(count(skipped, json!({})).await["graph"].get("revision").is_none());
    assert!(count(skipped, json!({"s": false})).await["graph"].get("revision").is_some());
}
