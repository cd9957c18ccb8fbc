//! What a role asks for, and what each of it weighs.

use ::entity::{Requirement, RoleLinkKind};

use super::Trust;
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, RoleRelation, RoleSkill, RoleTask, RoleTool};

/// By what a role is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The skills that it asks for as essential.
    EssentialSkills,
    /// All skills that it asks for.
    Skills,
    /// The tools that it works with.
    Tools,
    /// The skills of which a level is known, by how much of the level is held.
    Levels,
}

/// What an optional skill weighs next to an essential one, or one of which nothing is said. ESCO says of optional skills
/// that they may be needed, depending on employer and country; half is between always and never.
const OPTIONAL: f64 = 0.5;
/// The scale of importance of O*NET (IM), from not important to extremely important.
const IMPORTANCE: (f64, f64) = (1.0, 5.0);

/// A skill that a role asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// The skill.
    pub skill: ConceptIdx,
    /// The link that says so.
    pub link: LinkIdx,
    /// Essential or optional.
    pub requirement: Option<Requirement>,
    /// O*NET IM, 1 to 5.
    pub importance: Option<f64>,
    /// O*NET LV, 0 to 7.
    pub level: Option<f64>,
    /// What it counts for: 1, or half where it is optional, times its importance on a scale of 0 to 1 where that is known.
    pub weight: f64,
}

impl Need {
    /// Of a link, where it counts under a basis.
    pub(super) fn of(link: LinkIdx, skill: ConceptIdx, facts: &RoleSkill, basis: Basis) -> Option<Self> {
        let counts = match basis {
            Basis::Skills => true,
            Basis::EssentialSkills => facts.requirement == Some(Requirement::Essential),
            Basis::Levels => facts.level().is_some(),
            Basis::Tools => false,
        };
        let (requirement, importance, level) = (facts.requirement, facts.importance(), facts.level());
        counts.then(|| Self { skill, link, requirement, importance, level, weight: weight(facts) })
    }
}

fn weight(facts: &RoleSkill) -> f64 {
    let asked = if facts.requirement == Some(Requirement::Optional) { OPTIONAL } else { 1.0 };
    let (least, most) = IMPORTANCE;
    // As O*NET makes standardized scores of its scales: (value - lowest) / (highest - lowest).
    asked * facts.importance().map_or(1.0, |value| ((value - least) / (most - least)).clamp(0.0, 1.0))
}

/// The skills that a role asks for, by name, each once. O(n) in its links.
///
/// Of a role of which no skill is stated, what the nearest broader roles ask for: it is a kind of them.
pub fn needs(graph: &Graph, role: ConceptIdx, basis: Basis, trust: &Trust) -> Vec<Need> {
    let links = RoleSkill::links(graph);
    let mut needs: Vec<Need> = Vec::new();
    for role in told(graph, role, trust, |role| links.out(role).len() > 0) {
        for idx in links.out(role) {
            let link = links.get(idx);
            let counted = trust.counts(graph, link, link.to);
            needs.extend(Need::of(idx, link.to, &link.facts, basis).filter(|_| counted));
        }
    }
    // Of several links to one skill the heaviest counts.
    needs.sort_by(|a, b| a.skill.cmp(&b.skill).then(b.weight.total_cmp(&a.weight)));
    needs.dedup_by_key(|need| need.skill);
    needs
}

/// The tools that a role works with, by name, each once, each with the link that says so. O(n) in its links.
///
/// Of a role of which no tool is stated, those of the nearest broader roles.
pub fn tools(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    ends::<RoleTool>(graph, role, trust)
}

/// The tasks that a role performs, as `tools` tells of tools.
pub fn tasks(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    ends::<RoleTask>(graph, role, trust)
}

fn ends<T: Facts>(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    let links = T::links(graph);
    let mut ends: Vec<(ConceptIdx, LinkIdx)> = Vec::new();
    for role in told(graph, role, trust, |role| links.out(role).len() > 0) {
        let counted = links.out(role).filter(|idx| trust.counts(graph, links.get(*idx), links.get(*idx).to));
        ends.extend(counted.map(|idx| (links.get(idx).to, idx)));
    }
    ends.sort_unstable();
    ends.dedup_by_key(|(end, _)| *end);
    ends
}

/// The role itself, if something is stated of it; else the nearest broader roles of which something is.
fn told(
    graph: &Graph,
    role: ConceptIdx,
    trust: &Trust,
    stated: impl Fn(ConceptIdx) -> bool,
) -> Vec<ConceptIdx> {
    let links = RoleRelation::links(graph);
    let (mut level, mut seen) = (vec![role], vec![role]);
    while !level.is_empty() {
        let found: Vec<ConceptIdx> = level.iter().copied().filter(|role| stated(*role)).collect();
        if !found.is_empty() {
            return found;
        }
        let mut above = Vec::new();
        for link in level.iter().flat_map(|role| links.out(*role)).map(|idx| links.get(idx)) {
            let broader = link.facts.kind == RoleLinkKind::Broader && trust.counts(graph, link, link.to);
            if broader && !seen.contains(&link.to) {
                seen.push(link.to);
                above.push(link.to);
            }
        }
        level = above;
    }
    Vec::new()
}
