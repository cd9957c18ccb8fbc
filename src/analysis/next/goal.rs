//! Which roles are to be opened.

use crate::analysis::needed::Covered;
use crate::analysis::numbers::{ROUNDING, first_by, steps};
use crate::analysis::{Held, Roles};
use crate::graph::ConceptIdx;

/// Roles that are looked at, at most, so that an answer takes as long on a larger graph: those nearest to be open. A
/// choice.
const MOST_ROLES: usize = 200;

/// The roles that are to be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Those that are not open, in the order of their names.
    pub roles: Vec<ConceptIdx>,
    /// How many are open.
    pub open: usize,
    /// Whether there are more that are not open.
    pub more: bool,
    /// From which coverage on a role is open, above 0, to 1.
    pub threshold: f64,
}

impl Goal {
    /// All of one role.
    pub fn of_role(role: ConceptIdx) -> Self {
        Self { roles: vec![role], open: 0, more: false, threshold: 1.0 }
    }

    /// Of the roles that pass and need something, those that lack least to be open: at most 200, by the share of what
    /// they need that they lack, then by its weight, then by name. As costly as `matches`.
    pub fn nearest(
        roles: &Roles<'_>,
        held: &Held,
        threshold: f64,
        passes: impl Fn(ConceptIdx) -> bool,
    ) -> Self {
        let (mut open, mut lacking) = (0, Vec::new());
        for Covered { role, earned: [earned], whole } in roles.covered([&roles.spread(held)], passes) {
            if whole <= 0.0 {
                continue;
            }
            let lacks = threshold - earned / whole;
            if lacks <= ROUNDING {
                open += 1;
            } else {
                lacking.push((steps(lacks), steps(lacks * whole), role));
            }
        }
        let more = lacking.len() > MOST_ROLES;
        first_by(&mut lacking, MOST_ROLES, |a: &(f64, f64, ConceptIdx), b| {
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
        });
        let mut roles: Vec<ConceptIdx> = lacking.into_iter().map(|(.., role)| role).collect();
        roles.sort_unstable();
        Self { roles, open, more, threshold }
    }
}
