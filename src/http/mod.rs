//! The protocol: requests in, answers out.
//!
//! - `graphql`: POST /graphql
//! - `home`: GET /, a page for people
//! - `language`: which languages a request prefers

mod graphql;
mod home;
mod language;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use crate::config::{self, Edge};
use crate::graphql::{Limits, Schema, schema};
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
    let app = App { schema: schema(limits(&edge.limits)), live, edge: Arc::new(edge) };
    graphql::routes(&app.edge.limits).merge(home::routes()).with_state(app)
}

/// What one request may ask for, as it is set.
fn limits(set: &config::Limits) -> Limits {
    Limits {
        document: set.max_document,
        tokens: set.max_tokens,
        nesting: set.max_nesting,
        directives: set.max_directives,
        depth: set.max_depth,
        aliases: set.max_aliases,
        root_fields: set.max_root_fields,
        fields: set.max_fields,
        cost: set.max_cost,
        answer: set.max_answer,
        errors: set.max_errors,
        time: Duration::from_millis(set.max_time_ms),
    }
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
