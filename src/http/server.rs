//! Connections: accepted, served, and ended in order.

use std::future::Future;
use std::pin::pin;

use axum::Router;
use axum::serve::Listener;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

/// Serves each connection until `stop` is over, then lets those end whose request is under way.
pub(super) async fn serve(mut listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut http = auto::Builder::new(TokioExecutor::new()).http1_only();
    // A response may spell names of headers as its request does: see `graphql::websocket`.
    http.http1().preserve_header_case(true);
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        // What cannot be accepted, as while there are no more file descriptors, is tried again.
        let (stream, _) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        // What is written is sent at once: an event would wait for the client to confirm the one before it.
        drop(stream.set_nodelay(true));
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection_with_upgrades(TokioIo::new(stream), service);
        let connection = connections.watch(connection.into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(error = &*error as &dyn std::error::Error, "a connection broke off");
            }
        });
    }
    drop(listener);
    connections.shutdown().await;
}
