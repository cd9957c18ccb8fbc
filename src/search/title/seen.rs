//! The names of roles that have the head of what a title looks for, and what of the rest.

use ::entity::{ConceptKind, LabelRole, RoleKind};

use super::super::Index;
use super::super::abbreviations::ABBREVIATIONS;
use super::super::index::Part;
use super::super::plan::{How, Plan, Spelling};
use super::super::question::{Question, Unit};
use super::super::scorer::{Scorer, candidates};
use super::super::segment::{Doc, LabelId, NameAt};
use super::cores::{Class, Core};
use super::heads::{head_place, prepositions};
use crate::graph::{ConceptIdx, Detail, Graph};

/// The most that a word can weigh: beyond, how rare it is says nothing of how telling it is.
pub(super) const HEAVIEST: f32 = 8.0;
/// What a word weighs that no name has: it tells nothing apart.
const UNKNOWN: f32 = 2.5;
/// From this coverage on a name fits in all else.
pub(super) const FULL: f32 = 0.97;
/// What a name must be covered to at least where the title has no head.
const HEADLESS_LEAST: f32 = 0.5;
/// What is left for a name whose own head is another word, and for words in another order.
const OTHER_HEAD: f32 = 0.5;
const DISORDER: f32 = 0.97;
/// Likewise for alternative and hidden names.
const ALTERNATIVE: f32 = 0.97;
const HIDDEN: f32 = 0.95;

/// Ways to read a core, at most; one of more than so many words is read word by word alone.
const MOST_READINGS: usize = 6;
const MANY_WORDS: usize = 10;

/// A name that was met.
pub(super) struct Seen {
    pub(super) concept: ConceptIdx,
    /// Where its names stand: the part, and its position there.
    pub(super) place: (usize, Doc),
    pub(super) name: NameAt,
    pub(super) how: How,
    /// How well its words meet those of the title, 0 to 1.
    pub(super) quality: f32,
    /// The share of the name that the title has, 0 to 1.
    pub(super) coverage: f32,
    /// Bits of the words of the core that it has.
    pub(super) met: u32,
    /// What is left for its order, its head and whose name it is.
    pub(super) left: f32,
    pub(super) preferred: bool,
}

/// The names that were met, and what each word of the core weighs.
pub(super) struct Scan {
    pub(super) seen: Vec<Seen>,
    pub(super) weights: Vec<f32>,
}

/// Looks at all names of roles that have the head of a core.
pub(super) fn scan(graph: &Graph, index: &Index, core: &Core) -> Scan {
    let weights = core.words.iter().map(|word| weight(index, &word.text)).collect();
    let mut finder = Finder { graph, index, core, weights, seen: Vec::new() };
    let unknown = |word: &str| index.count(word) == 0 && ABBREVIATIONS.long(word).is_empty();
    let amend = core.words.iter().any(|word| matches!(word.class, Class::Core(_)) && unknown(&word.text));
    for reading in finder.readings() {
        finder.read(&reading, Spelling::AsGiven);
        if amend {
            finder.read(&reading, Spelling::UnknownAmended);
        }
    }
    Scan { seen: finder.seen, weights: finder.weights }
}

/// What a word weighs, in its most common form.
fn weight(index: &Index, word: &str) -> f32 {
    let forms = index.forms(word);
    let known = forms.iter().map(String::as_str).chain([word]).filter(|form| index.count(form) > 0);
    let least = known.map(|form| index.weight(form)).min_by(f32::total_cmp);
    least.map_or(UNKNOWN, |weight| weight.min(HEAVIEST))
}

/// A way to read a core: its units, and which words each is made of, as bits.
struct Reading {
    units: Vec<Unit>,
    words: Vec<u32>,
    head: Option<usize>,
}

struct Finder<'a> {
    graph: &'a Graph,
    index: &'a Index,
    core: &'a Core,
    weights: Vec<f32>,
    seen: Vec<Seen>,
}

impl Finder<'_> {
    fn readings(&self) -> Vec<Reading> {
        let words = &self.core.words;
        // A blank at the end says that the last word is written out.
        let text: String = words.iter().flat_map(|word| [word.text.as_str(), " "]).collect();
        let mut readings = Question::new(&text).worded(self.index);
        readings.truncate(if words.len() > MANY_WORDS { 1 } else { MOST_READINGS });
        let Some(count) = readings.first().map(|plain| plain.len().min(words.len())) else {
            return Vec::new();
        };
        readings.into_iter().map(|units| self.aligned(units, count)).collect()
    }

    /// `count` is how many words of the core the readings have.
    fn aligned(&self, mut units: Vec<Unit>, count: usize) -> Reading {
        let words = &self.core.words[..count];
        let same = units.iter().zip(words).take_while(|(unit, word)| unit.word == word.text).count();
        let merged = count + 1 - units.len().min(count + 1);
        let mut made = Vec::with_capacity(units.len());
        let mut at = 0;
        for unit in 0..units.len() {
            let length = if unit == same { merged.max(1) } else { 1 };
            made.push((at..(at + length).min(32)).fold(0u32, |bits, at| bits | 1 << at));
            at += length;
        }
        let of = |bits: u32| {
            words.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, word)| word)
        };
        let mut head = None;
        for (at, (unit, bits)) in units.iter_mut().zip(&made).enumerate() {
            let is_head = self.core.head.is_some_and(|head| bits >> head & 1 == 1);
            let is_core = of(*bits).any(|word| matches!(word.class, Class::Core(_)));
            unit.filler = if self.core.head.is_some() { !is_head } else { !is_core };
            unit.open = false;
            if is_head {
                head = Some(at);
            }
        }
        Reading { units, words: made, head }
    }

    fn read(&mut self, reading: &Reading, spelling: Spelling) {
        let index = self.index;
        for (at, part) in index.parts.iter().enumerate() {
            if let Some(plan) = Plan::new(index, part, &reading.units, spelling) {
                self.names((at, part), &plan, reading);
            }
        }
    }

    fn names(&mut self, (at, part): (usize, &Part), plan: &Plan, reading: &Reading) {
        let mut scorer = Scorer::new(part, plan);
        let prepositions = prepositions(part);
        for id in candidates(part, plan) {
            let name = part.segment.name(id);
            let (Some(concept), NameAt::Label(_)) = (part.concept(name.doc), name.at) else { continue };
            if self.is_role(concept)
                && let Some(seen) = self.name(part, plan, reading, &mut scorer, (id, concept), &prepositions)
            {
                self.seen.push(Seen { place: (at, name.doc), ..seen });
            }
        }
    }

    fn is_role(&self, idx: ConceptIdx) -> bool {
        let concept = self.graph.concept(idx);
        let counts = matches!(&concept.detail, Detail::Role(role) if role.kind != RoleKind::Counterpart);
        concept.kind == ConceptKind::Role && counts && !concept.retired
    }

    fn name(
        &self,
        part: &Part,
        plan: &Plan,
        reading: &Reading,
        scorer: &mut Scorer<'_>,
        (id, concept): (LabelId, ConceptIdx),
        prepositions: &[u32],
    ) -> Option<Seen> {
        scorer.meet(id);
        let (mut all, mut met_words, mut places) = (0u32, 0u32, 0u64);
        let (mut worth, mut weight, mut how) = (0.0, 0.0, How::Word);
        let (mut in_order, mut last) = (true, 0);
        let units = || scorer.met.iter().zip(&reading.words).enumerate();
        let has = units().filter(|(_, (met, _))| met.is_some()).fold(0, |bits, (_, (_, own))| bits | own);
        let apart = self.core.phrases.iter().filter(|phrase| has & **phrase != **phrase);
        let apart = apart.fold(0, |bits, phrase| bits | phrase);
        for (unit, (met, own)) in units() {
            let Some(met) = met.filter(|_| own & apart == 0) else { continue };
            all |= 1 << unit;
            met_words |= reading.words[unit];
            places |= met.places;
            how = how.max(met.how);
            in_order &= met.first >= last;
            last = met.first;
            let own: f32 = self.bits(reading.words[unit]).map(|at| self.weights[at]).sum();
            (worth, weight) = (worth + own * met.quality, weight + own);
        }
        if all & plan.needed != plan.needed || weight <= 0.0 {
            return None;
        }
        let (mut covered, mut whole) = (0.0, 0.0);
        for (at, term) in scorer.words.iter().enumerate() {
            let own = part.weight(*term).min(HEAVIEST);
            whole += own;
            if at < 64 && places >> at & 1 == 1 {
                covered += own;
            }
        }
        let mut left = if in_order { 1.0 } else { DISORDER };
        let coverage = covered / whole;
        if let Some(met) = reading.head.and_then(|head| scorer.met[head]) {
            let end = 63 - met.places.leading_zeros().min(63) as usize;
            let ends = [scorer.words.len() - 1, head_place(&scorer.words, prepositions)];
            if !ends.contains(&end) {
                if met.how == How::Fuzzy {
                    return None;
                }
                left *= OTHER_HEAD;
            }
        } else if coverage < if plan.needed.count_ones() > 1 { HEADLESS_LEAST } else { FULL } {
            return None;
        }
        let name = part.segment.name(id).at;
        let NameAt::Label(label) = name else { return None };
        let role = self.graph.concept(concept).labels[usize::from(label)].role;
        left *= match role {
            LabelRole::Preferred => 1.0,
            LabelRole::Alternative => ALTERNATIVE,
            LabelRole::Hidden => HIDDEN,
        };
        Some(Seen {
            concept,
            place: (0, part.segment.name(id).doc),
            name,
            how,
            quality: worth / weight,
            coverage,
            met: met_words,
            left,
            preferred: role == LabelRole::Preferred,
        })
    }

    fn bits(&self, bits: u32) -> impl Iterator<Item = usize> + use<> {
        (0..self.core.words.len().min(32)).filter(move |at| bits >> at & 1 == 1)
    }
}
