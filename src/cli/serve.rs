//! `serve`: loads the curated edition if it is wanted, and answers until it is told to stop.

use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::failure::Failure;
use super::{import, log, open};
use crate::config::{Serve, Switch};
use crate::http;
use crate::live::Live;

pub(super) async fn run(settings: &Serve) -> Result<ExitCode, Failure> {
    log::start(&settings.log)?;
    // The port is taken first: whoever cannot have it shall not write to the database.
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        let attempt = format!(
            "cannot listen on {} (end the program that does, or choose another address with --listen)",
            settings.listen
        );
        Failure::of(&attempt, &error)
    })?;
    let store = open(&settings.database).await?;
    if settings.curated == Switch::On {
        let changes = import::curated_edition(&store).await?;
        if let Some(revision) = changes.and_then(|changes| changes.revision) {
            tracing::info!(revision, "loaded the curated edition");
        }
    }
    let live = Live::load(store.clone()).await?;
    let following = tokio::spawn({
        let live = Arc::clone(&live);
        async move { live.follow().await }
    });
    let address = listener.local_addr().map_err(|error| Failure::of("cannot tell the address", &error))?;
    let graph = live.graph();
    tracing::info!(
        url = format!("http://{address}/graphql"),
        revision = graph.version.revision,
        concepts = graph.concepts.len(),
        links = graph.link_count(),
        "ready"
    );
    let served = http::serve(listener, live, stopped()?).await;
    following.abort();
    store.close().await?;
    served.map_err(|error| Failure::of("cannot serve", &error))?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Over when the process is told to end by SIGTERM or SIGINT.
fn stopped() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    let listen = |kind| signal(kind).map_err(|error| Failure::of("cannot wait for signals", &error));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: requests that are under way are answered first");
    })
}
