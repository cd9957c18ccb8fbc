//! What lies below a concept, above it, and around it.

use ::entity::{ConceptKind, RoleLinkKind, SkillLinkKind};

use super::Graph;
use super::concept::ConceptIdx;
use super::link::{Facts, RoleRelation, SkillRelation};

/// The roles narrower than a role, or the skills narrower than a skill, at any depth; not the concept itself.
///
/// One flag a concept of the graph; empty for kinds that have no hierarchy. O(n) in what lies below.
pub fn below(graph: &Graph, top: ConceptIdx) -> Vec<bool> {
    match graph.concept(top).kind {
        ConceptKind::Role => reach(graph, top, narrower_roles),
        ConceptKind::Skill => reach(graph, top, narrower_skills),
        _ => vec![false; graph.concepts.len()],
    }
}

/// The roles broader than a role, or the skills broader than a skill, at any depth; not the concept itself.
///
/// One flag a concept of the graph; empty for kinds that have no hierarchy. O(n) in what lies above.
pub fn above(graph: &Graph, bottom: ConceptIdx) -> Vec<bool> {
    match graph.concept(bottom).kind {
        ConceptKind::Role => reach(graph, bottom, broader_roles),
        ConceptKind::Skill => reach(graph, bottom, broader_skills),
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

/// All that is reached from a concept by single steps; each is looked at once, so cycles do no harm.
fn reach<'g, I: Iterator<Item = ConceptIdx>>(
    graph: &'g Graph,
    start: ConceptIdx,
    step: impl Fn(&'g Graph, ConceptIdx) -> I,
) -> Vec<bool> {
    let mut reached = vec![false; graph.concepts.len()];
    let mut open = vec![start];
    while let Some(concept) = open.pop() {
        for next in step(graph, concept) {
            if !std::mem::replace(&mut reached[next.get()], true) {
                open.push(next);
            }
        }
    }
    reached[start.get()] = false;
    reached
}

fn narrower_roles(graph: &Graph, of: ConceptIdx) -> impl Iterator<Item = ConceptIdx> + use<'_> {
    let links = RoleRelation::links(graph);
    let each = links.into(of).map(|idx| links.get(idx));
    each.filter(|link| link.facts.kind == RoleLinkKind::Broader).map(|link| link.from)
}

fn broader_roles(graph: &Graph, of: ConceptIdx) -> impl Iterator<Item = ConceptIdx> + use<'_> {
    let links = RoleRelation::links(graph);
    let each = links.out(of).map(|idx| links.get(idx));
    each.filter(|link| link.facts.kind == RoleLinkKind::Broader).map(|link| link.to)
}

fn narrower_skills(graph: &Graph, of: ConceptIdx) -> impl Iterator<Item = ConceptIdx> + use<'_> {
    let links = SkillRelation::links(graph);
    let each = links.into(of).map(|idx| links.get(idx));
    each.filter(|link| link.facts.kind == SkillLinkKind::Broader).map(|link| link.from)
}

fn broader_skills(graph: &Graph, of: ConceptIdx) -> impl Iterator<Item = ConceptIdx> + use<'_> {
    let links = SkillRelation::links(graph);
    let each = links.out(of).map(|idx| links.get(idx));
    each.filter(|link| link.facts.kind == SkillLinkKind::Broader).map(|link| link.to)
}
