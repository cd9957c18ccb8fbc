//! Relations that run in circles: components of more than one concept.

use ::entity::{ConceptKind, RoleLinkKind, SkillLinkKind, ToolLinkKind};

use super::{About, Offender};
use crate::analysis::Joined;
use crate::analysis::components::components;
use crate::graph::{ConceptIdx, Facts, Graph, RoleRelation, SkillRelation, ToolRelation};

pub(super) fn cycles(graph: &Graph) -> Vec<Offender> {
    let mut found = of(graph, ConceptKind::Role, |facts: &RoleRelation| facts.kind == RoleLinkKind::Broader);
    for kind in [SkillLinkKind::Broader, SkillLinkKind::Requires] {
        found.extend(of(graph, ConceptKind::Skill, |facts: &SkillRelation| facts.kind == kind));
    }
    found.extend(of(graph, ConceptKind::Tool, |facts: &ToolRelation| facts.kind == ToolLinkKind::BuiltOn));
    found
}

/// The circles of a relation among the concepts of a kind, with the links in each.
fn of<T: Facts>(graph: &Graph, kind: ConceptKind, is: impl Fn(&T) -> bool) -> Vec<Offender> {
    let links = T::links(graph);
    let out = |from: ConceptIdx| {
        let counted = links.out(from).filter(|idx| {
            let link = links.get(*idx);
            link.to != from && is(&link.facts) && !graph.is_retired(link.to)
        });
        counted.collect::<Vec<_>>()
    };
    let in_use = graph.of_kind(kind).filter(|idx| !graph.is_retired(*idx));
    let concepts: Vec<ConceptIdx> = graph.all().collect();
    let ends = |from: usize| out(concepts[from]).into_iter().map(|idx| links.get(idx).to.get()).collect();
    let circles = components(concepts.len(), in_use.map(ConceptIdx::get), ends);
    let offender = |members: Vec<usize>| {
        let members: Vec<ConceptIdx> = members.into_iter().map(|at| concepts[at]).collect();
        let all = members.iter().flat_map(|from| out(*from));
        let within = all.filter(|idx| members.binary_search(&links.get(*idx).to).is_ok());
        let links = within.map(|idx| Joined::by::<T>(idx)).collect();
        Offender { links, concepts: members.into(), about: About::Nothing }
    };
    circles.into_iter().filter(|members| members.len() > 1).map(offender).collect()
}
