//! Which skills the same roles ask for.
//!
//! Links count as they are stated, and roles that are in use: nothing is taken over from broader roles. A skill that is
//! rated is asked for where it is important, as `needs` says. For a skill `s` that the roles `R(s)` ask for, and another
//! `t`:
//!
//! - share: `|R(s) ∩ R(t)| / |R(s)|`, how many of the roles that ask for `s` ask for `t`
//! - Jaccard index: `|R(s) ∩ R(t)| / |R(s) ∪ R(t)|`
//! - lift: `|R(s) ∩ R(t)| · N / (|R(s)| · |R(t)|)` among the `N` roles that ask for any skill and are of a taxonomy of one
//!   of `R(s)`, how many times as often both are asked for as if neither had to do with the other (S. Brin, R. Motwani,
//!   J. Ullman and S. Tsur, Dynamic itemset counting and implication rules for market basket data, 1997, who call it
//!   interest); 1 where they are independent. Roles of another body, which name skills of their own, would only make
//!   everything look as if it went together.

use ::entity::ConceptKind;

use super::Trust;
use super::needs::is_asked_for;
use super::numbers::float;
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, RoleSkill};

/// A skill, and how often it is asked for together with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoOccurring {
    /// The skill.
    pub skill: ConceptIdx,
    /// How many roles ask for both.
    pub roles: usize,
    /// By how many of the roles that ask for the other, above 0, to 1.
    pub share: f64,
    /// By how many of the roles that ask for either, above 0, to 1.
    pub jaccard: f64,
    /// How many times as often as if neither had to do with the other, above 0.
    pub lift: f64,
}

/// The skills that the same roles ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The roles that ask for the skill, by name, each with the link that says so.
    pub roles: Vec<(ConceptIdx, LinkIdx)>,
    /// How many skills there are that any of them asks for besides.
    pub count: usize,
    /// The first of them: by Jaccard index, then by how many roles ask for both, then by name.
    pub skills: Vec<CoOccurring>,
}

/// The skills that the same roles ask for, `first` at most.
///
/// O(m) in the links of the roles that ask for the skill, and in the links to what else these ask for.
pub fn co_occurring(graph: &Graph, skill: ConceptIdx, trust: &Trust, first: usize) -> Together {
    let links = RoleSkill::links(graph);
    let roles: Vec<(ConceptIdx, LinkIdx)> = asking(graph, skill, trust).collect();
    let mut both = vec![0_u32; graph.all().len()];
    let mut met: Vec<ConceptIdx> = Vec::new();
    for (role, _) in &roles {
        for (link, other) in links.out(*role).zip(links.ends(*role)) {
            let facts = &links.get(link).facts;
            if *other != skill && is_asked_for(facts) && trust.counts(graph, links.get(link), *other) {
                if both[other.get()] == 0 {
                    met.push(*other);
                }
                both[other.get()] += 1;
            }
        }
    }
    let mut of_theirs = vec![false; graph.taxonomies.len()];
    let taxonomy = |role: ConceptIdx| usize::from(graph.taxonomy_of(role).0);
    roles.iter().for_each(|(role, _)| of_theirs[taxonomy(*role)] = true);
    let among = |role: &ConceptIdx| of_theirs[taxonomy(*role)];
    let (mine, all) = (roles.len(), asking_any(graph, &roles, trust).filter(among).count());
    let one = |other: ConceptIdx| {
        let (shared, mut theirs, mut theirs_among) = (both[other.get()] as usize, 0, 0);
        for (role, _) in asking(graph, other, trust) {
            theirs += 1;
            theirs_among += usize::from(among(&role));
        }
        CoOccurring {
            skill: other,
            roles: shared,
            share: float(shared) / float(mine),
            jaccard: float(shared) / float(mine + theirs - shared),
            lift: float(shared) * float(all) / (float(mine) * float(theirs_among)),
        }
    };
    let mut skills: Vec<CoOccurring> = met.into_iter().map(one).collect();
    skills.sort_unstable_by(|a, b| {
        let by_value = b.jaccard.total_cmp(&a.jaccard).then(b.roles.cmp(&a.roles));
        by_value.then(a.skill.cmp(&b.skill))
    });
    let count = skills.len();
    skills.truncate(first);
    Together { roles, count, skills }
}

/// The roles that ask for both skills of `roles`, which ask for the one: each with its links to the one and the other.
/// O(log n) each.
pub fn asking_both<'a>(
    graph: &'a Graph,
    roles: &'a [(ConceptIdx, LinkIdx)],
    other: ConceptIdx,
    trust: &'a Trust,
) -> impl Iterator<Item = (ConceptIdx, [LinkIdx; 2])> + 'a {
    roles.iter().filter_map(move |(role, link)| Some((*role, [*link, asks(graph, *role, other, trust)?])))
}

/// The roles in use that ask for a skill, by name, each with the link that says so.
pub(super) fn asking(
    graph: &Graph,
    skill: ConceptIdx,
    trust: &Trust,
) -> impl Iterator<Item = (ConceptIdx, LinkIdx)> {
    let links = RoleSkill::links(graph);
    let each = links.starts(skill).iter().copied().zip(links.into(skill));
    each.filter(|(role, link)| {
        is_asked_for(&links.get(*link).facts) && trust.counts(graph, links.get(*link), *role)
    })
}

/// The link by which a role asks for a skill.
fn asks(graph: &Graph, role: ConceptIdx, skill: ConceptIdx, trust: &Trust) -> Option<LinkIdx> {
    let links = RoleSkill::links(graph);
    links
        .between(role, skill)
        .find(|link| is_asked_for(&links.get(*link).facts) && trust.holds(graph, &links.get(*link).stated))
}

/// The roles that ask for any skill, those of `roles` among them, which ask for the one that the question is about.
pub(super) fn asking_any(
    graph: &Graph,
    roles: &[(ConceptIdx, LinkIdx)],
    trust: &Trust,
) -> impl Iterator<Item = ConceptIdx> {
    let links = RoleSkill::links(graph);
    let asks_any = move |role: &ConceptIdx| {
        let mut each = links.out(*role).zip(links.ends(*role));
        each.any(|(link, skill)| {
            is_asked_for(&links.get(link).facts) && trust.counts(graph, links.get(link), *skill)
        }) || roles.binary_search_by_key(role, |(role, _)| *role).is_ok()
    };
    let known = graph.of_kind(ConceptKind::Role).filter(|role| trust.knows(graph, *role));
    known.filter(asks_any)
}
