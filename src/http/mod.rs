//! The protocol: requests in, answers out.
//!
//! - `explorer`: GET /graphiql, the explorer; GET /schema.graphql
//! - `graphql`: POST /graphql
//! - `home`: GET /, a page for people
//! - `kept`: answers that a client may keep
//! - `language`: which languages a request prefers

mod explorer;
mod graphql;
mod home;
mod kept;
mod language;

use std::future::Future;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;

use crate::config::Edge;
use crate::graphql::{Schema, schema};
use crate::live::Live;

/// What the handlers share.
#[derive(Clone)]
struct App {
    schema: Schema,
    live: Arc<Live>,
    edge: Arc<Edge>,
}

/// All that is served.
pub fn router(live: Arc<Live>, edge: Edge) -> Router {
    let app = App { schema: schema(), live, edge: Arc::new(edge) };
    graphql::routes(&app.edge.limits).merge(home::routes()).merge(explorer::routes()).with_state(app)
}

/// Answers until `stop` is over, then ends the requests that are under way.
pub async fn serve(
    listener: TcpListener,
    live: Arc<Live>,
    edge: Edge,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(live, edge)).with_graceful_shutdown(stop).await
}
