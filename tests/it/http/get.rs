//! GET and other methods, and paths that there are not.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;

use super::{JSON, app, cook, error, read};
use crate::support::{App, Raw};

async fn ask(app: &App, method: Method, path: &str) -> Raw {
    app.send(Request::builder().method(method).uri(path).body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn a_query_can_stand_in_the_url() {
    let app = app().await;
    let query = "query=query+A($s:+String!)+%7B+role(by:+%7Bslug:+$s%7D)+%7B+name+%7D+%7D";
    let taken = [
        format!("{query}&variables=%7B%22s%22:%22cook%22%7D"),
        format!("{query}&variables=%7B%22s%22:%22cook%22%7D&operationName=A&extensions=%7B%7D&other=%ff"),
        format!("{query}&variables=%7B%22s%22:%22cook%22%7D&operationName=&extensions="),
    ];
    for parameters in taken {
        let raw = ask(&app, Method::GET, &format!("/graphql?{parameters}")).await;
        assert_eq!(raw.headers["vary"], "accept, accept-language");
        assert_eq!(read(raw), (StatusCode::OK, JSON.to_owned(), cook()), "{parameters}");
    }
    let raw = ask(&app, Method::HEAD, "/graphql?query=%7B__typename%7D").await;
    assert_eq!((raw.status, raw.body.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn parameters_that_are_none_are_refused() {
    let app = app().await;
    let cases = [
        ("", "`query` is missing"),
        ("?operationName=A", "`query` is missing"),
        ("?query=%7Bx%7D&query=%7By%7D", "`query` is given twice"),
        (
            "?query=%7Bx%7D&variables=%7B",
            "`variables` is no JSON: EOF while parsing an object at line 1 column 1",
        ),
        ("?query=%7Bx%7D&variables=[]", "`variables` is no object"),
        ("?query=%7Bx%7D&extensions=1", "`extensions` is no object"),
        ("?query=%ff", "the URL is not encoded as UTF-8"),
    ];
    for (parameters, message) in cases {
        let (status, media_type, body) = read(ask(&app, Method::GET, &format!("/graphql{parameters}")).await);
        assert_eq!((status, media_type.as_str()), (StatusCode::BAD_REQUEST, JSON), "{parameters}");
        assert_eq!(error(&body), ("BAD_USER_INPUT", message));
    }
}

#[tokio::test]
async fn a_mutation_is_taken_by_post_only() {
    let app = app().await;
    let raw = ask(&app, Method::GET, "/graphql?query=mutation%7B__typename%7D").await;
    assert_eq!(raw.headers["allow"], "POST");
    let (status, _, body) = read(raw);
    assert_eq!((status, error(&body).0), (StatusCode::METHOD_NOT_ALLOWED, "BAD_USER_INPUT"));
}

#[tokio::test]
async fn other_methods_are_told_which_ones_are_taken() {
    let app = app().await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let raw = ask(&app, method, "/graphql?query=%7B__typename%7D").await;
        assert_eq!(raw.headers["allow"], "GET, HEAD, POST, OPTIONS");
        let (status, _, body) = read(raw);
        assert_eq!((status, error(&body).0), (StatusCode::METHOD_NOT_ALLOWED, "BAD_USER_INPUT"));
    }
    let raw = ask(&app, Method::OPTIONS, "/graphql").await;
    assert_eq!(
        (raw.status, &raw.headers["allow"]),
        (StatusCode::NO_CONTENT, &"GET, HEAD, POST, OPTIONS".parse().unwrap())
    );
}

#[tokio::test]
async fn elsewhere_a_problem_is_told_as_a_problem() {
    let app = app().await;
    let raw = ask(&app, Method::POST, "/").await;
    assert_eq!(raw.headers["allow"], "GET,HEAD");
    for (raw, status, title) in [
        (raw, 405, "Method Not Allowed"),
        (ask(&app, Method::GET, "/elsewhere").await, 404, "Not Found"),
        (ask(&app, Method::POST, "/graphql/").await, 404, "Not Found"),
    ] {
        let (code, media_type, body) = read(raw);
        assert_eq!((code.as_u16(), media_type.as_str()), (status, "application/problem+json"));
        assert_eq!((&body["status"], &body["title"]), (&json!(status), &json!(title)));
        assert!(body["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{body}");
    }
}
