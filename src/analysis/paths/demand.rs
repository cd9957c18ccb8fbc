//! What a role asks for, as far as it is new to who comes from another.

use ::entity::Requirement;

use crate::analysis::needs::rated;
use crate::analysis::{Held, Trust};
use crate::graph::{ConceptIdx, Graph};

/// A level counts as new from so much more on, in thousandths: one step of O*NET's scale (LV, 0 to 7).
const HIGHER: i32 = 1_000;

/// A skill that a role asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demand {
    pub(super) skill: ConceptIdx,
    /// The level in thousandths, so that a step is a step; none where it is not known.
    level: Option<i32>,
    asked: Asked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// As far as it is rated important, and importance and level are not both known.
    Unrated,
    /// Rated as less than important: it is had, but not asked for.
    Minor,
    /// Rated as important.
    Important,
}

/// At which level something is had: not at all, at one that is not known, or at one in thousandths.
type Had = Option<Option<i32>>;

impl Demand {
    /// Whether it is asked for, and not only rated.
    pub(super) fn is_asked_for(&self) -> bool {
        self.asked != Asked::Minor
    }

    /// Whether it is new to who has it so.
    pub(super) fn is_new(&self, had: Had) -> bool {
        match (self.asked, had) {
            (Asked::Minor, _) | (_, Some(None)) | (Asked::Unrated, Some(_)) => false,
            (Asked::Unrated, None) => true,
            (Asked::Important, had) => self.level.unwrap_or(0) - had.flatten().unwrap_or(0) >= HIGHER,
        }
    }
}

/// What a role asks for without the optional, by name.
pub(super) fn demands(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<Demand> {
    let needs = rated(graph, role, trust).into_iter();
    let asked = needs.filter(|need| need.requirement != Some(Requirement::Optional)).map(|need| Demand {
        skill: need.skill,
        level: need.level.map(thousandths),
        asked: match (need.importance, need.level) {
            _ if !need.is_asked_for() => Asked::Minor,
            (Some(_), Some(_)) => Asked::Important,
            _ => Asked::Unrated,
        },
    });
    asked.collect()
}

/// How a person has a skill.
pub(super) fn held(held: &Held, skill: ConceptIdx) -> Had {
    held.skill(skill).map(|level| level.map(thousandths))
}

/// How somebody has a skill who works in a role that asks for these.
pub(super) fn had(demands: &[Demand], skill: ConceptIdx) -> Had {
    let at = demands.binary_search_by_key(&skill, |demand| demand.skill).ok()?;
    Some(demands[at].level)
}

/// What of the demands of a role is new to who comes from another: both by name. O(n) in the demands of both.
pub(super) fn new_to<'a>(from: &'a [Demand], to: &'a [Demand]) -> impl Iterator<Item = &'a Demand> {
    let mut rest = from;
    to.iter().filter(move |demand| {
        while rest.first().is_some_and(|first| first.skill < demand.skill) {
            rest = &rest[1..];
        }
        let same = rest.first().filter(|first| first.skill == demand.skill);
        demand.is_new(same.map(|first| first.level))
    })
}

/// Levels have two decimals.
#[expect(clippy::cast_possible_truncation, reason = "levels are 0 to 7")]
fn thousandths(level: f64) -> i32 {
    (level * 1_000.0).round() as i32
}
