//! What the protocol is abused for, against the server as it is run: refused while others are answered, and nothing of it
//! stays.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::SinkExt;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::MaybeTlsStream;
use tokio_tungstenite::tungstenite::Message;

use super::socket::{LISTEN, Socket};
use crate::cli::process::Server;
use crate::guard::ways::{Client, GOOD, Way};
use crate::support::{Process, settled, within};

/// What the process may have more of in the end, in kilobytes.
const MORE_KB: usize = 10 * 1_024;

/// What it may have more of at any moment, in kilobytes: less than any of the large bodies.
const PEAK_KB: usize = 48 * 1_024;

/// How large a body is that nobody has a use for, in bytes.
const LARGE: usize = 64 << 20;

const JSON: &str = "content-type: application/json";

const UPGRADE: &str = "connection: upgrade\nupgrade: websocket\nsec-websocket-version: 13\nsec-websocket-key: eA==\n\
                       sec-websocket-protocol: graphql-transport-ws";

/// Something that is sent over HTTP, and what it is answered with.
struct Abuse {
    name: &'static str,
    head: String,
    body: String,
    /// How often the body is sent.
    times: usize,
    status: u16,
}

fn abuse(name: &'static str, head: &str, body: impl Into<String>, status: u16) -> Abuse {
    Abuse { name, head: head.to_owned(), body: body.into(), times: 1, status }
}

/// A POST of a body as a whole.
fn post(name: &'static str, content_type: &str, body: impl Into<String>, status: u16) -> Abuse {
    let body = body.into();
    abuse(name, &format!("POST /graphql\n{content_type}\ncontent-length: {}", body.len()), body, status)
}

fn abuses() -> Vec<Abuse> {
    let query = json!({"query": GOOD}).to_string();
    let form = "query=%7Bgraph%7Brevision%7D%7D";
    let part = "--x\r\ncontent-disposition: form-data; name=\"operations\"\r\n\r\n";
    let mebibyte = " ".repeat(1 << 20);
    let large = |name, head: String, body: String| Abuse {
        times: LARGE >> 20,
        ..abuse(name, &format!("POST /graphql\n{head}"), body, 413)
    };
    let many = |of: &str| format!("[{}{of}]", format!("{of},").repeat(99_999));
    let mutation = "/graphql?query=mutation%7B__typename%7D";
    vec![
        large("64 MB", format!("{JSON}\ncontent-length: {LARGE}"), mebibyte.clone()),
        large(
            "64 MB in chunks",
            format!("{JSON}\ntransfer-encoding: chunked"),
            format!("100000\r\n{mebibyte}\r\n"),
        ),
        post("a query as text", "content-type: text/plain", query.as_str(), 415),
        post("a form", "content-type: application/x-www-form-urlencoded", form, 415),
        post(
            "a form in parts",
            "content-type: multipart/form-data; boundary=x",
            format!("{part}{query}\r\n--x--"),
            415,
        ),
        post("no type", "x: y", query.as_str(), 415),
        post("a batch as text", "content-type: text/plain", format!("[{query}]"), 415),
        abuse("a mutation by GET", &format!("GET {mutation}"), "", 405),
        abuse("a mutation by GET as events", &format!("GET {mutation}\naccept: text/event-stream"), "", 405),
        abuse("a mutation by HEAD", &format!("HEAD {mutation}"), "", 405),
        abuse("a query by PUT", "PUT /graphql?query=%7B__typename%7D", "", 405),
        post("a batch of 100,000 numbers", JSON, many("7"), 400),
        post("a batch of 100,000 queries", JSON, many("{\"query\":\"{__typename}\"}"), 413),
        post("a batch of 11", JSON, Value::from(vec![json!({"query": GOOD}); 11]).to_string(), 400),
        post("batches in batches", JSON, format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), 400),
        post("objects in objects", JSON, "{\"variables\":".repeat(20_000), 400),
        abuse("a URL of 1 MB", &format!("GET /graphql?{}", "a=b&".repeat(250_000)), "", 431),
        abuse("a URL of 40 KB", &format!("GET /graphql?{}", "a=b&".repeat(10_000)), "", 431),
        abuse(
            "a WebSocket of another origin",
            &format!("GET /graphql\n{UPGRADE}\norigin: http://x.test"),
            "",
            403,
        ),
        abuse("10,000 headers", &format!("GET /graphql{}", "\na: b".repeat(10_000)), "", 431),
    ]
}

impl Abuse {
    /// Status and body of what it is answered with.
    async fn send(&self, address: SocketAddr) -> (u16, String) {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let mut lines = self.head.lines();
        let first = lines.next().expect("a method");
        let headers: String = lines.map(|line| format!("{line}\r\n")).collect();
        let head = format!("{first} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}\r\n");
        drop(stream.write_all(head.as_bytes()).await);
        for _ in 0..self.times {
            // Once it is closed there is nothing more to send.
            if stream.write_all(self.body.as_bytes()).await.is_err() {
                break;
            }
        }
        let mut answer = Vec::new();
        // A connection that is cut with something unread ends with an error, after what was sent before it.
        drop(within(stream.read_to_end(&mut answer)).await);
        let answer = String::from_utf8(answer).expect("UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{}: {answer}", self.name));
        (head[9..12].parse().expect("a status"), body.to_owned())
    }
}

/// What is said on sockets that are begun, and the code that each is closed with.
async fn sockets(address: SocketAddr) {
    let padded = |bytes: usize| {
        Message::text(format!("{{\"type\":\"connection_init\",\"payload\":\"{}\"}}", "x".repeat(bytes)))
    };
    let subscribe = json!({"id": "a", "type": "subscribe", "payload": {"query": LISTEN}});
    let cases: [(&str, Vec<Message>, u16); 6] = [
        ("a message of 4 MB", vec![padded(4 << 20)], 1009),
        ("a payload that is none", vec![padded(200_000)], 4400),
        ("an unknown type", vec![Message::text("{\"type\":\"start\"}")], 4400),
        ("a second beginning", vec![Message::text("{\"type\":\"connection_init\"}")], 4429),
        ("an id twice", vec![Message::text(subscribe.to_string()); 2], 4409),
        ("bytes", vec![Message::binary(vec![0; 100_000])], 4400),
    ];
    for (name, messages, code) in cases {
        let mut socket = Socket::open(address).await;
        for message in messages {
            drop(within(socket.0.send(message)).await);
        }
        assert_eq!(socket.closed().await.0, code, "{name}");
    }
    // Masked with zeros.
    let frames: [(&str, &[u8], u16); 6] = [
        ("a frame of an unknown kind", &[0x83, 0x80, 0, 0, 0, 0], 1002),
        ("a frame with reserved bits", &[0xf1, 0x80, 0, 0, 0, 0], 1002),
        ("a frame that is not masked", &[0x81, 0x02, b'{', b'}'], 1002),
        ("the end of what was not begun", &[0x80, 0x80, 0, 0, 0, 0], 1002),
        ("a ping in two frames", &[0x09, 0x80, 0, 0, 0, 0], 1002),
        ("a text that is not UTF-8", &[0x81, 0x81, 0, 0, 0, 0, 0xff], 1007),
    ];
    for (name, frame, code) in frames {
        let mut socket = Socket::open(address).await;
        let MaybeTlsStream::Plain(stream) = socket.0.get_mut() else { panic!("no TLS here") };
        stream.write_all(frame).await.expect("it is sent");
        assert_eq!(socket.closed().await.0, code, "{name}");
    }
    let mut early = Socket::connect(address).await;
    early.subscribe("a", LISTEN).await;
    assert_eq!(early.closed().await.0, 4401);
    let mut silent = Socket::connect(address).await;
    assert_eq!(silent.closed().await.0, 4408);
    let mut crowded = Socket::open(address).await;
    for at in 0..1_000 {
        crowded.subscribe(&at.to_string(), LISTEN).await;
    }
    let (mut told, mut refused) = (0, 0);
    while told + refused < 1_000 {
        match crowded.hear().await["type"].as_str() {
            Some("next") => told += 1,
            Some("error") => refused += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((told, refused), (100, 900));
}

/// Heads and bodies that do not come to their end, until the server has closed all of them.
async fn slow(address: SocketAddr) {
    let begun = [
        "POST /gra",
        "POST /graphql HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
    ];
    let mut open = Vec::new();
    for at in 0..200 {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        stream.write_all(begun[at % 2].as_bytes()).await.expect("it is sent");
        open.push(stream);
    }
    for mut stream in open {
        drop(within(stream.read_to_end(&mut Vec::new())).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_abuse_stalls_others_or_leaves_anything() {
    let folder = tempfile::tempdir().expect("a folder");
    let times = ["--header-timeout-ms", "--body-timeout-ms", "--socket-init-timeout-ms"];
    let settings = times.map(|name| [name, "300"]).concat();
    let (server, url) = Server::ready(folder.path(), &[&settings[..], &["--curated", "off"]].concat());
    let address = url.trim_start_matches("http://").trim_end_matches("/graphql").parse().expect("an address");
    let process = Process::of(server.pid());
    let files_before = process.files();
    let mut canary = Client::of(address);
    for way in Way::ALL.repeat(20) {
        canary.ask(way, GOOD, &json!({})).await;
    }
    let memory_before = process.memory_kb();
    process.forget_peak();
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let canary = tokio::spawn(async move {
        let mut asked = 0;
        while stopped.try_recv().is_err() {
            let reply = canary.ask(Way::Post, GOOD, &json!({})).await;
            assert!(reply.answers[0].starts_with("{\"data\":{\"graph\":{\"revision\":0}}"), "{reply:?}");
            asked += 1;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        asked
    });
    for abuse in abuses() {
        let (status, body) = abuse.send(address).await;
        assert_eq!(status, abuse.status, "{}: {body}", abuse.name);
        assert!(body.len() <= 1_024, "{}: {} bytes", abuse.name, body.len());
        // What is no HTTP is answered without a body, what is no GraphQL with a problem.
        if !matches!(status, 403 | 431) && !abuse.head.starts_with("HEAD") {
            assert!(body.contains("\"code\":\"BAD_USER_INPUT\""), "{}: {body}", abuse.name);
        }
    }
    sockets(address).await;
    slow(address).await;
    stop.send(()).expect("others are answered all the while");
    let asked = canary.await.expect("others are answered all the while");
    assert!(asked > 20, "others were answered {asked} times");
    let (peak, most) = (process.peak_kb(), memory_before + MORE_KB);
    let memory_after = settled(|| process.memory_kb(), |memory_kb| *memory_kb <= most).await;
    println!("{memory_before} kB, at most {peak}, then {memory_after}; {asked} others");
    assert!(peak <= memory_before + PEAK_KB, "{peak} kB at a time, and {memory_before} before");
    assert!(memory_after <= most, "{memory_after} kB, and {memory_before} before");
    let files_after = settled(|| process.files(), |files| *files <= files_before).await;
    assert!(files_after <= files_before, "{files_after} files, and {files_before} before");
    server.stop();
}
