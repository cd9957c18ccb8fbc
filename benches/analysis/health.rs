//! What in the graph deserves a second look, and what is asked of one skill or role.

use career_graph::analysis::{HealthKind, Trust, co_occurring, demand, health, outlook};
use career_graph::graph::Graph;
use entity::ConceptKind;

use super::{is_of, say, some, tell, took};

pub(super) fn print(graph: &Graph, trust: &Trust) {
    tell("health, computed", [took(|| health(graph))]);
    let found = health(graph);
    let counts: Vec<String> =
        HealthKind::ALL.iter().map(|kind| format!("{kind:?} {}", found.of(*kind).len())).collect();
    say(format_args!("  {}", counts.join(", ")));
    for taxonomy in ["esco", "onet"] {
        let skills = some(graph, ConceptKind::Skill, 300, |idx| is_of(graph, idx, taxonomy));
        let times = skills.iter().map(|skill| took(|| co_occurring(graph, *skill, trust, 10)));
        tell(format_args!("co-occurring skills of {taxonomy}"), times);
        let times = skills.iter().map(|skill| took(|| demand(graph, *skill, trust)));
        tell(format_args!("demand of {taxonomy}"), times);
    }
    let roles = some(graph, ConceptKind::Role, 300, |_| true);
    let times = roles.iter().map(|role| took(|| outlook(graph, *role, trust)));
    tell("outlook", times);
}
