//! `serve`: loads the curated edition if it is wanted, and answers until it is told to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;

use super::failure::Failure;
use super::{import, log, open};
use crate::config::{Serve, Switch};
use crate::http;
use crate::live::Live;
use crate::store::Store;

/// How long requests that are under way may take to end after the process was told to stop; orchestrators kill after
/// 10 seconds (Docker) or 30 (Kubernetes).
const DRAIN: Duration = Duration::from_secs(8);

pub(super) async fn run(settings: &Serve) -> Result<ExitCode, Failure> {
    log::start(&settings.log)?;
    let mut signals = Signals::listen()?;
    // The port is taken first: whoever cannot have it shall not write to the database.
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        let attempt = format!(
            "cannot listen on {} (end the program that does, or choose another address with --listen)",
            settings.listen
        );
        Failure::of(&attempt, &error)
    })?;
    let (store, live) = tokio::select! {
        loaded = load(settings) => loaded?,
        // What was begun is rolled back.
        () = signals.next() => {
            tracing::info!("stopped before it was ready");
            return Ok(ExitCode::SUCCESS);
        }
    };
    let following = tokio::spawn({
        let live = Arc::clone(&live);
        async move { live.follow().await }
    });
    let address = listener.local_addr().map_err(|error| Failure::of("cannot tell the address", &error))?;
    tell_ready(address, &live);
    let stopping = Arc::new(Notify::new());
    let told = Arc::clone(&stopping);
    let overdue = async move {
        signals.next().await;
        tracing::info!("stopping: requests that are under way are answered first");
        told.notify_one();
        tokio::select! {
            () = tokio::time::sleep(DRAIN) => tracing::warn!("stopping before every request was answered"),
            () = signals.next() => tracing::warn!("told again to stop: stopping at once"),
        }
    };
    tokio::select! {
        () = http::serve(listener, live, settings.edge.clone(), async move { stopping.notified().await }) => {}
        () = overdue => {}
    }
    following.abort();
    store.close().await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Lets go of the graph at once: held while requests are served, it would outlive every later one.
fn tell_ready(address: SocketAddr, live: &Live) {
    let graph = live.graph();
    tracing::info!(
        url = format!("http://{address}/graphql"),
        revision = graph.version.revision,
        concepts = graph.concepts.len(),
        links = graph.link_count(),
        "ready"
    );
}

/// The database, brought up to date, and its graph.
async fn load(settings: &Serve) -> Result<(Store, Arc<Live>), Failure> {
    let store = open(&settings.database).await?;
    if settings.curated == Switch::On {
        let changes = import::curated_edition(&store).await?;
        if let Some(revision) = changes.and_then(|changes| changes.revision) {
            tracing::info!(revision, "loaded the curated edition");
        }
    }
    let live = Live::load(store.clone()).await?;
    Ok((store, live))
}

/// SIGTERM and SIGINT, from the start on: the first process of a container is not ended by them otherwise.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> Result<Self, Failure> {
        let listen = |kind| signal(kind).map_err(|error| Failure::of("cannot wait for signals", &error));
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    /// Over when the process is told to end.
    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
