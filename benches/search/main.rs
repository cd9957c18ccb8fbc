//! How well the search finds what people mean, how long it takes, and what an index takes.
//!
//! `cargo bench --bench search -- sqlite://FILE [recall | titles | mentions | growth] [TEXT…]`: over a database that holds
//! everything.
//!
//! - `recall`: what the list `tests/it/search/titles.toml` finds, and how long it takes; or each text that is given
//! - `titles`: roles for the list `tests/it/search/job_titles.toml`, and what confidence means; or each title given
//! - `mentions`: skills in texts of 1, 10 and 50 KB, and odd ones
//! - `growth`: an index of ten times the names, and the times of the list beside those of one

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::cast_precision_loss, reason = "it counts to a few hundred")]

mod growth;
mod mentions;
mod recall;
#[expect(dead_code, reason = "other benches use the rest of it")]
#[path = "../support/mod.rs"]
mod support;
mod titles;

use std::time::Instant;

use career_graph::graph::{ConceptIdx, Graph};
use career_graph::search::Index;

/// That of the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() {
    let graph = support::opened().await.graph;
    let index = indexed(&graph);
    let mut arguments = support::arguments().skip(1);
    let part = arguments.next();
    let texts: Vec<String> = arguments.collect();
    let is = |name: &str| part.as_deref().is_none_or(|part| part == name);
    if is("recall") {
        recall::print(&graph, &index, &texts);
    }
    if is("titles") {
        titles::print(&graph, &index, &texts);
    }
    if is("mentions") {
        mentions::print(&graph, &index);
    }
    if is("growth") {
        growth::print(&graph, &index).await;
    }
}

fn indexed(graph: &Graph) -> Index {
    let began = Instant::now();
    let index = Index::new(graph);
    println!("index: {:?}, {} MB", began.elapsed(), index.size() >> 20);
    index
}

/// How the lists of the tests name a concept.
fn key(graph: &Graph, idx: ConceptIdx) -> String {
    let concept = graph.concept(idx);
    format!("{}/{}/{}", graph.taxonomy(concept.taxonomy).record.slug, concept.kind.text(), concept.key)
}
