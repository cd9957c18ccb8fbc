//! WebSockets: graphql-transport-ws and its close codes.

use std::net::SocketAddr;

use career_graph::config::Edge;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::cook;
use crate::support::{Served, send, within};

pub(super) const LISTEN: &str = "subscription { graphChanged { revision } }";

/// A client that says what it is told to.
pub(super) struct Socket(pub(super) WebSocketStream<MaybeTlsStream<TcpStream>>);

/// A handshake with these headers besides those that it needs.
async fn handshake(
    address: SocketAddr,
    headers: &[(&'static str, &str)],
) -> Result<(Socket, axum::http::HeaderMap), Box<tungstenite::Error>> {
    let mut request = format!("ws://{address}/graphql").into_client_request().expect("a URL");
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().expect("a value"));
    }
    let (socket, response) =
        within(connect_async_with_config(request, None, true)).await.map_err(Box::new)?;
    Ok((Socket(socket), response.into_parts().0.headers))
}

impl Socket {
    /// One that was not begun.
    pub(super) async fn connect(address: SocketAddr) -> Self {
        let headers = [("sec-websocket-protocol", "graphql-transport-ws")];
        let (socket, headers) = handshake(address, &headers).await.expect("it goes over");
        assert_eq!(headers["sec-websocket-protocol"], "graphql-transport-ws");
        socket
    }

    /// One that was begun.
    pub(super) async fn open(address: SocketAddr) -> Self {
        let mut socket = Self::connect(address).await;
        socket.say(json!({"type": "connection_init"})).await;
        assert_eq!(socket.hear().await, json!({"type": "connection_ack"}));
        socket
    }

    pub(super) async fn say(&mut self, message: Value) {
        self.send(Message::text(message.to_string())).await;
    }

    pub(super) async fn send(&mut self, message: Message) {
        within(self.0.send(message)).await.expect("it is sent");
    }

    pub(super) async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({"id": id, "type": "subscribe", "payload": {"query": query}})).await;
    }

    /// The next message.
    pub(super) async fn hear(&mut self) -> Value {
        loop {
            match within(self.0.next()).await {
                Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).expect("JSON"),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("no message: {other:?}"),
            }
        }
    }

    /// The revision that a subscription tells next.
    pub(super) async fn revision(&mut self, id: &str) -> i64 {
        let heard = self.hear().await;
        assert_eq!((&heard["type"], &heard["id"]), (&json!("next"), &json!(id)), "{heard}");
        let revision = heard["payload"]["data"]["graphChanged"]["revision"].as_i64();
        assert_eq!(heard["payload"]["extensions"]["revision"].as_i64(), revision, "{heard}");
        revision.expect("a revision")
    }

    /// Code and reason of the close that comes next but for messages.
    pub(super) async fn closed(&mut self) -> (u16, String) {
        loop {
            match within(self.0.next()).await {
                Some(Ok(Message::Close(Some(frame)))) => {
                    return (frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(_)) => {}
                other => panic!("no close: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn the_revision_is_told_at_once_and_then_each_new_one() {
    let mut served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    socket.subscribe("a", "subscription { graphChanged(first: 3) { revision } }").await;
    assert_eq!(socket.revision("a").await, 1);
    for revision in 2..=3 {
        assert_eq!(served.alter().await, revision);
        assert_eq!(socket.revision("a").await, revision);
    }
    assert_eq!(socket.hear().await, json!({"id": "a", "type": "complete"}));
    // The id is free again.
    socket.subscribe("a", LISTEN).await;
    assert_eq!(socket.revision("a").await, 3);
    socket.say(json!({"id": "a", "type": "complete"})).await;
    served.alter().await;
    socket.subscribe("b", "subscription { graphChanged(first: 1) { revision } }").await;
    assert_eq!(socket.revision("b").await, 4, "the one that was ended tells nothing");
    assert_eq!(socket.hear().await, json!({"id": "b", "type": "complete"}));
}

#[tokio::test]
async fn of_revisions_that_nobody_reads_the_last_is_told() {
    let mut served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    socket.subscribe("a", LISTEN).await;
    assert_eq!(socket.revision("a").await, 1);
    for _ in 0..20 {
        served.alter().await;
    }
    let mut last = 1;
    while last < 21 {
        let next = socket.revision("a").await;
        assert!(next > last, "{next} after {last}");
        last = next;
    }
}

#[tokio::test]
async fn queries_and_mistakes_are_answered_too() {
    let served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    socket.subscribe("q", "{ role(by: {slug: \"cook\"}) { name } }").await;
    assert_eq!(socket.hear().await, json!({"id": "q", "type": "next", "payload": cook()}));
    assert_eq!(socket.hear().await, json!({"id": "q", "type": "complete"}));
    let cases = [
        ("{", "error", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "error", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { nothing }", "error", "GRAPHQL_VALIDATION_FAILED"),
        ("{ roles(first: 101) { totalCount } }", "next", "BAD_USER_INPUT"),
        ("subscription { graphChanged(first: 0) { revision } }", "next", "BAD_USER_INPUT"),
        ("subscription { graphChanged(first: -1) { revision } }", "next", "BAD_USER_INPUT"),
    ];
    for (query, kind, code) in cases {
        socket.subscribe("x", query).await;
        let heard = socket.hear().await;
        assert_eq!((&heard["type"], &heard["id"]), (&json!(kind), &json!("x")), "{query}: {heard}");
        let errors = if kind == "error" { &heard["payload"] } else { &heard["payload"]["errors"] };
        assert_eq!(errors[0]["extensions"]["code"], code, "{query}: {heard}");
        assert_eq!(errors.as_array().map(Vec::len), Some(1), "{query}: {heard}");
        if kind == "next" {
            assert_eq!(socket.hear().await, json!({"id": "x", "type": "complete"}), "{query}");
        }
    }
    let payload = json!({"extensions": {"persistedQuery": {"version": 1}}});
    socket.say(json!({"id": "p", "type": "subscribe", "payload": payload})).await;
    let heard = socket.hear().await;
    assert_eq!(heard["payload"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_SUPPORTED", "{heard}");
}

#[tokio::test]
async fn the_one_root_field_may_stand_anywhere() {
    let served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    let taken = [
        "subscription { ...a } fragment a on Subscription { ...b } fragment b on Subscription { graphChanged { revision } }",
        "subscription { ... { ... on Subscription { graphChanged { revision } } } }",
        "subscription A($n: Int) { graphChanged(first: $n) { revision } }",
        "subscription { ...a ...a } fragment a on Subscription { graphChanged { ...b } } fragment b on GraphChanged { revision }",
    ];
    for (at, query) in taken.iter().enumerate() {
        socket.subscribe(&at.to_string(), query).await;
        assert_eq!(socket.revision(&at.to_string()).await, 1, "{query}");
    }
    let refused = [
        "subscription { graphChanged { revision } b: graphChanged { revision } }",
        "subscription { graphChanged { revision } ...a } fragment a on Subscription { b: graphChanged { revision } }",
        // GraphQL would take both for one.
        "subscription { graphChanged { revision } graphChanged { revision } }",
        "subscription { __typename }",
        "subscription { ...a } fragment a on Subscription { __schema { description } }",
        "subscription { graphChanged @skip(if: true) { revision } }",
        "subscription { ... @include(if: false) { graphChanged { revision } } }",
        "subscription { ...a } fragment a on Subscription { ...a }",
    ];
    for query in refused {
        socket.subscribe("x", query).await;
        let heard = socket.hear().await;
        assert_eq!(heard["type"], "error", "{query}: {heard}");
        assert_eq!(heard["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{heard}");
    }
}

#[tokio::test]
async fn pings_are_answered_with_what_they_carry() {
    let served = Served::start().await;
    let mut socket = Socket::connect(served.address).await;
    for (said, heard) in [
        (json!({"type": "ping"}), json!({"type": "pong"})),
        (json!({"type": "ping", "payload": {"a": 1}}), json!({"type": "pong", "payload": {"a": 1}})),
    ] {
        socket.say(said).await;
        assert_eq!(socket.hear().await, heard);
    }
    socket.say(json!({"type": "pong"})).await;
    socket.say(json!({"type": "connection_init", "payload": {"token": "x"}})).await;
    assert_eq!(socket.hear().await, json!({"type": "connection_ack"}));
    // To end what is not under way is no mistake.
    socket.say(json!({"type": "complete", "id": "never"})).await;
    socket.subscribe("q", "{ __typename }").await;
    assert_eq!(socket.hear().await["payload"]["data"]["__typename"], "Query");
}

#[tokio::test]
async fn what_breaks_the_protocol_is_closed_with_its_code() {
    let served = Served::start().await;
    let subscribe = |id: Value, payload: Value| json!({"id": id, "type": "subscribe", "payload": payload});
    let query = json!({"query": LISTEN});
    let long = "é".repeat(65);
    let cases = [
        (json!({"type": "start", "id": "1"}), 4400, "`type` is `start`: no message of a client"),
        (json!({"type": "connection_ack"}), 4400, "`type` is `connection_ack`: no message of a client"),
        (
            json!({"type": "x".repeat(500)}),
            4400,
            "`type` is `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`: no message of a client",
        ),
        (json!({"type": 1}), 4400, "`type` is no string"),
        (json!({}), 4400, "`type` is missing"),
        (json!([]), 4400, "the message is no JSON object"),
        (json!({"type": "ping", "payload": "x"}), 4400, "`payload` is no object"),
        (json!({"type": "connection_init"}), 4429, "Too many initialisation requests"),
        (json!({"type": "subscribe", "id": "1"}), 4400, "`payload` is missing"),
        (subscribe(json!("1"), json!([])), 4400, "`payload` is no object"),
        (subscribe(json!("1"), json!({})), 4400, "`payload`: `query` is missing"),
        (subscribe(json!("1"), json!({"query": 1})), 4400, "`payload`: `query` is no string"),
        (
            subscribe(json!("1"), json!({"query": "{x}", "variables": []})),
            4400,
            "`payload`: `variables` is no object",
        ),
        (subscribe(json!(1), query.clone()), 4400, "`id` is no string"),
        (subscribe(json!(""), query.clone()), 4400, "`id` is empty"),
        (subscribe(json!(long), query.clone()), 4400, "`id` is longer than 128 bytes"),
        (json!({"type": "subscribe", "payload": query}), 4400, "`id` is missing"),
        (json!({"type": "complete"}), 4400, "`id` is missing"),
    ];
    for (said, code, reason) in cases {
        let mut socket = Socket::open(served.address).await;
        socket.say(said.clone()).await;
        assert_eq!(socket.closed().await, (code, reason.to_owned()), "{said}");
    }
    for message in [Message::text("{"), Message::binary(b"{}".to_vec())] {
        let mut socket = Socket::open(served.address).await;
        socket.send(message.clone()).await;
        assert_eq!(socket.closed().await.0, 4400, "{message:?}");
    }
    let mut socket = Socket::connect(served.address).await;
    socket.subscribe("a", LISTEN).await;
    assert_eq!(socket.closed().await, (4401, "Unauthorized".to_owned()));
    for (id, shown) in [("a", "a"), ("é".repeat(64).as_str(), "é".repeat(54).as_str())] {
        let mut socket = Socket::open(served.address).await;
        socket.subscribe(id, LISTEN).await;
        socket.subscribe(id, "{ __typename }").await;
        let (code, reason) = socket.closed().await;
        assert_eq!(code, 4409);
        assert!(reason.starts_with(&format!("Subscriber for {shown}")), "{reason}");
    }
    served.canary().await;
}

#[tokio::test]
async fn other_protocols_are_refused_with_4406() {
    let served = Served::start().await;
    for offered in [&[][..], &[("sec-websocket-protocol", "graphql-ws")]] {
        // The client that is used here does not go over to no protocol where it offered one, as browsers do not.
        match handshake(served.address, offered).await {
            Ok((mut socket, headers)) => {
                assert!(offered.is_empty() && !headers.contains_key("sec-websocket-protocol"));
                let reason = "Subprotocol not acceptable: expected graphql-transport-ws";
                assert_eq!(socket.closed().await, (4406, reason.to_owned()));
            }
            Err(error) => assert!(!offered.is_empty(), "{error}"),
        }
    }
    let both = [("sec-websocket-protocol", "graphql-ws, graphql-transport-ws")];
    let (_, headers) = handshake(served.address, &both).await.expect("it goes over");
    assert_eq!(headers["sec-websocket-protocol"], "graphql-transport-ws");
}

#[tokio::test]
async fn pages_of_other_origins_are_refused_unless_they_are_let_in() {
    let edge = Edge { allowed_origins: vec!["https://app.example.org".to_owned()], ..Edge::default() };
    let served = Served::with(edge).await;
    let own = format!("http://{}", served.address);
    let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
    for origin in [own.as_str(), "https://app.example.org"] {
        assert!(handshake(served.address, &[protocol, ("origin", origin)]).await.is_ok(), "{origin}");
    }
    for origin in ["https://evil.example", "null", "https://app.example.org.evil.example"] {
        let Err(error) = handshake(served.address, &[protocol, ("origin", origin)]).await else {
            panic!("{origin} is let in");
        };
        let tungstenite::Error::Http(response) = *error else { panic!("{origin}: {error}") };
        assert_eq!(response.status(), 403, "{origin}");
        assert_eq!(response.headers()["content-type"], "application/problem+json");
    }
}

#[tokio::test]
async fn a_handshake_that_is_none_is_refused() {
    let served = Served::start().await;
    let cases = [
        ("connection: upgrade\r\nsec-websocket-version: 8\r\nsec-websocket-key: x", "426"),
        ("connection: close\r\nsec-websocket-version: 13\r\nsec-websocket-key: x", "426"),
        ("connection: upgrade\r\nsec-websocket-version: 13", "400"),
    ];
    for (headers, status) in cases {
        let request =
            format!("GET /graphql HTTP/1.1\r\nhost: test\r\nupgrade: websocket\r\n{headers}\r\n\r\n");
        let mut stream = send(served.address, &request).await;
        let mut answer = [0; 12];
        within(stream.read_exact(&mut answer)).await.unwrap();
        assert_eq!(&answer[9..], status.as_bytes(), "{headers}");
    }
}
