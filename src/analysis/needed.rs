//! Which roles need a skill or a tool: what `needs` and `tools` tell of all roles, from the side of what is needed.
//!
//! What is held is compared with the roles that need it so, and not with every need of every role.

use ::entity::ConceptKind;

use super::needs::gather;
use super::numbers::float;
use super::spread::Spread;
use super::{Basis, Need, Trust, tools};
use crate::graph::{ConceptIdx, Graph};

/// What all roles need under one basis, where every statement counts.
#[derive(Debug)]
pub struct Needed {
    basis: Basis,
    /// Where the parts of each skill or tool start; one longer than there are concepts.
    starts: Vec<u32>,
    /// By what is needed, then by role.
    parts: Vec<Part>,
    /// What all that a role needs weighs, by name of the roles.
    wholes: Vec<f64>,
}

/// What a skill or a tool is to a role that needs it.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// The place of the role among all.
    role: u32,
    weight: f64,
    level: Option<f64>,
}

/// A role, and how much of what it needs is earned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Covered {
    pub(super) role: ConceptIdx,
    /// What all that is earned weighs.
    pub(super) earned: f64,
    /// What all that is needed weighs; 0 where nothing is.
    pub(super) whole: f64,
}

impl Needed {
    /// What all roles of a graph need. O(n log n) in what that is.
    pub fn new(graph: &Graph, basis: Basis) -> Self {
        let (mut parts, mut wholes, mut needs) = (Vec::new(), Vec::new(), Vec::new());
        let everything = Trust::default();
        for (role, at) in graph.of_kind(ConceptKind::Role).zip(0..) {
            let mut add = |what, weight, level| parts.push((what, Part { role: at, weight, level }));
            wholes.push(if basis == Basis::Tools {
                let tools = tools(graph, role, &everything);
                tools.iter().for_each(|(tool, _)| add(*tool, 1.0, None));
                float(tools.len())
            } else {
                gather(graph, role, basis, &everything, &mut needs);
                needs.iter().for_each(|need| add(need.skill, need.weight, need.level));
                whole(&needs)
            });
        }
        parts.sort_by_key(|(what, _): &(ConceptIdx, Part)| *what);
        let mut starts = vec![0; graph.all().len() + 1];
        parts.iter().for_each(|(what, _)| starts[what.get() + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        Self { basis, starts, parts: parts.into_iter().map(|(_, part)| part).collect(), wholes }
    }

    /// How much of what each role needs is earned, by name. O(n) in the roles and in the needs that anything is earned of.
    fn covered(&self, earned: &Spread) -> Vec<f64> {
        let mut covered = vec![0.0; self.wholes.len()];
        // By name, as the needs of a role are added up elsewhere: equal sums to the last bit.
        for (what, worth) in earned.by_name() {
            let (start, end) = (self.starts[what.get()] as usize, self.starts[what.get() + 1] as usize);
            for Part { role, weight, level } in &self.parts[start..end] {
                covered[*role as usize] += weight * worth(*level);
            }
        }
        covered
    }
}

/// What needs weigh together.
pub(super) fn whole(needs: &[Need]) -> f64 {
    needs.iter().map(|need| need.weight).sum()
}

/// How much of what each role needs is earned, of those that pass, by name. O(n) in what they need; only in what anything
/// is earned of where it is `needed`, which is for where every statement counts.
pub(super) fn covered(
    graph: &Graph,
    needed: Option<&Needed>,
    earned: &Spread,
    trust: &Trust,
    passes: impl Fn(ConceptIdx) -> bool,
) -> Vec<Covered> {
    let basis = earned.basis();
    let mut needs = Vec::new();
    let roles = graph.of_kind(ConceptKind::Role).enumerate();
    let roles = roles.filter(|(_, role)| trust.is_of(graph, *role) && passes(*role));
    let sums = needed
        .filter(|needed| needed.basis == basis && trust.counts_all())
        .map(|needed| (needed.covered(earned), &needed.wholes));
    let one = |(at, role)| match &sums {
        Some((covered, wholes)) => Covered { role, earned: covered[at], whole: wholes[at] },
        None if basis == Basis::Tools => {
            let tools = tools(graph, role, trust);
            let held = tools.iter().filter(|(tool, _)| earned.has(*tool)).count();
            Covered { role, earned: float(held), whole: float(tools.len()) }
        }
        None => {
            gather(graph, role, basis, trust, &mut needs);
            Covered { role, earned: earned.covered(&needs), whole: whole(&needs) }
        }
    };
    roles.map(one).collect()
}
