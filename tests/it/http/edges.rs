//! What happens at the edges of a connection: the next request on it, the end of one that is refused, the moment at
//! which it goes over to a WebSocket, and that all of it is counted.

use std::net::SocketAddr;

use axum::body::Body;
use axum::http::Request;
use career_graph::config::Edge;
use futures_util::StreamExt;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::MaybeTlsStream;

use super::socket::{LISTEN, Socket};
use super::sse::Stream;
use super::{app, post};
use crate::support::{App, Served, send, within};

/// All that is answered to a request after which the connection is closed.
async fn answer(address: SocketAddr, request: &str) -> String {
    let mut answer = String::new();
    within(send(address, request).await.read_to_string(&mut answer)).await.expect("it is closed in order");
    answer
}

fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}\r\n")
}

#[tokio::test]
async fn the_second_head_on_a_connection_has_no_more_time_than_the_first() {
    let mut edge = Edge::default();
    edge.connections.header_timeout_ms = 200;
    let served = Served::with(edge).await;
    let mut stream = send(served.address, "GET /healthz HTTP/1.1\r\nhost: test\r\n\r\n").await;
    let mut answer = vec![0; 12];
    within(stream.read_exact(&mut answer)).await.expect("it is answered");
    assert_eq!(answer, b"HTTP/1.1 200");
    // What comes with the request before it would be read with it.
    stream.write_all(b"GET /hea").await.expect("it is kept");
    // A connection that is idle is kept for longer than this waits.
    drop(within(stream.read_to_end(&mut answer)).await);
    assert_eq!(String::from_utf8_lossy(&answer).matches("HTTP/1.1").count(), 1);
}

#[tokio::test]
async fn a_request_has_as_many_headers_as_are_set() {
    for (most, count, status) in [(20, 18, "200"), (20, 21, "431"), (150, 140, "200")] {
        let mut edge = Edge::default();
        edge.connections.max_headers = most;
        let served = Served::with(edge).await;
        let headers: String = (0..count).map(|at| format!("x-{at}: 1\r\n")).collect();
        let answer = answer(served.address, &get("/healthz", &headers)).await;
        assert_eq!(&answer[..12], format!("HTTP/1.1 {status}"), "{count} and two headers of {most}");
    }
}

#[tokio::test]
async fn who_is_refused_while_it_sends_is_listened_to_for_a_moment() {
    let served = Served::start().await;
    let request = "POST /graphql HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n\
                   content-length: 8000000\r\n\r\n";
    let mut listened = false;
    // A machine that is busy may come back to the client too late; not each time.
    for _ in 0..5 {
        let mut stream = send(served.address, request).await;
        drop(within(stream.write_all(&[b' '; 1_000_000])).await);
        let mut answer = Vec::new();
        drop(within(stream.read_to_end(&mut answer)).await);
        assert!(answer.starts_with(b"HTTP/1.1 413 "), "{}", String::from_utf8_lossy(&answer));
        // A connection that was cut takes nothing any more.
        listened |= stream.write_all(b" ").await.is_ok();
    }
    assert!(listened);
}

#[tokio::test]
async fn a_socket_keeps_the_place_of_its_connection() {
    let mut edge = Edge::default();
    edge.connections.max_connections = 1;
    let served = Served::with(edge).await;
    let socket = Socket::open(served.address).await;
    let refused = TcpStream::connect(served.address).await.expect("it listens");
    let mut answer = Vec::new();
    drop(within({ refused }.read_to_end(&mut answer)).await);
    assert!(answer.starts_with(b"HTTP/1.1 503 "), "{}", String::from_utf8_lossy(&answer));
    drop(socket);
}

/// A request to go over, with names of headers as browsers spell them.
fn handshake(version: &str) -> String {
    format!(
        "GET /graphql HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: {version}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
}

/// The head of an answer.
async fn head(address: SocketAddr, request: &str) -> String {
    let mut stream = send(address, request).await;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(within(stream.read_u8()).await.expect("it is answered"));
    }
    String::from_utf8(head).expect("ASCII")
}

#[tokio::test]
async fn a_handshake_is_answered_as_its_client_spells_it() {
    let served = Served::start().await;
    let went_over = head(served.address, &handshake("13")).await;
    for line in [
        "HTTP/1.1 101 Switching Protocols\r\n",
        "\r\nConnection: upgrade\r\n",
        "\r\nUpgrade: websocket\r\n",
        "\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n",
        // The answer to this key is in RFC 6455, 1.3.
        "\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n",
    ] {
        assert!(went_over.contains(line), "{line} is missing: {went_over}");
    }
    let another = head(served.address, &handshake("8")).await;
    assert!(another.starts_with("HTTP/1.1 426 "), "{another}");
    assert!(another.to_lowercase().contains("\r\nsec-websocket-version: 13\r\n"), "{another}");
}

#[tokio::test]
async fn frames_that_are_none_are_told_so() {
    let served = Served::start().await;
    let cases: [(&[u8], u16, &str); 2] = [
        // A client masks what it sends.
        (&[0x81, 2, b'{', b'}'], 1002, "the frame breaks RFC 6455"),
        (&[0x81, 0x81, 0, 0, 0, 0, 0xff], 1007, "the message is not UTF-8"),
    ];
    for (frame, code, reason) in cases {
        let mut socket = Socket::open(served.address).await;
        let MaybeTlsStream::Plain(stream) = socket.0.get_mut() else { panic!("no TLS here") };
        within(stream.write_all(frame)).await.expect("it is sent");
        assert_eq!(socket.closed().await, (code, reason.to_owned()));
    }
}

#[tokio::test]
async fn until_the_end_a_connection_may_still_go_over() {
    let mut edge = Edge::default();
    edge.connections.drain_delay_ms = 1_500;
    let mut served = Served::with(edge).await;
    served.stop();
    while !answer(served.address, &get("/readyz", "")).await.starts_with("HTTP/1.1 503 ") {}
    let mut socket = Socket::open(served.address).await;
    socket.subscribe("a", LISTEN).await;
    assert_eq!(socket.revision("a").await, 1);
    assert_eq!(socket.closed().await.0, 1001);
    within(async { while socket.0.next().await.is_some_and(|heard| heard.is_ok()) {} }).await;
    served.ended().await;
}

#[tokio::test]
async fn what_goes_on_is_counted_while_it_does() {
    let served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    socket.subscribe("a", LISTEN).await;
    assert_eq!(socket.revision("a").await, 1);
    let mut stream = Stream::post(served.address, LISTEN).await;
    assert_eq!(stream.revision().await, 1);
    let page = answer(served.address, &get("/metrics", "")).await;
    for line in [
        "career_graph_streams 2\n",
        // Of the socket, of the stream, and this one.
        "career_graph_connections 3\n",
        "career_graph_requests_total{operation=\"anonymous\",outcome=\"STREAM\"} 2\n",
    ] {
        assert!(page.contains(line), "{line} is missing: {page}");
    }
}

/// What is asked without a body.
async fn ask(app: &App, request: axum::http::request::Builder) -> crate::support::Raw {
    app.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn each_operation_of_a_batch_is_counted() {
    let app = app().await;
    let batch = json!([{"query": "{ __typename }"}, {"query": "{"}, {"query": "query Q { __typename }"}, 7]);
    post(&app, &batch.to_string()).await;
    let page = String::from_utf8(ask(&app, Request::get("/metrics")).await.body).expect("UTF-8");
    for line in [
        "career_graph_requests_total{operation=\"anonymous\",outcome=\"OK\"} 1\n",
        "career_graph_requests_total{operation=\"Q\",outcome=\"OK\"} 1\n",
        "career_graph_refusals_total{reason=\"GRAPHQL_PARSE_FAILED\"} 1\n",
        "career_graph_refusals_total{reason=\"BAD_USER_INPUT\"} 1\n",
    ] {
        assert!(page.contains(line), "{line} is missing: {page}");
    }
}

#[tokio::test]
async fn options_that_are_no_preflight_are_answered_as_such() {
    let edge = Edge { allowed_origins: vec!["https://app.example.org".to_owned()], ..Edge::default() };
    let app = app().await.with(edge);
    let request = Request::options("/graphql").header("origin", "https://app.example.org");
    let raw = ask(&app, request).await;
    assert_eq!(
        (raw.status.as_u16(), &raw.headers["allow"]),
        (204, &"GET, HEAD, POST, OPTIONS".parse().unwrap())
    );
    assert!(!raw.headers.contains_key("access-control-allow-methods"), "{:?}", raw.headers);
    assert_eq!(raw.headers["access-control-allow-origin"], "https://app.example.org");
}
