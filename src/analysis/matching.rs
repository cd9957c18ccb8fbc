//! Which roles are covered best by what somebody holds.

use super::needed::Covered;
use super::numbers::{first_by, share, steps};
use super::{Held, Roles};
use crate::graph::ConceptIdx;

/// A role, and how much of it is covered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matched {
    /// The role.
    pub role: ConceptIdx,
    /// 0 to 1, as `gap` says of it.
    pub coverage: f64,
}

/// The roles of which anything is covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Matches {
    /// How many there are.
    pub count: usize,
    /// The first of them: by coverage, then by the weight that is covered, then by name.
    pub best: Vec<Matched>,
}

/// The roles that pass and of which anything is covered, and the `first` of them. Whether one that is retired does is
/// up to `passes`.
///
/// O(h r m) for h skills and tools held with r relations and m matches each, then O(n) in all that the roles need; where
/// that is prepared, in the roles and in the needs of which anything is earned.
pub fn matches(roles: &Roles<'_>, held: &Held, first: usize, passes: impl Fn(ConceptIdx) -> bool) -> Matches {
    let covered = roles.covered([&roles.spread(held)], passes).into_iter();
    let mut matched: Vec<(f64, f64, Matched)> = covered
        .filter(|Covered { earned: [earned], .. }| *earned > 0.0)
        .map(|Covered { role, earned: [earned], whole }| {
            let coverage = share(earned, whole);
            (steps(coverage), steps(earned), Matched { role, coverage })
        })
        .collect();
    let count = matched.len();
    first_by(&mut matched, first, |a, b| {
        b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.role.cmp(&b.2.role))
    });
    Matches { count, best: matched.into_iter().map(|(.., one)| one).collect() }
}
