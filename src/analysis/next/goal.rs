//! Which roles are to be opened.

use crate::analysis::credit::spread;
use crate::analysis::needs::gather;
use crate::analysis::numbers::{ROUNDING, steps};
use crate::analysis::{Basis, Held, Trust};
use crate::graph::{ConceptIdx, Graph};

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
    /// they need that they lack, then by its weight, then by name. O(n) in the needs of all.
    pub fn nearest(
        graph: &Graph,
        roles: impl Iterator<Item = ConceptIdx>,
        held: &Held,
        basis: Basis,
        trust: &Trust,
        threshold: f64,
    ) -> Self {
        let earned = spread(graph, held, trust);
        let (mut needed, mut open, mut lacking) = (Vec::new(), 0, Vec::new());
        for role in roles.filter(|role| trust.is_of(graph, *role)) {
            gather(graph, role, basis, trust, &mut needed);
            let (covered, whole) = earned.covered(&needed, basis);
            if whole <= 0.0 {
                continue;
            }
            let lacks = threshold - covered / whole;
            if lacks <= ROUNDING {
                open += 1;
            } else {
                lacking.push((steps(lacks), steps(lacks * whole), role));
            }
        }
        let more = lacking.len() > MOST_ROLES;
        if more {
            let before = |a: &(f64, f64, ConceptIdx), b: &(f64, f64, ConceptIdx)| {
                a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
            };
            lacking.select_nth_unstable_by(MOST_ROLES, before);
            lacking.truncate(MOST_ROLES);
        }
        let mut roles: Vec<ConceptIdx> = lacking.into_iter().map(|(.., role)| role).collect();
        roles.sort_unstable();
        Self { roles, open, more, threshold }
    }
}
