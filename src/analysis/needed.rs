//! What all roles need, for questions that compare one person with all of them.
//!
//! Where every statement counts that is prepared from the side of the skills and tools: what is held is then compared with
//! the roles that need it, and not with every need of every role.

use ::entity::ConceptKind;

use super::needs::gather;
use super::numbers::float;
use super::spread::Spread;
use super::{Basis, Held, Need, Trust, tools};
use crate::graph::{ConceptIdx, Graph, Known, starts};

/// Every statement counts.
const EVERYTHING: &Trust = &Trust { sources: None, taxonomies: None, min_evidence: 0 };

/// What all roles of one graph need under one basis, where every statement counts.
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
    level: Known,
}

impl Needed {
    /// What all roles of a graph need. O(n log n) in what that is.
    pub fn new(graph: &Graph, basis: Basis) -> Self {
        let (mut parts, mut wholes, mut needs) = (Vec::new(), Vec::new(), Vec::new());
        for (role, at) in graph.of_kind(ConceptKind::Role).zip(0..) {
            let mut add = |what, weight, level| {
                parts.push((what, Part { role: at, weight, level: Known::new(level) }));
            };
            wholes.push(if basis == Basis::Tools {
                let tools = tools(graph, role, EVERYTHING);
                tools.iter().for_each(|(tool, _)| add(*tool, 1.0, None));
                float(tools.len())
            } else {
                gather(graph, role, basis, EVERYTHING, &mut needs);
                needs.iter().for_each(|need| add(need.skill, need.weight, need.level));
                whole(&needs)
            });
        }
        parts.sort_by_key(|(what, _): &(ConceptIdx, Part)| *what);
        let starts = starts(graph.all().len(), parts.iter().map(|(what, _)| *what));
        Self { basis, starts, parts: parts.into_iter().map(|(_, part)| part).collect(), wholes }
    }

    /// The weight of what is earned of each role, by name. O(n) in the roles, and in the needs of which anything is.
    fn earned(&self, spread: &Spread) -> Vec<f64> {
        let mut earned = vec![0.0; self.wholes.len()];
        // By name, as the needs of one role are added up: equal sums to the last bit.
        for (what, worth) in spread.by_name() {
            let (start, end) = (self.starts[what.get()] as usize, self.starts[what.get() + 1] as usize);
            for Part { role, weight, level } in &self.parts[start..end] {
                earned[*role as usize] += weight * worth(level.get());
            }
        }
        earned
    }
}

/// What needs weigh together.
pub(super) fn whole(needs: &[Need]) -> f64 {
    needs.iter().map(|need| need.weight).sum()
}

/// All roles of a graph, by what they need.
#[derive(Clone, Copy, Debug)]
pub struct Roles<'a> {
    pub(super) graph: &'a Graph,
    pub(super) basis: Basis,
    pub(super) trust: &'a Trust,
    needed: Option<&'a Needed>,
}

/// How much of what a role needs is earned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Covered<const N: usize> {
    pub(super) role: ConceptIdx,
    /// The weight of what is, by each of what may be held.
    pub(super) earned: [f64; N],
    /// The weight of all; 0 where nothing is needed.
    pub(super) whole: f64,
}

impl<'a> Roles<'a> {
    /// By what is stated of each and counts, which is gone through with every question.
    pub fn new(graph: &'a Graph, basis: Basis, trust: &'a Trust) -> Self {
        Self { graph, basis, trust, needed: None }
    }

    /// By what is prepared of the same graph: every statement counts.
    pub fn prepared(graph: &'a Graph, needed: &'a Needed) -> Self {
        Self { graph, basis: needed.basis, trust: EVERYTHING, needed: Some(needed) }
    }

    /// What is earned by what is held.
    pub(super) fn spread(&self, held: &Held) -> Spread {
        Spread::new(self.graph, held, self.basis, self.trust)
    }

    /// How much is earned of the roles that pass, by name: as `gap` has it of each, to the last bit. O(n) in all that
    /// they need; where that is prepared, in the roles and in the needs of which anything is earned.
    pub(super) fn covered<const N: usize>(
        &self,
        spreads: [&Spread; N],
        passes: impl Fn(ConceptIdx) -> bool,
    ) -> Vec<Covered<N>> {
        let Self { graph, trust, .. } = *self;
        let roles = graph.of_kind(ConceptKind::Role).enumerate();
        let roles = roles.filter(|(_, role)| trust.is_of(graph, *role) && passes(*role));
        if let Some(needed) = self.needed {
            let earned = spreads.map(|spread| needed.earned(spread));
            let one = |(at, role): (usize, _)| {
                let earned = std::array::from_fn(|of| earned[of][at]);
                Covered { role, earned, whole: needed.wholes[at] }
            };
            return roles.map(one).collect();
        }
        let mut needs = Vec::new();
        roles.map(|(_, role)| self.looked_at(role, spreads, &mut needs)).collect()
    }

    fn looked_at<const N: usize>(
        &self,
        role: ConceptIdx,
        spreads: [&Spread; N],
        needs: &mut Vec<Need>,
    ) -> Covered<N> {
        let Self { graph, basis, trust, .. } = *self;
        if basis == Basis::Tools {
            let tools = tools(graph, role, trust);
            let held = |spread: &Spread| tools.iter().filter(|(tool, _)| spread.has(*tool)).count();
            return Covered {
                role,
                earned: spreads.map(|spread| float(held(spread))),
                whole: float(tools.len()),
            };
        }
        gather(graph, role, basis, trust, needs);
        Covered { role, earned: spreads.map(|spread| spread.covered(needs)), whole: whole(needs) }
    }
}
