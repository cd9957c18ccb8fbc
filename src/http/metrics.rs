//! /metrics: what is counted, in the text format of OpenMetrics, which Prometheus reads.

use std::collections::HashSet;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::App;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Most names of operations that are told apart: clients choose them, and each takes memory here and there.
const MOST_NAMES: usize = 200;

/// Longest name of an operation that is told, in bytes.
const LONGEST_NAME: usize = 100;

/// The upper ends of the buckets of times, in seconds.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// The upper ends of the buckets of costs.
const COSTS: [f64; 9] = [1.0, 10.0, 50.0, 100.0, 500.0, 1_000.0, 5_000.0, 10_000.0, 20_000.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    operation: String,
    outcome: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: String,
}

/// All that is counted.
#[derive(Clone)]
pub(super) struct Metrics(Arc<Counted>);

struct Counted {
    registry: Registry,
    names: Mutex<HashSet<String>>,
    requests: Family<Request, Counter>,
    seconds: Histogram,
    cost: Histogram,
    refusals: Family<Reason, Counter>,
    revision: Gauge,
    concepts: Family<Kind, Gauge>,
    links: Gauge,
    connections: Gauge,
    streams: Gauge,
    behind: Gauge<f64, AtomicU64>,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut counted = Counted {
            registry: Registry::with_prefix("career_graph"),
            names: Mutex::default(),
            requests: Family::default(),
            seconds: Histogram::new(SECONDS),
            cost: Histogram::new(COSTS),
            refusals: Family::default(),
            revision: Gauge::default(),
            concepts: Family::default(),
            links: Gauge::default(),
            connections: Gauge::default(),
            streams: Gauge::default(),
            behind: Gauge::default(),
        };
        let registry = &mut counted.registry;
        registry.register("requests", "Operations by name and outcome", counted.requests.clone());
        registry.register("request_duration_seconds", "Time to answer an operation", counted.seconds.clone());
        registry.register("request_cost", "What an operation did cost", counted.cost.clone());
        registry.register("refusals", "Requests refused, by error code or status", counted.refusals.clone());
        registry.register("revision", "Revision that is served", counted.revision.clone());
        registry.register("concepts", "Concepts that are served, by kind", counted.concepts.clone());
        registry.register("links", "Links that are served", counted.links.clone());
        registry.register("connections", "Connections that are open", counted.connections.clone());
        registry.register("streams", "WebSockets and event streams that are open", counted.streams.clone());
        let what = "Time since the database was last followed";
        registry.register("database_behind_seconds", what, counted.behind.clone());
        Self(Arc::new(counted))
    }

    /// An operation was answered: `outcome` is `OK` or the code of its first error.
    pub(super) fn answered(&self, operation: Option<&str>, outcome: &str, took: Duration, cost: u64) {
        self.begun(operation, outcome);
        self.0.seconds.observe(took.as_secs_f64());
        #[expect(clippy::cast_precision_loss, reason = "costs are far below 2^52")]
        self.0.cost.observe(cost as f64);
    }

    /// An operation was answered, or begun to be.
    pub(super) fn begun(&self, operation: Option<&str>, outcome: &str) {
        let request = Request { operation: self.name(operation), outcome: outcome.to_owned() };
        self.0.requests.get_or_create(&request).inc();
    }

    /// A request was refused: `reason` is an error code or a status.
    pub(super) fn refused(&self, reason: &str) {
        self.0.refusals.get_or_create(&Reason { reason: reason.to_owned() }).inc();
    }

    /// The name under which an operation is counted.
    fn name(&self, operation: Option<&str>) -> String {
        let Some(name) = operation else { return "anonymous".to_owned() };
        let mut names = self.0.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.contains(name) {
            return name.to_owned();
        }
        if names.len() >= MOST_NAMES || name.len() > LONGEST_NAME {
            return "other".to_owned();
        }
        names.insert(name.to_owned());
        name.to_owned()
    }
}

/// All that is counted, and what there is at this moment.
pub(super) async fn page(State(app): State<App>) -> Response {
    let counted = &app.metrics.0;
    let graph = app.live.graph();
    counted.revision.set(graph.version.revision);
    for (kind, count) in graph.counts() {
        counted.concepts.get_or_create(&Kind { kind: kind.text().to_owned() }).set(whole(count));
    }
    counted.links.set(whole(graph.link_count()));
    counted.connections.set(whole(app.places.count()));
    counted.streams.set(whole(app.open.count()));
    counted.behind.set(app.live.last_followed().elapsed().as_secs_f64());
    let mut text = String::new();
    encode(&mut text, &counted.registry).expect("a text can always be written to");
    ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response()
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_operations_are_bounded() {
        let metrics = Metrics::new();
        assert_eq!(metrics.name(None), "anonymous");
        assert_eq!(metrics.name(Some(&"x".repeat(101))), "other");
        for at in 0..MOST_NAMES {
            assert_eq!(metrics.name(Some(&format!("Q{at}"))), format!("Q{at}"));
        }
        assert_eq!(metrics.name(Some("OneMore")), "other");
        assert_eq!(metrics.name(Some("Q7")), "Q7");
    }
}
