//! The ways by which a request reaches a server, each on a connection that is kept as long as the server keeps it.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

/// What carries a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// A POST of it alone.
    Post,
    /// The URL.
    Get,
    /// A batch of it between two that are answered.
    Batch,
    /// A batch of nothing else.
    FullBatch,
    /// A POST that takes events only.
    Events,
    /// A WebSocket.
    Socket,
}

impl Way {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Post, Self::Get, Self::Batch, Self::FullBatch, Self::Events, Self::Socket];
}

/// What is sent beside: it is always answered.
pub(crate) const GOOD: &str = "{ graph { revision } }";

/// Most bytes of a body, and of a message, as servers are set where nothing else is said.
pub(crate) const LARGEST_BODY: usize = 262_144;

/// Most operations of a batch.
const LARGEST_BATCH: usize = 10;

/// Far more than anything takes here; only what hangs needs it.
const LONG: Duration = Duration::from_secs(60);

/// What a request was answered with.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The status of HTTP; of a WebSocket, the code it was closed with, or 200 for as long as it is open.
    pub(crate) status: u16,
    /// How many bytes were sent for it.
    pub(crate) sent: usize,
    /// The answer to each operation, as text.
    pub(crate) answers: Vec<String>,
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A client with one connection for HTTP and one that is a WebSocket.
pub(crate) struct Client {
    address: SocketAddr,
    http: Option<BufReader<TcpStream>>,
    socket: Option<Socket>,
}

impl Client {
    /// One that has not connected yet.
    pub(crate) fn of(address: SocketAddr) -> Self {
        Self { address, http: None, socket: None }
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn ask(&mut self, way: Way, query: &str, variables: &Value) -> Reply {
        let asked = json!({"query": query, "variables": variables});
        let good = json!({"query": GOOD});
        let reply = async {
            match way {
                Way::Post => self.post(&asked.to_string(), "application/json").await,
                Way::Events => self.post(&asked.to_string(), "text/event-stream").await,
                Way::Get => self.get(query, variables).await,
                Way::Batch => {
                    let batch = Value::from(vec![good.clone(), asked, good]);
                    self.post(&batch.to_string(), "application/json").await
                }
                Way::FullBatch => {
                    let one = asked.to_string().len() + 1;
                    let fitting = ((LARGEST_BODY - 2) / one).clamp(1, LARGEST_BATCH);
                    self.post(&Value::from(vec![asked; fitting]).to_string(), "application/json").await
                }
                Way::Socket => self.subscribe(asked).await,
            }
        };
        tokio::time::timeout(LONG, reply).await.expect("it is answered in time")
    }

    async fn post(&mut self, body: &str, accept: &str) -> Reply {
        let head = format!(
            "POST /graphql HTTP/1.1\r\nhost: test\r\naccept: {accept}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        );
        self.exchange(&format!("{head}{body}")).await
    }

    async fn get(&mut self, query: &str, variables: &Value) -> Reply {
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let (query, variables) = (encoded(query), encoded(&variables.to_string()));
        let url = format!("/graphql?query={query}&variables={variables}");
        self.exchange(&format!("GET {url} HTTP/1.1\r\nhost: test\r\n\r\n")).await
    }

    /// Sends a request as it stands and reads what it is answered with.
    async fn exchange(&mut self, request: &str) -> Reply {
        if self.http.is_none() {
            let stream = TcpStream::connect(self.address).await.expect("it listens");
            stream.set_nodelay(true).expect("it can be set");
            self.http = Some(BufReader::new(stream));
        }
        let http = self.http.as_mut().expect("it was just opened");
        // Who is told that it sends too much may be told before all of it is sent.
        drop(http.get_mut().write_all(request.as_bytes()).await);
        let head = Head::read(http).await.unwrap_or_else(|error| panic!("{error}: {request:.200}"));
        let answers = match head.status {
            200 => head.answers(http).await,
            _ => head.body(http).await.map(|body| vec![body]),
        };
        if head.closes {
            self.http = None;
        }
        Reply { status: head.status, sent: request.len(), answers: answers.expect("it is sent to its end") }
    }

    async fn subscribe(&mut self, asked: Value) -> Reply {
        let mut socket = match self.socket.take() {
            Some(socket) => socket,
            None => self.open().await,
        };
        let message = json!({"id": "a", "type": "subscribe", "payload": asked}).to_string();
        let sent = message.len();
        // It may be closed before all of it is sent.
        drop(socket.send(Message::text(message)).await);
        let mut answers = Vec::new();
        let status = loop {
            match socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    let heard: Value = serde_json::from_str(&text).expect("JSON");
                    match heard["type"].as_str() {
                        Some("next") => answers.push(heard["payload"].to_string()),
                        Some("error") => {
                            answers.push(json!({"errors": heard["payload"]}).to_string());
                            break 200;
                        }
                        _ => break 200,
                    }
                }
                Some(Ok(Message::Close(Some(frame)))) => break frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("no answer: {other:?}"),
            }
        };
        self.socket = (status == 200).then_some(socket);
        Reply { status, sent, answers }
    }

    async fn open(&self) -> Socket {
        let mut request = format!("ws://{}/graphql", self.address).into_client_request().expect("a URL");
        let protocol = "graphql-transport-ws".parse().expect("a value");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        let (mut socket, _) = connect_async_with_config(request, None, true).await.expect("it goes over");
        socket.send(Message::text(json!({"type": "connection_init"}).to_string())).await.expect("it is sent");
        assert!(matches!(socket.next().await, Some(Ok(Message::Text(_)))), "it is acknowledged");
        socket
    }
}

/// What stands before a body.
struct Head {
    status: u16,
    /// Bytes of the body; none where it comes in chunks.
    length: Option<usize>,
    closes: bool,
}

impl Head {
    async fn read(http: &mut BufReader<TcpStream>) -> io::Result<Self> {
        let mut text = String::new();
        while !text.ends_with("\r\n\r\n") {
            if http.read_line(&mut text).await? == 0 {
                return Err(io::Error::other(format!("no head: {text:?}")));
            }
        }
        let text = text.to_lowercase();
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let number = |text: &str| text.parse::<usize>().expect("a number");
        Ok(Self {
            status: text[9..12].parse().expect("a status"),
            length: value("content-length:").map(number),
            closes: value("connection:") == Some("close"),
        })
    }

    async fn body(&self, http: &mut BufReader<TcpStream>) -> io::Result<String> {
        let mut body = Vec::new();
        match self.length {
            Some(length) => {
                body.resize(length, 0);
                http.read_exact(&mut body).await?;
            }
            None => loop {
                let mut size = String::new();
                http.read_line(&mut size).await?;
                let size = usize::from_str_radix(size.trim(), 16).map_err(io::Error::other)?;
                let from = body.len();
                body.resize(from + size + 2, 0);
                http.read_exact(&mut body[from..]).await?;
                body.truncate(from + size);
                if size == 0 {
                    break;
                }
            },
        }
        String::from_utf8(body).map_err(io::Error::other)
    }

    /// The answers of a body: one, those of a batch, or those of a stream of events.
    async fn answers(&self, http: &mut BufReader<TcpStream>) -> io::Result<Vec<String>> {
        let body = self.body(http).await?;
        if body.starts_with("event: ") {
            let events = body.split("\n\n").filter_map(|event| event.strip_prefix("event: next\ndata: "));
            return Ok(events.map(str::to_owned).collect());
        }
        match serde_json::from_str(&body)? {
            Value::Array(batch) => Ok(batch.iter().map(Value::to_string).collect()),
            _ => Ok(vec![body]),
        }
    }
}
