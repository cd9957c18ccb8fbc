//! What roles have in common, and what each has alone.
//!
//! What at least two of the roles need is shared, with one entry for each that needs it; what one alone needs is its
//! own. So every need is told once. Two roles are as similar as the Jaccard index of their skills says: how many both
//! need, by how many either does. The weighted form (Ruzicka) takes the weights of `needs` in place of 1: the sum of
//! the lower, by the sum of the higher, so that what is optional or less important moves it less.

use super::needs::{needs, pathways, tasks, tools};
use super::numbers::greater_first;
use super::similar::overlap;
use super::{Basis, Need, Trust};
use crate::graph::{ConceptIdx, Graph, LinkIdx};

/// A skill that several roles need.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedSkill {
    /// The skill.
    pub skill: ConceptIdx,
    /// Each with the place of the role among those that are compared, in that order.
    pub needs: Vec<(usize, Need)>,
    /// What it counts for in all of them together.
    pub weight: f64,
}

impl SharedSkill {
    /// The highest level that is needed minus the lowest; none where fewer than two are known.
    pub fn level_difference(&self) -> Option<f64> {
        let levels: Vec<f64> = self.needs.iter().filter_map(|(_, need)| need.level).collect();
        let highest = levels.iter().copied().reduce(f64::max)?;
        let lowest = levels.iter().copied().reduce(f64::min)?;
        (levels.len() > 1).then_some(highest - lowest)
    }
}

/// A tool, a task or a pathway that several roles have.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedLinks {
    /// The tool, task or pathway.
    pub concept: ConceptIdx,
    /// Each with the place of the role among those that are compared, in that order.
    pub links: Vec<(usize, LinkIdx)>,
}

/// What one of the roles alone has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unique {
    /// The heaviest first, then by name.
    pub skills: Vec<Need>,
    /// By name.
    pub tools: Vec<(ConceptIdx, LinkIdx)>,
    /// By name.
    pub tasks: Vec<(ConceptIdx, LinkIdx)>,
    /// By name.
    pub pathways: Vec<(ConceptIdx, LinkIdx)>,
}

/// How similar two of the roles are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The places of both among the roles that are compared.
    pub places: (usize, usize),
    /// Jaccard index of the skills; 0 where neither needs any.
    pub similarity: f64,
    /// The same with weights.
    pub weighted: f64,
    /// How many skills both need.
    pub shared: usize,
}

/// What roles have in common, and what each has alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The heaviest first, then by name.
    pub skills: Vec<SharedSkill>,
    /// What most of them work with first, then by name.
    pub tools: Vec<SharedLinks>,
    /// What most of them perform first, then by name.
    pub tasks: Vec<SharedLinks>,
    /// What leads to most of them first, then by name.
    pub pathways: Vec<SharedLinks>,
    /// Of each role, in their order.
    pub unique: Vec<Unique>,
    /// Each with each after it.
    pub pairs: Vec<Pair>,
}

/// Compares roles by all that they need. O(n log n) in that, and O(n) more for each pair.
pub fn compare(graph: &Graph, roles: &[ConceptIdx], trust: &Trust) -> Comparison {
    let needed: Vec<Vec<Need>> = roles.iter().map(|role| needs(graph, *role, Basis::Skills, trust)).collect();
    let pairs = pairs(&needed);
    let mut unique = vec![Unique::default(); roles.len()];
    let skills = shared_skills(needed, &mut unique);
    let each = |links: fn(&Graph, ConceptIdx, &Trust) -> Vec<(ConceptIdx, LinkIdx)>| {
        roles.iter().map(|role| links(graph, *role, trust)).collect::<Vec<_>>()
    };
    let tools = shared_links(&each(tools), |place, tool| unique[place].tools.push(tool));
    let tasks = shared_links(&each(tasks), |place, task| unique[place].tasks.push(task));
    let pathways = shared_links(&each(pathways), |place, pathway| unique[place].pathways.push(pathway));
    Comparison { skills, tools, tasks, pathways, unique, pairs }
}

fn pairs(needed: &[Vec<Need>]) -> Vec<Pair> {
    let measured = |of: fn(&Need) -> f64| {
        let role = |needs: &Vec<Need>| needs.iter().map(|need| (need.skill, of(need))).collect();
        needed.iter().map(role).collect::<Vec<Vec<(ConceptIdx, f64)>>>()
    };
    let (plain, weights) = (measured(|_| 1.0), measured(|need| need.weight));
    let places = (0..needed.len()).flat_map(|a| (a + 1..needed.len()).map(move |b| (a, b)));
    let pair = |(a, b): (usize, usize)| {
        let (similarity, shared) = overlap(&plain[a], &plain[b]);
        Pair { places: (a, b), similarity, weighted: overlap(&weights[a], &weights[b]).0, shared }
    };
    places.map(pair).collect()
}

fn shared_skills(needed: Vec<Vec<Need>>, unique: &mut [Unique]) -> Vec<SharedSkill> {
    let mut all: Vec<(usize, Need)> = Vec::with_capacity(needed.iter().map(Vec::len).sum());
    for (place, needs) in needed.into_iter().enumerate() {
        all.extend(needs.into_iter().map(|need| (place, need)));
    }
    all.sort_unstable_by_key(|(place, need)| (need.skill, *place));
    let mut shared = Vec::new();
    for needs in all.chunk_by(|(_, a), (_, b)| a.skill == b.skill) {
        if let [(place, need)] = needs {
            unique[*place].skills.push(*need);
        } else {
            let weight = needs.iter().map(|(_, need)| need.weight).sum();
            shared.push(SharedSkill { skill: needs[0].1.skill, needs: needs.to_vec(), weight });
        }
    }
    for Unique { skills, .. } in unique {
        skills.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.skill.cmp(&b.skill)));
    }
    shared.sort_by(|a, b| greater_first(a.weight, b.weight).then(a.skill.cmp(&b.skill)));
    shared
}

/// Those that several have; `alone` is told of the others, with the place of the one that has each.
fn shared_links(
    of_each: &[Vec<(ConceptIdx, LinkIdx)>],
    mut alone: impl FnMut(usize, (ConceptIdx, LinkIdx)),
) -> Vec<SharedLinks> {
    let each = of_each.iter().enumerate();
    let mut all: Vec<(ConceptIdx, usize, LinkIdx)> =
        each.flat_map(|(place, links)| links.iter().map(move |(to, link)| (*to, place, *link))).collect();
    all.sort_unstable();
    let mut shared = Vec::new();
    for links in all.chunk_by(|a, b| a.0 == b.0) {
        if let [(concept, place, link)] = links {
            alone(*place, (*concept, *link));
        } else {
            let links = links.iter().map(|(concept, place, link)| (*concept, (*place, *link)));
            let (concepts, links): (Vec<_>, Vec<_>) = links.unzip();
            shared.push(SharedLinks { concept: concepts[0], links });
        }
    }
    shared.sort_by(|a, b| b.links.len().cmp(&a.links.len()).then(a.concept.cmp(&b.concept)));
    shared
}
