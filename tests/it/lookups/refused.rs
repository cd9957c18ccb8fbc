//! Arguments that are refused, and that every error has its code.

use serde_json::json;
use uuid::Uuid;

use crate::support::App;

#[tokio::test]
async fn a_malformed_id_is_an_error_that_leaves_the_rest_of_the_answer() {
    let app = App::curated().await;
    let long = "x".repeat(10_000);
    for id in
        ["x", "", "1", "b033a4d4fe2b5ce99294e304c23ab58f", "{b033a4d4-fe2b-5ce9-9294-e304c23ab58}", &long]
    {
        for field in ["role(by: {id: $})", "task(by: {id: $})", "source(by: {id: $})", "node(id: $)"] {
            let field = field.replace('$', &format!("{id:?}"));
            let query =
                format!("{{ a: {field} {{ id }} b: role(by: {{slug: \"back-end-developer\"}}) {{ name }} }}");
            let answer = app.answer(&query).await;
            assert_eq!(answer["data"], json!({"a": null, "b": {"name": "Back-end developer"}}), "{field}");
            let errors = answer["errors"].as_array().expect("errors");
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert_eq!(errors[0]["path"], json!(["a"]));
            assert_eq!(errors[0]["extensions"]["code"], "BAD_USER_INPUT");
            assert!(
                errors[0]["message"].as_str().is_some_and(|m| m.contains("`id`") && m.len() < 300),
                "{errors:?}"
            );
        }
    }
}

#[tokio::test]
async fn an_argument_that_refers_to_nothing_is_not_found_and_names_it() {
    let app = App::curated().await;
    let developer = "role(by: {slug: \"back-end-developer\"})";
    let nobody = Uuid::nil();
    let skill = app.data("{ skill(by: {slug: \"communication\"}) { id } }").await["skill"]["id"].to_string();
    let cases = [
        ("{ roles(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        (
            "{ roles(filter: {not: {or: [{taxonomy: [\"house\", \"none\"]}]}}) { totalCount } }".to_owned(),
            "none",
        ),
        ("{ skills(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        ("{ tools(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        ("{ pathways(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        (format!("{{ roles(filter: {{within: \"{nobody}\"}}) {{ totalCount }} }}"), "within"),
        (format!("{{ roles(filter: {{within: {skill}}}) {{ totalCount }} }}"), "within"),
        (format!("{{ skills(filter: {{within: \"{nobody}\"}}) {{ totalCount }} }}"), "within"),
        (format!("{{ {developer} {{ mappings(taxonomy: [\"none\"]) {{ kind }} }} }}"), "none"),
        (
            format!("{{ {developer} {{ skills(filter: {{taxonomy: [\"none\"]}}) {{ totalCount }} }} }}"),
            "none",
        ),
        (
            format!("{{ {developer} {{ skills(filter: {{sources: [\"{nobody}\"]}}) {{ totalCount }} }} }}"),
            "sources",
        ),
        (
            format!("{{ {developer} {{ skills(filter: {{sources: [{skill}]}}) {{ totalCount }} }} }}"),
            "sources",
        ),
        (
            format!("{{ {developer} {{ tools(filter: {{sources: [\"{nobody}\"]}}) {{ totalCount }} }} }}"),
            "sources",
        ),
        (
            format!(
                "{{ skill(by: {{id: {skill}}}) {{ roles(filter: {{taxonomy: [\"none\"]}}) {{ totalCount }} }} }}"
            ),
            "none",
        ),
    ];
    for (query, named) in cases {
        let (code, message) = app.error(&query).await;
        assert_eq!(code, "NOT_FOUND", "{query}: {message}");
        assert!(message.contains(&format!("`{named}`")), "{query}: {message}");
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_is_bad_input() {
    let app = App::curated().await;
    let developer = "role(by: {slug: \"back-end-developer\"})";
    let cases = [
        "{ roles(filter: {within: \"x\"}) { totalCount } }".to_owned(),
        "{ pathways(filter: {maxCost: 5}) { totalCount } }".to_owned(),
        "{ pathways(filter: {currency: \"POUND\"}) { totalCount } }".to_owned(),
        "{ pathways(filter: {region: [\"GB\", \"UK\"]}) { totalCount } }".to_owned(),
        format!("{{ {developer} {{ salaries(region: [\"UK\"]) {{ totalCount }} }} }}"),
        format!("{{ {developer} {{ skills(filter: {{sources: [\"x\"]}}) {{ totalCount }} }} }}"),
    ];
    for query in cases {
        let (code, message) = app.error(&query).await;
        assert_eq!(code, "BAD_USER_INPUT", "{query}: {message}");
    }
}

#[tokio::test]
async fn every_answer_tells_its_revision_and_every_error_its_code() {
    let app = App::curated().await;
    let parse = "GRAPHQL_PARSE_FAILED";
    let validation = "GRAPHQL_VALIDATION_FAILED";
    let cases = [
        ("", json!({}), parse),
        ("{", json!({}), parse),
        ("{ graph { revision }", json!({}), parse),
        ("{ nothing }", json!({}), validation),
        ("{ graph { nothing } }", json!({}), validation),
        ("{ graph }", json!({}), validation),
        ("{ role { id } }", json!({}), validation),
        ("{ roles(first: \"x\") { totalCount } }", json!({}), validation),
        ("{ role(by: {id: \"x\", slug: \"y\"}) { id } }", json!({}), validation),
        ("{ role(by: {}) { id } }", json!({}), validation),
        ("{ role(by: {slug: null}) { id } }", json!({}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {"slug": "x", "name": "y"}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {"slug": null, "name": "y"}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {"title": "x"}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": 7}), ""),
        ("query($first: Int) { roles(first: $first) { totalCount } }", json!({"first": "x"}), ""),
        ("query($first: Int) { roles(first: $first) { totalCount } }", json!({"first": 1.5}), ""),
        (
            "query($first: Int) { roles(first: $first) { totalCount } }",
            json!({"first": 3_000_000_000_u32}),
            "",
        ),
        (
            "query($kind: [RoleKind!]) { roles(filter: {kind: $kind}) { totalCount } }",
            json!({"kind": ["X"]}),
            "",
        ),
        ("mutation { nothing }", json!({}), ""),
        ("subscription { nothing }", json!({}), ""),
        ("query a { graph { revision } } query b { graph { revision } }", json!({}), ""),
    ];
    for (query, variables, code) in cases {
        let answer = app.answer_with(query, variables.clone()).await;
        assert_eq!(answer["extensions"]["revision"], 1, "{query}: {answer}");
        let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{query} {variables}: {answer}"));
        for error in errors {
            let found = error["extensions"]["code"].as_str().unwrap_or_default();
            assert!(["BAD_USER_INPUT", parse, validation].contains(&found), "{query} {variables}: {error}");
            assert!(code.is_empty() || found == code, "{query} {variables}: {error}");
            let message = error["message"].as_str().unwrap_or_default();
            assert!(
                !message.is_empty() && !message.contains('\n') && !message.contains("::"),
                "{query}: {error}"
            );
        }
    }
    assert_eq!(app.answer("{ __typename }").await["extensions"]["revision"], 1);
}
