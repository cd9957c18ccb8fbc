//! Answers as server-sent events: GraphQL over SSE, distinct connections mode.
//!
//! What is answered once is a stream, too: `next`, then `complete`. A stream that the server cuts ends without
//! `complete`, so that the client asks again.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, VARY};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{BoxStream, StreamExt, unfold};
use tokio::time::{Interval, MissedTickBehavior, interval_at};

use super::answer::DEPENDS_ON;
use super::negotiate::EVENT_STREAM;
use crate::graphql::Answer;
use crate::http::open::Entered;

const COMPLETE: &str = "event: complete\ndata: \n\n";
const HEARTBEAT: &str = ":\n\n";

struct Events {
    answers: BoxStream<'static, Answer>,
    entered: Entered,
    heartbeat: Interval,
    ended: bool,
}

/// The response that tells each answer as it comes. Nothing is done for it once its client is gone.
pub(super) fn response(answers: BoxStream<'static, Answer>, entered: Entered, heartbeat_ms: u64) -> Response {
    let period = Duration::from_millis(heartbeat_ms);
    let mut heartbeat = interval_at(tokio::time::Instant::now() + period, period);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let events = Events { answers, entered, heartbeat, ended: false };
    let events = unfold(events, |mut events| async {
        let event = events.next().await?;
        Some((Ok::<_, Infallible>(event), events))
    });
    let headers = [
        (CONTENT_TYPE, EVENT_STREAM),
        (CACHE_CONTROL, "no-cache"),
        (VARY, DEPENDS_ON),
        // nginx would keep events back until it has a page of them.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(events)).into_response()
}

impl Events {
    async fn next(&mut self) -> Option<Bytes> {
        if self.ended {
            return None;
        }
        tokio::select! {
            biased;
            answer = self.answers.next() => match answer {
                Some(answer) => {
                    Some(Bytes::from(format!("event: next\ndata: {}\n\n", answer.json())))
                }
                None => {
                    self.ended = true;
                    Some(Bytes::from_static(COMPLETE.as_bytes()))
                }
            },
            () = self.entered.told() => None,
            _ = self.heartbeat.tick() => Some(Bytes::from_static(HEARTBEAT.as_bytes())),
        }
    }
}
