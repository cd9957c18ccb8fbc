//! What something held is worth where something else is needed.
//!
//! A skill that is held counts in full where it is needed, and so does its exact match in another taxonomy. A skill that
//! is not held earns a part, by the best path from a skill or a tool that is: one relation, one match, or one of each,
//! after an exact match of what is held or not; the factors multiply. A tool that is needed counts in full where it or its
//! exact match is held, and else not at all.
//!
//! | held is … of what is needed | factor | why |
//! | --- | --: | --- |
//! | exactMatch | 1 | SKOS: interchangeable |
//! | closeMatch | 0.9 | SKOS: interchangeable in some applications |
//! | requires it | 0.9 | who has it had to have what it requires |
//! | narrower, narrowMatch | 0.8 | a kind of it is held, not all of it |
//! | broader, broadMatch | 0.5 | the field is known, not this part |
//! | a tool to exercise it | 0.5 | it is used, in one of several ways |
//! | related, relatedMatch | 0.4 | akin, neither contains the other |
//! | requires it as an option | 0.4 | it may have been learnt on the way: nearly all relations of ESCO are so |
//!
//! The order of the factors is that of the definitions; their sizes are ours.

use std::cmp::Ordering;

use ::entity::{ConceptKind, MappingKind, Requirement, SkillLinkKind};

use super::{Basis, Held, Trust};
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, Mapping, SkillRelation, SkillTool};

pub(super) const EXACT: f64 = 1.0;
const CLOSE: f64 = 0.9;
const REQUIRES: f64 = 0.9;
const NARROWER: f64 = 0.8;
const BROADER: f64 = 0.5;
const EXERCISED: f64 = 0.5;
const RELATED: f64 = 0.4;

/// A link on a path from what is held to what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A relation between two skills.
    Relation(LinkIdx),
    /// A tool to exercise a skill.
    Exercise(LinkIdx),
    /// A match of two taxonomies.
    Mapping(LinkIdx),
}

/// What a needed skill earns by one that is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// 0 to 1, without regard to levels.
    pub factor: f64,
    /// The level of the skill that is held, if it is known; a tool has none.
    pub level: Option<f64>,
    /// From what is held to what is needed, without the latter.
    pub via: Vec<ConceptIdx>,
    /// The links of that path.
    pub steps: Vec<Step>,
}

/// A neighbour of a skill or a tool: who holds it earns a part of that, or the other way round.
#[derive(Clone, Copy)]
struct Neighbour {
    concept: ConceptIdx,
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
        let optional = link.facts.requirement == Some(Requirement::Optional);
        let factor = match (link.facts.kind, forwards) {
            (SkillLinkKind::Broader, true) => NARROWER,
            (SkillLinkKind::Broader, false) => BROADER,
            (SkillLinkKind::Requires, true) if optional => RELATED,
            (SkillLinkKind::Requires, true) => REQUIRES,
            (SkillLinkKind::Requires, false) => continue,
            (SkillLinkKind::Related, _) => RELATED,
        };
        if trust.counts(graph, link, skill) {
            tell(Neighbour { concept: skill, factor, step: Step::Relation(idx) });
        }
    }
    exercises(graph, of, trust, earned, tell);
}

/// Tells of the tools to exercise a skill, or of the skills that a tool is to exercise.
fn exercises(graph: &Graph, of: ConceptIdx, trust: &Trust, earned: bool, tell: &mut impl FnMut(Neighbour)) {
    let links = SkillTool::links(graph);
    // They lead from the skill to the tool.
    let tools = earned.then(|| links.out(of)).into_iter().flatten();
    let skills = (!earned).then(|| links.into(of)).into_iter().flatten();
    for idx in tools.chain(skills) {
        let link = links.get(idx);
        let concept = if earned { link.to } else { link.from };
        if trust.counts(graph, link, concept) {
            tell(Neighbour { concept, factor: EXERCISED, step: Step::Exercise(idx) });
        }
    }
}

fn mappings(graph: &Graph, of: ConceptIdx, trust: &Trust, earned: bool, tell: &mut impl FnMut(Neighbour)) {
    // Most match nothing, and this is asked at each step of each path.
    if !graph.is_matched(of) {
        return;
    }
    let links = Mapping::links(graph);
    let ends = links.out(of).map(|idx| (idx, true)).chain(links.into(of).map(|idx| (idx, false)));
    for (idx, starts_here) in ends {
        let link = links.get(idx);
        let other = if starts_here { link.to } else { link.from };
        // `BROAD`: the end is broader than the start.
        let factor = match (link.facts.kind, starts_here != earned) {
            (MappingKind::Exact, _) => EXACT,
            (MappingKind::Close, _) => CLOSE,
            (MappingKind::Broad, true) | (MappingKind::Narrow, false) => NARROWER,
            (MappingKind::Broad, false) | (MappingKind::Narrow, true) => BROADER,
            (MappingKind::Related, _) => RELATED,
        };
        let can_be_held = matches!(graph.kind(other), ConceptKind::Skill | ConceptKind::Tool);
        if (can_be_held || graph.kind(other) == graph.kind(of)) && trust.counts(graph, link, other) {
            tell(Neighbour { concept: other, factor, step: Step::Mapping(idx) });
        }
    }
}

/// Tells of each path that earns a part of a skill (`earned`), or that a skill or a tool earns a part of others by: its
/// links from there on, one relation, one match, or one of each, and an exact match at the end of what is held or not.
fn paths(graph: &Graph, of: ConceptIdx, trust: &Trust, earned: bool, tell: &mut impl FnMut(&[Neighbour])) {
    if earned {
        steps(graph, of, trust, true, &mut |path| {
            tell(path);
            exact(graph, path[path.len() - 1].concept, trust, &mut |other| {
                if other.concept != of {
                    // One or two, as `steps` tells.
                    match *path {
                        [first] => tell(&[first, other]),
                        [first, second] => tell(&[first, second, other]),
                        _ => {}
                    }
                }
            });
        });
        return;
    }
    steps(graph, of, trust, false, tell);
    exact(graph, of, trust, &mut |other| {
        steps(graph, other.concept, trust, false, &mut |path| match *path {
            [first] if first.concept != of => tell(&[other, first]),
            [first, second] if second.concept != of => tell(&[other, first, second]),
            _ => {}
        });
    });
}

/// One relation, one match, or one of each.
fn steps(graph: &Graph, of: ConceptIdx, trust: &Trust, earned: bool, tell: &mut impl FnMut(&[Neighbour])) {
    neighbours(graph, of, trust, earned, &mut |first| {
        tell(&[first]);
        let mut then = |second: Neighbour| {
            if second.concept != of {
                tell(&[first, second]);
            }
        };
        match first.step {
            Step::Mapping(_) => relations(graph, first.concept, trust, earned, &mut then),
            Step::Relation(_) | Step::Exercise(_) => mappings(graph, first.concept, trust, earned, &mut then),
        }
    });
}

/// Tells of the exact matches of a skill or a tool.
fn exact(graph: &Graph, of: ConceptIdx, trust: &Trust, tell: &mut impl FnMut(Neighbour)) {
    mappings(graph, of, trust, true, &mut |other| {
        if other.factor >= EXACT {
            tell(other);
        }
    });
}

/// Where a path leads, and what it is worth.
fn end(path: &[Neighbour]) -> (ConceptIdx, f64) {
    (path[path.len() - 1].concept, path.iter().map(|one| one.factor).product())
}

/// The best that a needed skill earns by what is held: itself, or the path with the greatest factor, then from the
/// highest level, then of the fewest steps, then by the names on it. O(r m) for r relations and m matches of a skill.
pub fn credit(graph: &Graph, needed: ConceptIdx, held: &Held, trust: &Trust) -> Option<Credit> {
    let itself =
        held.skill(needed).map(|level| Credit { factor: EXACT, level, via: Vec::new(), steps: Vec::new() });
    let is_held = itself.is_some();
    let mut best = itself;
    let mut offer = |path: &[Neighbour]| {
        let (end, factor) = end(path);
        let Some(level) = held.any(end) else { return };
        let credit = Credit {
            factor,
            level,
            via: path.iter().rev().map(|one| one.concept).collect(),
            steps: path.iter().rev().map(|one| one.step).collect(),
        };
        if best.as_ref().is_none_or(|best| credit.compare(best).is_lt()) {
            best = Some(credit);
        }
    };
    if is_held {
        // Only an exact match that is held at a higher level is better.
        exact(graph, needed, trust, &mut |first| {
            offer(&[first]);
            exact(graph, first.concept, trust, &mut |second| {
                if second.concept != needed {
                    offer(&[first, second]);
                }
            });
        });
        return best;
    }
    paths(graph, needed, trust, true, &mut offer);
    best
}

/// Tells of each other skill that earns a part of one (`earned`), or of which a skill or a tool earns a part, as often
/// as there is a path, with its factor. No tools.
pub(super) fn parts(
    graph: &Graph,
    of: ConceptIdx,
    trust: &Trust,
    earned: bool,
    tell: &mut impl FnMut(ConceptIdx, f64),
) {
    paths(graph, of, trust, earned, &mut |path| {
        let (end, factor) = end(path);
        if graph.kind(end) == ConceptKind::Skill {
            tell(end, factor);
        }
    });
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

/// The exact matches of a concept among those of its kind, in any order. O(m) in its matches.
pub(super) fn exact_matches(graph: &Graph, of: ConceptIdx, trust: &Trust) -> Vec<ConceptIdx> {
    let mut same = Vec::new();
    exact(graph, of, trust, &mut |other| {
        if graph.kind(other.concept) == graph.kind(of) {
            same.push(other.concept);
        }
    });
    same
}

/// Whether a tool counts as held: it is, or an exact match of it in another taxonomy. O(m) for m matches of it.
pub(super) fn holds_tool(graph: &Graph, tool: ConceptIdx, held: &Held, trust: &Trust) -> bool {
    held.tool(tool) || exact_matches(graph, tool, trust).into_iter().any(|other| held.tool(other))
}
