//! What answers say besides their body: ids, what browsers may do, how they are encoded; and what is counted.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request};
use career_graph::config::{Edge, Switch};
use serde_json::{Value, json};

use super::app;
use crate::support::{App, Raw};

const QUERY: &str = "{ __schema { types { name description fields { name description } } } }";

async fn send(app: &App, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Raw {
    let request = Request::builder().method(method).uri(path).header("host", "graph.example.org");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    app.send(request.body(Body::from(body.to_owned())).expect("a request")).await
}

async fn ask(app: &App, headers: &[(&str, &str)], query: &str) -> Raw {
    let headers = [&[("content-type", "application/json")], headers].concat();
    send(app, Method::POST, "/graphql", &headers, &json!({"query": query}).to_string()).await
}

async fn get(app: &App, path: &str) -> Raw {
    send(app, Method::GET, path, &[], "").await
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().expect("a text"))
}

fn varies_by(headers: &HeaderMap, name: &str) -> bool {
    let lines = headers.get_all("vary").iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| one.trim().eq_ignore_ascii_case(name))
}

#[tokio::test]
async fn every_answer_has_an_id() {
    let app = app().await;
    let longest = "x".repeat(128);
    for id in ["a", "7f1c-0/+=", longest.as_str()] {
        let raw = ask(&app, &[("x-request-id", id)], "{ __typename }").await;
        assert_eq!(text(&raw.headers, "x-request-id"), id);
    }
    let mut made = Vec::new();
    let too_long = "x".repeat(129);
    for id in ["", "a b", "\u{e9}", too_long.as_str()] {
        let raw = ask(&app, &[("x-request-id", id)], "{ __typename }").await;
        made.push(text(&raw.headers, "x-request-id").to_owned());
    }
    for path in ["/", "/nowhere", "/healthz", "/graphql"] {
        made.push(text(&get(&app, path).await.headers, "x-request-id").to_owned());
    }
    assert!(made.iter().all(|id| id.len() == 36 && id.as_bytes()[14] == b'4'), "{made:?}");
    made.sort();
    made.dedup();
    assert_eq!(made.len(), 8, "each is another");
}

#[tokio::test]
async fn every_answer_tells_browsers_what_not_to_do() {
    let app = app().await;
    for path in ["/", "/nowhere", "/healthz", "/metrics", "/graphql", "/graphql?query={__typename}"] {
        let headers = get(&app, path).await.headers;
        assert_eq!(text(&headers, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(text(&headers, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(text(&headers, "x-frame-options"), "DENY", "{path}");
        assert_eq!(text(&headers, "cross-origin-resource-policy"), "same-origin", "{path}");
        let policy = text(&headers, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(policy.contains("base-uri"), path == "/", "a page keeps its own: {policy}");
        assert_eq!(text(&headers, "cache-control"), if path == "/" { "no-cache" } else { "no-store" });
        assert!(!headers.contains_key("server"));
    }
}

#[tokio::test]
async fn pages_of_the_origins_that_are_named_may_ask_and_read() {
    let letting_in = |origin: &str| Edge { allowed_origins: vec![origin.to_owned()], ..Edge::default() };
    let app = app().await.with(letting_in("https://app.example.org"));
    let preflight = |origin| {
        [
            ("origin", origin),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type"),
        ]
    };
    let cases = [
        ("https://app.example.org", true),
        ("http://graph.example.org", true),
        ("https://app.example.org.evil.test", false),
        ("http://app.example.org", false),
        ("null", false),
    ];
    for (origin, allowed) in cases {
        let raw = send(&app, Method::OPTIONS, "/graphql", &preflight(origin), "").await;
        assert_eq!(raw.status, 204, "{origin}");
        let expected = if allowed { origin } else { "" };
        assert_eq!(text(&raw.headers, "access-control-allow-origin"), expected);
        assert_eq!(
            text(&raw.headers, "access-control-allow-methods"),
            if allowed { "GET, POST" } else { "" }
        );
        assert_eq!(text(&raw.headers, "access-control-allow-headers").contains("content-type"), allowed);
        assert_eq!(raw.headers.contains_key("access-control-max-age"), allowed);
        assert!(!raw.headers.contains_key("access-control-allow-credentials"));
        assert!(varies_by(&raw.headers, "origin"));
        let raw = ask(&app, &[("origin", origin)], "{ __typename }").await;
        assert_eq!(text(&raw.headers, "access-control-allow-origin"), expected);
        assert_eq!(text(&raw.headers, "access-control-expose-headers").contains("x-request-id"), allowed);
        assert!(varies_by(&raw.headers, "origin"));
    }
    let raw = ask(&app, &[], "{ __typename }").await;
    assert!(!raw.headers.contains_key("access-control-allow-origin") && varies_by(&raw.headers, "origin"));
    let app = app.with(letting_in("*"));
    let raw = ask(&app, &[("origin", "https://any.example.net")], "{ __typename }").await;
    assert_eq!(text(&raw.headers, "access-control-allow-origin"), "https://any.example.net");
    assert!(!raw.headers.contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn what_is_large_is_compressed_for_who_takes_it() {
    let app = app().await;
    let plain = ask(&app, &[], QUERY).await;
    let cases = [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip", "gzip"),
        ("identity", ""),
        ("br;q=0", ""),
    ];
    for (accepted, expected) in cases {
        let raw = ask(&app, &[("accept-encoding", accepted)], QUERY).await;
        assert_eq!(text(&raw.headers, "content-encoding"), expected, "{accepted}");
        assert!(varies_by(&raw.headers, "accept-encoding") && varies_by(&raw.headers, "accept"));
        assert_eq!(raw.body.len() < plain.body.len() / 3, !expected.is_empty());
    }
    let small = ask(&app, &[("accept-encoding", "br")], "{ __typename }").await;
    assert_eq!(text(&small.headers, "content-encoding"), "");
    let events = [("accept-encoding", "br"), ("accept", "text/event-stream")];
    assert_eq!(text(&ask(&app, &events, QUERY).await.headers, "content-encoding"), "");
}

#[tokio::test]
async fn it_is_counted_what_was_asked_and_how_it_ended() {
    let app = app().await;
    for query in
        ["query Cooks { roles { totalCount } }", "query Cooks { roles { totalCount } }", "{ __typename }"]
    {
        ask(&app, &[], query).await;
    }
    ask(&app, &[], "query Many { roles(first: 1000) { totalCount } }").await;
    ask(&app, &[], "{ nothing").await;
    send(&app, Method::POST, "/graphql", &[("content-type", "text/plain")], "{}").await;
    let raw = get(&app, "/metrics").await;
    assert!(text(&raw.headers, "content-type").starts_with("application/openmetrics-text"));
    let page = String::from_utf8(raw.body).expect("UTF-8");
    for line in [
        "career_graph_requests_total{operation=\"Cooks\",outcome=\"OK\"} 2\n",
        "career_graph_requests_total{operation=\"anonymous\",outcome=\"OK\"} 1\n",
        "career_graph_requests_total{operation=\"Many\",outcome=\"BAD_USER_INPUT\"} 1\n",
        "career_graph_refusals_total{reason=\"GRAPHQL_PARSE_FAILED\"} 1\n",
        "career_graph_refusals_total{reason=\"415\"} 1\n",
        "career_graph_request_duration_seconds_count 4\n",
        "career_graph_revision 1\n",
        "career_graph_concepts{kind=\"ROLE\"} 2\n",
        "career_graph_links 0\n",
        "career_graph_streams 0\n",
        "career_graph_connections 0\n",
        "# EOF\n",
    ] {
        assert!(page.contains(line), "`{line}` is missing: {page}");
    }
}

#[tokio::test]
async fn what_is_counted_can_be_kept_to_oneself() {
    let app = app().await.with(Edge { metrics: Switch::Off, ..Edge::default() });
    assert_eq!(get(&app, "/metrics").await.status, 404);
}

#[tokio::test]
async fn a_server_that_lost_its_database_is_alive_and_not_ready() {
    let mut edge = Edge::default();
    edge.connections.stale_after_ms = 20;
    let app = app().await.with(edge);
    tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    let raw = get(&app, "/readyz").await;
    let body: Value = serde_json::from_slice(&raw.body).expect("JSON");
    assert_eq!((raw.status.as_u16(), body), (503, json!({"status": "unavailable", "reasons": ["stale"]})));
    assert_eq!(get(&app, "/healthz").await.status, 200);
    // Whoever has followed it a moment ago is ready.
    let app = app.with(Edge::default());
    let raw = get(&app, "/readyz").await;
    let body: Value = serde_json::from_slice(&raw.body).expect("JSON");
    assert_eq!((raw.status.as_u16(), body), (200, json!({"status": "ok", "reasons": []})));
}
