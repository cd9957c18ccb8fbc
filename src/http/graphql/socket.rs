//! One WebSocket that speaks graphql-transport-ws.
//!
//! A socket is one task, and whatever is asked on it is polled by that task. So nothing waits in a queue for a client
//! that reads slowly: while one message is being sent, none is made and none is read, and the client is cut off after
//! a while. What a socket costs ends with its task.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use futures_util::SinkExt;
use futures_util::stream::{BoxStream, StreamExt, once};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use serde_json::{Map, Value};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, interval_at, sleep, timeout};
use tokio_stream::StreamMap;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{self, Utf8Bytes};

use super::answer::{Refusal, outcome};
use super::message::{self, Message};
use super::request;
use crate::graphql::{Answer, Asked, Code, Languages};
use crate::http::App;
use crate::http::open::Entered;

type Socket = WebSocketStream<TokioIo<Upgraded>>;

/// How long a client may take to go after it was told why; then the connection is cut.
const FAREWELL: Duration = Duration::from_secs(2);

/// Longest reason of a close, in bytes (RFC 6455, 5.5): its frame holds 125, and two are the code's.
const LONGEST_REASON: usize = 123;

/// Why a socket ends.
enum End {
    /// The client is told a code and a reason.
    Told(u16, String),
    /// The client closed it, and is answered.
    Answered,
    /// There is nobody to tell: the client is gone, or does not read.
    Cut,
}

/// What a client does on one socket.
pub(super) struct Session {
    app: App,
    languages: Languages,
    /// The id of the handshake.
    request_id: String,
    entered: Entered,
    is_open: bool,
    /// Whether nothing was heard since the last ping.
    is_silent: bool,
    /// What is asked, by id; each tells its answers, and then `None`.
    operations: StreamMap<String, BoxStream<'static, Option<Answer>>>,
}

/// Tells a client that the protocol it speaks is not spoken here.
pub(super) async fn refuse(socket: Socket, protocol: &str) {
    close(socket, Some(frame(4406, &format!("Subprotocol not acceptable: expected {protocol}")))).await;
}

impl Session {
    pub(super) fn new(app: &App, entered: Entered, languages: Languages, request_id: String) -> Self {
        let (app, operations) = (app.clone(), StreamMap::new());
        Self { app, languages, request_id, entered, is_open: false, is_silent: false, operations }
    }

    /// Listens and answers until the socket ends.
    pub(super) async fn run(mut self, mut socket: Socket) {
        let Err(end) = self.talk(&mut socket).await;
        // What is under way ends before the client is told, and what it holds is let go.
        self.operations.clear();
        match end {
            End::Told(code, reason) => close(socket, Some(frame(code, &reason))).await,
            End::Answered => close(socket, None).await,
            End::Cut => {}
        }
    }

    async fn talk(&mut self, socket: &mut Socket) -> Result<Infallible, End> {
        let streams = &self.app.edge.streams;
        let period = Duration::from_millis(streams.socket_ping_ms);
        let mut ping = interval_at(Instant::now() + period, period);
        let mut init = Box::pin(sleep(Duration::from_millis(streams.socket_init_timeout_ms)));
        loop {
            tokio::select! {
                () = self.entered.told() => {
                    return Err(End::Told(1001, "the server is going away".to_owned()));
                }
                () = &mut init, if !self.is_open => {
                    return Err(End::Told(4408, "Connection initialisation timeout".to_owned()));
                }
                _ = ping.tick() => {
                    if std::mem::replace(&mut self.is_silent, true) {
                        return Err(End::Cut);
                    }
                    self.send(socket, tungstenite::Message::Ping(Vec::new().into())).await?;
                }
                heard = socket.next() => {
                    self.is_silent = false;
                    self.hear(socket, heard).await?;
                }
                Some((id, answer)) = self.operations.next() => self.tell(socket, &id, answer).await?,
            }
        }
    }

    async fn hear(
        &mut self,
        socket: &mut Socket,
        heard: Option<Result<tungstenite::Message, tungstenite::Error>>,
    ) -> Result<(), End> {
        let message = match heard {
            Some(Ok(tungstenite::Message::Text(text))) => Message::read(&text),
            Some(Ok(tungstenite::Message::Binary(_))) => {
                Err("the message is binary: expected text".to_owned())
            }
            Some(Ok(tungstenite::Message::Close(_))) => return Err(End::Answered),
            Some(Ok(_)) => return Ok(()),
            Some(Err(error)) => return Err(self.end_of(&error)),
            None => return Err(End::Cut),
        };
        match message.map_err(|reason| End::Told(4400, reason))? {
            Message::Init if self.is_open => {
                Err(End::Told(4429, "Too many initialisation requests".to_owned()))
            }
            Message::Init => {
                self.is_open = true;
                self.send(socket, text(message::ack())).await
            }
            Message::Ping(payload) => self.send(socket, text(message::pong(payload.as_ref()))).await,
            Message::Pong => Ok(()),
            Message::Subscribe { .. } if !self.is_open => Err(End::Told(4401, "Unauthorized".to_owned())),
            Message::Subscribe { id, parameters } => self.subscribe(socket, id, parameters).await,
            Message::Complete { id } => {
                self.operations.remove(&id);
                Ok(())
            }
        }
    }

    /// Begins to answer an operation, or refuses it.
    async fn subscribe(
        &mut self,
        socket: &mut Socket,
        id: String,
        parameters: Map<String, Value>,
    ) -> Result<(), End> {
        if self.operations.contains_key(&id) {
            return Err(End::Told(4409, format!("Subscriber for {id} already exists")));
        }
        let most = self.app.edge.streams.socket_max_subscriptions;
        let revision = self.app.live.graph().version.revision;
        let prepared = match request::of_parameters(parameters) {
            Err(refusal) if !refusal.is_request() => {
                return Err(End::Told(4400, format!("`payload`: {}", refusal.message())));
            }
            Err(refusal) => Err(refusal.answer(revision)),
            Ok(_) if self.operations.len() >= most => {
                let message =
                    format!("{most} operations are under way on this socket, and no more are taken");
                Err(Refusal::request(message).with(Code::TooManySubscriptions).answer(revision))
            }
            Ok(asked) => {
                let asked = Asked { request_id: self.request_id.clone(), ..asked };
                self.app.schema.prepare(asked, revision).map_err(|refused| *refused)
            }
        };
        match prepared {
            Ok(prepared) => {
                self.app.metrics.begun(prepared.name(), "STREAM");
                let (live, languages) = (Arc::clone(&self.app.live), self.languages.clone());
                let answers = self.app.schema.subscribe(prepared, live, languages);
                self.operations.insert(id, answers.map(Some).chain(once(async { None })).boxed());
                Ok(())
            }
            Err(refused) => {
                self.app.metrics.refused(outcome(&refused));
                self.tell(socket, &id, Some(refused)).await
            }
        }
    }

    /// Sends what an operation is answered with; `None` is the end of its answers.
    async fn tell(&mut self, socket: &mut Socket, id: &str, answer: Option<Answer>) -> Result<(), End> {
        let ends = answer.as_ref().is_none_or(|answer| !answer.executed);
        if ends {
            self.operations.remove(id);
        }
        let told = answer.map_or_else(|| message::complete(id), |answer| message::answer(id, &answer));
        self.send(socket, text(told)).await
    }

    /// Sends a message, unless the client does not take it in time or the server is to end meanwhile.
    async fn send(&mut self, socket: &mut Socket, message: tungstenite::Message) -> Result<(), End> {
        let within = Duration::from_millis(self.app.edge.streams.socket_write_timeout_ms);
        tokio::select! {
            biased;
            sent = timeout(within, socket.send(message)) => match sent {
                Ok(Ok(())) => Ok(()),
                Ok(Err(_)) | Err(_) => Err(End::Cut),
            },
            () = self.entered.told() => Err(End::Cut),
        }
    }

    /// How a socket ends on which something was heard that is no message (RFC 6455, 7.4.1).
    fn end_of(&self, error: &tungstenite::Error) -> End {
        match error {
            tungstenite::Error::Capacity(_) => {
                let most = self.app.edge.streams.socket_max_message;
                End::Told(1009, format!("the message is larger than {most} bytes"))
            }
            tungstenite::Error::Utf8(_) => End::Told(1007, "the message is not UTF-8".to_owned()),
            tungstenite::Error::Protocol(tungstenite::error::ProtocolError::ResetWithoutClosingHandshake) => {
                End::Cut
            }
            tungstenite::Error::Protocol(_) => End::Told(1002, "the frame breaks RFC 6455".to_owned()),
            _ => End::Cut,
        }
    }
}

fn text(message: String) -> tungstenite::Message {
    tungstenite::Message::Text(message.into())
}

fn frame(code: u16, reason: &str) -> CloseFrame {
    let cut = reason.floor_char_boundary(LONGEST_REASON);
    CloseFrame { code: code.into(), reason: Utf8Bytes::from(&reason[..cut]) }
}

/// Closes a socket so that the client sees why: what it may still be sending is read and thrown away, as a connection
/// that is cut with something unread takes the reason with it.
async fn close(mut socket: Socket, frame: Option<CloseFrame>) {
    let farewell = async {
        if frame.is_some() {
            socket.close(frame).await?;
        } else {
            socket.flush().await?;
        }
        let mut connection = socket.into_inner();
        connection.shutdown().await?;
        let mut thrown_away = [0; 8_192];
        while connection.read(&mut thrown_away).await? > 0 {}
        Ok::<_, tungstenite::Error>(())
    };
    // Whoever is gone, or does not go, is not waited for.
    drop(timeout(FAREWELL, farewell).await);
}
