//! `serve`: loads the curated edition if it is wanted, and answers until it is told to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

use super::failure::Failure;
use super::{import, log, open};
use crate::config::{Serve, Switch};
use crate::http;
use crate::live::Live;
use crate::store::Store;

/// How long requests that are under way may take to end after no more are taken; orchestrators kill 10 seconds (Docker)
/// or 30 (Kubernetes) after they told the process to stop.
const DRAIN: Duration = Duration::from_secs(8);

/// File descriptors for all that is no connection of a client: the database, the log.
const OTHERS: u64 = 100;

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
    raise_descriptors(settings.edge.connections.max_connections);
    let (store, live) = tokio::select! {
        loaded = load(settings) => loaded?,
        // What was begun is rolled back.
        _ = signals.next() => {
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
    let (told, stopping) = oneshot::channel();
    let delay = settings.edge.connections.drain_delay();
    let overdue = async move {
        // Nobody sends requests by /readyz to a server that somebody ends on a terminal.
        let delay = if signals.next().await == SignalKind::terminate() { delay } else { Duration::ZERO };
        tracing::info!("stopping: requests that are under way are answered first");
        // Without a receiver nothing is served any more.
        let _ = told.send(delay);
        tokio::select! {
            () = tokio::time::sleep(delay + DRAIN) => tracing::warn!("stopping before every request was answered"),
            _ = signals.next() => tracing::warn!("told again to stop: stopping at once"),
        }
    };
    let stop = async move { stopping.await.unwrap_or_default() };
    tokio::select! {
        () = http::serve(listener, live, settings.edge.clone(), stop) => {}
        () = overdue => {}
    }
    following.abort();
    store.close().await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Asks the system for as many file descriptors as so many connections need: many shells allow 1,024.
fn raise_descriptors(connections: usize) {
    let wanted = u64::try_from(connections).unwrap_or(u64::MAX).saturating_add(OTHERS);
    match rlimit::increase_nofile_limit(wanted) {
        Ok(allowed) if allowed < wanted => {
            tracing::info!(allowed, wanted, "fewer file descriptors than --max-connections asks for");
        }
        Ok(_) => {}
        Err(error) => {
            tracing::info!(error = &error as &dyn std::error::Error, "as many file descriptors as before");
        }
    }
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

    /// Over when the process is told to end; tells by which.
    async fn next(&mut self) -> SignalKind {
        tokio::select! {
            _ = self.terminate.recv() => SignalKind::terminate(),
            _ = self.interrupt.recv() => SignalKind::interrupt(),
        }
    }
}
