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
//! - `health`: /healthz and /readyz
//! - `metrics`: /metrics
//! - `request_id`, `cors`, `headers`, `compression`: what goes around every request
//! - `server`, `connection`, `places`: connections, one of them, how many there may be

mod compression;
mod connection;
mod cors;
mod explorer;
mod graphql;
mod headers;
mod health;
mod home;
mod kept;
mod language;
mod metrics;
mod open;
mod origin;
mod places;
mod problem;
mod request_id;
mod server;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tokio::net::TcpListener;

use self::health::Draining;
use self::metrics::Metrics;
use self::open::Open;
use self::places::Places;
use crate::config::{Edge, Switch};
use crate::graphql::{Schema, schema};
use crate::live::Live;

/// What the handlers share.
#[derive(Clone)]
struct App {
    schema: Schema,
    live: Arc<Live>,
    edge: Arc<Edge>,
    open: Open,
    places: Places,
    draining: Draining,
    metrics: Metrics,
}

impl App {
    fn new(live: Arc<Live>, edge: Edge) -> Self {
        let open = Open::new(edge.streams.max_streams);
        let (places, draining) = (Places::default(), Draining::default());
        let schema = schema((&edge.limits).into());
        Self { schema, live, edge: Arc::new(edge), open, places, draining, metrics: Metrics::new() }
    }
}

/// All that is served.
pub fn router(live: Arc<Live>, edge: Edge) -> Router {
    routes(App::new(live, edge))
}

fn routes(app: App) -> Router {
    let mut routes = graphql::routes(&app.edge.limits).merge(health::routes());
    routes = routes.merge(home::routes()).merge(explorer::routes());
    if app.edge.metrics == Switch::On {
        routes = routes.route("/metrics", get(metrics::page));
    }
    let elsewhere =
        routes.method_not_allowed_fallback(problem::method_not_allowed).fallback(problem::not_found);
    // The last one is the outermost.
    elsewhere
        .layer(from_fn_with_state(app.clone(), cors::allow))
        .layer(compression::layer())
        .layer(from_fn_with_state(app.clone(), headers::add))
        .layer(from_fn(request_id::name))
        .with_state(app)
}

/// Answers until `stop` is over, which tells for how long to go on though /readyz says no; then ends the requests that
/// are under way and the streams that are open.
pub async fn serve(listener: TcpListener, live: Arc<Live>, edge: Edge, stop: impl Future<Output = Duration>) {
    let app = App::new(live, edge);
    let told = {
        let (open, draining) = (app.open.clone(), app.draining.clone());
        async move {
            let delay = stop.await;
            draining.begin();
            tokio::time::sleep(delay).await;
            open.end();
        }
    };
    let (open, places, settings) = (app.open.clone(), app.places.clone(), app.edge.connections.clone());
    server::serve(listener, routes(app), places, settings, told).await;
    open.ended().await;
}
