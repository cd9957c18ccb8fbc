//! What is linked around concepts of every kind.

use career_graph::analysis::{Reach, Trust, neighborhood};
use career_graph::graph::Graph;
use entity::ConceptKind;

use super::{some, tell, took};

pub(super) fn print(graph: &Graph, trust: &Trust) {
    for kind in [ConceptKind::Role, ConceptKind::Skill, ConceptKind::Tool, ConceptKind::Task] {
        let starts = some(graph, kind, 300, |_| true);
        for (depth, limit) in [(1, 100), (2, 100), (3, 500)] {
            let reach = Reach { depth, limit, kinds: None };
            let times = starts.iter().map(|start| took(|| neighborhood(graph, *start, &reach, trust)));
            tell(format_args!("neighborhood, {kind:?}, depth {depth}, limit {limit}"), times);
        }
    }
}
