//! Server-sent events: GraphQL over SSE, distinct connections mode.

use std::net::SocketAddr;

use career_graph::config::Edge;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::TcpStream;

use super::cook;
use crate::support::{Served, send, within};

pub(super) const LISTEN: &str = "subscription { graphChanged { revision } }";

/// A stream of events, after its head.
pub(super) struct Stream {
    reader: BufReader<TcpStream>,
    pub(super) head: String,
}

impl Stream {
    pub(super) async fn post(address: SocketAddr, query: &str) -> Self {
        let body = json!({"query": query}).to_string();
        let length = body.len();
        Self::of(
            address,
            &format!(
                "POST /graphql HTTP/1.1\r\nhost: test\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n\
                 content-length: {length}\r\n\r\n{body}"
            ),
        )
        .await
    }

    async fn get(address: SocketAddr, parameters: &str) -> Self {
        let head = "host: test\r\naccept: text/event-stream";
        Self::of(address, &format!("GET /graphql?{parameters} HTTP/1.1\r\n{head}\r\n\r\n")).await
    }

    async fn of(address: SocketAddr, request: &str) -> Self {
        let mut reader = BufReader::new(send(address, request).await);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(
                within(reader.read_line(&mut head)).await.expect("it can be read") > 0,
                "no head: {head}"
            );
        }
        Self { reader, head: head.to_lowercase() }
    }

    /// The next chunk, which is one event; none at the end.
    async fn chunk(&mut self) -> Option<String> {
        let mut size = String::new();
        if within(self.reader.read_line(&mut size)).await.expect("it can be read") == 0 {
            return None;
        }
        let size = usize::from_str_radix(size.trim(), 16).expect("a size");
        let mut chunk = vec![0; size + 2];
        within(self.reader.read_exact(&mut chunk)).await.expect("it can be read");
        chunk.truncate(size);
        (size > 0).then(|| String::from_utf8(chunk).expect("UTF-8"))
    }

    /// What the next event, a `next`, tells.
    pub(super) async fn next(&mut self) -> Value {
        let chunk = self.chunk().await.expect("an event");
        let data = chunk.strip_prefix("event: next\ndata: ").and_then(|rest| rest.strip_suffix("\n\n"));
        serde_json::from_str(data.unwrap_or_else(|| panic!("no `next`: {chunk:?}"))).expect("JSON")
    }

    pub(super) async fn revision(&mut self) -> i64 {
        let told = self.next().await;
        let revision = told["data"]["graphChanged"]["revision"].as_i64();
        assert_eq!(told["extensions"]["revision"].as_i64(), revision, "{told}");
        revision.expect("a revision")
    }

    async fn complete(&mut self) {
        assert_eq!(self.chunk().await.as_deref(), Some("event: complete\ndata: \n\n"));
        assert_eq!(self.chunk().await, None);
    }
}

#[tokio::test]
async fn a_subscription_is_told_in_events() {
    let mut served = Served::start().await;
    let first = "subscription { graphChanged(first: 2) { revision } }";
    let parameters = "query=subscription%7BgraphChanged(first:2)%7Brevision%7D%7D";
    let mut streams =
        [Stream::post(served.address, first).await, Stream::get(served.address, parameters).await];
    for stream in &mut streams {
        for line in [
            "http/1.1 200 ok\r\n",
            "content-type: text/event-stream\r\n",
            "cache-control: no-cache\r\n",
            "x-accel-buffering: no\r\n",
            "vary: accept, accept-language\r\n",
        ] {
            assert!(stream.head.contains(line), "{line} is missing: {}", stream.head);
        }
        assert_eq!(stream.revision().await, 1);
    }
    served.alter().await;
    for stream in &mut streams {
        assert_eq!(stream.revision().await, 2);
        stream.complete().await;
    }
}

#[tokio::test]
async fn queries_and_mistakes_are_events_too() {
    let served = Served::start().await;
    let mut stream = Stream::post(served.address, "{ role(by: {slug: \"cook\"}) { name } }").await;
    assert_eq!(stream.next().await, cook());
    stream.complete().await;
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { graphChanged(first: 0) { revision } }", "BAD_USER_INPUT"),
    ] {
        let mut stream = Stream::post(served.address, query).await;
        assert_eq!(stream.next().await["errors"][0]["extensions"]["code"], code, "{query}");
        stream.complete().await;
    }
    // What is no request never becomes a stream.
    let stream = Stream::get(served.address, "variables=1").await;
    assert!(stream.head.starts_with("http/1.1 400 "), "{}", stream.head);
    assert!(stream.head.contains("content-type: application/json; charset=utf-8\r\n"), "{}", stream.head);
    let stream = Stream::get(served.address, "query=mutation%7B__typename%7D").await;
    assert!(stream.head.starts_with("http/1.1 405 "), "{}", stream.head);
}

#[tokio::test]
async fn a_stream_shows_that_it_lives() {
    let mut edge = Edge::default();
    edge.streams.sse_heartbeat_ms = 20;
    let mut served = Served::with(edge).await;
    let mut stream = Stream::post(served.address, LISTEN).await;
    assert_eq!(stream.revision().await, 1);
    for _ in 0..3 {
        assert_eq!(stream.chunk().await.as_deref(), Some(":\n\n"));
    }
    served.alter().await;
    loop {
        let chunk = stream.chunk().await.expect("it goes on");
        if chunk.contains("\"revision\":2") {
            break;
        }
    }
}

#[tokio::test]
async fn a_stream_that_the_server_cuts_is_not_complete() {
    let mut served = Served::start().await;
    let mut stream = Stream::post(served.address, LISTEN).await;
    assert_eq!(stream.revision().await, 1);
    served.stop();
    assert_eq!(stream.chunk().await, None);
    drop(stream);
    served.ended().await;
}
