//! The best routes one after the other: Yen's algorithm.

use std::collections::BTreeSet;

use super::Journey;
use super::hops::Hops;
use super::search::{Bounds, Search};

/// A route, as it is ordered: by cost, number of hops, and the names along it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    pub(super) cost: u64,
    length: usize,
    /// Hops are numbered by start, then by the name of the end: routes from one role order by them as by the names
    /// along.
    pub(super) hops: Vec<usize>,
    /// From which hop on it differs from the route that it was found by.
    differs_from: usize,
}

impl Ranked {
    fn new(costs: &[u64], hops: Vec<usize>, differs_from: usize) -> Self {
        let cost = hops.iter().map(|hop| costs[*hop]).sum();
        Self { cost, length: hops.len(), hops, differs_from }
    }
}

/// The `k` best routes through hops with these costs.
pub(super) fn routes<E>(
    hops: &Hops,
    costs: &[u64],
    journey: &Journey<'_>,
    check: &mut impl FnMut() -> Result<(), E>,
) -> Result<Vec<Ranked>, E> {
    let (start, end) = (hops.number(journey.from), hops.number(journey.to));
    let bounds = Bounds::new(hops, costs, end, journey.max_hops);
    let mut search = Search::new(hops, costs, &bounds, journey.max_hops);
    let mut found: Vec<Ranked> = Vec::new();
    let mut open: BTreeSet<Ranked> = BTreeSet::new();
    if let Some(best) = search.best(start, journey.max_hops, &[], &[]) {
        open.insert(Ranked::new(costs, best, 0));
    }
    while let Some(route) = open.pop_first() {
        found.push(route);
        if found.len() == journey.k {
            break;
        }
        // The best of those that leave this route at one of its roles, and no earlier than it left its own.
        let route = &found[found.len() - 1];
        for at in route.differs_from..route.length {
            check()?;
            let root = &route.hops[..at];
            let same = found.iter().filter(|other| other.hops.len() > at && other.hops[..at] == *root);
            let blocked: Vec<usize> = same.map(|other| other.hops[at]).collect();
            let left: Vec<u32> = root.iter().map(|hop| hops.from[*hop]).collect();
            let from = hops.from[route.hops[at]];
            if let Some(rest) = search.best(from, journey.max_hops - at, &left, &blocked) {
                open.insert(Ranked::new(costs, [root, &rest].concat(), at));
            }
        }
    }
    Ok(found)
}
