//! Several operations in one POST.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{JSON, NEWER, app, cook, error, post, send};
use crate::support::Served;

#[tokio::test]
async fn each_operation_of_a_batch_is_answered_in_its_place() {
    let app = app().await;
    let batch = json!([
        {"query": "{ role(by: {slug: \"cook\"}) { name } }"},
        {"query": "{"},
        {"query": 1},
        7,
        {"query": "subscription { graphChanged { revision } }"},
        {"query": "query A { __typename } query B { graph { revision } }", "operationName": "B"},
    ]);
    let (status, media_type, body) = post(&app, &batch.to_string()).await;
    assert_eq!((status, media_type.as_str()), (StatusCode::OK, JSON));
    let answers = body.as_array().expect("a list");
    assert_eq!(answers[0], cook());
    assert_eq!(error(&answers[1]).0, "GRAPHQL_PARSE_FAILED");
    assert_eq!(error(&answers[2]), ("BAD_USER_INPUT", "`query` is no string"));
    assert_eq!(error(&answers[3]).0, "BAD_USER_INPUT");
    assert!(error(&answers[4]).1.contains("text/event-stream"), "{body}");
    assert_eq!(answers[5]["data"]["graph"]["revision"], 1);
    assert_eq!(answers.len(), 6);
    let headers = [("content-type", "application/json"), ("accept", "application/graphql-response+json")];
    let (status, media_type, _) = send(&app, &headers, batch.to_string()).await;
    assert_eq!((status, media_type.as_str()), (StatusCode::OK, NEWER));
    let headers = [("content-type", "application/json"), ("accept", "text/event-stream")];
    assert_eq!(send(&app, &headers, batch.to_string()).await.0, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn a_batch_has_ten_operations_at_most() {
    let app = app().await;
    let batch = |count: usize| Value::from(vec![json!({"query": "{ __typename }"}); count]).to_string();
    assert_eq!(post(&app, &batch(10)).await.2.as_array().map(Vec::len), Some(10));
    let (status, _, body) = post(&app, &batch(11)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(error(&body), ("BAD_USER_INPUT", "the batch has 11 operations: 10 are the most"));
}

#[tokio::test]
async fn a_batch_of_a_hundred_thousand_is_refused() {
    let served = Served::start().await;
    let app = app().await;
    // The largest one that fits into a body, and one that does not.
    let fits = format!("[{}7]", "7,".repeat(100_000));
    let (status, _, body) = post(&app, &fits).await;
    assert_eq!((status, error(&body).0), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"));
    let larger = Value::from(vec![json!({"query": "{ __typename }"}); 100_000]).to_string();
    let (status, _, body) = post(&app, &larger).await;
    assert_eq!((status, error(&body).0), (StatusCode::PAYLOAD_TOO_LARGE, "BAD_USER_INPUT"));
    served.canary().await;
}
