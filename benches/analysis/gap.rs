//! What is lacking for a role, and the roles that are covered best.

use career_graph::analysis::{Basis, Gain, Gap, Held, Trust, gains, gap, matches};
use career_graph::graph::{ConceptIdx, Graph};
use entity::ConceptKind;

use super::{is_of, some, tell, took};

pub(super) fn print(graph: &Graph, trust: &Trust) {
    for (basis, taxonomy) in [(Basis::Skills, "esco"), (Basis::Levels, "onet")] {
        let roles = some(graph, ConceptKind::Role, 300, |idx| is_of(graph, idx, taxonomy));
        let times = roles.iter().zip(roles.iter().cycle().skip(roles.len() / 3)).map(|(from, to)| {
            took(|| told(graph, *to, &Held::of_role(graph, *from, basis, trust), basis, trust))
        });
        tell(format_args!("gap, {basis:?} of {taxonomy}"), times);
    }
    for (basis, taxonomy) in
        [(Basis::Skills, "esco"), (Basis::Skills, "onet"), (Basis::Levels, "onet"), (Basis::Tools, "onet")]
    {
        let roles = some(graph, ConceptKind::Role, 100, |idx| is_of(graph, idx, taxonomy));
        let needed = super::needed(graph, basis, trust);
        let all = super::roles(graph, basis, trust, needed.as_ref());
        let times = roles.iter().map(|role| {
            let held = Held::of_role(graph, *role, basis, trust);
            took(|| matches(&all, &held, 10, |_| true))
        });
        tell(format_args!("match all roles, {basis:?} of {taxonomy}"), times);
    }
    let many = some(graph, ConceptKind::Skill, 1_000, |_| true);
    let mut held = Held::default();
    many.into_iter().for_each(|skill| held.add_skill(skill, None));
    let roles = some(graph, ConceptKind::Role, 300, |idx| is_of(graph, idx, "esco"));
    let times = roles.iter().map(|role| took(|| told(graph, *role, &held, Basis::Skills, trust)));
    tell("gap, 1,000 held", times);
    let needed = super::needed(graph, Basis::Skills, trust);
    let all = super::roles(graph, Basis::Skills, trust, needed.as_ref());
    let times = (0..20).map(|_| took(|| matches(&all, &held, 10, |_| true)));
    tell("match all roles, 1,000 held", times);
}

/// A gap with its pathways, as `skillGap` tells both.
fn told(graph: &Graph, role: ConceptIdx, held: &Held, basis: Basis, trust: &Trust) -> (Gap, Vec<Gain>) {
    let found = gap(graph, role, held, basis, trust);
    let gains = gains(graph, &found, trust);
    (found, gains)
}
