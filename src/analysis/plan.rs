//! In which order to learn what is lacking for a role, and on which pathways.
//!
//! - `stages`: the order
//! - `pathways`: what teaches it within a budget
//!
//! To learn is what `gap` tells as partly covered and missing, and what that requires at any depth and is not held, as
//! far as a source does not call it optional. A skill comes after those that it requires, and after those broader than
//! it that are to be learnt, too. The stage of a skill is the least that leaves all that comes before it to earlier
//! ones: the longest chain before it. Where such links go round in a circle there is no order: those on it share a
//! stage.
//!
//! A pathway begins when all that comes before what it teaches is learnt, on pathways before it or alone. Pathways that
//! wait for each other share a place. What one costs is what it costs in all (`Pathway::whole_cost`).
//!
//! Pathways are chosen one after the other: each the one that teaches most of what is not taught yet: by weight, then
//! by number, then the shortest, where there is a limit of costs the cheapest, then by name. What it costs and how long
//! it takes has to fit into what is left; where there is a limit, what is not known does not fit.

mod pathways;
mod stages;

use ::entity::{Requirement, SkillLinkKind};
use rustc_hash::FxHashMap;

use super::credit::credit;
use super::numbers::{added, greater_first};
use super::{Basis, Held, Need, Trust, gap};
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, SkillRelation};
pub use pathways::{Budget, Taken};

/// For whom, for what, and with what means.
#[derive(Clone, Debug)]
pub struct PlanAsked<'a> {
    /// The role.
    pub target: ConceptIdx,
    /// What the person holds.
    pub held: &'a Held,
    /// By which needs.
    pub basis: Basis,
    /// What pathways may take.
    pub budget: Budget,
}

/// What has to come before a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Before {
    /// The skill that comes before.
    pub skill: ConceptIdx,
    /// The relation that says so.
    pub link: LinkIdx,
}

/// A skill to learn.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The skill.
    pub skill: ConceptIdx,
    /// The need that it fills; none where only others require it.
    pub need: Option<Need>,
    /// By how much it raises coverage by itself.
    pub gain: f64,
    /// What comes before it and is to be learnt, too, by name.
    pub before: Vec<Before>,
    /// What requires it, where it is not needed itself.
    pub required_by: Vec<Before>,
    /// The pathways that teach it and fit, by name, each with the link that says so.
    pub pathways: Vec<(ConceptIdx, LinkIdx)>,
}

/// An order to learn in.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How many skills the role needs.
    pub needed: usize,
    /// How much is covered before, 0 to 1.
    pub coverage: f64,
    /// How much is covered when all that the pathways teach is learnt.
    pub coverage_by_pathways: f64,
    /// What can be learnt side by side: of a stage those that raise coverage most first, then by name.
    pub stages: Vec<Vec<Lesson>>,
    /// Skills whose order goes round in a circle, each circle by name.
    pub circles: Vec<Vec<ConceptIdx>>,
    /// The pathways that are taken, in the order in which they can begin.
    pub pathways: Vec<Taken>,
    /// What none of them teaches, by name.
    pub untaught: Vec<ConceptIdx>,
}

/// An order to learn in. O(n log n) in what is to be learnt and its relations, and O(p²) in the pathways that teach it.
pub fn plan(graph: &Graph, asked: &PlanAsked<'_>, trust: &Trust) -> Plan {
    let PlanAsked { target, held, basis, ref budget } = *asked;
    let found = gap(graph, target, held, basis, trust);
    let needs = || [&found.covered, &found.partly, &found.missing].into_iter().flatten();
    let whole: f64 = needs().map(|item| item.need.weight).sum();
    let needed = needs().count();
    let mut lessons: Vec<Lesson> = Vec::new();
    for item in found.partly.iter().chain(&found.missing) {
        let gain = added(item.need.weight * (1.0 - item.credit), whole);
        lessons.push(lesson(item.need.skill, Some(item.need), gain));
    }
    require(graph, held, trust, &mut lessons);
    lessons.sort_unstable_by_key(|lesson| lesson.skill);
    let places: FxHashMap<ConceptIdx, usize> =
        lessons.iter().enumerate().map(|(place, lesson)| (lesson.skill, place)).collect();
    for lesson in &mut lessons {
        lesson.before = before(graph, lesson.skill, trust, &places);
        lesson.pathways = budget.teaching(graph, lesson.skill, trust);
    }
    let order = stages::order(&lessons, &places);
    let (pathways, untaught) = budget.take(graph, &lessons, &places);
    let mut taught = held.clone();
    pathways.iter().flat_map(|one| &one.teaches).for_each(|(skill, _)| taught.add_skill(*skill, None));
    let coverage_by_pathways = gap(graph, target, &taught, basis, trust).coverage;
    let circles = order.circles.iter().map(|circle| circle.iter().map(|at| lessons[*at].skill).collect());
    let circles = circles.collect();
    let mut stages = vec![Vec::new(); order.stage.iter().map(|stage| stage + 1).max().unwrap_or(0)];
    lessons.into_iter().zip(&order.stage).for_each(|(lesson, stage)| stages[*stage].push(lesson));
    for stage in &mut stages {
        stage.sort_by(|a, b| greater_first(a.gain, b.gain).then(a.skill.cmp(&b.skill)));
    }
    Plan { needed, coverage: found.coverage, coverage_by_pathways, stages, circles, pathways, untaught }
}

fn lesson(skill: ConceptIdx, need: Option<Need>, gain: f64) -> Lesson {
    Lesson { skill, need, gain, before: Vec::new(), required_by: Vec::new(), pathways: Vec::new() }
}

/// Adds what lessons require at any depth and is not had.
fn require(graph: &Graph, held: &Held, trust: &Trust, lessons: &mut Vec<Lesson>) {
    let links = SkillRelation::links(graph);
    let mut places: FxHashMap<ConceptIdx, usize> =
        lessons.iter().enumerate().map(|(place, lesson)| (lesson.skill, place)).collect();
    let mut at = 0;
    while at < lessons.len() {
        let by = lessons[at].skill;
        for idx in links.out(by) {
            let link = links.get(idx);
            if !is_required(graph, idx, trust) || link.to == by {
                continue;
            }
            let is_had = || credit(graph, link.to, held, trust).is_some_and(|credit| credit.factor >= 1.0);
            let place = match places.get(&link.to) {
                Some(place) => *place,
                None if is_had() => continue,
                None => {
                    places.insert(link.to, lessons.len());
                    lessons.push(lesson(link.to, None, 0.0));
                    lessons.len() - 1
                }
            };
            if lessons[place].need.is_none() {
                lessons[place].required_by.push(Before { skill: by, link: idx });
            }
        }
        at += 1;
    }
    lessons.iter_mut().for_each(|lesson| lesson.required_by.sort_unstable());
}

/// Whether a relation says that its start requires its end, and not only as an option.
fn is_required(graph: &Graph, idx: LinkIdx, trust: &Trust) -> bool {
    let link = SkillRelation::links(graph).get(idx);
    let facts = &link.facts;
    facts.kind == SkillLinkKind::Requires
        && facts.requirement != Some(Requirement::Optional)
        && trust.counts(graph, link, link.to)
}

/// Of the skills that are to be learnt those that come before one, by name.
fn before(
    graph: &Graph,
    skill: ConceptIdx,
    trust: &Trust,
    places: &FxHashMap<ConceptIdx, usize>,
) -> Vec<Before> {
    let links = SkillRelation::links(graph);
    let comes_before = |idx: &LinkIdx| {
        let link = links.get(*idx);
        let is_broader = link.facts.kind == SkillLinkKind::Broader && trust.counts(graph, link, link.to);
        link.to != skill && places.contains_key(&link.to) && (is_broader || is_required(graph, *idx, trust))
    };
    let all = links.out(skill).filter(comes_before);
    all.map(|link| Before { skill: links.get(link).to, link }).collect()
}
