//! One connection: what it waits for, and for how long.
//!
//! A connection is idle, or the head of a request is coming in, or a request is under way. Only the first two end by
//! themselves here: a body has a time of its own (`graphql`), and so has each write (tokio-io-timeout).

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Response, StatusCode};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Sleep, sleep};
use tokio_io_timeout::TimeoutStream;

use super::places::Place;
use crate::config::Connections;

/// What a connection waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// A request.
    Idle,
    /// The rest of a head.
    Head,
    /// What is asked is read, answered and sent.
    Request,
}

/// How long what a client still sends is thrown away after it was told that it is not wanted.
const FAREWELL: Duration = Duration::from_secs(1);

/// Whether an answer with this status is given before its request has come to its end.
pub(super) fn leaves_rest_unread(status: StatusCode) -> bool {
    matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE)
}

/// In which phase a connection is; known to all that are part of it.
#[derive(Clone)]
pub(super) struct Phases {
    now: Arc<watch::Sender<Phase>>,
    /// Whether an answer was given before its request had come to its end.
    is_rest_unread: Arc<AtomicBool>,
}

impl Phases {
    /// A new connection: the head of a request is what it is opened for.
    pub(super) fn new() -> Self {
        Self { now: Arc::new(watch::Sender::new(Phase::Head)), is_rest_unread: Arc::default() }
    }

    /// A request is under way until its answer is sent.
    pub(super) fn begin(&self) -> UnderWay {
        self.now.send_replace(Phase::Request);
        UnderWay(self.clone())
    }

    /// Over when the client has taken too long.
    pub(super) async fn overdue(&self, settings: &Connections) {
        let mut phase = self.now.subscribe();
        loop {
            let most = match *phase.borrow_and_update() {
                Phase::Idle => Some(settings.idle_timeout()),
                Phase::Head => Some(settings.header_timeout()),
                Phase::Request => None,
            };
            tokio::select! {
                biased;
                changed = phase.changed() => changed.expect("`self` is a sender"),
                () = sleep(most.unwrap_or_default()), if most.is_some() => return,
            }
        }
    }
}

/// A request that is under way, as long as this is kept.
pub(super) struct UnderWay(Phases);

impl UnderWay {
    /// Kept until the last of a response is handed over.
    pub(super) fn until_sent(self, response: Response<Body>) -> Response<Sending> {
        if leaves_rest_unread(response.status()) {
            self.0.is_rest_unread.store(true, Ordering::Relaxed);
        }
        response.map(|body| Sending { body, _under_way: self })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.now.send_replace(Phase::Idle);
    }
}

/// A body on its way to a client.
pub(super) struct Sending {
    body: Body,
    _under_way: UnderWay,
}

impl HttpBody for Sending {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The bytes of a connection. It keeps its place also after it went over to a WebSocket.
pub(super) struct Wire {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    phases: Phases,
    farewell: Option<Pin<Box<Sleep>>>,
    _place: Place,
}

impl Wire {
    pub(super) fn new(stream: TcpStream, phases: Phases, place: Place, settings: &Connections) -> Self {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(settings.write_timeout()));
        Self { stream: Box::pin(stream), phases, farewell: None, _place: place }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.stream.as_mut().poll_read(context, buffer))?;
        self.phases.now.send_if_modified(|phase| {
            let begins = *phase == Phase::Idle;
            if begins {
                *phase = Phase::Head;
            }
            begins
        });
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.farewell.is_none() {
            ready!(this.stream.as_mut().poll_shutdown(context))?;
        }
        if !this.phases.is_rest_unread.load(Ordering::Relaxed) {
            return Poll::Ready(Ok(()));
        }
        // A connection that is cut with something unread takes with it what the client was told.
        let farewell = this.farewell.get_or_insert_with(|| Box::pin(sleep(FAREWELL)));
        let mut thrown_away = [0; 8_192];
        while farewell.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut thrown_away);
            match ready!(this.stream.as_mut().poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => {}
                _ => break,
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// What a service of a connection gives.
pub(super) type Answered = Result<Response<Sending>, Infallible>;
