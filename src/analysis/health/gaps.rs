//! Concepts that lack something.

use ::entity::{ConceptKind, RoleKind};

use super::Offender;
use crate::graph::{ConceptIdx, Detail, Facts, Graph, Link, RoleSkill};

/// Concepts that neither a link joins to another nor a step of a pathway does.
pub(super) fn without_links(graph: &Graph) -> Vec<Offender> {
    let in_step = in_steps(graph);
    let is_alone = |idx: &ConceptIdx| {
        let mut alone = !in_step[idx.get()];
        if alone && graph.links_of(*idx) > 0 {
            let joins = |other: &ConceptIdx| other != idx && !graph.is_retired(*other);
            graph.neighbours(*idx, &mut |others| alone &= !others.iter().any(joins));
        }
        alone
    };
    in_use(graph, graph.all()).filter(is_alone).map(Offender::alone).collect()
}

/// Which concepts a step of a pathway joins: the pathway, what the step ends with, and what it teaches.
fn in_steps(graph: &Graph) -> Vec<bool> {
    let mut joined = vec![false; graph.all().len()];
    for idx in in_use(graph, graph.of_kind(ConceptKind::Pathway)) {
        let Some(pathway) = graph.concept(idx).pathway() else { continue };
        let ends = pathway.steps.iter().flat_map(|step| step.skills.iter().chain(&step.credential));
        for end in ends.filter(|end| !graph.is_retired(**end)) {
            (joined[end.get()], joined[idx.get()]) = (true, true);
        }
    }
    joined
}

/// Occupations that ask for no skill.
pub(super) fn without_skills(graph: &Graph) -> Vec<Offender> {
    occupations(graph).filter(|idx| asked(graph, *idx).next().is_none()).map(Offender::alone).collect()
}

/// Occupations without a rated skill, in a taxonomy that rates those of others.
pub(super) fn without_ratings(graph: &Graph) -> Vec<Offender> {
    let is_rated = |idx: &ConceptIdx| asked(graph, *idx).any(|link| link.facts.is_rated());
    let (rated, unrated): (Vec<_>, Vec<_>) = occupations(graph).partition(is_rated);
    let mut rates = vec![false; graph.taxonomies.len()];
    let of = |idx: &ConceptIdx| usize::from(graph.taxonomy_of(*idx).0);
    rated.iter().for_each(|idx| rates[of(idx)] = true);
    unrated.into_iter().filter(|idx| rates[of(idx)]).map(Offender::alone).collect()
}

/// Skills, and no groups of them, that no role asks for.
pub(super) fn without_role(graph: &Graph) -> Vec<Offender> {
    let links = RoleSkill::links(graph);
    let is_asked = |idx: &ConceptIdx| links.starts(*idx).iter().any(|role| !graph.is_retired(*role));
    let skills = in_use(graph, graph.of_kind(ConceptKind::Skill));
    skills
        .filter(|idx| !is_asked(idx) && !graph.concept(*idx).is_skill_group())
        .map(Offender::alone)
        .collect()
}

/// What a role asks for that is in use.
fn asked(graph: &Graph, role: ConceptIdx) -> impl Iterator<Item = &Link<RoleSkill>> {
    let links = RoleSkill::links(graph);
    links.out(role).map(|idx| links.get(idx)).filter(|link| !graph.is_retired(link.to))
}

fn occupations(graph: &Graph) -> impl Iterator<Item = ConceptIdx> {
    in_use(graph, graph.of_kind(ConceptKind::Role)).filter(
        |idx| matches!(&graph.concept(*idx).detail, Detail::Role(role) if role.kind == RoleKind::Occupation),
    )
}

fn in_use(graph: &Graph, all: impl Iterator<Item = ConceptIdx>) -> impl Iterator<Item = ConceptIdx> {
    all.filter(|idx| !graph.is_retired(*idx))
}
