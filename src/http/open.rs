//! The streams that are open, so that they can be ended.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::problem::Problem;

/// All streams that are open.
#[derive(Clone)]
pub(super) struct Open {
    told: Arc<watch::Sender<bool>>,
    room: Arc<Semaphore>,
}

/// One stream that is open, as long as this is kept.
pub(super) struct Entered {
    told: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

impl Open {
    /// With room for so many.
    pub(super) fn new(most: usize) -> Self {
        let room = Semaphore::new(most.min(Semaphore::MAX_PERMITS));
        Self { told: Arc::new(watch::Sender::new(false)), room: Arc::new(room) }
    }

    /// One more, if there is room.
    pub(super) fn enter(&self) -> Result<Entered, Problem> {
        match Arc::clone(&self.room).try_acquire_owned() {
            Ok(place) => Ok(Entered { told: self.told.subscribe(), _place: place }),
            Err(_) => Err(Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "as many streams are open as there may be: see the setting --max-streams",
            )
            .with(RETRY_AFTER, "5")),
        }
    }

    /// How many are open.
    pub(super) fn count(&self) -> usize {
        self.told.receiver_count()
    }

    /// Tells each of them to end.
    pub(super) fn end(&self) {
        self.told.send_replace(true);
    }

    /// Over when none is open.
    pub(super) async fn ended(&self) {
        self.told.closed().await;
    }
}

impl Entered {
    /// Over when the stream is told to end; can be waited for again.
    pub(super) async fn told(&mut self) {
        // Without a sender there is no server any more.
        drop(self.told.wait_for(|told| *told).await);
    }
}
