//! Which skills to learn next: those that open most roles, and of these the ones that raise coverage most.
//!
//! A role is open where its coverage reaches a threshold. What a set of skills is worth is how many roles it opens,
//! then its progress: by how much it raises the coverage of each role, counted up to the threshold, added up. A skill
//! that is learnt is held at whatever level is needed, and earns what `credit` says where something else is needed.
//! Groups of skills are no skills to learn, but where a role needs one itself.
//!
//! Up to three skills are a best set of that size. All sets are gone through, but for those whose skills one by one
//! come to less than the best so far: progress, and the share of what a role lacks, are submodular, so skills together
//! do at most what they do one by one. The work has an end, and the answer says whether it came first. More than three
//! are found one after the other, each the best next to those before it. Of one role they raise the coverage at least
//! `1 - 1/e` (63 %) as much as the best set would (Nemhauser, Wolsey and Fisher, An analysis of approximations for
//! maximizing submodular set functions, 1978); of opening several roles no such bound holds.

mod best;
mod goal;

use rustc_hash::FxHashMap;

use super::credit::{parts, worth};
use super::needed::whole;
use super::needs::gather;
use super::numbers::{ROUNDING, added, float, greater_first, share};
use super::spread::Spread;
use super::{Basis, Held, Moved, Need, Trust};
use crate::graph::{ConceptIdx, Graph, LinkIdx};
pub use goal::Goal;

/// Skills that are searched for as a set.
const SEARCHED: usize = 3;

/// A role of which a skill raises the coverage.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    /// The role.
    pub role: ConceptIdx,
    /// By how much, 0 to 1.
    pub gain: f64,
    /// The needs that the skill earns more of, by the links that say so.
    pub needs: Vec<Moved>,
}

/// A skill to learn.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// The skill.
    pub skill: ConceptIdx,
    /// By how much it raises the mean coverage of the roles, each counted up to the threshold, next to those before it.
    pub gain: f64,
    /// That mean afterwards.
    pub coverage: f64,
    /// The roles that it opens, by name.
    pub opens: Vec<ConceptIdx>,
    /// The roles of which it raises the coverage: the most first, then by name.
    pub raises: Vec<Raised>,
}

/// Which skills to learn next.
#[derive(Clone, Debug, PartialEq)]
pub struct NextSkills {
    /// The mean coverage of the roles before, each counted up to the threshold.
    pub coverage: f64,
    /// How many needs the roles have.
    pub needed: usize,
    /// In the order to learn them: the best first. Fewer than were asked for where no other does anything.
    pub skills: Vec<Learnt>,
    /// Whether no other set of as many skills is known to be better: all were searched, there is one skill only, or no
    /// further skill does anything.
    pub is_best: bool,
}

/// The `first` skills to learn next. O(n) in what the roles need and the relations of that, for each skill, and once in
/// the concepts of the graph; more where sets are searched, up to a bound.
pub fn next_skills(
    graph: &Graph,
    held: &Held,
    goal: &Goal,
    basis: Basis,
    trust: &Trust,
    first: usize,
) -> NextSkills {
    let mut board = Board::new(graph, held, goal, basis, trust);
    let (coverage, needed) = (board.mean(), board.needs.len());
    let mut skills = board.greedy(first);
    // Where no further skill does anything, no set of any size does more, as what sets do is submodular.
    let mut is_best = first < 2 || skills.len() < first;
    if (2..=SEARCHED).contains(&first) && !is_best {
        (skills, is_best) = best::set(&mut board, skills, first);
    }
    let skills = board.told(skills);
    NextSkills { coverage, needed, skills, is_best }
}

/// A need of one of the roles.
#[derive(Clone, Copy)]
struct Place {
    role: u32,
    skill: ConceptIdx,
    link: LinkIdx,
    /// Its share in the coverage of the role.
    share: f64,
}

/// What learning a skill does: the credit of a need becomes this, if it is less.
#[derive(Clone, Copy)]
struct Effect {
    need: u32,
    worth: f64,
}

/// What skills are worth: how many roles they open, and the progress.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Value {
    opens: u32,
    progress: f64,
}

impl Value {
    fn is_more_than(self, other: Self) -> bool {
        self.opens > other.opens || self.opens == other.opens && self.progress > other.progress + ROUNDING
    }
}

/// The roles with what they lack, and the skills with what they do.
struct Board<'g> {
    goal: &'g Goal,
    /// Those that do anything, by name.
    skills: Vec<ConceptIdx>,
    /// Where the effects of each skill start; one longer.
    starts: Vec<u32>,
    effects: Vec<Effect>,
    needs: Vec<Place>,
    /// What each need has earned.
    credits: Vec<f64>,
    /// How much of each role is covered.
    coverage: Vec<f64>,
    /// By how much a skill raises each role, and the roles that it raises: cleared after use.
    rises: Vec<f64>,
    touched: Vec<u32>,
    /// How many effects were gone through.
    work: usize,
}

impl<'g> Board<'g> {
    fn new(graph: &Graph, held: &Held, goal: &'g Goal, basis: Basis, trust: &Trust) -> Self {
        let earned = Spread::new(graph, held, basis, trust);
        let (mut needs, mut credits, mut of_skills) = (Vec::new(), Vec::new(), Vec::new());
        let mut coverage = Vec::with_capacity(goal.roles.len());
        let mut needed: Vec<Need> = Vec::new();
        for (role, at) in goal.roles.iter().zip(0..) {
            gather(graph, *role, basis, trust, &mut needed);
            let whole = whole(&needed);
            let mut covered = if whole > 0.0 { 0.0 } else { 1.0 };
            for need in &needed {
                let (share, credit) = (added(need.weight, whole), earned.worth(need));
                covered += share * credit;
                of_skills.push((need.skill, number(needs.len()), need.level));
                needs.push(Place { role: at, skill: need.skill, link: need.link, share });
                credits.push(credit);
            }
            coverage.push(covered);
        }
        of_skills.sort_unstable_by_key(|(skill, need, _)| (*skill, *need));
        let (skills, starts, effects) = effects(graph, &of_skills, &credits, basis, trust);
        let rises = vec![0.0; goal.roles.len()];
        Self { goal, skills, starts, effects, needs, credits, coverage, rises, touched: Vec::new(), work: 0 }
    }

    /// The mean coverage of the roles, each counted up to the threshold.
    fn mean(&self) -> f64 {
        let counted = self.coverage.iter().map(|coverage| coverage.min(self.goal.threshold));
        share(counted.sum(), float(self.coverage.len()))
    }

    fn effects_of(&self, skill: usize) -> std::ops::Range<usize> {
        self.starts[skill] as usize..self.starts[skill + 1] as usize
    }

    /// Leaves in `rises` and `touched` by how much a skill raises which roles.
    fn raise(&mut self, skill: usize) {
        self.touched.iter().for_each(|role| self.rises[*role as usize] = 0.0);
        self.touched.clear();
        let effects = self.effects_of(skill);
        self.work += effects.len();
        for Effect { need, worth } in &self.effects[effects] {
            let Place { role, share, .. } = self.needs[*need as usize];
            let rise = (worth - self.credits[*need as usize]) * share;
            if rise > 0.0 {
                if self.rises[role as usize] <= 0.0 {
                    self.touched.push(role);
                }
                self.rises[role as usize] += rise;
            }
        }
    }

    /// What a role lacks to be open; 0 where it is open.
    fn lack(&self, role: u32) -> f64 {
        let lack = self.goal.threshold - self.coverage[role as usize];
        if lack > ROUNDING { lack } else { 0.0 }
    }

    /// What a skill is worth next to those that are learnt.
    fn value(&mut self, skill: usize) -> Value {
        self.raise(skill);
        let mut value = Value::default();
        for role in &self.touched {
            let (rise, lack) = (self.rises[*role as usize], self.lack(*role));
            value.opens += u32::from(lack > 0.0 && rise >= lack - ROUNDING);
            value.progress += rise.min(lack);
        }
        value
    }

    /// Learns a skill, and tells what the needs had earned that it changes.
    fn learn(&mut self, skill: usize) -> Vec<(u32, f64)> {
        let mut before = Vec::new();
        for at in self.effects_of(skill) {
            let Effect { need, worth } = self.effects[at];
            let credit = &mut self.credits[need as usize];
            if worth > *credit {
                before.push((need, *credit));
                let Place { role, share, .. } = self.needs[need as usize];
                self.coverage[role as usize] += (worth - *credit) * share;
                *credit = worth;
            }
        }
        before
    }

    /// Takes back what was learnt last.
    fn unlearn(&mut self, before: Vec<(u32, f64)>) {
        for (need, credit) in before {
            let Place { role, share, .. } = self.needs[need as usize];
            let earned = std::mem::replace(&mut self.credits[need as usize], credit);
            self.coverage[role as usize] -= (earned - credit) * share;
        }
    }

    /// Skills one after the other, each the best next to those before it; nothing is learnt afterwards.
    fn greedy(&mut self, first: usize) -> Vec<usize> {
        let (mut chosen, mut learnt) = (Vec::new(), Vec::new());
        while chosen.len() < first {
            let Some(skill) = self.best(0..self.skills.len()) else { break };
            chosen.push(skill);
            learnt.push(self.learn(skill));
        }
        while let Some(before) = learnt.pop() {
            self.unlearn(before);
        }
        chosen
    }

    /// Of some skills the one that is worth most, the first by name; none where no skill does anything.
    fn best(&mut self, skills: impl IntoIterator<Item = usize>) -> Option<usize> {
        let (mut best, mut most) = (None, Value::default());
        for skill in skills {
            let value = self.value(skill);
            if value.is_more_than(most) {
                (best, most) = (Some(skill), value);
            }
        }
        best
    }

    /// What is told of skills, the best first.
    fn told(&mut self, mut skills: Vec<usize>) -> Vec<Learnt> {
        skills.sort_unstable();
        let mut told = Vec::with_capacity(skills.len());
        while let Some(skill) = self.best(skills.iter().copied()) {
            skills.retain(|one| *one != skill);
            let before = self.mean();
            let opens = self.opened_by(skill);
            let raises = self.raised_by(skill);
            self.learn(skill);
            let coverage = self.mean();
            told.push(Learnt { skill: self.skills[skill], gain: coverage - before, coverage, opens, raises });
        }
        told
    }

    fn opened_by(&mut self, skill: usize) -> Vec<ConceptIdx> {
        self.raise(skill);
        let is_opened = |role: &&u32| {
            let lack = self.lack(**role);
            lack > 0.0 && self.rises[**role as usize] >= lack - ROUNDING
        };
        let mut opened: Vec<ConceptIdx> =
            self.touched.iter().filter(is_opened).map(|role| self.goal.roles[*role as usize]).collect();
        opened.sort_unstable();
        opened
    }

    fn raised_by(&mut self, skill: usize) -> Vec<Raised> {
        self.raise(skill);
        let mut moved: FxHashMap<u32, Vec<Moved>> = FxHashMap::default();
        for Effect { need, worth } in &self.effects[self.effects_of(skill)] {
            let (place, before) = (self.needs[*need as usize], self.credits[*need as usize]);
            if *worth > before && place.share > 0.0 {
                let one = Moved { what: place.skill, link: place.link, before, after: *worth };
                moved.entry(place.role).or_default().push(one);
            }
        }
        let raised = |(role, mut needs): (u32, Vec<Moved>)| {
            needs.sort_unstable_by_key(|one| one.link);
            Raised { role: self.goal.roles[role as usize], gain: self.rises[role as usize], needs }
        };
        let mut raises: Vec<Raised> = moved.into_iter().map(raised).collect();
        raises.sort_by(|a, b| greater_first(a.gain, b.gain).then(a.role.cmp(&b.role)));
        raises
    }
}

/// The skills that earn anything where the needs of `of_skills` lack it, with what they do: by skill, then by need.
/// Groups of skills are left out that no role needs itself.
fn effects(
    graph: &Graph,
    of_skills: &[(ConceptIdx, u32, Option<f64>)],
    credits: &[f64],
    basis: Basis,
    trust: &Trust,
) -> (Vec<ConceptIdx>, Vec<u32>, Vec<Effect>) {
    // Of each skill that is needed, those that earn it: each once, by its best path.
    let mut found: Vec<(ConceptIdx, Effect)> = Vec::new();
    let mut earning: Vec<(ConceptIdx, f64)> = Vec::new();
    for needs in of_skills.chunk_by(|a, b| a.0 == b.0) {
        earning.clear();
        earning.push((needs[0].0, 1.0));
        parts(graph, needs[0].0, trust, true, &mut |skill, factor| {
            if !graph.concept(skill).is_skill_group()
                || of_skills.binary_search_by_key(&skill, |(of, ..)| *of).is_ok()
            {
                earning.push((skill, factor));
            }
        });
        earning.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        earning.dedup_by_key(|(skill, _)| *skill);
        for (_, need, level) in needs {
            let effect = |(skill, factor): &(ConceptIdx, f64)| {
                let effect = Effect { need: *need, worth: worth(*factor, None, basis, *level) };
                (effect.worth > credits[*need as usize]).then_some((*skill, effect))
            };
            found.extend(earning.iter().filter_map(effect));
        }
    }
    // By counting: there are many, of few skills.
    let mut counts = vec![0_u32; graph.all().len() + 1];
    found.iter().for_each(|(skill, _)| counts[skill.get()] += 1);
    let skills: Vec<ConceptIdx> = graph.all().filter(|skill| counts[skill.get()] > 0).collect();
    let mut starts = Vec::with_capacity(skills.len() + 1);
    let mut start = 0;
    for skill in &skills {
        starts.push(start);
        start += std::mem::replace(&mut counts[skill.get()], start);
    }
    starts.push(start);
    let mut effects = vec![Effect { need: 0, worth: 0.0 }; found.len()];
    for (skill, effect) in found {
        let at = &mut counts[skill.get()];
        effects[*at as usize] = effect;
        *at += 1;
    }
    (skills, starts, effects)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
