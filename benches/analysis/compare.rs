//! Two roles, and five.

use career_graph::analysis::{Trust, compare};
use career_graph::graph::{Facts, Graph, RoleSkill};
use entity::ConceptKind;

use super::{is_of, some, tell, took};

pub(super) fn print(graph: &Graph, trust: &Trust) {
    for taxonomy in ["esco", "onet"] {
        let asks = |idx| is_of(graph, idx, taxonomy) && RoleSkill::links(graph).out(idx).len() > 0;
        let roles = some(graph, ConceptKind::Role, 600, asks);
        for count in [2, 5] {
            let groups = roles.windows(count);
            let times = groups.map(|roles| took(|| compare(graph, roles, trust)));
            tell(format_args!("compare, {count} of {taxonomy}"), times);
        }
    }
}
