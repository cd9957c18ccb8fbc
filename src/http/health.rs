//! /healthz and /readyz: whether the process lives, and whether requests may be sent to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use super::App;

/// Whether the server is about to end.
#[derive(Clone, Default)]
pub(super) struct Draining(Arc<AtomicBool>);

impl Draining {
    pub(super) fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

pub(super) fn routes() -> Router<App> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

async fn alive() -> Response {
    told(StatusCode::OK, &[])
}

/// A reason is `draining` (the server is about to end), `stale` (the database could not be followed for too long), or
/// `full` (as many connections or streams are open as there may be: the next one would be refused).
async fn ready(State(app): State<App>) -> Response {
    let is_stale = app.live.last_followed().elapsed() > app.edge.connections.stale_after();
    let connections = app.places.count() >= app.edge.connections.max_connections;
    let is_full = connections || app.open.count() >= app.edge.streams.max_streams;
    let reasons = [(app.draining.has_begun(), "draining"), (is_stale, "stale"), (is_full, "full")];
    let reasons: Vec<&str> = reasons.iter().filter(|(holds, _)| *holds).map(|(_, reason)| *reason).collect();
    let status = if reasons.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    told(status, &reasons)
}

fn told(status: StatusCode, reasons: &[&str]) -> Response {
    let said = if reasons.is_empty() { "ok" } else { "unavailable" };
    (status, [(CACHE_CONTROL, "no-store")], Json(json!({"status": said, "reasons": reasons}))).into_response()
}
