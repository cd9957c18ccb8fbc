//! Relations of a concept with itself, with several, from one side only, or with what is not there.

use ::entity::{ConceptKind, NoteKind, RoleLinkKind, SkillLinkKind};

use super::{About, Offender};
use crate::analysis::Joined;
use crate::dataset::Reference;
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, NodeRef, RoleRelation, SkillRelation};

/// Concepts that are linked with themselves. What sources state so is kept as a note, as no link may be so.
pub(super) fn self_loops(graph: &Graph) -> Vec<Offender> {
    let mut found = Vec::new();
    for idx in graph.all().filter(|idx| !graph.is_retired(*idx)) {
        let (concepts, links) = ([idx].into(), Box::default());
        let alone = Offender { concepts, links, about: About::Nothing };
        graph.links_out(idx, &|other| other == idx, &mut |end| {
            found.push(Offender {
                links: [Joined { kind: end.kind, link: end.link }].into(),
                ..alone.clone()
            });
        });
        let notes = graph.concept(idx).notes.iter().enumerate();
        let said = notes.filter(|(_, note)| note.kind == NoteKind::SelfRelation);
        found.extend(said.map(|(at, _)| Offender { about: About::Note(at), ..alone.clone() }));
    }
    found
}

/// Roles and skills with several broader ones.
pub(super) fn multiple_parents(graph: &Graph) -> Vec<Offender> {
    let mut found =
        parents(graph, ConceptKind::Role, |facts: &RoleRelation| facts.kind == RoleLinkKind::Broader);
    let of_skill = |facts: &SkillRelation| facts.kind == SkillLinkKind::Broader;
    found.extend(parents(graph, ConceptKind::Skill, of_skill));
    found
}

fn parents<T: Facts>(graph: &Graph, kind: ConceptKind, is: impl Fn(&T) -> bool) -> Vec<Offender> {
    let links = T::links(graph);
    let mut found = Vec::new();
    for idx in graph.of_kind(kind).filter(|idx| !graph.is_retired(*idx)) {
        let is_broader = |link: &LinkIdx| {
            let link = links.get(*link);
            is(&link.facts) && link.to != idx && !graph.is_retired(link.to)
        };
        let broader: Vec<LinkIdx> = links.out(idx).filter(is_broader).collect();
        if broader.len() > 1 {
            let concepts = std::iter::once(idx).chain(broader.iter().map(|link| links.get(*link).to));
            let (concepts, links) =
                (concepts.collect(), broader.iter().map(|link| Joined::by::<T>(*link)).collect());
            found.push(Offender { concepts, links, about: About::Nothing });
        }
    }
    found
}

/// Ranked relations RELATED whose end does not say the same. One without a rank holds both ways.
pub(super) fn one_way(graph: &Graph) -> Vec<Offender> {
    let links = RoleRelation::links(graph);
    let related = |from: ConceptIdx, to: ConceptIdx| {
        links.between(from, to).any(|link| links.get(link).facts.kind == RoleLinkKind::Related)
    };
    let mut found = Vec::new();
    for from in graph.of_kind(ConceptKind::Role).filter(|idx| !graph.is_retired(*idx)) {
        for (idx, to) in links.out(from).zip(links.ends(from)) {
            let facts = &links.get(idx).facts;
            let is_ranked = facts.kind == RoleLinkKind::Related && facts.rank.is_some();
            if is_ranked && *to != from && !graph.is_retired(*to) && !related(*to, from) {
                let links = [Joined::by::<RoleRelation>(idx)].into();
                found.push(Offender { concepts: [from, *to].into(), links, about: About::Nothing });
            }
        }
    }
    found
}

/// Mappings that wait for an end, each with those of its ends that are in the graph and in use.
pub(super) fn pending(graph: &Graph) -> Vec<Offender> {
    let known = |end: &str| match graph.node(end.parse::<Reference>().ok()?.id())? {
        NodeRef::Concept(idx) if !graph.is_retired(idx) => Some(idx),
        _ => None,
    };
    let waiting = graph.pending.iter().enumerate();
    let offender = |(at, mapping): (usize, &crate::graph::Pending)| {
        let concepts = [&mapping.from, &mapping.to].into_iter().filter_map(|end| known(end)).collect();
        Offender { concepts, links: Box::default(), about: About::Pending(at) }
    };
    waiting.map(offender).collect()
}
