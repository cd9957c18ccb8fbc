//! What teaches it within a budget.

use rustc_hash::FxHashMap;

use super::Lesson;
use super::stages::layers;
use crate::analysis::Trust;
use crate::analysis::numbers::{ROUNDING, greater_first};
use crate::analysis::teaching::teaching;
use crate::graph::{ConceptIdx, Graph, LinkIdx, Pathway};

/// What pathways may take in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Budget {
    /// Weeks, one pathway after the other.
    pub max_weeks: Option<f64>,
    /// Money, with its currency.
    pub max_cost: Option<(f64, String)>,
    /// Where: what holds for another region is left out.
    pub region: Option<String>,
}

/// A pathway that is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The pathway.
    pub pathway: ConceptIdx,
    /// Its place in the order in which pathways can begin, from 0: all that comes before what it teaches is learnt then,
    /// on pathways with a lower one or alone.
    pub position: usize,
    /// What it teaches that those chosen before it do not, by name, each with the link that says so.
    pub teaches: Vec<(ConceptIdx, LinkIdx)>,
    /// Weeks, if they are known: the lower bound, or the upper where there is none.
    pub weeks: Option<f64>,
    /// What it costs in all, if that is known, with its currency: see `Pathway::whole_cost`.
    pub cost: Option<(f64, Box<str>)>,
}

/// Tells when pathways can begin, and puts them in that order. Each is learnt as one, and so is what none teaches.
fn begin(taken: &mut [Taken], lessons: &[Lesson], places: &FxHashMap<ConceptIdx, usize>) {
    let mut parts: Vec<usize> = (taken.len()..taken.len() + lessons.len()).collect();
    for (part, one) in taken.iter().enumerate() {
        one.teaches.iter().filter_map(|(skill, _)| places.get(skill)).for_each(|place| parts[*place] = part);
    }
    let mut before = vec![Vec::new(); taken.len() + lessons.len()];
    for (lesson, part) in lessons.iter().zip(&parts) {
        let earlier = lesson.before.iter().filter_map(|one| Some(parts[*places.get(&one.skill)?]));
        before[*part].extend(earlier.filter(|other| other != part));
    }
    let order = layers(&before);
    taken.iter_mut().zip(order.stage).for_each(|(one, stage)| one.position = stage);
    taken.sort_by_key(|one| one.position);
}

/// What is left of a budget.
struct Left {
    weeks: Option<f64>,
    cost: Option<f64>,
}

impl Budget {
    /// The pathways that teach a skill and fit by themselves, by name.
    pub(super) fn teaching(
        &self,
        graph: &Graph,
        skill: ConceptIdx,
        trust: &Trust,
    ) -> Vec<(ConceptIdx, LinkIdx)> {
        let left = self.all();
        teaching(graph, skill, trust)
            .into_iter()
            .filter(|(pathway, _)| self.fits(graph, *pathway, &left))
            .collect()
    }

    fn all(&self) -> Left {
        Left { weeks: self.max_weeks, cost: self.max_cost.as_ref().map(|(cost, _)| *cost) }
    }

    fn fits(&self, graph: &Graph, idx: ConceptIdx, left: &Left) -> bool {
        let Some(pathway) = graph.concept(idx).pathway() else { return false };
        let fits = |limit: Option<f64>, known: Option<f64>| {
            limit.is_none_or(|limit| known.is_some_and(|known| known <= limit + ROUNDING))
        };
        let elsewhere = pathway.region.as_deref().zip(self.region.as_deref());
        fits(left.weeks, pathway.shortest())
            && fits(left.cost, self.cost(pathway))
            && elsewhere.is_none_or(|(of, asked)| of == asked)
    }

    /// What a pathway costs in all in the currency of the budget, if that is known.
    fn cost(&self, pathway: &Pathway) -> Option<f64> {
        let (_, currency) = self.max_cost.as_ref()?;
        pathway.whole_cost().filter(|(_, of)| of == currency).map(|(cost, _)| cost)
    }

    /// The pathways that are taken, and what none of them teaches.
    pub(super) fn take(
        &self,
        graph: &Graph,
        lessons: &[Lesson],
        places: &FxHashMap<ConceptIdx, usize>,
    ) -> (Vec<Taken>, Vec<ConceptIdx>) {
        let mut teaches: FxHashMap<ConceptIdx, Vec<(usize, LinkIdx)>> = FxHashMap::default();
        for (place, lesson) in lessons.iter().enumerate() {
            for (pathway, link) in &lesson.pathways {
                teaches.entry(*pathway).or_default().push((place, *link));
            }
        }
        let mut open: Vec<(ConceptIdx, Vec<(usize, LinkIdx)>)> = teaches.into_iter().collect();
        open.sort_unstable_by_key(|(pathway, _)| *pathway);
        let (mut left, mut is_taught, mut taken) = (self.all(), vec![false; lessons.len()], Vec::new());
        loop {
            open.retain(|(pathway, _)| self.fits(graph, *pathway, &left));
            open.iter_mut().for_each(|(_, teaches)| teaches.retain(|(place, _)| !is_taught[*place]));
            open.retain(|(_, teaches)| !teaches.is_empty());
            let best = (0..open.len())
                .reduce(|a, b| if self.is_better(graph, lessons, &open[b], &open[a]) { b } else { a });
            let Some(best) = best else { break };
            let (pathway, teaches) = open.remove(best);
            let known = graph.concept(pathway).pathway();
            let weeks = known.and_then(Pathway::shortest);
            left.weeks = left.weeks.map(|left| left - weeks.unwrap_or(0.0));
            left.cost = left.cost.map(|left| left - known.and_then(|p| self.cost(p)).unwrap_or(0.0));
            teaches.iter().for_each(|(place, _)| is_taught[*place] = true);
            let teaches = teaches.iter().map(|(place, link)| (lessons[*place].skill, *link)).collect();
            let cost = known.and_then(Pathway::whole_cost).map(|(cost, currency)| (cost, currency.into()));
            taken.push(Taken { pathway, position: 0, teaches, weeks, cost });
        }
        begin(&mut taken, lessons, places);
        let untaught = lessons.iter().zip(&is_taught).filter(|(_, taught)| !**taught);
        (taken, untaught.map(|(lesson, _)| lesson.skill).collect())
    }

    /// Whether the one is to be chosen before the other: it teaches more by weight, then more skills, is shorter, then
    /// cheaper, as far as that is known.
    fn is_better(
        &self,
        graph: &Graph,
        lessons: &[Lesson],
        one: &(ConceptIdx, Vec<(usize, LinkIdx)>),
        other: &(ConceptIdx, Vec<(usize, LinkIdx)>),
    ) -> bool {
        let rank = |(pathway, teaches): &(ConceptIdx, Vec<(usize, LinkIdx)>)| {
            let gain: f64 = teaches.iter().map(|(place, _)| lessons[*place].gain).sum();
            let known = graph.concept(*pathway).pathway();
            let weeks = known.and_then(Pathway::shortest).unwrap_or(f64::INFINITY);
            let cost = known.and_then(|pathway| self.cost(pathway)).unwrap_or(f64::INFINITY);
            (gain, teaches.len(), weeks, cost, *pathway)
        };
        let (a, b) = (rank(one), rank(other));
        let order = greater_first(a.0, b.0)
            .then(b.1.cmp(&a.1))
            .then(a.2.total_cmp(&b.2))
            .then(a.3.total_cmp(&b.3))
            .then(a.4.cmp(&b.4));
        order.is_lt()
    }
}
