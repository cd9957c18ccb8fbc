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

use axum::Router;
use tokio::net::TcpListener;

use crate::graphql::{Schema, schema};
use crate::live::Live;

/// What the handlers share.
#[derive(Clone)]
struct App {
    schema: Schema,
    live: Arc<Live>,
}

/// All that is served.
pub fn router(live: Arc<Live>) -> Router {
    graphql::routes().merge(home::routes()).with_state(App { schema: schema(), live })
}

/// Answers until `stop` is over, then ends the requests that are under way.
pub async fn serve(
    listener: TcpListener,
    live: Arc<Live>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(live)).with_graceful_shutdown(stop).await
}
