//! How long computed answers take.
//!
//! `cargo bench --bench analysis -- sqlite://FILE [paths]`: over a database that holds everything.
//!
//! - `paths`: the five best routes for a hundred pairs of roles, of everything and of ten times as much

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

mod paths;
#[path = "../support/mod.rs"]
mod support;

/// That of the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() {
    let graph = support::opened().await.graph;
    let part = support::arguments().nth(1);
    let is = |name: &str| part.as_deref().is_none_or(|part| part == name);
    if is("paths") {
        paths::print(&graph).await;
    }
}
