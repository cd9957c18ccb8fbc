//! What the benches over a database share.

mod tenfold;

use std::time::Duration;

use career_graph::graph::Graph;
use career_graph::live::{Live, Snapshot};
use career_graph::store::Store;

/// The graph of the database that the first argument names.
pub(crate) async fn opened() -> Snapshot {
    let store = Store::connect(&database()).await.expect("a database");
    Live::load(store).await.expect("a graph").snapshot()
}

/// The graph of that database with ten times the names.
pub(crate) async fn languages() -> Graph {
    tenfold::languages(&database()).await
}

/// The graph of that database ten times.
pub(crate) async fn tenfold() -> Graph {
    tenfold::concepts(&database()).await
}

/// The graph of that database with ten times the roles.
pub(crate) async fn hubs() -> Graph {
    tenfold::roles(&database()).await
}

fn database() -> String {
    arguments().next().expect("sqlite://FILE, a database")
}

/// What was said after `--`.
pub(crate) fn arguments() -> impl Iterator<Item = String> {
    std::env::args().skip(1).filter(|argument| !argument.starts_with("--"))
}

/// The median, the 99th percentile and the longest of some times.
pub(crate) fn percentiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    format!("median {:?}, p99 {:?}, longest {:?}", at(50), at(99), at(100))
}
