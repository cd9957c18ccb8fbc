//! What is taken, what is refused, and in which form.
//!
//! - this file: POST of one operation
//! - `get`: GET, other methods, other paths
//! - `batch`: several operations at once
//! - `socket`, `limits`, `sse`: answers that go on
//! - `headers`: what answers say besides their body; what is counted; health
//! - `slow`: connections that take long, or are too many
//! - `abuses`: what the protocol is abused for, against the server as it is run
//! - `edges`: the next request, the end of one that is refused, the moment of going over
//! - `cycles`: what is begun and ended over and over leaves nothing behind

mod abuses;
mod batch;
mod cycles;
mod edges;
mod get;
mod headers;
mod limits;
mod slow;
mod socket;
mod sse;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::support::{App, Database, Raw, Records};

const JSON: &str = "application/json; charset=utf-8";
const NEWER: &str = "application/graphql-response+json; charset=utf-8";

async fn app() -> App {
    let mut records = Records::new("house");
    records.role("cook");
    records.role("baker");
    App::holding(Database::sqlite(), records.dataset).await
}

async fn send(app: &App, headers: &[(&str, &str)], body: impl Into<Body>) -> (StatusCode, String, Value) {
    let request = headers
        .iter()
        .fold(Request::post("/graphql"), |request, (name, value)| request.header(*name, *value));
    read(app.send(request.body(body.into()).expect("a request")).await)
}

fn read(raw: Raw) -> (StatusCode, String, Value) {
    let media_type = raw.headers.get("content-type").map(|value| value.to_str().expect("a text").to_owned());
    let body = serde_json::from_slice(&raw.body).unwrap_or_default();
    (raw.status, media_type.unwrap_or_default(), body)
}

/// The answer to JSON.
async fn post(app: &App, body: &str) -> (StatusCode, String, Value) {
    send(app, &[("content-type", "application/json")], body.to_owned()).await
}

/// The one error, as code and message.
fn error(body: &Value) -> (&str, &str) {
    let errors = body["errors"].as_array().unwrap_or_else(|| panic!("no error: {body}"));
    assert_eq!(errors.len(), 1, "{body}");
    assert_eq!(body["extensions"]["revision"], 1, "{body}");
    let text = |value: &'static str| errors[0].pointer(value).and_then(Value::as_str).unwrap_or_default();
    (text("/extensions/code"), text("/message"))
}

/// What `{ role(by: {slug: "cook"}) { name } }` is answered with.
fn cook() -> Value {
    let cost = json!({"requested": 3, "actual": 3, "limit": 20_000});
    json!({"data": {"role": {"name": "cook"}}, "extensions": {"revision": 1, "cost": cost}})
}

#[tokio::test]
async fn an_unknown_field_is_one_mistake() {
    let app = app().await;
    for (query, message) in [
        ("{ role(by: {slug: \"cook\"}) { wages } }", "type `Role` does not have a field `wages`"),
        ("{ role(by: {slug: \"cook\"}) }", "interface, union and object types must have a subselection set"),
    ] {
        let (_, _, body) = post(&app, &json!({"query": query}).to_string()).await;
        assert_eq!(error(&body), ("GRAPHQL_VALIDATION_FAILED", message));
    }
}

#[tokio::test]
async fn a_query_is_answered_with_its_revision() {
    let app = app().await;
    let (status, media_type, body) =
        post(&app, r#"{"query": "{ role(by: {slug: \"cook\"}) { name } }"}"#).await;
    assert_eq!((status, media_type.as_str()), (StatusCode::OK, JSON));
    assert_eq!(body, cook());
}

#[tokio::test]
async fn variables_and_the_name_of_the_operation_are_taken() {
    let app = app().await;
    let two = "query A($s: String!) { role(by: {slug: $s}) { name } } query B { role(by: {slug: \"baker\"}) { name } }";
    let a = json!({"query": two, "operationName": "A", "variables": {"s": "cook"}, "extensions": {"any": 1}});
    assert_eq!(post(&app, &a.to_string()).await.2["data"]["role"]["name"], "cook");
    let b = json!({"query": two, "operationName": "B", "variables": null, "extensions": null, "other": 1});
    assert_eq!(post(&app, &b.to_string()).await.2["data"]["role"]["name"], "baker");
    for name in [json!("C"), json!(null)] {
        let (status, _, body) = post(&app, &json!({"query": two, "operationName": name}).to_string()).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(error(&body).0, "GRAPHQL_VALIDATION_FAILED", "{body}");
    }
    let (_, _, body) = post(&app, &json!({"query": two, "operationName": "A"}).to_string()).await;
    assert_eq!(error(&body).0, "BAD_USER_INPUT", "a variable without a value: {body}");
}

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let app = app().await;
    let cases = [
        ("", "the body is no JSON: EOF while parsing a value at line 1 column 0"),
        ("{\"query\": ", "the body is no JSON: EOF while parsing a value at line 1 column 10"),
        ("[]", "the batch is empty"),
        ("\"{ graph }\"", "the body is no JSON object: expected {\"query\": …}"),
        ("{}", "`query` is missing"),
        ("{\"query\": null}", "`query` is no string"),
        ("{\"query\": {}}", "`query` is no string"),
        ("{\"query\": \"{ x }\", \"operationName\": 1}", "`operationName` is no string"),
        ("{\"query\": \"{ x }\", \"variables\": []}", "`variables` is no object"),
        ("{\"query\": \"{ x }\", \"variables\": \"{}\"}", "`variables` is no object"),
        ("{\"query\": \"{ x }\", \"extensions\": 1}", "`extensions` is no object"),
    ];
    for (body, message) in cases {
        let (status, media_type, body) = post(&app, body).await;
        assert_eq!((status, media_type.as_str()), (StatusCode::BAD_REQUEST, JSON), "{message}");
        assert_eq!(error(&body), ("BAD_USER_INPUT", message));
    }
    let headers = [("content-type", "application/json")];
    let (status, _, body) = send(&app, &headers, vec![b'"', 0xff, b'"']).await;
    assert_eq!((status, error(&body).0), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"));
}

#[tokio::test]
async fn only_json_is_read() {
    let app = app().await;
    let query = r#"{"query": "{ role(by: {slug: \"cook\"}) { name } }"}"#;
    for taken in ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON;charset=UTF-8"] {
        assert_eq!(send(&app, &[("content-type", taken)], query).await.0, StatusCode::OK, "{taken}");
    }
    for refused in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/graphql",
        "application/jsonx",
        "",
    ] {
        let (status, _, body) = send(&app, &[("content-type", refused)], query).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{refused}");
        let message = format!("the content type is `{refused}`: expected application/json");
        assert_eq!(error(&body), ("BAD_USER_INPUT", message.as_str()));
    }
    assert_eq!(send(&app, &[], query).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn only_utf_8_is_read_and_only_as_it_stands() {
    let app = app().await;
    let query = r#"{"query": "{ role(by: {slug: \"cook\"}) { name } }"}"#;
    let json = ("content-type", "application/json; charset=\"UTF-8\"; other=x");
    assert_eq!(send(&app, &[json, ("content-encoding", "identity")], query).await.0, StatusCode::OK);
    let cases = [
        (
            &[("content-type", "application/json; charset=latin1")][..],
            "the charset is `latin1`: expected utf-8",
        ),
        (&[json, ("content-encoding", "gzip")], "the body is encoded as `gzip`: expected no encoding"),
    ];
    for (headers, message) in cases {
        let (status, _, body) = send(&app, headers, query).await;
        assert_eq!((status, error(&body).1), (StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
}

#[tokio::test]
async fn where_no_form_fits_it_says_which_there_are() {
    let app = app().await;
    let types = ["text/html", "application/graphql-response+json-seq", "*/*;q=0", "application/json;q=x"];
    for accept in types {
        let headers = [("content-type", "application/json"), ("accept", accept)];
        let (status, media_type, body) =
            send(&app, &headers, "{\"query\": \"{ graph { revision } }\"}").await;
        assert_eq!((status, media_type.as_str()), (StatusCode::NOT_ACCEPTABLE, JSON), "{accept}");
        assert!(error(&body).1.contains("text/event-stream"), "{body}");
    }
}

#[tokio::test]
async fn what_was_not_executed_has_no_data() {
    let app = app().await;
    for query in ["{", "{ nothing }", "subscription { graphChanged { revision } }"] {
        for (accept, expected) in [("application/json", 200), ("application/graphql-response+json", 400)] {
            let headers = [("content-type", "application/json"), ("accept", accept)];
            let (status, _, body) = send(&app, &headers, json!({"query": query}).to_string()).await;
            assert_eq!(status, expected, "{query}");
            assert!(!error(&body).0.is_empty() && body.get("data").is_none(), "{body}");
        }
    }
}

#[tokio::test]
async fn a_document_that_is_not_sent_is_not_known() {
    let app = app().await;
    let extensions = json!({"persistedQuery": {"version": 1, "sha256Hash": "00"}});
    let (_, _, body) = post(&app, &json!({"extensions": extensions}).to_string()).await;
    assert_eq!(error(&body), ("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported"));
    let sent = json!({"query": "{ __typename }", "extensions": extensions});
    assert_eq!(post(&app, &sent.to_string()).await.2["data"]["__typename"], "Query");
}

#[tokio::test]
async fn a_body_may_have_256_kib() {
    let app = app().await;
    let query = r#"{"query": "{ role(by: {slug: \"cook\"}) { name } }"}"#;
    let padded = |bytes: usize| format!("{query}{}", " ".repeat(bytes - query.len()));
    assert_eq!(post(&app, &padded(256 * 1024)).await.0, StatusCode::OK);
    let (status, media_type, body) = post(&app, &padded(256 * 1024 + 1)).await;
    assert_eq!((status, media_type.as_str()), (StatusCode::PAYLOAD_TOO_LARGE, JSON));
    assert_eq!(error(&body), ("BAD_USER_INPUT", "the body is larger than 262144 bytes"));
    // The length need not be told beforehand.
    let pieces = vec![Ok::<_, std::io::Error>(padded(200_000)), Ok(" ".repeat(100_000))];
    let stream = Body::from_stream(futures_util::stream::iter(pieces));
    let (status, ..) = send(&app, &[("content-type", "application/json")], stream).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_form_of_the_answer_is_the_one_that_the_client_likes_more() {
    let app = app().await;
    let cases: &[(&[&str], &str)] = &[
        (&[], JSON),
        (&["*/*"], JSON),
        (&["application/json"], JSON),
        (&["text/html, application/*;q=0.5"], JSON),
        (&["application/graphql-response+json"], NEWER),
        (&["Application/GraphQL-Response+JSON; charset=utf-8"], NEWER),
        (&["application/graphql-response+json, application/json;q=0.9"], NEWER),
        (&["application/json, application/graphql-response+json"], NEWER),
        (&["application/json;q=0.9", "application/graphql-response+json"], NEWER),
        (&["application/graphql-response+json;q=0.8, application/json"], JSON),
        (&["application/graphql-response+json;q=0, */*"], JSON),
        (&["application/json;q=0, */*"], NEWER),
        (&["application/*;q=0.2, application/graphql-response+json;q=0.1"], JSON),
        (&["text/event-stream;q=0.5, application/json"], JSON),
    ];
    for (accept, expected) in cases {
        let headers = [
            &[("content-type", "application/json")][..],
            &accept.iter().map(|a| ("accept", *a)).collect::<Vec<_>>(),
        ];
        let headers = headers.concat();
        for (query, executed) in
            [("{\"query\": \"{ roles { totalCount } }\"}", true), ("{\"query\": \"{ x }\"}", false)]
        {
            let (status, media_type, _) = send(&app, &headers, query).await;
            assert_eq!(media_type, *expected, "{accept:?}");
            // Nothing executed is a success only in the older form.
            let failed = !executed && *expected == NEWER;
            assert_eq!(
                status,
                if failed { StatusCode::BAD_REQUEST } else { StatusCode::OK },
                "{accept:?} {query}"
            );
        }
        assert_eq!(send(&app, &headers, "{}").await.1, *expected, "refusals too: {accept:?}");
    }
}

#[tokio::test]
async fn a_query_that_was_executed_is_no_bad_request_though_its_data_is_null() {
    let app = app().await;
    let headers = [("content-type", "application/json"), ("accept", "application/graphql-response+json")];
    // The one field is not nullable, so its error leaves nothing of the data.
    let (status, _, body) =
        send(&app, &headers, "{\"query\": \"{ roles(first: 101) { totalCount } }\"}").await;
    assert_eq!(error(&body).0, "BAD_USER_INPUT");
    assert!(body["data"].is_null());
    assert_eq!(status, StatusCode::OK);
    let (status, _, body) = send(&app, &headers, "{\"query\": \"{ roles(\"}").await;
    assert_eq!((status, error(&body).0), (StatusCode::BAD_REQUEST, "GRAPHQL_PARSE_FAILED"));
}
