//! What changes when somebody holds something more, or less.
//!
//! The coverage of each role before and after, as `matches` tells it; a role of which it differs by less than rounding
//! is not told. A role is opened when its coverage reaches a threshold that it did not reach before, and closed the
//! other way round.

use super::needed::Covered;
use super::numbers::{ROUNDING, added, greater_first};
use super::spread::Spread;
use super::{Basis, Held, Need, Roles, Trust, needs, tools};
use crate::graph::{ConceptIdx, Graph, LinkIdx};

/// A role of which the coverage changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changed {
    /// The role.
    pub role: ConceptIdx,
    /// 0 to 1.
    pub before: f64,
    /// 0 to 1.
    pub after: f64,
}

impl Changed {
    /// By how much it rises; below 0 where it falls.
    pub fn change(&self) -> f64 {
        self.after - self.before
    }

    /// Whether it reaches the threshold now, and did not before.
    pub fn is_opened(&self, threshold: f64) -> bool {
        self.after >= threshold - ROUNDING && self.before < threshold - ROUNDING
    }

    /// Whether it reached the threshold before, and does not now.
    pub fn is_closed(&self, threshold: f64) -> bool {
        self.before >= threshold - ROUNDING && self.after < threshold - ROUNDING
    }
}

/// A skill that a role needs, or a tool where the basis is TOOLS, of which more or less is earned than before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// The skill or tool.
    pub what: ConceptIdx,
    /// The link that says that it is needed.
    pub link: LinkIdx,
    /// What is earned of it before, 0 to 1.
    pub before: f64,
    /// What is earned of it afterwards.
    pub after: f64,
}

/// What changes when something more is held, or less.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The roles that pass and of which the coverage changes: the most first, then by name.
    pub changed: Vec<Changed>,
    basis: Basis,
    earned: [Spread; 2],
}

/// What changes from what is held before to what is held afterwards. As costly as `matches`.
pub fn what_if(roles: &Roles<'_>, held: [&Held; 2], passes: impl Fn(ConceptIdx) -> bool) -> WhatIf {
    let spreads = held.map(|held| roles.spread(held));
    let one = |Covered { role, earned: [before, after], whole }: Covered<2>| Changed {
        role,
        before: added(before, whole),
        after: added(after, whole),
    };
    let both = roles.covered(spreads.each_ref(), passes).into_iter().map(one);
    let mut changed: Vec<Changed> = both.filter(|one| one.change().abs() > ROUNDING).collect();
    changed.sort_by(|a, b| greater_first(a.change().abs(), b.change().abs()).then(a.role.cmp(&b.role)));
    WhatIf { changed, basis: roles.basis, earned: spreads.map(Spread::sparse) }
}

impl WhatIf {
    /// By what roles are measured.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// What of the needs of a role makes its coverage change: what changes it most first, then by name. O(n log n) in
    /// what it needs.
    pub fn moved(&self, graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<Moved> {
        let [before, after] = &self.earned;
        let mut moved: Vec<(f64, Moved)> = if self.basis == Basis::Tools {
            let one = |(what, link)| {
                let is_held = |earned: &Spread| if earned.has(what) { 1.0 } else { 0.0 };
                (1.0, Moved { what, link, before: is_held(before), after: is_held(after) })
            };
            tools(graph, role, trust).into_iter().map(one).collect()
        } else {
            let one = |need: &Need| {
                let (what, link) = (need.skill, need.link);
                (need.weight, Moved { what, link, before: before.worth(need), after: after.worth(need) })
            };
            needs(graph, role, self.basis, trust).iter().map(one).collect()
        };
        moved.iter_mut().for_each(|(by, one)| *by *= (one.after - one.before).abs());
        moved.retain(|(by, _)| *by > ROUNDING);
        moved.sort_by(|a, b| greater_first(a.0, b.0));
        moved.into_iter().map(|(_, one)| one).collect()
    }
}
