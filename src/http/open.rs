//! The streams that are open, so that they can be ended.

use std::sync::Arc;

use tokio::sync::watch;

/// All streams that are open.
#[derive(Clone)]
pub(super) struct Open(Arc<watch::Sender<bool>>);

/// One stream that is open, as long as this is kept.
pub(super) struct Entered(watch::Receiver<bool>);

impl Default for Open {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Open {
    /// One more.
    pub(super) fn enter(&self) -> Entered {
        Entered(self.0.subscribe())
    }

    /// Tells each of them to end.
    pub(super) fn end(&self) {
        self.0.send_replace(true);
    }

    /// Over when none is open.
    pub(super) async fn ended(&self) {
        self.0.closed().await;
    }
}

impl Entered {
    /// Over when the stream is told to end; can be waited for again.
    pub(super) async fn told(&mut self) {
        // Without a sender there is no server any more.
        drop(self.0.wait_for(|told| *told).await);
    }
}
