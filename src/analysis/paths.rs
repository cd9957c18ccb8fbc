//! The best routes from one role to another.
//!
//! - `hops`: all hops between roles, made once a graph
//! - `similar`: which roles are similar
//! - `demand`: what a role asks for that is new to somebody
//! - `search`: the best route through hops that have a cost
//! - `ranked`: the next best ones
//! - `limits`: which hops may be taken, at what cost, and which limit leaves no route
//!
//! A hop CAN_BECOME where a source says so, is RELATED as O\*NET directs it (both ways where it is not ranked), and
//! SIMILAR to the at most ten roles whose skills (essential, or of which nothing is said) have a Jaccard index of a
//! tenth or more. A pair of roles is one hop: of the kinds that are let through, the first of these.
//!
//! A hop costs 1; or as many skills as it asks for that are new; or the weeks of the shortest pathway to its end. Where no
//! need, or no weeks, of its end are known, it costs the most that any hop is known to ask for, so that known ways win. A
//! skill is new which neither the role before asks for nor the person holds, itself or as an exact match; one that is
//! rated, if its importance is 3 or more and its level is higher by 1 or more. Optional skills are left out on both sides.
//!
//! Routes are ordered by cost, then number of hops, then the names along them. They are found by Yen's algorithm
//! (Finding the k Shortest Loopless Paths in a Network, 1971) with Lawler's rule, over searches that are bounded by
//! what is left to pay: at most k h of them for routes of h hops, each O(h m log m) in m hops and usually far less.

mod demand;
mod hops;
mod limits;
mod ranked;
mod search;
mod similar;

use ::entity::RelatedTier;

use super::{Held, Trust};
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, RoleRelation};
pub use hops::{HopKind, Hops};
pub use limits::Constraint;
use limits::Limits;
pub use similar::Shared;

/// What a route is to have little of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathCost {
    /// Hops.
    Hops,
    /// Skills to learn.
    NewSkills,
    /// Weeks on pathways.
    Weeks,
}

/// Between which roles, for whom, and by which hops.
#[derive(Clone, Debug)]
pub struct Journey<'a> {
    /// Where it starts.
    pub from: ConceptIdx,
    /// Where it ends.
    pub to: ConceptIdx,
    /// What the person holds.
    pub held: &'a Held,
    /// What it is to have little of.
    pub by: PathCost,
    /// Kinds of hops; all if it is left out.
    pub via: Option<Vec<HopKind>>,
    /// Tiers of RELATED hops; all, and those without one, if it is left out.
    pub tiers: Option<Vec<RelatedTier>>,
    /// Roles that are not entered.
    pub avoid: Vec<ConceptIdx>,
    /// Hops of a route, at most.
    pub max_hops: usize,
    /// New skills of a hop, at most.
    pub max_new_skills: Option<usize>,
    /// The least job zone of a role that is entered.
    pub min_job_zone: Option<i32>,
    /// Routes, at most.
    pub k: usize,
}

/// One hop of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Where it starts.
    pub from: ConceptIdx,
    /// Where it ends.
    pub to: ConceptIdx,
    /// Why there is a hop.
    pub by: HopKind,
    /// How near, where it is RELATED and ranked.
    pub tier: Option<RelatedTier>,
    /// In thousandths.
    pub cost: u64,
    /// How many skills its end asks for.
    pub needed: usize,
    /// Those of them that are new, by name.
    pub new_skills: Vec<ConceptIdx>,
    /// The shortest pathway to its end of which the weeks are known.
    pub pathway: Option<ConceptIdx>,
    /// The relations that say so; none where it is SIMILAR.
    pub links: Vec<LinkIdx>,
    /// What both roles ask for, where it is SIMILAR.
    pub shared: Option<Shared>,
}

/// A way from one role to another that enters none twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// In thousandths: the sum of its hops.
    pub cost: u64,
    /// In their order; none where it ends where it starts.
    pub hops: Vec<Hop>,
}

/// The best routes, or what leaves none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The best first.
    pub routes: Vec<Route>,
    /// What leaves none, if there is none.
    pub no_route: Option<Constraint>,
}

/// The `k` best routes of a journey through the hops of a graph, both made with the same trust.
///
/// `check` is asked before each search, and what it fails with ends the work.
pub fn career_paths<E>(
    graph: &Graph,
    hops: &Hops,
    journey: &Journey<'_>,
    trust: &Trust,
    check: &mut impl FnMut() -> Result<(), E>,
) -> Result<Paths, E> {
    if journey.from == journey.to {
        return Ok(Paths { routes: vec![Route { cost: 0, hops: Vec::new() }], no_route: None });
    }
    check()?;
    let held = journey.held.with_exact_matches(graph, trust);
    let journey = &Journey { held: &held, ..journey.clone() };
    let limits = Limits::new(hops, journey);
    let costs = limits.costs(None);
    let routes = ranked::routes(hops, &costs, journey, check)?;
    let no_route = if routes.is_empty() { Some(limits.cause(check)?) } else { None };
    let told = Told { graph, hops, journey, trust, limits: &limits };
    let route = |route: ranked::Ranked| Route {
        cost: route.cost,
        hops: route.hops.into_iter().map(|hop| told.hop(hop, costs[hop])).collect(),
    };
    Ok(Paths { routes: routes.into_iter().map(route).collect(), no_route })
}

/// What is told of a hop.
struct Told<'a> {
    graph: &'a Graph,
    hops: &'a Hops,
    journey: &'a Journey<'a>,
    trust: &'a Trust,
    limits: &'a Limits<'a>,
}

impl Told<'_> {
    fn hop(&self, hop: usize, cost: u64) -> Hop {
        let (start, end) = (self.hops.from[hop], self.hops.to[hop]);
        let (from, to) = (self.hops.role(start), self.hops.role(end));
        let (by, tier) = self.limits.kind(hop);
        let new = demand::new_to(self.hops.demands(start), self.hops.demands(end));
        let new = new.filter(|demand| demand.is_new(demand::held(self.journey.held, demand.skill)));
        let similar = by == HopKind::Similar;
        Hop {
            from,
            to,
            by,
            tier,
            cost,
            needed: self.hops.demands(end).iter().filter(|demand| demand.is_asked_for()).count(),
            new_skills: new.map(|demand| demand.skill).collect(),
            pathway: self.hops.entry(end).shortest.map(|(_, pathway)| pathway),
            links: if similar { Vec::new() } else { self.links(from, to, by, tier) },
            shared: similar.then(|| similar::shared(self.graph, from, to, self.trust)),
        }
    }

    /// The relations that a hop is of.
    fn links(
        &self,
        from: ConceptIdx,
        to: ConceptIdx,
        by: HopKind,
        tier: Option<RelatedTier>,
    ) -> Vec<LinkIdx> {
        let links = RoleRelation::links(self.graph);
        let ends = links.between(from, to).chain(links.between(to, from)).filter(|idx| {
            let link = links.get(*idx);
            let leads = hops::leads(link, from) == Some(to);
            leads && hops::kind(&link.facts) == Some((by, tier)) && self.trust.holds(self.graph, &link.stated)
        });
        ends.collect()
    }
}
