//! The ten most similar roles.

use career_graph::analysis::{Basis, Trust, similar};
use career_graph::graph::Graph;
use entity::ConceptKind;

use super::{is_of, some, tell, took};

pub(super) fn print(graph: &Graph, trust: &Trust) {
    for (basis, taxonomy) in [
        (Basis::EssentialSkills, "esco"),
        (Basis::Skills, "esco"),
        (Basis::Skills, "onet"),
        (Basis::Tools, "onet"),
        (Basis::Levels, "onet"),
    ] {
        let roles = some(graph, ConceptKind::Role, 300, |idx| is_of(graph, idx, taxonomy));
        let times = roles.iter().map(|role| took(|| similar(graph, *role, basis, trust, 10, |_| true)));
        tell(format_args!("similar, {basis:?} of {taxonomy}"), times);
    }
}
