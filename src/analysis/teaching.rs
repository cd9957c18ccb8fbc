//! Which pathways teach a skill.

use super::Trust;
use super::credit::exact_matches;
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, PathwaySkill};

/// The pathways that teach a skill, or its exact match in another taxonomy: each once, by name, with the link that says
/// so.
pub(super) fn teaching(graph: &Graph, skill: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    let links = PathwaySkill::links(graph);
    let mut found: Vec<(ConceptIdx, LinkIdx)> = Vec::new();
    for taught in std::iter::once(skill).chain(exact_matches(graph, skill, trust)) {
        let told = links.into(taught).map(|idx| (links.get(idx), idx));
        let counted = told.filter(|(link, _)| trust.counts(graph, link, link.from));
        found.extend(counted.map(|(link, idx)| (link.from, idx)));
    }
    // Of a pathway that teaches several of them, the first that was met counts: the skill itself.
    found.sort_by_key(|(pathway, _)| *pathway);
    found.dedup_by_key(|(pathway, _)| *pathway);
    found
}
