//! What lies below a concept, and around it.

use ::entity::{ConceptKind, RoleLinkKind, SkillLinkKind};

use super::Graph;
use super::concept::ConceptIdx;
use super::link::{Facts, Links, RoleRelation, SkillRelation};

/// The roles narrower than a role, or the skills narrower than a skill, at any depth; not the concept itself.
///
/// One flag a concept of the graph; empty for kinds that have no hierarchy. O(n) in what lies below.
pub fn below(graph: &Graph, top: ConceptIdx) -> Vec<bool> {
    match graph.concept(top).kind {
        ConceptKind::Role => {
            reach(graph, top, RoleRelation::links(graph), |facts| facts.kind == RoleLinkKind::Broader)
        }
        ConceptKind::Skill => {
            reach(graph, top, SkillRelation::links(graph), |facts| facts.kind == SkillLinkKind::Broader)
        }
        _ => vec![false; graph.concepts.len()],
    }
}

/// What lies below a concept, and what a link of any kind joins to it; not the concept itself.
///
/// One flag a concept of the graph. O(n) in what it flags.
pub fn around(graph: &Graph, center: ConceptIdx) -> Vec<bool> {
    let mut around = below(graph, center);
    graph.neighbours(center, &mut |idx| around[idx.get()] = true);
    around[center.get()] = false;
    around
}

fn reach<T>(graph: &Graph, top: ConceptIdx, links: &Links<T>, broader: impl Fn(&T) -> bool) -> Vec<bool> {
    let mut below = vec![false; graph.concepts.len()];
    let mut open = vec![top];
    while let Some(concept) = open.pop() {
        for link in links.into(concept).map(|idx| links.get(idx)).filter(|link| broader(&link.facts)) {
            if !std::mem::replace(&mut below[link.from.get()], true) {
                open.push(link.from);
            }
        }
    }
    below[top.get()] = false;
    below
}
