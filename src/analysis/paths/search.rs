//! The best route through hops that have a cost: Dijkstra's algorithm, a layer for each number of hops.
//!
//! Of routes to one role the better costs less, or as much with fewer hops, or as much with as many and with the
//! earlier name at the first role in which they differ. Whatever circles is worse than without its circle, so the best
//! is loopless.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::hops::{Hops, to_u32};

/// The cost of a hop that is not taken.
pub(super) const CLOSED: u64 = u64::MAX;

/// The least that is left to pay from each role to the end, within each number of hops.
pub(super) struct Bounds {
    end: u32,
    within: Vec<Vec<u64>>,
}

impl Bounds {
    /// O(m h) for m hops and h of them in a route, less where few are left that get better.
    pub(super) fn new(hops: &Hops, costs: &[u64], end: u32, most_hops: usize) -> Self {
        let mut nearest = vec![CLOSED; hops.roles()];
        nearest[end as usize] = 0;
        let (mut within, mut better) = (vec![nearest], vec![end]);
        while within.len() <= most_hops && !better.is_empty() {
            let before = &within[within.len() - 1];
            let mut now = before.clone();
            let mut next = Vec::new();
            for role in better {
                for hop in hops.into(role).filter(|hop| costs[*hop] != CLOSED) {
                    let (start, cost) = (hops.from[hop], costs[hop] + before[role as usize]);
                    if cost < now[start as usize] {
                        if now[start as usize] == before[start as usize] {
                            next.push(start);
                        }
                        now[start as usize] = cost;
                    }
                }
            }
            within.push(now);
            better = next;
        }
        Self { end, within }
    }

    /// From a role within so many hops; none if they do not suffice.
    fn from(&self, role: u32, hops: usize) -> Option<u64> {
        let within = &self.within[hops.min(self.within.len() - 1)];
        Some(within[role as usize]).filter(|cost| *cost != CLOSED)
    }
}

/// How a role was reached best with so many hops.
#[derive(Clone, Copy, Default)]
struct Label {
    /// Of which search.
    search: u32,
    is_done: bool,
    by: u32,
    cost: u64,
}

/// Searches over the same hops.
pub(super) struct Search<'a> {
    hops: &'a Hops,
    costs: &'a [u64],
    bounds: &'a Bounds,
    layers: usize,
    labels: Vec<Label>,
    number: u32,
}

impl<'a> Search<'a> {
    pub(super) fn new(hops: &'a Hops, costs: &'a [u64], bounds: &'a Bounds, most_hops: usize) -> Self {
        let layers = most_hops + 1;
        let labels = vec![Label::default(); hops.roles() * layers];
        Self { hops, costs, bounds, layers, labels, number: 0 }
    }

    /// The best route from a role to the end in at most `most_hops`, as hops.
    ///
    /// It enters none of the `left` roles, and does not begin with a `blocked` hop. What is left to pay without these
    /// conditions is the bound by which roles are visited (A*): it never rises by more than a hop costs.
    pub(super) fn best(
        &mut self,
        start: u32,
        most_hops: usize,
        left: &[u32],
        blocked: &[usize],
    ) -> Option<Vec<usize>> {
        self.number += 1;
        let mut open = BinaryHeap::new();
        let place = self.place(start, 0);
        self.labels[place] = Label { search: self.number, is_done: false, by: 0, cost: 0 };
        open.push(Reverse((self.bounds.from(start, most_hops)?, 0_usize, start)));
        while let Some(Reverse((_, layer, role))) = open.pop() {
            let place = self.place(role, layer);
            if std::mem::replace(&mut self.labels[place].is_done, true) {
                continue;
            }
            let cost = self.labels[place].cost;
            if role == self.bounds.end {
                return Some(self.route(role, layer));
            }
            if layer == most_hops || self.is_worse(role, layer, cost) {
                continue;
            }
            for hop in self.hops.out(role) {
                let to = self.hops.to[hop];
                let closed = self.costs[hop] == CLOSED || left.contains(&to);
                if closed || layer == 0 && blocked.contains(&hop) {
                    continue;
                }
                let Some(rest) = self.bounds.from(to, most_hops - layer - 1) else { continue };
                let cost = cost + self.costs[hop];
                if self.reach(to, layer + 1, cost, hop) {
                    open.push(Reverse((cost + rest, layer + 1, to)));
                }
            }
        }
        None
    }

    fn place(&self, role: u32, layer: usize) -> usize {
        role as usize * self.layers + layer
    }

    fn label(&self, role: u32, layer: usize) -> Option<Label> {
        Some(self.labels[self.place(role, layer)]).filter(|label| label.search == self.number)
    }

    /// Whether the role was reached for no more with fewer hops.
    fn is_worse(&self, role: u32, layer: usize, cost: u64) -> bool {
        (0..layer).any(|fewer| self.label(role, fewer).is_some_and(|label| label.cost <= cost))
    }

    /// Notes a way to a role, if it is the best so far; whether it costs less than any before.
    fn reach(&mut self, role: u32, layer: usize, cost: u64, by: usize) -> bool {
        if self.is_worse(role, layer, cost) {
            return false;
        }
        let place = self.place(role, layer);
        match self.label(role, layer) {
            Some(known) if known.cost < cost => false,
            Some(known) if known.cost == cost => {
                // Of equal cost and length: all that lead here are done, as the bound visits shorter ones first.
                if self.roles(self.hops.from[by], layer - 1)
                    < self.roles(self.hops.from[known.by as usize], layer - 1)
                {
                    self.labels[place].by = to_u32(by);
                }
                false
            }
            _ => {
                let (search, by) = (self.number, to_u32(by));
                self.labels[place] = Label { search, is_done: false, by, cost };
                true
            }
        }
    }

    /// The roles from the start to a label, by number.
    fn roles(&self, role: u32, layer: usize) -> Vec<u32> {
        self.route(role, layer).into_iter().map(|hop| self.hops.to[hop]).collect()
    }

    /// The hops from the start to a label.
    fn route(&self, mut role: u32, layer: usize) -> Vec<usize> {
        let mut route = Vec::with_capacity(layer);
        for layer in (1..=layer).rev() {
            let by = self.labels[self.place(role, layer)].by as usize;
            route.push(by);
            role = self.hops.from[by];
        }
        route.reverse();
        route
    }
}
