//! Any node by id.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{App, Database, Schema, crowd, hub};

#[tokio::test]
async fn nodes_of_every_type_are_found_by_id() {
    let app = App::holding(Database::sqlite(), crowd(1, 0)).await;
    let query = format!(
        "{{ node(id: \"{}\") {{ ... on Role {{ taxonomy {{ id }} sources {{ id }} salaries {{ nodes {{ id }} }}
            interviewQuestions {{ id }} }} }} }}",
        hub("Role")
    );
    let data = app.data(&query).await;
    let text = |pointer: &str| data.pointer(pointer).and_then(Value::as_str).expect("an id").to_owned();
    let mut ids = vec![
        ("Taxonomy".to_owned(), text("/node/taxonomy/id")),
        ("Source".to_owned(), text("/node/sources/0/id")),
        ("Salary".to_owned(), text("/node/salaries/nodes/0/id")),
        ("InterviewQuestion".to_owned(), text("/node/interviewQuestions/0/id")),
    ];
    let schema = Schema::printed();
    ids.extend(schema.implementors("Concept").iter().map(|name| ((*name).to_owned(), hub(name).to_string())));
    let mut types = Vec::from_iter(ids.iter().map(|(name, _)| name.as_str()));
    types.sort_unstable();
    assert_eq!(types, schema.implementors("Node"));
    for (type_name, id) in &ids {
        let data = app.data(&format!("{{ node(id: \"{id}\") {{ __typename id }} }}")).await;
        assert_eq!(data["node"], json!({"__typename": type_name, "id": id}));
    }
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
    let all: Vec<&String> = ids.iter().map(|(_, id)| id).rev().collect();
    let expected: Vec<Value> =
        ids.iter().rev().map(|(type_name, id)| json!({"__typename": type_name, "id": id})).collect();
    assert_eq!(app.data_with(query, json!({"ids": all})).await["nodes"], json!(expected));
}

#[tokio::test]
async fn nodes_keep_their_places_and_a_bad_id_spoils_only_its_own() {
    let app = App::holding(Database::sqlite(), crowd(1, 0)).await;
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let (role, nobody) = (hub("Role").to_string(), Uuid::nil().to_string());
    let answer = app.answer_with(query, json!({"ids": [role, "x", nobody, role]})).await;
    assert_eq!(answer["data"]["nodes"], json!([{"id": role}, null, null, {"id": role}]));
    let errors = answer["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["path"], json!(["nodes", 1]));
    assert_eq!(errors[0]["extensions"]["code"], "BAD_USER_INPUT");

    assert_eq!(app.data_with(query, json!({"ids": []})).await, json!({"nodes": []}));
    let hundred = app.data_with(query, json!({"ids": vec![&role; 100]})).await;
    assert_eq!(hundred["nodes"].as_array().map(Vec::len), Some(100));
    let answer = app.answer_with(query, json!({"ids": vec![&role; 101]})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
}
