//! What something held is worth where something else is needed.
//!
//! A skill that is held counts in full where it is needed, and so does its exact match in another taxonomy. A skill that
//! is not held earns a part, by the best path from one that is: one relation, one match, or one of each, whose factors
//! multiply.
//!
//! | held is … of what is needed | factor | why |
//! | --- | --: | --- |
//! | exactMatch | 1 | SKOS: interchangeable |
//! | closeMatch | 0.9 | SKOS: interchangeable in some applications |
//! | requires it | 0.9 | who has it had to have what it requires |
//! | narrower, narrowMatch | 0.8 | a kind of it is held, not all of it |
//! | broader, broadMatch | 0.5 | the field is known, not this part |
//! | related, relatedMatch | 0.4 | akin, neither contains the other |
//!
//! The order of the factors is that of the definitions; their sizes are ours.

use std::cmp::Ordering;

use ::entity::{MappingKind, SkillLinkKind};
use rustc_hash::FxHashMap;

use super::{Basis, Held, Trust};
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, Mapping, SkillRelation};

const EXACT: f64 = 1.0;
const CLOSE: f64 = 0.9;
const REQUIRES: f64 = 0.9;
const NARROWER: f64 = 0.8;
const BROADER: f64 = 0.5;
const RELATED: f64 = 0.4;

/// A link on a path from what is held to what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A relation between two skills.
    Relation(LinkIdx),
    /// A match of two taxonomies.
    Mapping(LinkIdx),
}

/// What a needed skill earns by one that is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// 0 to 1, without regard to levels.
    pub factor: f64,
    /// The level of the skill that is held, if it is known.
    pub level: Option<f64>,
    /// From what is held to what is needed, without the latter.
    pub via: Vec<ConceptIdx>,
    /// The links of that path.
    pub steps: Vec<Step>,
}

/// A neighbour of a skill: who holds it earns a part of the skill, or the other way round.
#[derive(Clone, Copy)]
struct Neighbour {
    skill: ConceptIdx,
    factor: f64,
    step: Step,
}

/// Tells of the skills that earn a part of one (`earned`), or of which one earns a part.
fn neighbours(graph: &Graph, of: ConceptIdx, trust: &Trust, earned: bool, tell: &mut impl FnMut(Neighbour)) {
    relations(graph, of, trust, earned, tell);
    mappings(graph, of, trust, earned, tell);
}

fn relations(graph: &Graph, of: ConceptIdx, trust: &Trust, earned: bool, tell: &mut impl FnMut(Neighbour)) {
    let links = SkillRelation::links(graph);
    let ends = links.out(of).map(|idx| (idx, true)).chain(links.into(of).map(|idx| (idx, false)));
    for (idx, starts_here) in ends {
        let link = links.get(idx);
        let skill = if starts_here { link.to } else { link.from };
        // From what is held to what is needed the link runs forwards or backwards.
        let forwards = starts_here != earned;
        let factor = match (link.facts.kind, forwards) {
            (SkillLinkKind::Broader, true) => NARROWER,
            (SkillLinkKind::Broader, false) => BROADER,
            (SkillLinkKind::Requires, true) => REQUIRES,
            (SkillLinkKind::Requires, false) => continue,
            (SkillLinkKind::Related, _) => RELATED,
        };
        if trust.counts(graph, link, skill) {
            tell(Neighbour { skill, factor, step: Step::Relation(idx) });
        }
    }
}

fn mappings(graph: &Graph, of: ConceptIdx, trust: &Trust, earned: bool, tell: &mut impl FnMut(Neighbour)) {
    let links = Mapping::links(graph);
    let ends = links.out(of).map(|idx| (idx, true)).chain(links.into(of).map(|idx| (idx, false)));
    for (idx, starts_here) in ends {
        let link = links.get(idx);
        let skill = if starts_here { link.to } else { link.from };
        // `BROAD`: the end is broader than the start.
        let factor = match (link.facts.kind, starts_here != earned) {
            (MappingKind::Exact, _) => EXACT,
            (MappingKind::Close, _) => CLOSE,
            (MappingKind::Broad, true) | (MappingKind::Narrow, false) => NARROWER,
            (MappingKind::Broad, false) | (MappingKind::Narrow, true) => BROADER,
            (MappingKind::Related, _) => RELATED,
        };
        if trust.counts(graph, link, skill) && graph.kind(skill) == graph.kind(of) {
            tell(Neighbour { skill, factor, step: Step::Mapping(idx) });
        }
    }
}

/// The best that a needed skill earns by what is held: itself, or the path with the greatest factor, then from the
/// highest level, then of the fewest steps, then by the names on it. O(r m) for r relations and m matches of a skill.
pub fn credit(graph: &Graph, needed: ConceptIdx, held: &Held, trust: &Trust) -> Option<Credit> {
    let itself =
        held.skill(needed).map(|level| Credit { factor: EXACT, level, via: Vec::new(), steps: Vec::new() });
    let is_held = itself.is_some();
    let mut best = itself;
    let mut offer = |path: &[Neighbour]| {
        let Some(level) = held.skill(path[path.len() - 1].skill) else { return };
        let credit = Credit {
            factor: path.iter().map(|one| one.factor).product(),
            level,
            via: path.iter().rev().map(|one| one.skill).collect(),
            steps: path.iter().rev().map(|one| one.step).collect(),
        };
        if best.as_ref().is_none_or(|best| credit.compare(best).is_lt()) {
            best = Some(credit);
        }
    };
    if is_held {
        // Only an exact match that is held at a higher level is better.
        mappings(graph, needed, trust, true, &mut |first| offer(&[first]));
        return best;
    }
    neighbours(graph, needed, trust, true, &mut |first| {
        offer(&[first]);
        let mut then = |second: Neighbour| {
            if second.skill != needed {
                offer(&[first, second]);
            }
        };
        match first.step {
            Step::Relation(_) => mappings(graph, first.skill, trust, true, &mut then),
            Step::Mapping(_) => relations(graph, first.skill, trust, true, &mut then),
        }
    });
    best
}

impl Credit {
    /// The better first.
    fn compare(&self, other: &Self) -> Ordering {
        let level = |credit: &Self| credit.level.unwrap_or(f64::INFINITY);
        (other.factor.total_cmp(&self.factor))
            .then_with(|| level(other).total_cmp(&level(self)))
            .then_with(|| self.via.len().cmp(&other.via.len()))
            .then_with(|| (&self.via, &self.steps).cmp(&(&other.via, &other.steps)))
    }

    /// What is earned where a level is needed: of a skill that is not the same, levels say nothing.
    pub(super) fn worth(&self, basis: Basis, needed: Option<f64>) -> f64 {
        worth(self.factor, self.level, basis, needed)
    }
}

/// What a factor is worth under a basis, from one level to another.
pub(super) fn worth(factor: f64, held: Option<f64>, basis: Basis, needed: Option<f64>) -> f64 {
    match (basis, held, needed) {
        (Basis::Levels, ..) if factor < EXACT => 0.0,
        (Basis::Levels, Some(held), Some(needed)) if needed > 0.0 => (held / needed).min(1.0),
        _ => factor,
    }
}

/// What each skill earns by what is held: as `credit` says of each, for all at once.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    earned: FxHashMap<ConceptIdx, (f64, Option<f64>)>,
}

impl Spread {
    /// The skills that earn something: each with the factor, and the level of what is held.
    pub fn iter(&self) -> impl Iterator<Item = (ConceptIdx, f64, Option<f64>)> {
        self.earned.iter().map(|(skill, (factor, level))| (*skill, *factor, *level))
    }
}

/// What every skill earns by what is held. O(h r m) for h skills held.
pub fn spread(graph: &Graph, held: &Held, trust: &Trust) -> Spread {
    let mut earned: FxHashMap<ConceptIdx, (f64, Option<f64>)> = FxHashMap::default();
    let skills = held.skills();
    earned.extend(skills.iter().map(|(skill, level)| (*skill, (EXACT, *level))));
    for (skill, level) in skills {
        let mut earn = |skill: ConceptIdx, factor: f64| {
            let best = earned.entry(skill).or_insert((factor, level));
            let known = |level: Option<f64>| level.unwrap_or(f64::INFINITY);
            if (factor, known(level)) > (best.0, known(best.1)) {
                *best = (factor, level);
            }
        };
        neighbours(graph, skill, trust, false, &mut |first| {
            earn(first.skill, first.factor);
            let mut then = |second: Neighbour| earn(second.skill, first.factor * second.factor);
            match first.step {
                Step::Relation(_) => mappings(graph, first.skill, trust, false, &mut then),
                Step::Mapping(_) => relations(graph, first.skill, trust, false, &mut then),
            }
        });
    }
    Spread { earned }
}
