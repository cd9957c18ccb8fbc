//! What everything earns by what is held: as `credit` says of each, for all at once.

use super::credit::{EXACT, exact_matches, parts, worth};
use super::{Basis, Held, Need, Trust};
use crate::graph::{ConceptIdx, Graph};

/// What each skill earns by what is held; where the basis is TOOLS, each tool.
#[derive(Clone, Debug)]
pub(super) struct Spread {
    basis: Basis,
    /// Of each concept of the graph its place in `earned`, from 1; 0 where it earns nothing. None where that is by
    /// name.
    places: Vec<u32>,
    earned: Vec<Earned>,
}

/// Something that is earned.
#[derive(Clone, Copy, Debug)]
struct Earned {
    what: ConceptIdx,
    factor: f64,
    /// That of what is held, if it is known.
    level: Option<f64>,
}

impl Spread {
    /// What is earned under a basis. O(h r m) for h skills and tools held with r relations and m matches each, and O(n)
    /// in the concepts of the graph.
    pub(super) fn new(graph: &Graph, held: &Held, basis: Basis, trust: &Trust) -> Self {
        let mut spread = Self { basis, places: vec![0; graph.all().len()], earned: Vec::new() };
        let mut tools = held.tools();
        tools.retain(|tool| trust.knows(graph, *tool));
        if basis == Basis::Tools {
            for tool in tools {
                spread.earn(tool, EXACT, None);
                exact_matches(graph, tool, trust).into_iter().for_each(|same| spread.earn(same, EXACT, None));
            }
            return spread;
        }
        let mut skills = held.skills();
        skills.retain(|(skill, _)| trust.knows(graph, *skill));
        skills.iter().for_each(|(skill, level)| spread.earn(*skill, EXACT, *level));
        for (what, level) in skills.into_iter().chain(tools.into_iter().map(|tool| (tool, None))) {
            parts(graph, what, trust, false, &mut |skill, factor| spread.earn(skill, factor, level));
        }
        spread
    }

    /// How much of a need is earned, 0 to 1, whatever it weighs.
    pub(super) fn worth(&self, need: &Need) -> f64 {
        self.find(need.skill).map_or(0.0, |earned| self.worth_of(earned, need.level))
    }

    /// The weight of what is earned of some needs.
    pub(super) fn covered(&self, needs: &[Need]) -> f64 {
        needs.iter().map(|need| need.weight * self.worth(need)).sum()
    }

    /// Whether anything of it is earned.
    pub(super) fn has(&self, what: ConceptIdx) -> bool {
        self.find(what).is_some()
    }

    /// All that is earned, by name, and what it is worth where a level is needed. O(n log n).
    pub(super) fn by_name(&self) -> impl Iterator<Item = (ConceptIdx, impl Fn(Option<f64>) -> f64 + '_)> {
        let mut earned = self.earned.clone();
        earned.sort_unstable_by_key(|one| one.what);
        earned.into_iter().map(move |one| (one.what, move |needed| self.worth_of(&one, needed)))
    }

    /// The same without a place for each concept of the graph: slower to ask, and as small as what is earned.
    pub(super) fn sparse(mut self) -> Self {
        self.places = Vec::new();
        self.earned.sort_unstable_by_key(|one| one.what);
        self
    }

    fn worth_of(&self, earned: &Earned, needed: Option<f64>) -> f64 {
        worth(earned.factor, earned.level, self.basis, needed)
    }

    fn find(&self, what: ConceptIdx) -> Option<&Earned> {
        if self.places.is_empty() {
            let at = self.earned.binary_search_by_key(&what, |one| one.what).ok()?;
            return Some(&self.earned[at]);
        }
        let place = self.places.get(what.get()).map_or(0, |place| *place as usize);
        self.earned.get(place.wrapping_sub(1))
    }

    fn earn(&mut self, what: ConceptIdx, factor: f64, level: Option<f64>) {
        let one = Earned { what, factor, level };
        let place = &mut self.places[what.get()];
        if *place == 0 {
            self.earned.push(one);
            *place = u32::try_from(self.earned.len()).unwrap_or(0);
            return;
        }
        let best = &mut self.earned[*place as usize - 1];
        let known = |level: Option<f64>| level.unwrap_or(f64::INFINITY);
        if (factor, known(level)) > (best.factor, known(best.level)) {
            *best = one;
        }
    }
}
