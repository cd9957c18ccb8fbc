//! Connections: accepted, served, and ended in order.
//!
//! HTTP/1.1 alone: without TLS no browser speaks HTTP/2, and a proxy that ends TLS speaks it to them by itself.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;

use axum::Router;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::connection::{Answered, Phases, Wire};
use super::places::{Place, Places};
use crate::config::Connections;

/// What one connection too many is answered with, whatever it asks. It may not arrive, if the client is still sending.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\
                      content-length: 0\r\n\r\n";

/// Serves each connection until `stop` is over, then lets those end whose request is under way.
pub(super) async fn serve(
    mut listener: TcpListener,
    router: Router,
    places: Places,
    settings: Connections,
    stop: impl Future<Output = ()>,
) {
    let settings = Arc::new(settings);
    let ending = watch::Sender::new(false);
    let mut stop = pin!(stop);
    loop {
        // What cannot be accepted, as while there are no more file descriptors, is tried again.
        let (stream, address) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        let (most, most_of_one) = (settings.max_connections, settings.max_connections_per_address);
        let Some(place) = places.take(address.ip(), most, most_of_one) else {
            drop(stream.try_write(FULL));
            continue;
        };
        // What is written is sent at once: an event would wait for the client to confirm the one before it.
        drop(stream.set_nodelay(true));
        tokio::spawn(connection(stream, place, router.clone(), Arc::clone(&settings), ending.subscribe()));
    }
    drop(listener);
    ending.send_replace(true);
    ending.closed().await;
}

/// Serves one connection to its end.
async fn connection(
    stream: TcpStream,
    place: Place,
    router: Router,
    settings: Arc<Connections>,
    mut ending: watch::Receiver<bool>,
) {
    let phases = Phases::new();
    let wire = TokioIo::new(Wire::new(stream, phases.clone(), place, &settings));
    let router = TowerToHyperService::new(router);
    let service = service_fn(|request: Request<Incoming>| {
        let (under_way, answered) = (phases.begin(), router.call(request));
        async move { Answered::Ok(under_way.until_sent(answered.await?)) }
    });
    let mut http = http1::Builder::new();
    // A response may spell names of headers as its request does: see `graphql::websocket`.
    http.preserve_header_case(true);
    http.max_headers(settings.max_headers).max_header_size(settings.max_header_bytes as usize);
    let mut connection = pin!(http.serve_connection(wire, service).with_upgrades());
    let mut overdue = pin!(phases.overdue(&settings));
    let mut is_ending = false;
    loop {
        tokio::select! {
            ended = &mut connection => {
                if let Err(error) = ended {
                    tracing::debug!(error = &error as &dyn std::error::Error, "a connection broke off");
                }
                return;
            }
            () = &mut overdue => {
                tracing::debug!("a connection was closed that took too long");
                return;
            }
            _ = ending.wait_for(|ending| *ending), if !is_ending => {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
