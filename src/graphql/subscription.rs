//! What can be listened to.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use async_graphql::{Context, Description, Error, SimpleObject};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch;

use super::error::bad_input;
use crate::live::Live;

/// What can be listened to, by WebSocket (graphql-transport-ws) or server-sent events.
#[derive(Default, Description)]
pub struct Subscription;

/// A revision of the graph that is served now.
#[derive(SimpleObject)]
pub(super) struct GraphChanged {
    /// Its number: every answer from now on is read from it or from a later one.
    revision: i64,
}

#[async_graphql::Subscription(use_type_description)]
impl Subscription {
    /// The revision that is served, at once, and then each new one as soon as it is served.
    ///
    /// Where revisions follow each other faster than they are read, some are left out; the last one never is. It goes
    /// on until the client ends it, or until it has told `first` revisions.
    async fn graph_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many revisions to tell, 1 or more; without end if it is left out.")]
        first: Option<i32>,
    ) -> Result<impl Stream<Item = GraphChanged> + use<>, Error> {
        let left = match first.map(u32::try_from) {
            None => None,
            Some(Ok(first @ 1..)) => Some(first),
            _ => {
                let first = first.unwrap_or_default();
                return Err(bad_input(format!("`first` is {first}: expected 1 or more")));
            }
        };
        Ok(ctx.data_unchecked::<Source>().revisions(left))
    }
}

/// Where events come from, and which revision the last of them was of.
#[derive(Clone)]
pub(super) struct Source {
    live: Arc<Live>,
    told: Arc<AtomicI64>,
}

/// A listener between two revisions; it holds no graph.
struct Listening {
    source: Source,
    revisions: watch::Receiver<i64>,
    last: Option<(i64, String)>,
    left: Option<u32>,
}

impl Source {
    pub(super) fn new(live: Arc<Live>) -> Self {
        let told = Arc::new(AtomicI64::new(live.graph().version.revision));
        Self { live, told }
    }

    /// The revision of the last event; of the graph that was served at first where there was none.
    pub(super) fn revision(&self) -> i64 {
        self.told.load(Ordering::Relaxed)
    }

    fn revisions(&self, left: Option<u32>) -> impl Stream<Item = GraphChanged> + use<> {
        let revisions = self.live.subscribe();
        let listening = Listening { source: self.clone(), revisions, last: None, left };
        unfold(listening, |mut listening| async move {
            let revision = listening.next().await?;
            Some((GraphChanged { revision }, listening))
        })
    }
}

impl Listening {
    /// The next revision; none after the last that was asked for.
    async fn next(&mut self) -> Option<i64> {
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1)?;
        }
        loop {
            if self.last.is_some() {
                self.revisions.changed().await.ok()?;
            }
            self.revisions.mark_unchanged();
            let version = self.source.live.graph().version.clone();
            // A revision is told after its graph is served, so it may have been seen already.
            let now = (version.revision, version.digest);
            if self.last.as_ref() != Some(&now) {
                self.source.told.store(now.0, Ordering::Relaxed);
                let revision = now.0;
                self.last = Some(now);
                return Some(revision);
            }
        }
    }
}
