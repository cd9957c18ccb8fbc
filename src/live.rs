//! Holds the graph that is served, with its index, and keeps both at the newest revision.
//!
//! There is one way for data to get in: the store writes a revision, and whoever serves it (this process or
//! another) reads that revision whole and swaps its graph.

use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use tokio::sync::{Mutex, watch};

use crate::analysis::Prepared;
use crate::dataset::Dataset;
use crate::graph::{Builder, Graph, Version};
use crate::search::Index;
use crate::store::{Changeset, Head, Listener, Store, StoreError, Write};

/// How often the database is asked for a newer revision; on PostgreSQL a notification is usually earlier.
const POLL: Duration = Duration::from_secs(1);

/// A block that the allocator takes from its arenas by itself, in bytes.
const LARGE: usize = 16 << 20;

/// A graph with what finds its concepts and what is computed from it: one revision of all.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The graph.
    pub graph: Arc<Graph>,
    /// Its index.
    pub index: Arc<Index>,
    /// What answers are computed from.
    pub prepared: Arc<Prepared>,
}

/// The graph that is served.
#[derive(Debug)]
pub struct Live {
    store: Store,
    current: ArcSwap<Snapshot>,
    revisions: watch::Sender<i64>,
    /// When the database was last asked with success.
    followed: ArcSwap<Instant>,
    /// One reader at a time, so that an older graph never takes the place of a newer one.
    turn: Mutex<()>,
}

impl Live {
    /// Reads the newest revision of a database.
    pub async fn load(store: Store) -> Result<Arc<Self>, StoreError> {
        let asked = Instant::now();
        let snapshot = read(&store, None).await?;
        tokio::spawn(give_back());
        let (revisions, _) = watch::channel(snapshot.graph.version.revision);
        let current = ArcSwap::from_pointee(snapshot);
        Ok(Arc::new(Self {
            store,
            current,
            revisions,
            followed: ArcSwap::from_pointee(asked),
            turn: Mutex::new(()),
        }))
    }

    /// The graph of this moment and its index: a request takes it once and keeps it.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::clone(&self.current.load())
    }

    /// The graph of this moment.
    pub fn graph(&self) -> Arc<Graph> {
        Arc::clone(&self.current.load().graph)
    }

    /// Tells of every new revision, after its graph is served.
    pub fn subscribe(&self) -> watch::Receiver<i64> {
        self.revisions.subscribe()
    }

    /// The last moment of which it is known that what was served was the newest revision.
    pub fn last_followed(&self) -> Instant {
        **self.followed.load()
    }

    /// Writes a dataset and serves the revision that it makes.
    pub async fn apply(&self, dataset: Dataset, write: Write) -> Result<Changeset, StoreError> {
        let changeset = self.store.apply(dataset, write).await?;
        self.refresh().await?;
        Ok(changeset)
    }

    /// Serves the newest revision, if it is not served yet.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let Snapshot { graph: served, index, .. } = self.snapshot();
        let started = Instant::now();
        let head = self.store.head().await?;
        // The digest tells, too, of a database that was put in the place of another.
        if (head.revision, &head.digest) == (served.version.revision, &served.version.digest) {
            self.followed.store(Arc::new(started));
            return Ok(());
        }
        let from = served.version.revision;
        let snapshot = read(&self.store, Some((served, index))).await?;
        tokio::spawn(give_back());
        let revision = snapshot.graph.version.revision;
        self.current.store(Arc::new(snapshot));
        self.revisions.send_replace(revision);
        self.followed.store(Arc::new(started));
        let took_ms = started.elapsed().as_millis();
        tracing::info!(from, revision, took_ms, "serving a new revision");
        Ok(())
    }

    /// Follows revisions that anyone writes, for ever. What fails is logged once and tried again.
    pub async fn follow(&self) {
        let mut listener: Option<Listener> = None;
        let mut poll = tokio::time::interval(POLL);
        poll.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut failing = false;
        loop {
            if listener.is_none() {
                listener = self.store.listen().await.ok();
            }
            let heard = async {
                match &mut listener {
                    Some(listener) => listener.changed().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                _ = poll.tick() => {}
                () = heard => {}
            }
            let refreshed = self.refresh().await;
            match &refreshed {
                Ok(()) if failing => tracing::info!("following the database again"),
                Err(error) if !failing => {
                    tracing::error!(error = error as &dyn std::error::Error, "cannot follow the database");
                }
                _ => {}
            }
            failing = refreshed.is_err();
        }
    }
}

/// Reads a database and builds its graph, the nodes and their index while the links are read; the building takes threads
/// of its own.
///
/// The index is made of the one `before`, if there is one.
async fn read(store: &Store, before: Option<(Arc<Graph>, Arc<Index>)>) -> Result<Snapshot, StoreError> {
    let mut reading = store.reading().await?;
    let Head { revision, digest } = reading.head.clone();
    let version = Version { revision, digest, written_at_ms: reading.written_at_ms };
    let nodes = reading.nodes().await?;
    let nodes = build(move || {
        let builder = Builder::new(nodes);
        let index = before.map_or_else(|| Ok(Index::of(builder.concepts())), Err);
        (builder, index)
    });
    let ((mut builder, index), links) = tokio::join!(nodes, reading.links());
    let links = links?;
    let snapshot = move || {
        builder.add(links);
        let graph = builder.finish(version);
        let index =
            index.unwrap_or_else(|(old, index): (Arc<Graph>, Arc<Index>)| index.renewed(&old, &graph));
        Snapshot { graph: graph.into(), index: index.into(), prepared: Arc::default() }
    };
    Ok(build(snapshot).await)
}

/// Lets the allocator give the memory back to the system that reading and building took.
///
/// It does so only when a large block is taken or given back, and only with what has been free for a second by then;
/// a process that merely waits for requests would hold a hundred megabytes for nothing.
async fn give_back() {
    for _ in 0..5 {
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE)));
    }
}

async fn build<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("building a graph from checked records does not panic")
}
