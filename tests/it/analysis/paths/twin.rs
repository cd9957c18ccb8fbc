//! Every route of small graphs, counted out, from the records and not from the graph.

use career_graph::analysis::{Constraint, Held, HopKind, Journey, PathCost, Trust};
use career_graph::graph::ConceptIdx;
use entity::{Attendance, ConceptKind, PathwayKind, RelatedTier, Requirement, RoleLinkKind};

use super::{graph, travelled};
use crate::support::{Dice, Records};

const GRAPHS: u64 = 10_000;
const TIERS: [RelatedTier; 3] =
    [RelatedTier::PrimaryShort, RelatedTier::PrimaryLong, RelatedTier::Supplemental];
const KINDS: [HopKind; 3] = [HopKind::CanBecome, HopKind::Related, HopKind::Similar];

#[derive(Clone, Copy)]
struct Asked {
    skill: usize,
    requirement: Option<Requirement>,
    rating: Option<(f64, f64)>,
}

/// What is drawn: roles and skills are numbers.
#[derive(Default)]
struct World {
    asked: Vec<Vec<Asked>>,
    /// What each is a kind of.
    broader: Vec<Option<usize>>,
    zones: Vec<Option<i32>>,
    retired: Vec<bool>,
    weeks: Vec<Option<f64>>,
    /// From, to, kind, tier; RELATED without a tier holds both ways.
    stated: Vec<(usize, usize, HopKind, Option<RelatedTier>)>,
}

fn world(dice: &mut Dice) -> World {
    let (roles, skills) = (3 + dice.below(4), 1 + dice.below(6));
    let mut world = World::default();
    for role in 0..roles {
        world.broader.push((role > 0 && dice.once_in(2)).then(|| dice.below(role)));
        let mut asked = Vec::new();
        let needed: Vec<usize> = (0..skills).filter(|_| dice.below(2) == 0).collect();
        for skill in needed {
            let requirement =
                *dice.of(&[None, None, Some(Requirement::Essential), Some(Requirement::Optional)]);
            let rating =
                (dice.once_in(3)).then(|| (*dice.of(&[2.9, 3.0, 4.5]), *dice.of(&[0.9, 1.0, 2.1, 3.1])));
            asked.push(Asked { skill, requirement, rating });
        }
        world.asked.push(asked);
        world.zones.push(*dice.of(&[None, Some(1), Some(3), Some(4), Some(5)]));
        world.retired.push(dice.once_in(20));
        world.weeks.push(*dice.of(&[None, Some(1.5), Some(12.0), Some(12.25), Some(150.0)]));
    }
    let once_in = 1 + dice.below(5);
    for from in 0..roles {
        for to in (0..roles).filter(|to| *to != from) {
            if dice.once_in(once_in * 2) {
                world.stated.push((from, to, HopKind::CanBecome, None));
            }
            if dice.once_in(once_in) {
                let tier = *dice.of(&[Some(TIERS[0]), Some(TIERS[1]), Some(TIERS[2]), None]);
                world.stated.push((from, to, HopKind::Related, tier));
            }
        }
    }
    world
}

fn weight(asked: &Asked) -> f64 {
    let optional = asked.requirement == Some(Requirement::Optional);
    let importance = asked.rating.map_or(1.0, |(importance, _)| (importance - 1.0) / 4.0);
    importance * if optional { 0.5 } else { 1.0 }
}

/// Takes a constraint away.
type Lift = fn(&mut Drawn);

impl World {
    fn records(&self) -> Records {
        let mut records = Records::new("small");
        let all = self.asked.iter().flatten().map(|asked| asked.skill + 1).max().unwrap_or(0);
        let skills: Vec<_> = (0..all).map(|skill| records.skill(&format!("s{skill}"))).collect();
        let roles: Vec<_> = (0..self.asked.len()).map(|role| records.role(&format!("r{role}"))).collect();
        for (at, role) in roles.iter().enumerate() {
            records.dataset.roles[at].job_zone = self.zones[at];
            for asked in &self.asked[at] {
                let id = records.role_skill(*role, skills[asked.skill], asked.rating.map(|(_, level)| level));
                let link = records.role_skill_mut(id);
                link.requirement = asked.requirement;
                link.importance = asked.rating.map(|(importance, _)| importance);
            }
            if let Some(weeks) = self.weeks[at] {
                // A longer one beside it, and one of which nothing is known.
                for (name, weeks) in [("short", Some(weeks)), ("long", Some(weeks * 2.0)), ("odd", None)] {
                    let pathway = records.pathway(&format!("{name} {at}"), PathwayKind::Bootcamp);
                    records.role_pathway(*role, pathway);
                    if let Some(weeks) = weeks {
                        records.weeks(pathway, Attendance::FullTime, (Some(weeks), None));
                    }
                }
            }
            if self.retired[at] {
                records.retire(*role, None);
            }
            if let Some(broader) = self.broader[at] {
                records.role_relation(*role, roles[broader], RoleLinkKind::Broader);
            }
        }
        for (from, to, kind, tier) in &self.stated {
            let link = match kind {
                HopKind::CanBecome => RoleLinkKind::CanBecome,
                _ => RoleLinkKind::Related,
            };
            records.role_relation(roles[*from], roles[*to], link);
            let relation = records.dataset.role_relations.last_mut().expect("it was just written");
            (relation.tier, relation.rank) = (*tier, tier.map(|_| 1));
        }
        records
    }

    /// What is asked of a role: of itself, and up to the first list of the broader ones in use; of what is asked twice the
    /// heavier counts.
    fn told(&self, role: usize) -> Vec<Asked> {
        let mut told: Vec<Asked> = Vec::new();
        let mut at = Some(role);
        while let Some(role) = at {
            for asked in &self.asked[role] {
                match told.iter_mut().find(|one| one.skill == asked.skill) {
                    Some(one) if weight(asked) > weight(one) => *one = *asked,
                    Some(_) => {}
                    None => told.push(*asked),
                }
            }
            let is_list =
                self.asked[role].iter().any(|one| one.requirement.is_some() || one.rating.is_some());
            at = self.broader[role].filter(|broader| !is_list && !self.retired[*broader]);
        }
        told
    }

    /// Whether two roles are similar: a tenth or more of what either asks for; fewer than ten others are there.
    fn similar(&self, from: usize, to: usize) -> bool {
        let set = |role: usize| {
            let plain = |asked: &&Asked| match asked.requirement {
                Some(Requirement::Essential) => asked.rating.is_none_or(|(importance, _)| importance >= 3.0),
                Some(_) => false,
                None => asked.rating.is_none(),
            };
            self.asked[role].iter().filter(plain).map(|asked| asked.skill).collect::<Vec<_>>()
        };
        let (from, to) = (set(from), set(to));
        let both = from.iter().filter(|skill| to.contains(skill)).count();
        both > 0 && both * 10 >= from.len() + to.len() - both
    }

    /// The kind and tier of a hop that some limits let through.
    fn hop(&self, from: usize, to: usize, limits: &Drawn) -> Option<(HopKind, Option<RelatedTier>)> {
        if self.retired[from] || self.retired[to] {
            return None;
        }
        let states = |kind: HopKind, tier: Option<RelatedTier>| {
            let symmetric = kind == HopKind::Related && tier.is_none();
            let is = |hop: &&(usize, usize, HopKind, Option<RelatedTier>)| {
                let ends = (hop.0, hop.1) == (from, to) || symmetric && (hop.1, hop.0) == (from, to);
                ends && (hop.2, hop.3) == (kind, tier)
            };
            self.stated.iter().any(|hop| is(&hop))
        };
        let mut all = vec![(HopKind::CanBecome, None)];
        all.extend(TIERS.map(|tier| (HopKind::Related, Some(tier))));
        all.push((HopKind::Related, None));
        all.push((HopKind::Similar, None));
        all.into_iter().find(|(kind, tier)| {
            let there = if *kind == HopKind::Similar { self.similar(from, to) } else { states(*kind, *tier) };
            let tier_let = limits.tiers.as_ref().is_none_or(|tiers| {
                *kind != HopKind::Related || tier.is_some_and(|tier| tiers.contains(&tier))
            });
            there && tier_let && limits.via.as_ref().is_none_or(|via| via.contains(kind))
        })
    }

    fn new_skills(&self, from: usize, to: usize, held: &[(usize, Option<f64>)]) -> usize {
        let optional = |asked: &&Asked| asked.requirement != Some(Requirement::Optional);
        let before = self.told(from);
        let is_new = |asked: &&Asked| {
            let mut had: Vec<Option<f64>> =
                held.iter().filter(|(skill, _)| *skill == asked.skill).map(|(_, level)| *level).collect();
            let before = before.iter().filter(optional).filter(|one| one.skill == asked.skill);
            had.extend(before.map(|one| one.rating.map(|(_, level)| level)));
            match asked.rating {
                _ if had.contains(&None) => false,
                None => had.is_empty(),
                Some((importance, _)) if importance < 3.0 => false,
                Some((_, level)) => {
                    had.into_iter().flatten().all(|had| level - had > 0.9999) && level > 0.9999
                }
            }
        };
        self.told(to).iter().filter(optional).filter(is_new).count()
    }

    /// The most new skills that any hop asks of who holds nothing.
    fn most_new(&self) -> usize {
        let free = Drawn::free();
        let roles = 0..self.asked.len();
        let pairs = roles.clone().flat_map(|from| roles.clone().map(move |to| (from, to)));
        let hops = pairs.filter(|(from, to)| from != to && self.hop(*from, *to, &free).is_some());
        hops.map(|(from, to)| self.new_skills(from, to, &[])).max().unwrap_or(0)
    }

    fn cost(&self, from: usize, to: usize, drawn: &Drawn) -> f64 {
        let known = self.weeks.iter().zip(&self.retired).filter(|(_, retired)| !**retired);
        let longest = known.filter_map(|(weeks, _)| *weeks).fold(0.0, f64::max);
        match drawn.by {
            PathCost::Hops => 1.0,
            PathCost::NewSkills => {
                let asks = |asked: &Asked| {
                    let important = asked.rating.is_none_or(|(importance, _)| importance >= 3.0);
                    asked.requirement != Some(Requirement::Optional) && important
                };
                let new = match self.told(to).iter().any(asks) {
                    true => self.new_skills(from, to, &drawn.held),
                    false => self.most_new(),
                };
                f64::from(u32::try_from(new).expect("few"))
            }
            PathCost::Weeks => self.weeks[to].unwrap_or(longest),
        }
    }

    /// Every route, as cost, length, roles.
    fn all(
        &self,
        drawn: &Drawn,
        route: &mut Vec<usize>,
        cost: f64,
        found: &mut Vec<(f64, usize, Vec<usize>)>,
    ) {
        let at = *route.last().expect("a start");
        if at == drawn.to {
            found.push((cost, route.len() - 1, route.clone()));
            return;
        }
        if route.len() > drawn.max_hops {
            return;
        }
        for to in 0..self.asked.len() {
            let enters = !route.contains(&to)
                && !drawn.avoid.contains(&to)
                && drawn.zone.is_none_or(|least| self.zones[to].is_some_and(|zone| zone >= least))
                && self.hop(at, to, drawn).is_some()
                && drawn.max_new.is_none_or(|most| self.new_skills(at, to, &drawn.held) <= most as usize);
            if enters {
                route.push(to);
                self.all(drawn, route, cost + self.cost(at, to, drawn), found);
                route.pop();
            }
        }
    }

    fn routes(&self, drawn: &Drawn) -> Vec<(f64, usize, Vec<usize>)> {
        let mut found = Vec::new();
        self.all(drawn, &mut vec![drawn.from], 0.0, &mut found);
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (a.1, &a.2).cmp(&(b.1, &b.2))));
        found
    }

    fn cause(&self, drawn: &Drawn) -> Constraint {
        let lifts: [(Constraint, Lift); 6] = [
            (Constraint::Avoid, |drawn| drawn.avoid.clear()),
            (Constraint::Tiers, |drawn| drawn.tiers = None),
            (Constraint::Via, |drawn| drawn.via = None),
            (Constraint::MinJobZone, |drawn| drawn.zone = None),
            (Constraint::MaxNewSkillsPerHop, |drawn| drawn.max_new = None),
            (Constraint::MaxHops, |drawn| drawn.max_hops = 100),
        ];
        let mut free = drawn.clone();
        for (constraint, lift) in lifts {
            let mut lifted = drawn.clone();
            lift(&mut lifted);
            lift(&mut free);
            if !self.routes(&lifted).is_empty() {
                return constraint;
            }
        }
        if self.routes(&free).is_empty() { Constraint::Graph } else { Constraint::Several }
    }
}

/// A journey as it is drawn.
#[derive(Clone, Debug)]
struct Drawn {
    from: usize,
    to: usize,
    by: PathCost,
    held: Vec<(usize, Option<f64>)>,
    via: Option<Vec<HopKind>>,
    tiers: Option<Vec<RelatedTier>>,
    avoid: Vec<usize>,
    zone: Option<i32>,
    max_new: Option<u32>,
    max_hops: usize,
    k: usize,
}

impl Drawn {
    /// Without any limit.
    fn free() -> Self {
        Self {
            from: 0,
            to: 0,
            by: PathCost::Hops,
            held: Vec::new(),
            via: None,
            tiers: None,
            avoid: Vec::new(),
            zone: None,
            max_new: None,
            max_hops: 100,
            k: 1,
        }
    }
}

fn drawn(dice: &mut Dice, roles: usize, skills: usize, by: PathCost) -> Drawn {
    let some = |dice: &mut Dice| dice.once_in(5);
    let subset = |dice: &mut Dice, of: usize| (0..of).filter(|_| dice.below(2) == 0).collect::<Vec<_>>();
    Drawn {
        from: dice.below(roles),
        to: dice.below(roles),
        by,
        held: (0..dice.below(3).min(skills))
            .map(|skill| (skill, *dice.of(&[None, Some(1.1), Some(2.1)])))
            .collect(),
        via: some(dice).then(|| subset(dice, 3).into_iter().map(|at| KINDS[at]).collect()),
        tiers: some(dice).then(|| subset(dice, 3).into_iter().map(|at| TIERS[at]).collect()),
        avoid: if some(dice) { vec![dice.below(roles)] } else { Vec::new() },
        zone: some(dice).then(|| *dice.of(&[1, 2, 4])),
        max_new: some(dice).then(|| *dice.of(&[0, 1, 2])),
        max_hops: *dice.of(&[1, 2, 3, 6, 10]),
        k: 1 + dice.below(10),
    }
}

#[test]
fn routes_are_those_that_counting_out_finds_and_so_is_what_leaves_none() {
    let (mut several, mut none) = (0, 0);
    for seed in 0..GRAPHS {
        let mut dice = Dice::new(seed);
        let world = world(&mut dice);
        let roles = world.asked.len();
        let graph = graph(world.records().dataset);
        let first: Vec<ConceptIdx> = graph.of_kind(ConceptKind::Role).collect();
        let skills: Vec<ConceptIdx> = graph.of_kind(ConceptKind::Skill).collect();
        for by in [PathCost::Hops, PathCost::NewSkills, PathCost::Weeks] {
            let drawn = drawn(&mut dice, roles, skills.len(), by);
            let mut held = Held::default();
            drawn.held.iter().for_each(|(skill, level)| held.add_skill(skills[*skill], *level));
            let journey = Journey {
                from: first[drawn.from],
                to: first[drawn.to],
                held: &held,
                by,
                via: drawn.via.clone(),
                tiers: drawn.tiers.clone(),
                avoid: drawn.avoid.iter().map(|role| first[*role]).collect(),
                max_hops: drawn.max_hops,
                max_new_skills: drawn.max_new.map(|most| most as usize),
                min_job_zone: drawn.zone,
                k: drawn.k,
            };
            let found = travelled(&graph, &journey, &Trust::default());
            let all = world.routes(&drawn);
            let cause = all.is_empty().then(|| world.cause(&drawn));
            assert_eq!(found.no_route, cause, "{seed}: {drawn:?}");
            let expected: Vec<_> = all.into_iter().take(drawn.k).collect();
            assert_eq!(found.routes.len(), expected.len(), "{seed}: {drawn:?}");
            several += usize::from(found.routes.len() > 2);
            none += usize::from(found.routes.is_empty());
            for (route, (cost, _, roles)) in found.routes.iter().zip(&expected) {
                let told: Vec<_> =
                    route.hops.iter().map(|hop| (hop.from, hop.to, hop.by, hop.tier)).collect();
                let hop = |ends: &[usize]| {
                    let (by, tier) = world.hop(ends[0], ends[1], &drawn).expect("a hop");
                    (first[ends[0]], first[ends[1]], by, tier)
                };
                assert_eq!(told, roles.windows(2).map(hop).collect::<Vec<_>>(), "{seed}: {drawn:?}");
                #[expect(clippy::cast_precision_loss, reason = "a few weeks")]
                let told = route.cost as f64 / 1_000.0;
                assert!((told - cost).abs() < 1e-9, "{seed}: {told} {cost} {drawn:?}");
                for (hop, ends) in route.hops.iter().zip(roles.windows(2)) {
                    let new = world.new_skills(ends[0], ends[1], &drawn.held);
                    assert_eq!(hop.new_skills.len(), new, "{seed}: {drawn:?}");
                }
            }
        }
    }
    assert!(several > 3_000 && none > 3_000, "the graphs are too plain: {several} {none}");
}
