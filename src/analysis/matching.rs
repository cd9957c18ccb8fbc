//! Which roles are covered best by what somebody holds.

use super::needed::covered;
use super::numbers::{first_by, share, steps};
use super::spread::Spread;
use super::{Basis, Held, Needed, Trust};
use crate::graph::{ConceptIdx, Graph};

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
/// up to `passes`. As costly as `covered`.
pub fn matches(
    graph: &Graph,
    needed: Option<&Needed>,
    held: &Held,
    basis: Basis,
    trust: &Trust,
    first: usize,
    passes: impl Fn(ConceptIdx) -> bool,
) -> Matches {
    let spread = Spread::new(graph, held, basis, trust);
    let covered = covered(graph, needed, &spread, trust, passes).into_iter();
    let mut matched: Vec<(f64, f64, Matched)> = covered
        .filter(|one| one.earned > 0.0)
        .map(|one| {
            let coverage = share(one.earned, one.whole);
            (steps(coverage), steps(one.earned), Matched { role: one.role, coverage })
        })
        .collect();
    let before = |a: &(f64, f64, Matched), b: &(f64, f64, Matched)| {
        b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.role.cmp(&b.2.role))
    };
    let count = matched.len();
    first_by(&mut matched, first, before);
    Matches { count, best: matched.into_iter().map(|(.., one)| one).collect() }
}
