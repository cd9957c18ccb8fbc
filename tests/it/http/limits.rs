//! WebSockets: what a client may not do for long, and how a socket ends.

use std::time::Duration;

use career_graph::config::Edge;
use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::MaybeTlsStream;
use tokio_tungstenite::tungstenite::{self, Message};

use super::socket::{LISTEN, Socket};
use crate::support::{Served, within};

#[tokio::test]
async fn who_never_begins_is_closed() {
    let mut edge = Edge::default();
    edge.streams.socket_init_timeout_ms = 50;
    let served = Served::with(edge).await;
    let mut socket = Socket::connect(served.address).await;
    // Pings do not begin.
    socket.say(json!({"type": "ping"})).await;
    assert_eq!(socket.closed().await, (4408, "Connection initialisation timeout".to_owned()));
    let mut socket = Socket::open(served.address).await;
    tokio::time::sleep(Duration::from_millis(150)).await;
    socket.subscribe("q", "{ __typename }").await;
    assert_eq!(socket.hear().await["type"], "next", "who began stays");
}

#[tokio::test]
async fn a_large_message_is_closed_with_1009_before_it_is_read() {
    let served = Served::start().await;
    let padded = |bytes: usize| {
        let message = json!({"type": "ping"}).to_string();
        format!("{message}{}", " ".repeat(bytes - message.len()))
    };
    let mut socket = Socket::open(served.address).await;
    socket.send(Message::text(padded(256 * 1024))).await;
    assert_eq!(socket.hear().await, json!({"type": "pong"}));
    // The client may be told while it is still sending.
    let mut socket = Socket::open(served.address).await;
    let (sent, closed) = tokio::join!(async { served.canary().await }, async {
        drop(within(socket.0.send(Message::text(padded(4 << 20)))).await);
        socket.closed().await
    });
    assert_eq!(((), closed), (sent, (1009, "the message is larger than 262144 bytes".to_owned())));
    // In frames that are each small enough.
    let mut socket = Socket::open(served.address).await;
    let MaybeTlsStream::Plain(stream) = socket.0.get_mut() else { panic!("no TLS here") };
    let first = [&[0x01, 0xfe, 0xff, 0xff, 0, 0, 0, 0][..], &vec![b' '; 65_535]].concat();
    let more = [&[0x00, 0xfe, 0xff, 0xff, 0, 0, 0, 0][..], &vec![b' '; 65_535]].concat();
    for frame in [&first, &more, &more, &more, &more] {
        within(stream.write_all(frame)).await.expect("it is sent");
    }
    assert_eq!(socket.closed().await.0, 1009);
}

#[tokio::test]
async fn one_socket_has_a_hundred_operations_under_way_at_most() {
    let served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    for at in 0..1_000 {
        socket.subscribe(&at.to_string(), LISTEN).await;
    }
    let (mut told, mut refused) = (0, 0);
    while told + refused < 1_000 {
        let heard = socket.hear().await;
        match heard["type"].as_str() {
            Some("next") => told += 1,
            Some("error") => {
                assert_eq!(heard["payload"][0]["extensions"]["code"], "TOO_MANY_SUBSCRIPTIONS", "{heard}");
                refused += 1;
            }
            _ => panic!("{heard}"),
        }
    }
    assert_eq!((told, refused), (100, 900));
    served.canary().await;
    socket.say(json!({"id": "0", "type": "complete"})).await;
    socket.subscribe("again", LISTEN).await;
    assert_eq!(socket.revision("again").await, 1, "a place that is given up is free");
}

#[tokio::test]
async fn who_does_not_answer_pings_is_cut_off() {
    let mut edge = Edge::default();
    edge.streams.socket_ping_ms = 50;
    let served = Served::with(edge).await;
    let mut answering = Socket::open(served.address).await;
    let mut silent = Socket::open(served.address).await;
    // Bytes are read without an answer to any ping.
    let MaybeTlsStream::Plain(stream) = silent.0.get_mut() else { panic!("no TLS here") };
    let mut pings = Vec::new();
    let listens = async {
        answering.subscribe("a", LISTEN).await;
        loop {
            drop(answering.0.next().await);
        }
    };
    tokio::select! {
        read = within(stream.read_to_end(&mut pings)) => drop(read),
        () = listens => {}
    }
    assert_eq!(pings, [0x89, 0], "one ping, and then the end");
    answering.subscribe("q", "{ __typename }").await;
    while answering.hear().await["id"] != "q" {}
}

#[tokio::test]
async fn who_reads_nothing_is_cut_off() {
    let mut edge = Edge::default();
    edge.streams.socket_write_timeout_ms = 200;
    let served = Served::with(edge).await;
    let mut socket = Socket::open(served.address).await;
    let query = "{ __schema { types { name description fields { name description } } } }";
    let cut = async {
        for at in 0.. {
            let payload = json!({"query": query});
            let message = json!({"id": at.to_string(), "type": "subscribe", "payload": payload});
            if socket.0.send(Message::text(message.to_string())).await.is_err() {
                break;
            }
        }
    };
    within(cut).await;
    served.canary().await;
}

#[tokio::test]
async fn sockets_are_told_that_the_server_goes() {
    let mut served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    socket.subscribe("a", LISTEN).await;
    assert_eq!(socket.revision("a").await, 1);
    let mut idle = Socket::connect(served.address).await;
    served.stop();
    for socket in [&mut socket, &mut idle] {
        assert_eq!(socket.closed().await, (1001, "the server is going away".to_owned()));
    }
    drop((socket, idle));
    served.ended().await;
}

#[tokio::test]
async fn who_closes_is_answered() {
    let served = Served::start().await;
    let mut socket = Socket::open(served.address).await;
    socket.subscribe("a", LISTEN).await;
    assert_eq!(socket.revision("a").await, 1);
    within(socket.0.close(None)).await.expect("it is sent");
    loop {
        match within(socket.0.next()).await {
            None | Some(Err(tungstenite::Error::ConnectionClosed)) => break,
            Some(Ok(_)) => {}
            Some(Err(error)) => panic!("{error}"),
        }
    }
}
