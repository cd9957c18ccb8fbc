//! What somebody who holds some skills and tools lacks for a role.
//!
//! `coverage` is the sum of `weight * credit` over what the role needs, by the sum of `weight`: see `needs` for weights
//! and `credit` for what is earned. It never falls when something more is held, or at a higher level.

use rustc_hash::FxHashMap;

use super::credit::{Step, credit, holds_tool};
use super::numbers::{added, float, greater_first, share};
use super::teaching::teaching;
use super::{Basis, Held, Need, Trust, needs, tools};
use crate::graph::{ConceptIdx, Graph, LinkIdx};

/// Pathways that are told, at most.
const MOST_PATHWAYS: usize = 10;

/// A need, and what of it is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What is needed.
    pub need: Need,
    /// 0 to 1.
    pub credit: f64,
    /// The level at which the skill itself, or its exact match, is held; none where it is not held or not known.
    pub held: Option<f64>,
    /// From what is held to what is needed, without the latter; empty where it is held itself, or nothing earns it.
    pub via: Vec<ConceptIdx>,
    /// The links of that path.
    pub steps: Vec<Step>,
}

impl Item {
    /// How much of the level is lacking: all of it where the skill is missing.
    pub fn shortfall(&self) -> Option<f64> {
        match (self.need.level, self.held) {
            (Some(needed), Some(held)) => Some((needed - held).max(0.0)),
            (Some(_), None) if self.credit >= 1.0 => Some(0.0),
            (needed, _) => needed,
        }
    }
}

/// A pathway, and what of the gap it closes.
#[derive(Clone, Debug, PartialEq)]
pub struct Gain {
    /// The pathway.
    pub pathway: ConceptIdx,
    /// By how much coverage rises by what it teaches, without what that earns of others.
    pub gain: f64,
    /// The skills that it teaches, or their exact matches, and that are not covered: by name, each with the link that
    /// says so.
    pub teaches: Vec<(ConceptIdx, LinkIdx)>,
}

/// What is covered, partly covered and missing: the heaviest first, then by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// 0 to 1; 1 where nothing is known to be needed.
    pub coverage: f64,
    /// Earned in full.
    pub covered: Vec<Item>,
    /// Earned in part.
    pub partly: Vec<Item>,
    /// Not earned.
    pub missing: Vec<Item>,
    /// Tools that are held, or their exact matches; by name.
    pub tools_held: Vec<(ConceptIdx, LinkIdx)>,
    /// Tools that are not, by name.
    pub tools_missing: Vec<(ConceptIdx, LinkIdx)>,
}

/// What is lacking for a role. O(n) in what it needs and the relations of that.
pub fn gap(graph: &Graph, target: ConceptIdx, held: &Held, basis: Basis, trust: &Trust) -> Gap {
    let mut items: Vec<Item> = needs(graph, target, basis, trust)
        .into_iter()
        .map(|need| item(graph, need, held, basis, trust))
        .collect();
    let (tools_held, tools_missing): (Vec<_>, Vec<_>) =
        tools(graph, target, trust).into_iter().partition(|(tool, _)| holds_tool(graph, *tool, held, trust));
    let whole: f64 = items.iter().map(|item| item.need.weight).sum();
    let earned: f64 = items.iter().map(|item| item.need.weight * item.credit).sum();
    let coverage = match basis {
        Basis::Tools => share(float(tools_held.len()), float(tools_held.len() + tools_missing.len())),
        _ => share(earned, whole),
    };
    items.sort_by(|a, b| b.need.weight.total_cmp(&a.need.weight).then(a.need.skill.cmp(&b.need.skill)));
    let (covered, rest): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.credit >= 1.0);
    let (partly, missing) = rest.into_iter().partition(|item| item.credit > 0.0);
    Gap { coverage, covered, partly, missing, tools_held, tools_missing }
}

fn item(graph: &Graph, need: Need, held: &Held, basis: Basis, trust: &Trust) -> Item {
    match credit(graph, need.skill, held, trust) {
        Some(credit) => {
            let worth = credit.worth(basis, need.level);
            let level = if credit.factor >= 1.0 { credit.level } else { None };
            let (via, steps) = if worth > 0.0 { (credit.via, credit.steps) } else { Default::default() };
            Item { need, credit: worth, held: level, via, steps }
        }
        None => Item { need, credit: 0.0, held: None, via: Vec::new(), steps: Vec::new() },
    }
}

/// The pathways that close most of a gap, then by name; at most ten. O(n) in what is lacking and the pathways that teach it.
pub fn gains(graph: &Graph, gap: &Gap, trust: &Trust) -> Vec<Gain> {
    let lacking = || gap.partly.iter().chain(&gap.missing);
    let whole: f64 = gap.covered.iter().chain(lacking()).map(|item| item.need.weight).sum();
    let mut gains: FxHashMap<ConceptIdx, Gain> = FxHashMap::default();
    for item in lacking() {
        for (pathway, link) in teaching(graph, item.need.skill, trust) {
            let new = || Gain { pathway, gain: 0.0, teaches: Vec::new() };
            let gain = gains.entry(pathway).or_insert_with(new);
            gain.gain += added(item.need.weight * (1.0 - item.credit), whole);
            gain.teaches.push((item.need.skill, link));
        }
    }
    let mut gains: Vec<Gain> = gains.into_values().collect();
    gains.sort_by(|a, b| greater_first(a.gain, b.gain).then(a.pathway.cmp(&b.pathway)));
    gains.truncate(MOST_PATHWAYS);
    gains.iter_mut().for_each(|gain| gain.teaches.sort_unstable());
    gains
}
