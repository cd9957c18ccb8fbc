//! What a role asks for, and what each of it weighs.

use ::entity::{Requirement, RoleLinkKind};

use super::Trust;
use super::credit::exact_matches;
use crate::graph::{
    ConceptIdx, Facts, Graph, LinkIdx, RolePathway, RoleRelation, RoleSkill, RoleTask, RoleTool,
};

/// By what a role is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The skills that it asks for as essential.
    EssentialSkills,
    /// All skills that it asks for; of those that are rated, the important ones.
    Skills,
    /// The tools that it works with.
    Tools,
    /// The skills of which a level is known, by how much of the level is held.
    Levels,
}

impl Basis {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::EssentialSkills, Self::Skills, Self::Tools, Self::Levels];
}

/// What an optional skill weighs next to an essential one, or one of which nothing is said. ESCO says of optional
/// skills that they may be needed, depending on employer and country; half is between always and never.
const OPTIONAL: f64 = 0.5;
/// The scale of importance of O*NET (IM), from not important to extremely important.
const IMPORTANCE: (f64, f64) = (1.0, 5.0);
/// From this importance on a role asks for a skill that is rated: "important", the middle of that scale. O*NET rates
/// every role in every skill, so that without a bound all of them would ask for the same.
const IMPORTANT: f64 = 3.0;

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
    /// What it counts for: 1, or half where it is optional, times its importance on a scale of 0 to 1 where that is
    /// known.
    pub weight: f64,
}

impl Need {
    /// Of a link, where it counts under a basis.
    pub(super) fn of(link: LinkIdx, skill: ConceptIdx, facts: &RoleSkill, basis: Basis) -> Option<Self> {
        let counts = match basis {
            Basis::Skills => is_asked_for(facts),
            Basis::EssentialSkills => {
                is_asked_for(facts) && facts.requirement == Some(Requirement::Essential)
            }
            Basis::Levels => facts.level().is_some(),
            Basis::Tools => false,
        };
        counts.then(|| Self::by(link, skill, facts))
    }

    /// Of a link, whatever counts.
    fn by(link: LinkIdx, skill: ConceptIdx, facts: &RoleSkill) -> Self {
        let (requirement, importance, level) = (facts.requirement, facts.importance(), facts.level());
        Self { skill, link, requirement, importance, level, weight: weight(facts) }
    }

    /// Whether it is asked for.
    pub(super) fn is_asked_for(&self) -> bool {
        is_important(self.importance)
    }
}

/// Whether a role asks for a skill by a link: it is important, or nobody rates it.
pub(super) fn is_asked_for(facts: &RoleSkill) -> bool {
    is_important(facts.importance())
}

fn is_important(importance: Option<f64>) -> bool {
    importance.is_none_or(|importance| importance >= IMPORTANT)
}

fn weight(facts: &RoleSkill) -> f64 {
    let asked = if facts.requirement == Some(Requirement::Optional) { OPTIONAL } else { 1.0 };
    let (least, most) = IMPORTANCE;
    // As O*NET makes standardized scores of its scales: (value - lowest) / (highest - lowest).
    asked * facts.importance().map_or(1.0, |value| ((value - least) / (most - least)).clamp(0.0, 1.0))
}

/// The skills that a role asks for, by name, each once. O(n) in its links; O(n log n) in those of several broader
/// roles.
///
/// A skill that is rated is asked for from importance 3 on, but where the basis is LEVELS. Of a role of which nothing is
/// stated that counts, what the nearest broader roles ask for, as it is a kind of them; and so besides what is stated of
/// it, if no source says of any of it how essential or important it is, as that is a remark and no list. Where nothing is
/// stated of any of them, what its exact matches in other taxonomies ask for, as they are the same.
pub fn needs(graph: &Graph, role: ConceptIdx, basis: Basis, trust: &Trust) -> Vec<Need> {
    let mut needs = Vec::new();
    gather(graph, role, basis, trust, &mut needs);
    needs
}

/// Puts what `needs` tells in the place of what is in a list.
pub(super) fn gather(graph: &Graph, role: ConceptIdx, basis: Basis, trust: &Trust, needs: &mut Vec<Need>) {
    collect(graph, role, trust, needs, |link, skill, facts| Need::of(link, skill, facts, basis));
}

/// What `needs` tells, with the skills that are rated as less than important.
pub(super) fn rated(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<Need> {
    let mut needs = Vec::new();
    collect(graph, role, trust, &mut needs, |link, skill, facts| Some(Need::by(link, skill, facts)));
    needs
}

fn collect(
    graph: &Graph,
    role: ConceptIdx,
    trust: &Trust,
    needs: &mut Vec<Need>,
    need: impl Fn(LinkIdx, ConceptIdx, &RoleSkill) -> Option<Need>,
) {
    needs.clear();
    let links = RoleSkill::links(graph);
    let told = told(graph, role, trust, |role| said_of_skills(graph, role, trust));
    for role in &told {
        for (idx, skill) in links.out(*role).zip(links.ends(*role)) {
            let link = links.get(idx);
            if trust.counts(graph, link, *skill) {
                needs.extend(need(idx, *skill, &link.facts));
            }
        }
    }
    // The links of one role stand by skill, each skill once; of several roles the heaviest counts.
    if told.len() > 1 {
        needs.sort_by(|a, b| a.skill.cmp(&b.skill).then(b.weight.total_cmp(&a.weight)));
        needs.dedup_by_key(|need| need.skill);
    }
}

/// The tools that a role works with, by name, each once, each with the link that says so. As costly as `needs`.
///
/// Of a role of which no tool is stated, those of the nearest broader roles, or of its exact matches.
pub fn tools(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    ends::<RoleTool>(graph, role, trust)
}

/// The tasks that a role performs, as `tools` tells of tools.
pub fn tasks(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    ends::<RoleTask>(graph, role, trust)
}

/// The pathways that lead to a role, as `tools` tells of tools.
pub fn pathways(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    ends::<RolePathway>(graph, role, trust)
}

fn ends<T: Facts>(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<(ConceptIdx, LinkIdx)> {
    let links = T::links(graph);
    let mut ends: Vec<(ConceptIdx, LinkIdx)> = Vec::new();
    let told = told(graph, role, trust, |role| said_by(graph, role, trust, &|_: &T| true));
    for role in &told {
        let each = links.ends(*role).iter().copied().zip(links.out(*role));
        ends.extend(each.filter(|(end, idx)| trust.counts(graph, links.get(*idx), *end)));
    }
    if told.len() > 1 {
        ends.sort_unstable();
        ends.dedup_by_key(|(end, _)| *end);
    }
    ends
}

/// How much is stated of a role by links of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing that counts.
    Nothing,
    /// Something, by sources that do not say how much it matters: they remark on it, and name what goes without saying
    /// where they speak of the broader role.
    Remarks,
    /// A list that is to be whole.
    List,
}

/// How much is stated of the skills of a role, or of its tools where the basis is TOOLS. A list of skills says of each how
/// essential or how important it is.
pub(super) fn said(graph: &Graph, role: ConceptIdx, basis: Basis, trust: &Trust) -> Said {
    match basis {
        Basis::Tools => said_by(graph, role, trust, &|_: &RoleTool| true),
        _ => said_of_skills(graph, role, trust),
    }
}

fn said_of_skills(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Said {
    said_by(graph, role, trust, &|facts: &RoleSkill| facts.requirement.is_some() || facts.is_rated())
}

fn said_by<T: Facts>(
    graph: &Graph,
    role: ConceptIdx,
    trust: &Trust,
    is_of_list: &impl Fn(&T) -> bool,
) -> Said {
    let links = T::links(graph);
    let mut said = Said::Nothing;
    for (idx, end) in links.out(role).zip(links.ends(role)) {
        let link = links.get(idx);
        if trust.counts(graph, link, *end) {
            if is_of_list(&link.facts) {
                return Said::List;
            }
            said = Said::Remarks;
        }
    }
    said
}

/// Of which roles it is told what a role has: of itself, if something that counts is stated of it; and unless that is a
/// list, of the nearest broader roles of which something is, and so on; if there are none, of its exact matches.
fn told(
    graph: &Graph,
    role: ConceptIdx,
    trust: &Trust,
    said: impl Fn(ConceptIdx) -> Said,
) -> Vec<ConceptIdx> {
    if said(role) == Said::List {
        return vec![role];
    }
    let links = RoleRelation::links(graph);
    let (mut level, mut seen, mut told) = (vec![role], vec![role], Vec::new());
    while !level.is_empty() {
        let mut has_list = false;
        for role in &level {
            let said = said(*role);
            if said != Said::Nothing {
                told.push(*role);
            }
            has_list |= said == Said::List;
        }
        if has_list {
            return told;
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
    if told.is_empty() {
        told = same_roles(graph, role, trust);
        told.retain(|role| said(*role) != Said::Nothing);
    }
    told
}

/// The roles that are exact matches of a role, by name.
fn same_roles(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<ConceptIdx> {
    let mut same = exact_matches(graph, role, trust);
    same.sort_unstable();
    same.dedup();
    same
}
