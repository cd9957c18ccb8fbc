mod growth;
#[path="/work/main/benches/search/recall.rs"] mod recall;
#[path="/work/main/benches/support/mod.rs"] mod support;
use career_graph::graph::{ConceptIdx, Graph};
use career_graph::search::Index;
use std::time::Instant;
#[global_allocator]
static A: mimalloc::MiMalloc = mimalloc::MiMalloc;
#[tokio::main]
async fn main() {
    let graph = support::opened().await.graph;
    let index = indexed(&graph);
    if std::env::args().any(|a| a == "recall") { recall::print(&graph, &index, &[]); }
    else { growth::print(&graph, &index).await; }
}
fn indexed(graph: &Graph) -> Index {
    let began = Instant::now();
    let index = Index::new(graph);
    println!("index: {:?}, {} MB", began.elapsed(), index.size() >> 20);
    index
}
fn key(graph: &Graph, idx: ConceptIdx) -> String {
    let concept = graph.concept(idx);
    format!("{}/{}/{}", graph.taxonomy(concept.taxonomy).record.slug, concept.kind.text(), concept.key)
}
