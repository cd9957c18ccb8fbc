//! What lies below a concept, above it, and around it.

use ::entity::{ConceptKind, RoleLinkKind, SkillLinkKind};

use super::Graph;
use super::concept::ConceptIdx;
use super::link::{Facts, LinkIdx, RoleRelation, SkillRelation};
use super::value::Stated;

/// The roles narrower than a role, or the skills narrower than a skill, at any depth; not the concept itself.
///
/// One flag a concept of the graph; empty for kinds that have no hierarchy. O(n) in what lies below.
pub fn below(graph: &Graph, top: ConceptIdx) -> Vec<bool> {
    narrower(graph, top, &|_, _| true)
}

/// The roles broader than a role, or the skills broader than a skill, at any depth; not the concept itself.
///
/// One flag a concept of the graph; empty for kinds that have no hierarchy. O(n) in what lies above.
pub fn above(graph: &Graph, bottom: ConceptIdx) -> Vec<bool> {
    broader(graph, bottom, &|_, _| true)
}

/// What `below` tells, by links that count and over what these lead to.
pub fn narrower(graph: &Graph, top: ConceptIdx, counts: &impl Fn(&Stated, ConceptIdx) -> bool) -> Vec<bool> {
    match graph.kind(top) {
        ConceptKind::Role => reach(graph, top, false, is_broader_role, counts),
        ConceptKind::Skill => reach(graph, top, false, is_broader_skill, counts),
        _ => vec![false; graph.concepts.len()],
    }
}

/// What `above` tells, by links that count and over what these lead to.
pub fn broader(
    graph: &Graph,
    bottom: ConceptIdx,
    counts: &impl Fn(&Stated, ConceptIdx) -> bool,
) -> Vec<bool> {
    match graph.kind(bottom) {
        ConceptKind::Role => reach(graph, bottom, true, is_broader_role, counts),
        ConceptKind::Skill => reach(graph, bottom, true, is_broader_skill, counts),
        _ => vec![false; graph.concepts.len()],
    }
}

/// What lies below a concept, and what a link of any kind joins to it; not the concept itself.
///
/// One flag a concept of the graph. O(n) in what it flags.
pub fn around(graph: &Graph, center: ConceptIdx) -> Vec<bool> {
    let mut around = below(graph, center);
    graph.neighbours(center, &mut |all| all.iter().for_each(|idx| around[idx.get()] = true));
    around[center.get()] = false;
    around
}

/// All that is reached from a concept by links that count, upwards or downwards; each is looked at once, so cycles do no
/// harm.
fn reach<T: Facts>(
    graph: &Graph,
    start: ConceptIdx,
    up: bool,
    is_broader: fn(&T) -> bool,
    counts: &impl Fn(&Stated, ConceptIdx) -> bool,
) -> Vec<bool> {
    let links = T::links(graph);
    let mut reached = vec![false; graph.concepts.len()];
    let mut open = vec![start];
    while let Some(concept) = open.pop() {
        let mut see = |link: LinkIdx, end: ConceptIdx| {
            let link = links.get(link);
            if is_broader(&link.facts)
                && counts(&link.stated, end)
                && !std::mem::replace(&mut reached[end.get()], true)
            {
                open.push(end);
            }
        };
        if up {
            links.out(concept).zip(links.ends(concept)).for_each(|(link, end)| see(link, *end));
        } else {
            links.into(concept).zip(links.starts(concept)).for_each(|(link, end)| see(link, *end));
        }
    }
    reached[start.get()] = false;
    reached
}

fn is_broader_role(facts: &RoleRelation) -> bool {
    facts.kind == RoleLinkKind::Broader
}

fn is_broader_skill(facts: &SkillRelation) -> bool {
    facts.kind == SkillLinkKind::Broader
}
