//! All hops between the roles of a graph: which there are, of what kinds, and what each asks for that is new.
//!
//! Roles are counted from 0 in the order of their names, which is that of their indexes in the graph.

use std::ops::Range;

use ::entity::{ConceptKind, RelatedTier, RoleLinkKind};

use super::demand::{Demand, demands, new_to};
use super::similar::most_similar;
use crate::analysis::Trust;
use crate::graph::{ConceptIdx, Detail, Facts, Graph, Link, RolePathway, RoleRelation};

/// Why one hops from a role to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HopKind {
    /// A source says that the one can become the other.
    CanBecome,
    /// A source says that the other is related to the one.
    Related,
    /// The other is among those that ask for the same skills as the one.
    Similar,
}

/// Kinds and tiers of hops, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    const CAN_BECOME: Self = Self(1);
    const SIMILAR: Self = Self(2);
    const UNRANKED: Self = Self(4);
    /// In the order of the tiers, from this bit on.
    const TIERS: [(RelatedTier, Self); 3] = [
        (RelatedTier::PrimaryShort, Self(8)),
        (RelatedTier::PrimaryLong, Self(16)),
        (RelatedTier::Supplemental, Self(32)),
    ];

    /// Those that are let through.
    pub(super) fn of(via: Option<&[HopKind]>, tiers: Option<&[RelatedTier]>) -> Self {
        let goes = |kind: HopKind| via.is_none_or(|via| via.contains(&kind));
        let mut kinds = 0;
        if goes(HopKind::CanBecome) {
            kinds |= Self::CAN_BECOME.0;
        }
        if goes(HopKind::Similar) {
            kinds |= Self::SIMILAR.0;
        }
        if goes(HopKind::Related) {
            for (tier, bit) in Self::TIERS {
                if tiers.is_none_or(|tiers| tiers.contains(&tier)) {
                    kinds |= bit.0;
                }
            }
            if tiers.is_none() {
                kinds |= Self::UNRANKED.0;
            }
        }
        Self(kinds)
    }

    fn tier(tier: Option<RelatedTier>) -> Self {
        let found = Self::TIERS.iter().find(|(one, _)| Some(*one) == tier);
        found.map_or(Self::UNRANKED, |(_, bit)| *bit)
    }

    pub(super) fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The first kind, and the nearest tier of it.
    pub(super) fn first(self) -> (HopKind, Option<RelatedTier>) {
        let tier = || Self::TIERS.iter().find(|(_, bit)| !self.meet(*bit).is_empty());
        if !self.meet(Self::CAN_BECOME).is_empty() {
            (HopKind::CanBecome, None)
        } else if let Some((tier, _)) = tier() {
            (HopKind::Related, Some(*tier))
        } else if !self.meet(Self::UNRANKED).is_empty() {
            (HopKind::Related, None)
        } else {
            (HopKind::Similar, None)
        }
    }
}

/// What is known of a role that is hopped to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) job_zone: Option<i32>,
    /// The shortest pathway that leads to it, in thousandths of a week.
    pub(super) shortest: Option<(u64, ConceptIdx)>,
}

/// All hops of a graph, as far as statements count: each ordered pair of roles once.
#[derive(Debug)]
pub struct Hops {
    first: usize,
    /// Whether each role counts.
    known: Vec<bool>,
    entries: Vec<Entry>,
    demands: Vec<Vec<Demand>>,
    /// Where the hops from each role start, by start, then end.
    out: Vec<u32>,
    pub(super) from: Vec<u32>,
    pub(super) to: Vec<u32>,
    pub(super) kinds: Vec<Kinds>,
    /// Of how many skills each asks that are new to who holds nothing else.
    pub(super) new_skills: Vec<u32>,
    /// Where the hops to each role start in `by_end`.
    into: Vec<u32>,
    by_end: Vec<u32>,
    /// The longest of the shortest pathways to each role.
    pub(super) longest: u64,
    /// The most new skills that any of them asks for.
    pub(super) most_new: u32,
}

impl Hops {
    /// All hops of a graph. O(n) in its relations, and what similarity takes; `check` may end it on the way.
    pub fn new<E>(
        graph: &Graph,
        trust: &Trust,
        check: &mut impl FnMut() -> Result<(), E>,
    ) -> Result<Self, E> {
        let roles: Vec<ConceptIdx> = graph.of_kind(ConceptKind::Role).collect();
        let first = roles.first().map_or(0, |role| role.get());
        let known: Vec<bool> = roles.iter().map(|role| trust.knows(graph, *role)).collect();
        let demands: Vec<Vec<Demand>> = roles.iter().map(|role| demands(graph, *role, trust)).collect();
        let entries: Vec<Entry> = roles.iter().map(|role| entry(graph, *role, trust)).collect();
        let counted = entries.iter().zip(&known).filter(|(_, known)| **known);
        let longest = counted.filter_map(|(entry, _)| entry.shortest).map(|(weeks, _)| weeks).max();
        let number = |role: ConceptIdx| to_u32(role.get() - first);
        let mut hops = stated(graph, trust);
        for (role, similar) in roles.iter().zip(most_similar(graph, trust, check)?) {
            hops.extend(similar.into_iter().map(|other| (*role, other, Kinds::SIMILAR)));
        }
        hops.retain(|(from, to, _)| from != to && known[from.get() - first] && known[to.get() - first]);
        hops.sort_unstable_by_key(|(from, to, _)| (*from, *to));
        let mut all = Self {
            first,
            out: Vec::new(),
            from: Vec::new(),
            to: Vec::new(),
            kinds: Vec::new(),
            new_skills: Vec::new(),
            into: Vec::new(),
            by_end: Vec::new(),
            longest: longest.unwrap_or(0),
            most_new: 0,
            known,
            entries,
            demands,
        };
        for (from, to, kinds) in hops {
            let (from, to) = (number(from), number(to));
            if (all.from.last(), all.to.last()) == (Some(&from), Some(&to)) {
                if let Some(last) = all.kinds.last_mut() {
                    last.0 |= kinds.0;
                }
                continue;
            }
            let new = new_to(&all.demands[from as usize], &all.demands[to as usize]).count();
            all.from.push(from);
            all.to.push(to);
            all.kinds.push(kinds);
            all.new_skills.push(to_u32(new));
        }
        all.most_new = all.new_skills.iter().copied().max().unwrap_or(0);
        all.by_end = (0..to_u32(all.to.len())).collect();
        all.by_end.sort_by_key(|hop| all.to[*hop as usize]);
        all.out = starts(roles.len(), all.from.iter().copied());
        all.into = starts(roles.len(), all.by_end.iter().map(|hop| all.to[*hop as usize]));
        Ok(all)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.to.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.to.is_empty()
    }

    /// How many roles there are.
    pub(super) fn roles(&self) -> usize {
        self.known.len()
    }

    pub(super) fn number(&self, role: ConceptIdx) -> u32 {
        to_u32(role.get() - self.first)
    }

    pub(super) fn role(&self, number: u32) -> ConceptIdx {
        ConceptIdx::new(to_u32(self.first) + number)
    }

    pub(super) fn entry(&self, role: u32) -> Entry {
        self.entries[role as usize]
    }

    pub(super) fn demands(&self, role: u32) -> &[Demand] {
        &self.demands[role as usize]
    }

    /// Whether anything is known that a role asks for.
    pub(super) fn is_known_of(&self, role: u32) -> bool {
        self.demands(role).iter().any(Demand::is_asked_for)
    }

    /// The hops that start at a role, by the name of their end.
    pub(super) fn out(&self, role: u32) -> Range<usize> {
        self.out[role as usize] as usize..self.out[role as usize + 1] as usize
    }

    /// The hops that end at a role.
    pub(super) fn into(&self, role: u32) -> impl Iterator<Item = usize> + '_ {
        let (start, end) = (self.into[role as usize], self.into[role as usize + 1]);
        self.by_end[start as usize..end as usize].iter().map(|hop| *hop as usize)
    }
}

/// Of what kind and tier a relation is a hop, if it is one.
pub(super) fn kind(relation: &RoleRelation) -> Option<(HopKind, Option<RelatedTier>)> {
    match relation.kind {
        RoleLinkKind::CanBecome => Some((HopKind::CanBecome, None)),
        RoleLinkKind::Related => Some((HopKind::Related, relation.tier)),
        _ => None,
    }
}

/// Where a relation leads from one of its ends, if it does: one that is not ranked holds both ways.
pub(super) fn leads(link: &Link<RoleRelation>, from: ConceptIdx) -> Option<ConceptIdx> {
    let both_ways = link.facts.kind == RoleLinkKind::Related && link.facts.rank.is_none();
    match from {
        _ if link.from == from => Some(link.to),
        _ if link.to == from && both_ways => Some(link.from),
        _ => None,
    }
}

/// The hops that sources state.
fn stated(graph: &Graph, trust: &Trust) -> Vec<(ConceptIdx, ConceptIdx, Kinds)> {
    let links = RoleRelation::links(graph);
    let mut hops = Vec::new();
    for role in graph.of_kind(ConceptKind::Role) {
        for link in links.out(role).chain(links.into(role)).map(|idx| links.get(idx)) {
            let (Some((kind, tier)), Some(to)) = (kind(&link.facts), leads(link, role)) else { continue };
            if trust.holds(graph, &link.stated) {
                let related = kind == HopKind::Related;
                hops.push((role, to, if related { Kinds::tier(tier) } else { Kinds::CAN_BECOME }));
            }
        }
    }
    hops
}

fn entry(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Entry {
    let job_zone = match &graph.concept(role).detail {
        Detail::Role(role) => role.job_zone,
        _ => None,
    };
    let links = RolePathway::links(graph);
    let counted = links.out(role).map(|idx| links.get(idx)).filter(|link| trust.counts(graph, link, link.to));
    let weeks = counted.filter_map(|link| Some((thousandths(weeks(graph, link.to)?), link.to)));
    Entry { job_zone, shortest: weeks.min() }
}

fn weeks(graph: &Graph, pathway: ConceptIdx) -> Option<f64> {
    graph.concept(pathway).pathway()?.shortest()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weeks are 0 to some thousands")]
fn thousandths(weeks: f64) -> u64 {
    (weeks.max(0.0) * 1_000.0).round() as u64
}

fn starts(roles: usize, ends: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; roles + 1];
    ends.for_each(|end| starts[end as usize + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

pub(super) fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
