//! Which hops may be taken, what each costs, and which limit leaves no route.

use ::entity::RelatedTier;

use super::demand::{Demand, had, held};
use super::hops::{HopKind, Hops, Kinds};
use super::search::CLOSED;
use super::{Journey, PathCost};

/// What a unit of any cost is in thousandths.
const WHOLE: u64 = 1_000;

/// A limit on routes that leaves none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// Roles that are not entered.
    Avoid,
    /// Tiers of RELATED hops.
    Tiers,
    /// Kinds of hops.
    Via,
    /// The least job zone.
    MinJobZone,
    /// New skills of a hop.
    MaxNewSkillsPerHop,
    /// Hops of a route.
    MaxHops,
    /// Several of them: without any one alone there is no route either.
    Several,
    /// Which statements count: with all of them there is a route within the same limits.
    Filters,
    /// None: no hops lead there.
    Graph,
}

/// The limits that can be lifted, in the order in which they are tried.
const LIFTED: [Constraint; 6] = [
    Constraint::Avoid,
    Constraint::Tiers,
    Constraint::Via,
    Constraint::MinJobZone,
    Constraint::MaxNewSkillsPerHop,
    Constraint::MaxHops,
];

/// The limits of a journey.
pub(super) struct Limits<'a> {
    hops: &'a Hops,
    journey: &'a Journey<'a>,
    kinds: Kinds,
    /// Whether each role is to be avoided.
    avoided: Vec<bool>,
    /// Of each role, what would be new if the person held nothing, and is not as they do.
    spared: Vec<Vec<Demand>>,
}

impl<'a> Limits<'a> {
    pub(super) fn new(hops: &'a Hops, journey: &'a Journey<'a>) -> Self {
        let mut avoided = vec![false; hops.roles()];
        journey.avoid.iter().for_each(|role| avoided[hops.number(*role) as usize] = true);
        let holds_any = !journey.held.skills().is_empty();
        let roles = (0..hops.roles()).map(super::hops::to_u32);
        let spares =
            |demand: &&Demand| demand.is_new(None) && !demand.is_new(held(journey.held, demand.skill));
        let spared = |role| hops.demands(role).iter().filter(spares).copied().collect();
        let spared = roles.map(|role| if holds_any { spared(role) } else { Vec::new() }).collect();
        let kinds = Kinds::of(journey.via.as_deref(), journey.tiers.as_deref());
        Self { hops, journey, kinds, avoided, spared }
    }

    /// What each hop costs, in thousandths; `CLOSED` where a limit other than the `lifted` closes it.
    pub(super) fn costs(&self, lifted: Option<Constraint>) -> Vec<u64> {
        (0..self.hops.len())
            .map(|hop| if self.is_open(hop, lifted) { self.cost(hop) } else { CLOSED })
            .collect()
    }

    fn is_open(&self, hop: usize, lifted: Option<Constraint>) -> bool {
        let holds = |limit| lifted != Some(limit) && lifted != Some(Constraint::Several);
        let journey = self.journey;
        let kinds = match lifted {
            Some(Constraint::Via) => Kinds::of(None, journey.tiers.as_deref()),
            Some(Constraint::Tiers) => Kinds::of(journey.via.as_deref(), None),
            Some(Constraint::Several) => Kinds::of(None, None),
            _ => self.kinds,
        };
        let to = self.hops.to[hop];
        let zone = || self.hops.entry(to).job_zone;
        let leads = !self.hops.kinds[hop].meet(kinds).is_empty();
        let avoided = holds(Constraint::Avoid) && self.avoided[to as usize];
        leads
            && !avoided
            && journey.min_job_zone.is_none_or(|least| {
                !holds(Constraint::MinJobZone) || zone().is_some_and(|zone| zone >= least)
            })
            && journey.max_new_skills.is_none_or(|most| {
                !holds(Constraint::MaxNewSkillsPerHop) || self.new_skills(hop) as usize <= most
            })
    }

    /// How many skills a hop asks for that are new.
    fn new_skills(&self, hop: usize) -> u32 {
        let (from, to) = (self.hops.from[hop], self.hops.to[hop]);
        let spared = &self.spared[to as usize];
        if spared.is_empty() {
            return self.hops.new_skills[hop];
        }
        let before = self.hops.demands(from);
        let spared = spared.iter().filter(|demand| demand.is_new(had(before, demand.skill))).count();
        self.hops.new_skills[hop] - super::hops::to_u32(spared)
    }

    fn cost(&self, hop: usize) -> u64 {
        match self.journey.by {
            PathCost::Hops => WHOLE,
            PathCost::NewSkills if !self.hops.is_known_of(self.hops.to[hop]) => {
                u64::from(self.hops.most_new) * WHOLE
            }
            PathCost::NewSkills => u64::from(self.new_skills(hop)) * WHOLE,
            PathCost::Weeks => {
                let shortest = self.hops.entry(self.hops.to[hop]).shortest;
                shortest.map_or(self.hops.longest, |(weeks, _)| weeks)
            }
        }
    }

    /// Of which kind a hop counts, of those that are let through.
    pub(super) fn kind(&self, hop: usize) -> (HopKind, Option<RelatedTier>) {
        self.hops.kinds[hop].meet(self.kinds).first()
    }

    /// The first limit without which alone there would be a route. O(m) for each.
    pub(super) fn cause<E>(&self, check: &mut impl FnMut() -> Result<(), E>) -> Result<Constraint, E> {
        for lifted in LIFTED.into_iter().chain([Constraint::Several]) {
            check()?;
            let unbounded = matches!(lifted, Constraint::MaxHops | Constraint::Several);
            let most = if unbounded { self.hops.roles() } else { self.journey.max_hops };
            if self.reaches(lifted, most) {
                return Ok(lifted);
            }
        }
        Ok(Constraint::Graph)
    }

    fn reaches(&self, lifted: Constraint, most_hops: usize) -> bool {
        let (start, end) = (self.hops.number(self.journey.from), self.hops.number(self.journey.to));
        let mut seen = vec![false; self.hops.roles()];
        seen[start as usize] = true;
        let mut level = vec![start];
        for _ in 0..most_hops {
            let mut next = Vec::new();
            for hop in level.iter().flat_map(|role| self.hops.out(*role)) {
                let to = self.hops.to[hop];
                if !seen[to as usize] && self.is_open(hop, Some(lifted)) {
                    seen[to as usize] = true;
                    next.push(to);
                }
            }
            if seen[end as usize] || next.is_empty() {
                break;
            }
            level = next;
        }
        seen[end as usize]
    }
}
