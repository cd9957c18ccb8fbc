//! The protocol: requests in, answers out.
//!
//! - `explorer`: GET /graphiql, the explorer; GET /schema.graphql
//! - `graphql`: /graphql, by POST, GET, WebSocket and server-sent events
//! - `home`: GET /, a page for people
//! - `kept`: answers that a client may keep
//! - `language`: which languages a request prefers
//! - `origin`: which pages may use the server
//! - `problem`: what is wrong with a request that is no GraphQL
//! - `open`: the streams that are open
//! - `server`: connections

mod explorer;
mod graphql;
mod home;
mod kept;
mod language;
mod open;
mod origin;
mod problem;
mod server;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use self::open::Open;
use crate::config::{self, Edge};
use crate::graphql::{Limits, Schema, schema};
use crate::live::Live;

/// What the handlers share.
#[derive(Clone)]
struct App {
    schema: Schema,
    live: Arc<Live>,
    edge: Arc<Edge>,
    open: Open,
}

/// All that is served.
pub fn router(live: Arc<Live>, edge: Edge) -> Router {
    routes(live, edge, Open::default())
}

fn routes(live: Arc<Live>, edge: Edge, open: Open) -> Router {
    let app = App { schema: schema(limits(&edge.limits)), live, edge: Arc::new(edge), open };
    let routes = graphql::routes(&app.edge.limits).merge(home::routes()).merge(explorer::routes());
    let elsewhere =
        routes.method_not_allowed_fallback(problem::method_not_allowed).fallback(problem::not_found);
    elsewhere.with_state(app)
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

/// Answers until `stop` is over, then ends the requests that are under way and the streams that are open.
pub async fn serve(listener: TcpListener, live: Arc<Live>, edge: Edge, stop: impl Future<Output = ()>) {
    let open = Open::default();
    let told = {
        let open = open.clone();
        async move {
            stop.await;
            open.end();
        }
    };
    server::serve(listener, routes(live, edge, open.clone()), told).await;
    open.ended().await;
}
