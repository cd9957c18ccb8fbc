//! Each attack is refused, small and with its code; what is just within the limits is answered.

use career_graph::config::Edge;
use serde_json::{Value, json};

use super::attacks::attacks;
use crate::support::{App, Database, curated_edition};

#[tokio::test]
async fn every_attack_is_refused_in_a_kilobyte_with_its_code() {
    let app = App::curated().await;
    for attack in attacks() {
        let raw = app.post(&json!({"query": attack.query, "variables": attack.variables}).to_string()).await;
        let name = &attack.name;
        let text = String::from_utf8(raw.body).expect("UTF-8");
        assert!(raw.status.is_success() || raw.status == 413, "{name}: {}", raw.status);
        assert!(text.len() <= 1024, "{name}: {} bytes: {text}", text.len());
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        assert!(answer["data"].is_null(), "{name}: {text}");
        // What is larger than a body may be is refused before it is read.
        if raw.status != 413 {
            assert_eq!(answer["errors"][0]["extensions"]["code"], attack.code, "{name}: {text}");
        }
    }
    let data = app.data("{ graph { revision } }").await;
    assert_eq!(data["graph"]["revision"], 1, "and it goes on answering");
}

#[tokio::test]
async fn what_is_too_large_is_told_with_its_place() {
    let mut edge = Edge::default();
    let limits = &mut edge.limits;
    (limits.max_nesting, limits.max_depth, limits.max_aliases) = (12, 7, 2);
    (limits.max_root_fields, limits.max_fields, limits.max_cost) = (3, 12, 300);
    let app = App::set(Database::sqlite(), edge).await;
    let deep =
        format!("role(by: {{slug: \"a\"}}) {{ {} name {} }}", "replacedBy { ".repeat(6), "} ".repeat(6));
    let (f, g) = ("fragment F on GraphInfo", "fragment G on GraphInfo");
    let types = "__type(name: \"A\") { fields { type { fields { type { fields { name } } } } } }";
    let dear = "a: roles(first: 9) {\n nodes { skills { nodes { name } } } }";
    let cases = [
        (format!("query A {{ graph {{ digest }} }}\nquery B {{ {deep} }}"), "fields within each other", 2, 1),
        (format!("{{ graph {{ ...F ...F }} }}\n {f} {{ {} }}", "digest ".repeat(7)), "fields, each", 1, 1),
        (
            format!("{{ __typename }}\n {f} {{ ...G ...G }} {g} {{ {} }}", "digest ".repeat(7)),
            "fields, each",
            2,
            2,
        ),
        (format!("{{ graph {{ ...F }} }}\n {f} {{ a: digest b: digest c: digest }}"), "aliases", 1, 1),
        ("\n{ graph { digest } __typename __typename __typename }".to_owned(), "fields at the root", 2, 1),
        (format!("\n  {{ {types} }}"), "lists of the schema's description", 2, 3),
        (
            format!("{{ {} graph {{\n ...F }} {} }} {f} {{ digest }}", "... { ".repeat(10), "} ".repeat(10)),
            "selections",
            2,
            2,
        ),
        (
            format!("{{ {} ... {{\n ... {{ x }} }} {} }}", "... { ".repeat(10), "} ".repeat(10)),
            "brackets",
            2,
            6,
        ),
        (format!("{{ {dear} }}"), "the query costs", 2, 19),
    ];
    for (query, said, line, column) in cases {
        let answer = app.answer(&query).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "QUERY_TOO_EXPENSIVE", "{query}: {answer}");
        assert!(error["message"].as_str().is_some_and(|message| message.contains(said)), "{query}: {answer}");
        assert_eq!(error["locations"], json!([{"line": line, "column": column}]), "{query}: {answer}");
    }
}

#[tokio::test]
async fn what_is_just_within_the_limits_is_answered() {
    let app = App::curated().await;
    let many = |times: usize, of: &dyn Fn(usize) -> String| (0..times).map(of).collect::<Vec<_>>().join(" ");
    let cases = [
        format!("{{ graph {{ {} }} }}", many(100, &|n| format!("a{n}: revision"))),
        format!("{{ {} }}", many(50, &|n| format!("a{n}: graph {{ revision }}"))),
        format!("{{ graph {{ {} }} }}", "revision ".repeat(1_999)),
        format!("{{ graph {{ {} }} }}", "revision @skip(if: false) ".repeat(50)),
        format!(
            "{{ role(by: {{slug: \"a\"}}) {{ {} name {} }} }}",
            "replacedBy { ".repeat(18),
            "} ".repeat(18)
        ),
        format!("{{ graph {{ revision }} }}#{}", "x".repeat(99_976)),
        format!("{{ {} {} {} }}", "... { ".repeat(60), "graph { revision }", "} ".repeat(60)),
        format!(
            "{{ ...f0 }} {} fragment f60 on Query {{ graph {{ revision }} }}",
            many(60, &|n| format!("fragment f{n} on Query {{ ...f{} }}", n + 1))
        ),
        // Brackets in texts and comments are none.
        format!("{{ role(by: {{slug: \"{}\"}}) {{ name }} }} # {}", "[{(".repeat(500), "{[(".repeat(500)),
        "{ role(by: {name: \"\"\"{{{{{{{{ \\\"\"\" @@@@\"\"\"}) { name } }".to_owned(),
    ];
    for query in cases {
        app.data(&query).await;
    }
}

#[tokio::test]
async fn valid_documents_that_the_executors_own_parser_refuses_are_answered() {
    let app = App::curated().await;
    for name in ["\\u{42}ackend developer", "\\u0042ackend developer", "Backend \\u{64}eveloper"] {
        let data = app.data(&format!("{{ role(by: {{name: \"{name}\"}}) {{ slug }} }}")).await;
        assert_eq!(data["role"]["slug"], "back-end-developer", "{name}");
    }
    let data = app.data("{ role(by: {name: \"\\uD83D\\uDE00 \\u{1F600}\"}) { slug } }").await;
    assert!(data["role"].is_null());
    let data =
        app.data("{ roles(filter: {slug: {in: []}}) { totalCount } skills(first: 1) { totalCount } }").await;
    assert_eq!(data["roles"]["totalCount"], 0);
    let (code, message) = app.error("{ roles(first: -0) { totalCount } }").await;
    assert_eq!((code.as_str(), message.as_str()), ("BAD_USER_INPUT", "`first` is 0: expected 1 to 100"));
    // The default of an argument holds where its variable is left out.
    let data = app
        .data("query($d: Direction) { role(by: {slug: \"back-end-developer\"}) { relations(direction: $d) { totalCount } } }")
        .await;
    assert!(data["role"]["relations"]["totalCount"].as_u64().is_some_and(|count| count > 0));
}

#[tokio::test]
async fn what_the_specification_forbids_is_refused() {
    let app = App::curated().await;
    let (parse, invalid) = ("GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED");
    let cases = [
        ("{ graph { __typename { x } } }", invalid),
        ("{ graph { __typename @unknown } }", invalid),
        ("{ graph { __typename @skip(if: true) @skip(if: false) } }", invalid),
        ("query($a: Boolean) { graph { revision @skip(if: $a) } }", invalid),
        ("{ roles(first: 1) { totalCount } roles(first: 2) { totalCount } }", invalid),
        ("{ roles { nodes { a: name } nodes { a: slug } } }", invalid),
        ("{ role(by: {slug: \"a\", slug: \"b\"}) { name } }", invalid),
        ("{ role(by: {slug: \"a\", id: \"b\"}) { name } }", invalid),
        ("{ role(by: {}) { name } }", invalid),
        ("{ role(by: {slug: null}) { name } }", invalid),
        ("query($s: String) { role(by: {slug: $s}) { name } }", invalid),
        ("query($s: String) { ...F } fragment F on Query { role(by: {slug: $s}) { name } }", invalid),
        ("query($b: RoleBy = {}) { role(by: $b) { name } }", invalid),
        ("query () { graph { revision } }", parse),
        ("{ graph { ...on } } fragment on on GraphInfo { revision }", parse),
        ("{ graph { } }", parse),
        ("", parse),
        ("{ graph { revision } } fragment F on GraphInfo { revision }", invalid),
        ("{ roles(first: 2147483648) { totalCount } }", invalid),
        ("type X { a: Int } { graph { revision } }", invalid),
    ];
    for (query, code) in cases {
        let answer = app.answer(query).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{query}: {answer}");
        let located = answer["errors"][0]["locations"][0]["line"].is_u64();
        assert!(located || query.is_empty(), "{query}: {answer}");
    }
}

#[tokio::test]
async fn errors_of_an_answer_are_bounded_in_number_and_length() {
    let app = App::curated().await;
    let ids = vec![json!("x".repeat(1_000)); 90];
    let answer =
        app.answer_with("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({"ids": ids})).await;
    assert_eq!(answer["errors"].as_array().map(Vec::len), Some(20), "{answer}");
    assert_eq!(answer["extensions"]["moreErrors"], 70);
    assert_eq!(answer["errors"][0]["path"], json!(["nodes", 0]), "{answer}");
    let longest =
        answer["errors"].as_array().expect("errors").iter().map(|e| e["message"].to_string().len()).max();
    assert!(longest.is_some_and(|longest| longest < 400), "{answer}");
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_none() {
    let mut edge = Edge::default();
    edge.limits.max_answer = 2_000;
    let app = App::set(Database::sqlite(), edge).await;
    app.load(curated_edition()).await;
    let (code, _) = app.error("{ roles(first: 100) { nodes { id name slug } } }").await;
    assert_eq!(code, "ANSWER_TOO_LARGE");
    assert!(app.answer("{ roles(first: 100) { nodes { id name slug } } }").await["data"].is_null());
    app.data("{ roles(first: 2) { nodes { id name slug } } }").await;
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_stopped() {
    let mut edge = Edge::default();
    edge.limits.max_time_ms = 0;
    let app = App::set(Database::sqlite(), edge).await;
    app.load(curated_edition()).await;
    let answer = app.answer("{ roles { nodes { name } } }").await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "TIMEOUT", "{answer}");
    assert!(answer["data"].is_null(), "nothing of it is answered: {answer}");
    let (code, _) = app.error("{ skills(filter: {name: {contains: \"a\"}}) { totalCount } }").await;
    assert_eq!(code, "TIMEOUT", "a list that is gone through is stopped, too");
    app.data("{ graph { revision } }").await;
}
