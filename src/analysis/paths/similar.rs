//! Which roles are similar by the skills that they ask for.

use ::entity::{ConceptKind, Requirement};

use crate::analysis::Trust;
use crate::analysis::needs::is_asked_for;
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, RoleSkill};

/// Roles that are similar to one, at most: of more, the tenth is rarely anything that its like would move to.
const MOST_SIMILAR: usize = 10;
/// The least share of the skills of both that are of each, a tenth. Two occupations of ESCO of which one moves to the
/// other often share little more, as an accountant and a tax advisor; below, what they share is mostly what half of a
/// sector does.
const LEAST_SHARED: (usize, usize) = (1, 10);

/// What two roles share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Skills that both ask for.
    pub both: usize,
    /// Skills that either asks for.
    pub either: usize,
}

impl Shared {
    fn of(both: usize, one: usize, other: usize) -> Self {
        Self { both, either: one + other - both }
    }

    fn is_enough(self) -> bool {
        let (part, whole) = LEAST_SHARED;
        self.both > 0 && self.both * whole >= self.either * part
    }

    /// The greater Jaccard index first; as fractions, so that equal ones are equal.
    fn compare(self, other: Self) -> std::cmp::Ordering {
        (other.both * self.either).cmp(&(self.both * other.either))
    }
}

/// The skills that a role itself is stated to ask for as essential, or without a word on how much, by name.
pub(super) fn skill_set(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<ConceptIdx> {
    let links = RoleSkill::links(graph);
    let counts = |(idx, skill): &(LinkIdx, &ConceptIdx)| {
        let link = links.get(*idx);
        let essential = link.facts.requirement == Some(Requirement::Essential);
        let bare = link.facts.requirement.is_none() && !link.facts.is_rated();
        (essential && is_asked_for(&link.facts) || bare) && trust.counts(graph, link, **skill)
    };
    links.out(role).zip(links.ends(role)).filter(counts).map(|(_, skill)| *skill).collect()
}

/// What two roles share.
pub(super) fn shared(graph: &Graph, one: ConceptIdx, other: ConceptIdx, trust: &Trust) -> Shared {
    let (one, other) = (skill_set(graph, one, trust), skill_set(graph, other, trust));
    let both = one.iter().filter(|skill| other.binary_search(skill).is_ok()).count();
    Shared::of(both, one.len(), other.len())
}

/// For each role of the graph, the at most ten that are most similar to it, then by name: those whose Jaccard index is
/// a tenth or more. O(sum of r²) for the r roles that ask for each skill; `check` may end it between two roles.
pub(super) fn most_similar<E>(
    graph: &Graph,
    trust: &Trust,
    check: &mut impl FnMut() -> Result<(), E>,
) -> Result<Vec<Vec<ConceptIdx>>, E> {
    let roles: Vec<ConceptIdx> = graph.of_kind(ConceptKind::Role).collect();
    let sets: Vec<Vec<ConceptIdx>> = roles
        .iter()
        .map(|role| if trust.knows(graph, *role) { skill_set(graph, *role, trust) } else { Vec::new() })
        .collect();
    let mut asking: Vec<Vec<usize>> = vec![Vec::new(); graph.all().len()];
    for (at, skills) in sets.iter().enumerate() {
        skills.iter().for_each(|skill| asking[skill.get()].push(at));
    }
    let mut both = vec![0_usize; roles.len()];
    let mut similar = Vec::with_capacity(roles.len());
    for (at, skills) in sets.iter().enumerate() {
        check()?;
        let mut met: Vec<usize> = Vec::new();
        for other in skills.iter().flat_map(|skill| &asking[skill.get()]) {
            if both[*other] == 0 {
                met.push(*other);
            }
            both[*other] += 1;
        }
        let mut found: Vec<(Shared, usize)> = Vec::new();
        for other in met {
            let shared = Shared::of(std::mem::take(&mut both[other]), skills.len(), sets[other].len());
            if other != at && shared.is_enough() {
                found.push((shared, other));
            }
        }
        found.sort_unstable_by(|a, b| a.0.compare(b.0).then(a.1.cmp(&b.1)));
        similar.push(found.iter().take(MOST_SIMILAR).map(|(_, other)| roles[*other]).collect());
    }
    Ok(similar)
}
