//! Which pathways teach a skill.

use ::entity::MappingKind;

use super::Trust;
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, Mapping, PathwaySkill};

/// The pathways that teach a skill, or its exact match in another taxonomy: each once, by name, with the link that says so.
pub(super) fn teaching(graph: &Graph, skill: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    let mappings = Mapping::links(graph);
    let starts =
        mappings.out(skill).map(|idx| (idx, true)).chain(mappings.into(skill).map(|idx| (idx, false)));
    let matches = starts.filter_map(|(idx, starts_here)| {
        let link = mappings.get(idx);
        let other = if starts_here { link.to } else { link.from };
        let is_exact = link.facts.kind == MappingKind::Exact && graph.kind(other) == graph.kind(skill);
        (is_exact && trust.counts(graph, link, other)).then_some(other)
    });
    let links = PathwaySkill::links(graph);
    let mut found: Vec<(ConceptIdx, LinkIdx)> = Vec::new();
    for taught in std::iter::once(skill).chain(matches) {
        let told = links.into(taught).map(|idx| (links.get(idx), idx));
        let counted = told.filter(|(link, _)| trust.counts(graph, link, link.from));
        found.extend(counted.map(|(link, idx)| (link.from, idx)));
    }
    // Of a pathway that teaches several of them, the first that was met counts: the skill itself.
    found.sort_by_key(|(pathway, _)| *pathway);
    found.dedup_by_key(|(pathway, _)| *pathway);
    found
}
