//! What skills do to roles, set by set.

use std::collections::BTreeMap;

use career_graph::analysis::{Basis, NextSkills};
use career_graph::graph::ConceptIdx;
use entity::SkillKind;
use uuid::Uuid;

use crate::analysis::drawn::{Drawn, Needs};
use crate::analysis::gap::{Have, Twin, before, close, float};

/// What is asked, and what each need earns by what is held and by each skill.
pub(super) struct World<'a> {
    drawn: &'a Drawn,
    twin: &'a Twin<'a>,
    have: &'a Have,
    basis: Basis,
    threshold: f64,
    roles: Vec<Uuid>,
    needs: Vec<Needs>,
    earned: BTreeMap<(Option<Uuid>, Uuid, usize), f64>,
    candidates: Vec<Uuid>,
}

impl<'a> World<'a> {
    pub(super) fn new(
        drawn: &'a Drawn,
        twin: &'a Twin<'a>,
        have: &'a Have,
        basis: Basis,
        threshold: f64,
        roles: Vec<Uuid>,
    ) -> Self {
        let needs: Vec<Needs> = roles.iter().map(|role| drawn.needs(*role, basis)).collect();
        // What is learnt is no group, but where a role needs it.
        let learnt = |skill: &Uuid| {
            let row = drawn.data.skills.iter().find(|row| row.id == *skill).expect("a skill");
            row.skill_kind != SkillKind::Group || needs.iter().any(|needs| needs.contains_key(skill))
        };
        let known = drawn.skills.iter().copied().filter(|skill| drawn.is_known(*skill));
        let candidates: Vec<Uuid> = known.filter(learnt).collect();
        let mut earned = BTreeMap::new();
        for by in candidates.iter().copied().map(Some).chain([None]) {
            let alone: Have = (by.map(|skill| (skill, None)).into_iter().collect(), Default::default());
            let holds = if by.is_some() { &alone } else { have };
            for (role, needs) in needs.iter().enumerate() {
                for (skill, (level, _)) in needs {
                    earned.insert((by, *skill, role), twin.credit(holds, *skill, *level, basis));
                }
            }
        }
        Self { drawn, twin, have, basis, threshold, roles, needs, earned, candidates }
    }

    /// The coverage of a role when some skills are learnt.
    fn coverage(&self, role: usize, learnt: &[Uuid]) -> f64 {
        let by = || learnt.iter().copied().map(Some).chain([None]);
        let credit = |skill: Uuid| by().map(|by| self.earned[&(by, skill, role)]).fold(0.0, f64::max);
        let whole: f64 = self.needs[role].values().map(|(_, weight)| weight).sum();
        let covered: f64 = self.needs[role].iter().map(|(skill, (_, weight))| weight * credit(*skill)).sum();
        if whole > 0.0 { covered / whole } else { 1.0 }
    }

    /// How many roles are opened, and by how much coverages rise.
    fn value(&self, learnt: &[Uuid]) -> (usize, f64) {
        let (mut opens, mut progress) = (0, 0.0);
        for role in 0..self.roles.len() {
            let (before, after) = (self.coverage(role, &[]), self.coverage(role, learnt));
            opens += usize::from(before < self.threshold - 1e-9 && after >= self.threshold - 1e-9);
            progress += (after.min(self.threshold) - before.min(self.threshold)).max(0.0);
        }
        (opens, progress)
    }

    /// The best that as many skills do, of all sets.
    fn best(&self, size: usize) -> (usize, f64) {
        let mut sets: Vec<Vec<Uuid>> = vec![Vec::new()];
        for _ in 0..size {
            let longer = sets.iter().flat_map(|set| {
                let later =
                    self.candidates.iter().filter(|skill| set.last().is_none_or(|last| *skill > last));
                later.map(|skill| [set.as_slice(), &[*skill]].concat()).collect::<Vec<_>>()
            });
            sets.extend(longer.collect::<Vec<_>>());
            sets.sort();
            sets.dedup();
        }
        sets.iter().map(|set| self.value(set)).max_by(|a, b| more(*a, *b)).expect("a set")
    }

    pub(super) fn check(&self, case: &str, found: &NextSkills, first: usize) {
        let skills: Vec<Uuid> = found.skills.iter().map(|one| self.drawn.id(one.skill)).collect();
        let value = self.value(&skills);
        assert!(skills.len() <= first, "{case}");
        if first <= 3 {
            let best = self.best(first);
            assert!(found.is_best && more(value, best).is_eq(), "{case}: {value:?}, {best:?} {found:?}");
        }
        if skills.len() < first {
            // No further skill does anything: all of them together do no more.
            let all = self.value(&self.candidates);
            assert!(found.is_best && more(value, all).is_eq(), "{case}: {value:?}, {all:?} {found:?}");
        }
        let mut mean = self.mean(&[]);
        assert!(close(found.coverage, mean), "{case}: {mean} {found:?}");
        for (at, one) in found.skills.iter().enumerate() {
            let (less, more_skills) = (&skills[..at], &skills[..=at]);
            let after = self.mean(more_skills);
            assert!(close(one.coverage, after) && close(one.gain, after - mean), "{case}: {one:?}");
            mean = after;
            if first > 3 {
                let each = self.candidates.iter().map(|skill| self.value(&[less, &[*skill]].concat()));
                let best = each.max_by(|a, b| more(*a, *b)).expect("a skill");
                assert!(more(self.value(more_skills), best).is_eq(), "{case}: {best:?} {one:?}");
            }
            let rises: BTreeMap<ConceptIdx, f64> = (0..self.roles.len())
                .map(|role| (role, self.coverage(role, more_skills) - self.coverage(role, less)))
                .filter(|(_, rise)| *rise > 1e-9)
                .map(|(role, rise)| (self.drawn.idx(self.roles[role]), rise))
                .collect();
            let told: BTreeMap<ConceptIdx, f64> =
                one.raises.iter().filter(|one| one.gain > 1e-9).map(|one| (one.role, one.gain)).collect();
            assert!(told.keys().eq(rises.keys()), "{case}: {rises:?} {one:?}");
            let in_order = one
                .raises
                .windows(2)
                .all(|two| before((two[0].gain, two[0].role), (two[1].gain, two[1].role)));
            assert!(in_order, "{case}: {one:?}");
            assert!(told.iter().all(|(role, gain)| close(*gain, rises[role])), "{case}: {rises:?} {one:?}");
            let opened = (0..self.roles.len()).filter(|role| {
                let is_open = |set: &[Uuid]| self.coverage(*role, set) >= self.threshold - 1e-9;
                is_open(more_skills) && !is_open(less)
            });
            let mut opened: Vec<ConceptIdx> = opened.map(|role| self.drawn.idx(self.roles[role])).collect();
            opened.sort();
            assert_eq!(one.opens, opened, "{case}");
        }
        // What it comes to is what the gap says when they are held.
        let mut more = self.have.clone();
        more.0.extend(skills.iter().map(|skill| (*skill, None)));
        for (at, role) in self.roles.iter().enumerate() {
            let coverage = self.twin.coverage(&more, *role, self.basis).unwrap_or(1.0);
            assert!(close(coverage, self.coverage(at, &skills)), "{case}");
        }
    }

    fn mean(&self, learnt: &[Uuid]) -> f64 {
        let roles = 0..self.roles.len();
        let sum: f64 = roles.map(|role| self.coverage(role, learnt).min(self.threshold)).sum();
        if self.roles.is_empty() { 1.0 } else { sum / float(self.roles.len()) }
    }
}

fn more(a: (usize, f64), b: (usize, f64)) -> std::cmp::Ordering {
    let progress = if close(a.1, b.1) { std::cmp::Ordering::Equal } else { a.1.total_cmp(&b.1) };
    a.0.cmp(&b.0).then(progress)
}
