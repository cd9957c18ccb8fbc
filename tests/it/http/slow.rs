//! Connections that take long, that are too many, or that send too much.

use std::time::Duration;

use career_graph::config::Edge;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::sse::{LISTEN, Stream};
use crate::support::{Served, send, within};

const HEAD: &str = "POST /graphql HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n";

/// All that still comes until the server closes.
async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that is cut with something unread ends with an error, after what was sent before it.
    drop(within(stream.read_to_end(&mut answer)).await);
    String::from_utf8(answer).expect("UTF-8")
}

/// Connections to a port, as the system sees them, that somebody still holds.
fn sockets_to(port: u16) -> usize {
    let table = std::fs::read_to_string("/proc/self/net/tcp").expect("Linux tells");
    let of_port = format!(":{port:04X}");
    // State 0A listens, 06 waits for packets that went astray; neither is a connection that anyone holds.
    let lines = table.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines.filter(|line| line[1].ends_with(&of_port) && !matches!(line[3], "0A" | "06")).count()
}

#[tokio::test]
async fn slow_heads_and_slow_bodies_are_cut_while_others_are_answered() {
    let mut edge = Edge::default();
    edge.connections.header_timeout_ms = 400;
    edge.connections.body_timeout_ms = 400;
    let served = Served::with(edge).await;
    let mut heads = Vec::new();
    for _ in 0..100 {
        heads.push(send(served.address, "POST /graphql HTTP/1.1\r\nhost: te").await);
    }
    let mut bodies = Vec::new();
    for at in 0..60 {
        let length = if at % 2 == 0 { "content-length: 100" } else { "transfer-encoding: chunked" };
        bodies.push(send(served.address, &format!("{HEAD}{length}\r\n\r\n")).await);
    }
    served.canary().await;
    // A byte now and then does not put it off.
    let drip = async {
        for _ in 0..8 {
            tokio::time::sleep(Duration::from_millis(60)).await;
            for stream in &heads {
                drop(stream.try_write(b"s"));
            }
            for stream in bodies.iter().step_by(2) {
                drop(stream.try_write(b" "));
            }
        }
    };
    tokio::join!(drip, served.canary());
    served.canary().await;
    for stream in heads {
        assert_eq!(rest(stream).await, "", "who never asked is not answered");
    }
    for stream in bodies {
        let answer = rest(stream).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    }
    served.canary().await;
    within(async {
        while sockets_to(served.address.port()) > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_connection_on_which_nothing_is_asked_any_more_is_closed() {
    let mut edge = Edge::default();
    edge.connections.idle_timeout_ms = 100;
    let served = Served::with(edge).await;
    let query = "{\"query\": \"{ __typename }\"}";
    let request = format!("{HEAD}content-length: {}\r\n\r\n{query}", query.len());
    let mut stream = send(served.address, &request).await;
    let mut first = [0; 12];
    within(stream.read_exact(&mut first)).await.expect("it is answered");
    assert_eq!(&first, b"HTTP/1.1 200");
    // The time begins anew with each answer.
    stream.write_all(request.as_bytes()).await.expect("it is kept");
    assert_eq!(rest(stream).await.matches("HTTP/1.1 200").count(), 1);
}

#[tokio::test]
async fn who_does_not_read_is_cut() {
    let mut edge = Edge::default();
    edge.connections.write_timeout_ms = 200;
    let served = Served::with(edge).await;
    let query = "{\"query\": \"{ __schema { types { name description fields { name description } } } }\"}";
    let request = format!("{HEAD}content-length: {}\r\n\r\n{query}", query.len());
    let mut stream = TcpStream::connect(served.address).await.expect("it listens");
    // It asks and asks, and reads none of the answers, until the server no longer takes anything.
    let asked = within(async {
        loop {
            if let Err(error) = stream.write_all(request.as_bytes()).await {
                return error;
            }
        }
    });
    let error = asked.await;
    assert!(
        matches!(error.kind(), std::io::ErrorKind::ConnectionReset | std::io::ErrorKind::BrokenPipe),
        "{error}"
    );
    served.canary().await;
}

#[tokio::test]
async fn one_connection_too_many_is_told_so() {
    let mut edge = Edge::default();
    edge.connections.max_connections = 3;
    let served = Served::with(edge).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(TcpStream::connect(served.address).await.expect("it listens"));
    }
    let answer = rest(TcpStream::connect(served.address).await.expect("it listens")).await;
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("\r\nretry-after: 5\r\n"), "{answer}");
    held.pop();
    // That it is gone is noticed in a moment.
    within(async {
        loop {
            let mut stream = TcpStream::connect(served.address).await.expect("it listens");
            stream.write_all(b"GET / HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n").await.ok();
            if rest(stream).await.starts_with("HTTP/1.1 200 ") {
                break;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_full_is_not_ready() {
    let ask = "GET /readyz HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n";
    let full = ("HTTP/1.1 503 ", "{\"reasons\":[\"full\"],\"status\":\"unavailable\"}");
    let ready = ("HTTP/1.1 200 ", "{\"reasons\":[],\"status\":\"ok\"}");
    let until = async |address, (status, body): (&str, &str)| {
        within(async {
            loop {
                let answer = rest(send(address, ask).await).await;
                if answer.starts_with(status) && answer.ends_with(body) {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
    };
    let mut edge = Edge::default();
    (edge.connections.max_connections, edge.streams.max_streams) = (4, 2);
    let served = Served::with(edge).await;
    until(served.address, ready).await;
    // Who asks takes the fourth place.
    let held = [(); 3].map(|()| TcpStream::connect(served.address));
    let held = futures_util::future::join_all(held).await;
    until(served.address, full).await;
    drop(held);
    until(served.address, ready).await;
    let mut streams =
        [Stream::post(served.address, LISTEN).await, Stream::post(served.address, LISTEN).await];
    assert_eq!(streams[1].revision().await, 1);
    until(served.address, full).await;
    drop(streams);
    until(served.address, ready).await;
}

#[tokio::test]
async fn one_address_has_a_share_of_the_connections() {
    let mut edge = Edge::default();
    edge.connections.max_connections_per_address = 1;
    let served = Served::with(edge).await;
    let _held = TcpStream::connect(served.address).await.expect("it listens");
    let answer = rest(TcpStream::connect(served.address).await.expect("it listens")).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
}

#[tokio::test]
async fn streams_leave_room_for_others() {
    let mut edge = Edge::default();
    edge.streams.max_streams = 1;
    let served = Served::with(edge).await;
    let mut open = Stream::post(served.address, LISTEN).await;
    assert_eq!(open.revision().await, 1);
    let refused = Stream::post(served.address, LISTEN).await;
    assert!(refused.head.starts_with("http/1.1 503 "), "{}", refused.head);
    assert!(refused.head.contains("application/problem+json"), "{}", refused.head);
    assert!(refused.head.contains("retry-after: 5"), "{}", refused.head);
    let upgrade = "GET /graphql HTTP/1.1\r\nhost: test\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\
                   sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    let answer = rest(send(served.address, upgrade).await).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    served.canary().await;
}

#[tokio::test]
async fn large_heads_and_bodies_are_refused() {
    let served = Served::start().await;
    let many: String = (0..101).map(|at| format!("x-{at}: 1\r\n")).collect();
    let cases = [
        (format!("GET / HTTP/1.1\r\n{many}\r\n"), "431"),
        (format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(40_000)), "431"),
        (format!("{HEAD}content-length: 262145\r\n\r\n"), "413"),
        (format!("{HEAD}transfer-encoding: chunked\r\n\r\n50000\r\n{}", " ".repeat(0x50000)), "413"),
        (
            format!("{HEAD}content-encoding: gzip\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{{}}"),
            "415",
        ),
    ];
    for (request, status) in cases {
        let mut stream = TcpStream::connect(served.address).await.expect("it listens");
        // The server may close before it has all.
        drop(stream.write_all(request.as_bytes()).await);
        let mut answer = [0; 12];
        within(stream.read_exact(&mut answer)).await.unwrap_or_else(|error| panic!("{request:.80}: {error}"));
        assert_eq!(String::from_utf8_lossy(&answer), format!("HTTP/1.1 {status}"), "{:.80}", request);
    }
    // HTTP/2 is for the proxy in front.
    let http2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
    assert_eq!(rest(send(served.address, http2).await).await, "");
    served.canary().await;
}

#[tokio::test]
async fn who_sends_too_much_is_told_so_though_it_goes_on_sending() {
    let served = Served::start().await;
    for length in ["content-length: 8000000", "transfer-encoding: chunked"] {
        let mut stream = send(served.address, &format!("{HEAD}{length}\r\n\r\n")).await;
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        for _ in 0..50 {
            // Once it is closed there is nothing more to send.
            if stream.write_all(chunk.as_bytes()).await.is_err() {
                break;
            }
        }
        let answer = rest(stream).await;
        assert!(
            answer.starts_with("HTTP/1.1 413 ") && answer.contains("\r\nconnection: close\r\n"),
            "{answer}"
        );
    }
}
