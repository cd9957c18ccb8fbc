//! Routes from one role to another.
//!
//! - `twin`: against every route of ten thousand small graphs, counted out
//! - `example`: one worked by hand, and what is special
//! - `asked`: as a client asks
//! - `filtered`: under filters
//! - `full`: against the related occupations as O*NET publishes them

mod asked;
mod example;
mod filtered;
mod full;
mod twin;

use career_graph::analysis::{Held, Hops, Journey, PathCost, Paths, Trust, career_paths};
use career_graph::dataset::Dataset;
use career_graph::graph::{ConceptIdx, Graph, Version};
use entity::ConceptKind;

fn graph(dataset: Dataset) -> Graph {
    Graph::build(dataset, Version::default())
}

/// The role of a name.
fn role(graph: &Graph, name: &str) -> ConceptIdx {
    let found = graph.of_kind(ConceptKind::Role).find(|idx| &*graph.concept(*idx).sort_name == name);
    found.unwrap_or_else(|| panic!("no role {name}"))
}

/// A journey without limits.
fn journey(from: ConceptIdx, to: ConceptIdx, held: &Held, by: PathCost) -> Journey<'_> {
    Journey {
        from,
        to,
        held,
        by,
        via: None,
        tiers: None,
        avoid: Vec::new(),
        max_hops: 6,
        max_new_skills: None,
        min_job_zone: None,
        k: 10,
    }
}

fn travelled(graph: &Graph, journey: &Journey<'_>, trust: &Trust) -> Paths {
    let mut check = || Ok::<_, ()>(());
    let hops = Hops::new(graph, trust, &mut check).expect("nothing ends it");
    let found = career_paths(graph, &hops, journey, trust, &mut check);
    found.expect("nothing ends it")
}

/// The names along each route.
fn names(graph: &Graph, paths: &Paths) -> Vec<String> {
    let name = |idx: ConceptIdx| graph.concept(idx).sort_name.to_string();
    let names = |route: &career_graph::analysis::Route| {
        route.hops.iter().map(|hop| name(hop.to)).collect::<Vec<_>>().join(" ")
    };
    paths.routes.iter().map(names).collect()
}
