//! In which order to learn what is lacking, against a plain twin.

use std::collections::{BTreeMap, BTreeSet};

use career_graph::analysis::{Basis, Before, Budget, Plan, PlanAsked, plan};
use career_graph::graph::ConceptIdx;
use entity::{Period, Requirement, SkillLinkKind};
use uuid::Uuid;

use super::drawn::Drawn;
use super::gap::{GRAPHS, Have, Twin, before as in_order, close, have, held};
use crate::support::Dice;

const BASES: [Basis; 3] = [Basis::Skills, Basis::EssentialSkills, Basis::Levels];

/// A plan by its definition, from lists of records.
struct Plain<'a> {
    drawn: &'a Drawn,
    twin: &'a Twin<'a>,
    have: &'a Have,
    budget: &'a Budget,
    /// What each adds to the coverage.
    gains: BTreeMap<Uuid, f64>,
    before: BTreeMap<Uuid, BTreeSet<Uuid>>,
}

impl<'a> Plain<'a> {
    fn new(
        drawn: &'a Drawn,
        twin: &'a Twin<'a>,
        have: &'a Have,
        asked: (Uuid, Basis),
        budget: &'a Budget,
    ) -> Self {
        let needs = drawn.needs(asked.0, asked.1);
        let whole: f64 = needs.values().map(|(_, weight)| weight).sum();
        let mut gains = BTreeMap::new();
        for (skill, (level, weight)) in needs {
            let credit = twin.credit(have, skill, level, asked.1);
            if credit < 1.0 {
                gains.insert(skill, if whole > 0.0 { weight * (1.0 - credit) / whole } else { 0.0 });
            }
        }
        let mut this = Self { drawn, twin, have, budget, gains, before: BTreeMap::new() };
        while let Some(skill) = this.lacking() {
            this.gains.insert(skill, 0.0);
        }
        let all: Vec<Uuid> = this.gains.keys().copied().collect();
        for skill in &all {
            let orders = this.orders();
            let comes_before = |other: &Uuid| {
                let mut orders = orders.iter().map(|(from, to, _)| (from, to));
                other != skill && orders.any(|ends| ends == (skill, other))
            };
            let before = all.iter().copied().filter(comes_before).collect();
            this.before.insert(*skill, before);
        }
        this
    }

    /// What comes after what, and whether because it is broader.
    fn orders(&self) -> Vec<(Uuid, Uuid, bool)> {
        let rows = self.drawn.data.skill_relations.iter();
        let counted = rows.filter(|row| self.drawn.holds(row.id) && self.drawn.is_known(row.to_id));
        let order = counted.filter_map(|row| match row.kind {
            SkillLinkKind::Broader => Some((row.from_id, row.to_id, true)),
            SkillLinkKind::Requires if row.requirement != Some(Requirement::Optional) => {
                Some((row.from_id, row.to_id, false))
            }
            _ => None,
        });
        order.collect()
    }

    /// Something that is required, not had, and not to be learnt yet.
    fn lacking(&self) -> Option<Uuid> {
        let required =
            self.orders().into_iter().filter(|(from, _, broader)| !broader && self.gains.contains_key(from));
        let mut required = required.map(|(_, to, _)| to);
        let has = |skill: Uuid| self.twin.credit(self.have, skill, None, Basis::Skills) >= 1.0;
        required.find(|skill| !self.gains.contains_key(skill) && !has(*skill))
    }

    /// What comes before a skill in one step or more.
    fn all_before(&self, skill: Uuid) -> BTreeSet<Uuid> {
        let (mut all, mut open) = (BTreeSet::new(), vec![skill]);
        while let Some(next) = open.pop() {
            open.extend(self.before[&next].iter().copied().filter(|before| all.insert(*before)));
        }
        all
    }

    /// Those with which a skill shares a circle, itself among them.
    fn circle(&self, skill: Uuid) -> BTreeSet<Uuid> {
        let both = |other: &Uuid| self.all_before(*other).contains(&skill);
        self.all_before(skill).into_iter().filter(both).chain([skill]).collect()
    }

    fn stages(&self) -> BTreeMap<Uuid, usize> {
        let mut stages: BTreeMap<Uuid, usize> = self.gains.keys().map(|skill| (*skill, 0)).collect();
        let circles: BTreeMap<Uuid, BTreeSet<Uuid>> =
            self.gains.keys().map(|skill| (*skill, self.circle(*skill))).collect();
        loop {
            let mut next = stages.clone();
            for (skill, circle) in &circles {
                let earlier =
                    circle.iter().flat_map(|one| &self.before[one]).filter(|one| !circle.contains(one));
                next.insert(*skill, earlier.map(|one| stages[one] + 1).max().unwrap_or(0));
            }
            if next == stages {
                return stages;
            }
            stages = next;
        }
    }

    /// Weeks of a pathway, and what it costs in all in the currency of the budget, as far as they are known.
    fn terms(&self, pathway: Uuid) -> (Option<f64>, Option<f64>) {
        let data = &self.drawn.data;
        let weeks =
            data.durations.iter().find(|row| row.statement_id == pathway).and_then(|row| row.min_weeks);
        let cost = data.amounts.iter().find(|row| row.statement_id == pathway);
        let asked = self.budget.max_cost.as_ref();
        let cost = cost.filter(|row| asked.is_some_and(|(_, currency)| row.currency == *currency));
        let times = |period: Period| match period {
            Period::Total => Some(1.0),
            Period::Year => weeks.map(|weeks: f64| weeks / 52.0),
            Period::Month => weeks.map(|weeks| weeks * 12.0 / 52.0),
            Period::Week => weeks,
            Period::Day | Period::Hour => None,
        };
        #[expect(clippy::cast_precision_loss, reason = "a few pounds")]
        (weeks, cost.and_then(|row| Some(row.min? as f64 / 100.0 * times(row.period)?)))
    }

    fn fits(&self, pathway: Uuid, (weeks, cost): (f64, f64)) -> bool {
        let (takes, costs) = self.terms(pathway);
        let row = self.drawn.data.pathways.iter().find(|row| row.id == pathway).expect("a pathway");
        let here = match (&row.region, &self.budget.region) {
            (Some(of), Some(asked)) => of == asked,
            _ => true,
        };
        let in_time = self.budget.max_weeks.is_none() || takes.is_some_and(|takes| takes <= weeks);
        here && in_time && (self.budget.max_cost.is_none() || costs.is_some_and(|costs| costs <= cost))
    }

    fn teaches(&self, pathway: Uuid) -> BTreeSet<Uuid> {
        let rows = self.drawn.data.pathway_skills.iter();
        let rows: Vec<Uuid> = rows
            .filter(|row| row.pathway_id == pathway && self.drawn.holds(row.id))
            .map(|row| row.skill_id)
            .collect();
        let is_taught = |skill: &Uuid| rows.iter().any(|taught| self.twin.is(*taught, *skill));
        self.gains.keys().copied().filter(is_taught).collect()
    }

    /// The pathways that are taken, with what each teaches.
    fn taken(&self) -> Vec<(Uuid, BTreeSet<Uuid>)> {
        let mut left = (
            self.budget.max_weeks.unwrap_or(f64::INFINITY),
            self.budget.max_cost.as_ref().map_or(f64::INFINITY, |(cost, _)| *cost),
        );
        let (mut taken, mut taught) = (Vec::new(), BTreeSet::new());
        loop {
            let all = self.drawn.data.pathways.iter().map(|row| row.id).filter(|id| self.drawn.is_known(*id));
            let open = all.filter(|id| taken.iter().all(|(one, _)| one != id) && self.fits(*id, left));
            let rank = |id: Uuid| {
                let teaches: BTreeSet<Uuid> = self.teaches(id).difference(&taught).copied().collect();
                let gain: f64 = teaches.iter().map(|skill| self.gains[skill]).sum();
                let (weeks, cost) = self.terms(id);
                (gain, teaches, weeks.unwrap_or(f64::INFINITY), cost.unwrap_or(f64::INFINITY), id)
            };
            let ranked = open.map(rank).filter(|(_, teaches, ..)| !teaches.is_empty());
            let best = ranked.min_by(|a, b| {
                let gain = if close(a.0, b.0) { std::cmp::Ordering::Equal } else { b.0.total_cmp(&a.0) };
                gain.then(b.1.len().cmp(&a.1.len()))
                    .then(a.2.total_cmp(&b.2))
                    .then(a.3.total_cmp(&b.3))
                    .then(self.drawn.name(a.4).cmp(self.drawn.name(b.4)))
            });
            let Some((_, teaches, weeks, cost, id)) = best else { return taken };
            if self.budget.max_weeks.is_some() {
                left.0 -= weeks;
            }
            if self.budget.max_cost.is_some() {
                left.1 -= cost;
            }
            taught.extend(teaches.iter().copied());
            taken.push((id, teaches));
        }
    }

    /// When each of the pathways can begin: what they teach is learnt as one, and what none teaches by itself.
    fn begin(&self, taken: &[(Uuid, BTreeSet<Uuid>)]) -> Vec<usize> {
        let mut parts: Vec<BTreeSet<Uuid>> = taken.iter().map(|(_, teaches)| teaches.clone()).collect();
        for skill in self.gains.keys() {
            if !parts.iter().any(|part| part.contains(skill)) {
                parts.push(BTreeSet::from([*skill]));
            }
        }
        let count = parts.len();
        let comes_before = |one: &BTreeSet<Uuid>, other: &BTreeSet<Uuid>| {
            one != other
                && other.iter().any(|skill| self.before[skill].iter().any(|before| one.contains(before)))
        };
        let direct: Vec<Vec<bool>> =
            parts.iter().map(|one| parts.iter().map(|other| comes_before(one, other)).collect()).collect();
        let mut reach = direct.clone();
        for over in 0..count {
            for from in 0..count {
                for to in 0..count {
                    reach[from][to] |= reach[from][over] && reach[over][to];
                }
            }
        }
        let circle = |one: usize| -> Vec<usize> {
            (0..count).filter(|other| *other == one || reach[one][*other] && reach[*other][one]).collect()
        };
        let mut stages = vec![0; count];
        for _ in 0..=count {
            for part in 0..count {
                let own = circle(part);
                let earlier =
                    (0..count).filter(|one| !own.contains(one) && own.iter().any(|of| direct[*one][*of]));
                stages[part] = earlier.map(|one| stages[one] + 1).max().unwrap_or(0);
            }
        }
        stages.truncate(taken.len());
        stages
    }

    fn check(&self, case: &str, found: &Plan, asked: (Uuid, Basis)) {
        let id = |idx: ConceptIdx| self.drawn.id(idx);
        let ids = |all: &[Before]| all.iter().map(|one| id(one.skill)).collect::<BTreeSet<Uuid>>();
        let stages = self.stages();
        let lessons =
            || found.stages.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |one| (at, one)));
        let told: BTreeMap<Uuid, usize> = lessons().map(|(at, one)| (id(one.skill), at)).collect();
        assert_eq!(told, stages, "{case}: {found:?}");
        assert_eq!(lessons().count(), stages.len(), "{case}: each once");
        assert!(found.stages.iter().all(|stage| !stage.is_empty()), "{case}");
        for (at, lesson) in lessons() {
            let skill = id(lesson.skill);
            assert!(close(lesson.gain, self.gains[&skill]), "{case}: {lesson:?}");
            assert_eq!(ids(&lesson.before), self.before[&skill], "{case}: {lesson:?}");
            let circle = self.circle(skill);
            // No step before its prerequisite.
            assert!(ids(&lesson.before).iter().all(|one| told[one] < at || circle.contains(one)), "{case}");
            let is_needed = self.drawn.needs(asked.0, asked.1).contains_key(&skill);
            assert_eq!(lesson.need.is_some(), is_needed, "{case}: {lesson:?}");
            let by: BTreeSet<Uuid> = self
                .orders()
                .into_iter()
                .filter(|(from, to, broader)| {
                    !broader && *to == skill && *from != skill && stages.contains_key(from)
                })
                .map(|(from, ..)| from)
                .collect();
            assert_eq!(
                ids(&lesson.required_by),
                if is_needed { BTreeSet::new() } else { by },
                "{case}: {lesson:?}"
            );
            let all = (
                self.budget.max_weeks.unwrap_or(f64::INFINITY),
                self.budget.max_cost.as_ref().map_or(f64::INFINITY, |(cost, _)| *cost),
            );
            let teaching = self.drawn.data.pathways.iter().map(|row| row.id).filter(|pathway| {
                self.drawn.is_known(*pathway)
                    && self.teaches(*pathway).contains(&skill)
                    && self.fits(*pathway, all)
            });
            let told: BTreeSet<Uuid> = lesson.pathways.iter().map(|(pathway, _)| id(*pathway)).collect();
            assert_eq!(told, teaching.collect(), "{case}: {lesson:?}");
        }
        for stage in &found.stages {
            let order = stage
                .windows(2)
                .all(|pair| in_order((pair[0].gain, pair[0].skill), (pair[1].gain, pair[1].skill)));
            assert!(order, "{case}: {stage:?}");
        }
        let circles: BTreeSet<BTreeSet<Uuid>> =
            stages.keys().map(|skill| self.circle(*skill)).filter(|circle| circle.len() > 1).collect();
        let told = found.circles.iter().map(|circle| circle.iter().map(|idx| id(*idx)).collect());
        assert_eq!(told.collect::<BTreeSet<BTreeSet<Uuid>>>(), circles, "{case}");
        self.check_pathways(case, found, asked, &stages);
    }

    fn check_pathways(&self, case: &str, found: &Plan, asked: (Uuid, Basis), stages: &BTreeMap<Uuid, usize>) {
        let id = |idx: ConceptIdx| self.drawn.id(idx);
        let taken = self.taken();
        let begins = self.begin(&taken);
        let mut expected: Vec<(usize, Uuid, BTreeSet<Uuid>)> = taken
            .into_iter()
            .zip(begins)
            .map(|((pathway, teaches), stage)| (stage, pathway, teaches))
            .collect();
        expected.sort_by_key(|(stage, ..)| *stage);
        let told = found.pathways.iter().map(|one| {
            (one.position, id(one.pathway), one.teaches.iter().map(|(skill, _)| id(*skill)).collect())
        });
        assert_eq!(told.collect::<Vec<(usize, Uuid, BTreeSet<Uuid>)>>(), expected, "{case}");
        for one in &found.pathways {
            let (weeks, cost) = self.terms(id(one.pathway));
            assert_eq!(one.weeks, weeks, "{case}");
            if let Some((_, currency)) = &self.budget.max_cost {
                let told = one.cost.as_ref().filter(|(_, of)| **of == **currency);
                assert!(
                    told.map(|(cost, _)| *cost).zip(cost).is_some_and(|(a, b)| close(a, b)),
                    "{case}: {one:?}"
                );
            }
        }
        let taught: BTreeSet<Uuid> = expected.into_iter().flat_map(|(.., teaches)| teaches).collect();
        let untaught: BTreeSet<Uuid> = found.untaught.iter().map(|idx| id(*idx)).collect();
        assert_eq!(
            untaught,
            stages.keys().copied().filter(|skill| !taught.contains(skill)).collect(),
            "{case}"
        );
        let mut more = self.have.clone();
        more.0.extend(taught.into_iter().map(|skill| (skill, None)));
        let coverage = |have: &Have| self.twin.coverage(have, asked.0, asked.1).unwrap_or(1.0);
        assert!(close(found.coverage, coverage(self.have)), "{case}");
        assert!(close(found.coverage_by_pathways, coverage(&more)), "{case}");
    }
}

#[test]
fn a_plan_is_that_of_a_plain_twin() {
    let (mut deep, mut circles, mut taken, mut required) = (0, 0, 0, 0);
    for seed in 0..GRAPHS {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let mut have = have(&drawn, dice);
        if !dice.once_in(3) {
            have = Have::default();
        }
        let basis = *dice.of(&BASES);
        let most = drawn.roles.iter().max_by_key(|role| drawn.needs(**role, basis).len());
        let target = *if dice.once_in(3) { dice.of(&drawn.roles) } else { most.expect("a role") };
        let case = format!("seed {seed}, {basis:?}");
        let twin = Twin::new(case.clone(), &drawn);
        let budget = Budget {
            max_weeks: *dice.of(&[
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                Some(0.0),
                Some(14.0),
                Some(30.0),
            ]),
            max_cost: (*dice.of(&[None, None, None, None, None, None, Some(100.0), Some(350.0)]))
                .map(|cost| (cost, "GBP".to_owned())),
            region: dice.of(&[None, Some("GB")]).map(str::to_owned),
        };
        let holds = held(&drawn, &have);
        let asked = PlanAsked { target: drawn.idx(target), held: &holds, basis, budget: budget.clone() };
        let found = plan(&drawn.graph, &asked, &drawn.trust);
        Plain::new(&drawn, &twin, &have, (target, basis), &budget).check(&case, &found, (target, basis));
        deep += usize::from(found.stages.len() > 2);
        circles += found.circles.len();
        taken += usize::from(found.pathways.len() > 1);
        required += found.stages.iter().flatten().filter(|lesson| lesson.need.is_none()).count();
    }
    let met = format!("{deep} deep, {circles} circles, {taken} with pathways, {required} required");
    assert!(deep > 500 && circles > 700 && taken > 200 && required > 1_500, "too plain: {met}");
}
