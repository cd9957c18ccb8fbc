//! Concepts by their words.

use ::entity::{ConceptKind, LabelRole};
use rustc_hash::FxHashMap;

use super::Index;
use super::index::{Part, text_of};
use super::marks::{marked, marks};
use super::plan::{How, Plan, Spelling, any_form};
use super::question::{Question, Unit};
use super::score;
use super::scorer::{Scorer, candidates};
use super::segment::{LabelId, NameAt, NameSort, Term};
use crate::graph::{Concept, ConceptIdx, Graph, Languages, TaxonomyIdx};

/// With fewer found than these, words may be spelled otherwise.
const FEW: usize = 5;

/// Which concepts may be found, and by which of their names.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Of these kinds; of any if none are given.
    pub kinds: Option<&'a [ConceptKind]>,
    /// Of these taxonomies; of any if none are given.
    pub taxonomies: Option<&'a [TaxonomyIdx]>,
    /// By names in the language that is chosen from these for each concept; in any language if none are given.
    pub languages: Option<&'a Languages>,
    /// How a concept is called where no name of it was met, and beside a name that was: in English if none are given.
    pub called: Option<&'a Languages>,
    /// One flag a concept of the graph: only those that have it.
    pub within: Option<&'a [bool]>,
}

/// How a concept was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Its preferred name, or a code of its, has every word.
    Exact,
    /// Another of its names has every word.
    Alternative,
    /// A name has every word, or words that begin so.
    Prefix,
    /// A name has words that are spelled nearly so.
    Fuzzy,
    /// Its names and description together have every word; or nothing has, and one of its names has all but one.
    Text,
}

/// A concept that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Which.
    pub concept: ConceptIdx,
    /// 0 to 1.
    pub score: f64,
    /// How.
    pub how: Match,
    name: NameAt,
}

impl Found {
    /// The name or code that was met.
    pub fn name<'g>(&self, graph: &'g Graph) -> &'g str {
        text_of(graph.concept(self.concept), self.name)
    }
}

/// All concepts that a text finds, the best first; those with one score by name, then id.
///
/// O(p + c) for p places of its words in names, and c names that have all of them.
pub fn search(graph: &Graph, index: &Index, text: &str, wanted: &Wanted<'_>) -> Vec<Found> {
    let question = Question::new(text);
    let readings = question.readings(index);
    let mut finder = Finder::new(graph, index, wanted, usize::MAX);
    finder.by_names(&readings);
    finder.by_texts(&readings);
    finder.by_most_words(&readings);
    finder.found()
}

/// What a search has found so far.
pub(super) struct Finder<'a> {
    graph: &'a Graph,
    index: &'a Index,
    wanted: &'a Wanted<'a>,
    /// How many names are scored in a turn, those with the fewest words first.
    most: usize,
    best: FxHashMap<ConceptIdx, Best>,
    /// How often names were gone through.
    turn: u32,
    chosen: FxHashMap<ConceptIdx, &'a str>,
}

#[derive(Clone, Copy)]
struct Best {
    score: f32,
    how: Match,
    name: NameAt,
    /// How many of its names were met in the last turn that met any, and at most in any; how many it has.
    met: u32,
    most: u32,
    turn: u32,
    names: u32,
}

impl<'a> Finder<'a> {
    pub(super) fn new(graph: &'a Graph, index: &'a Index, wanted: &'a Wanted<'a>, most: usize) -> Self {
        Self { graph, index, wanted, most, best: FxHashMap::default(), turn: 0, chosen: FxHashMap::default() }
    }

    /// By names that have every word; with amended spelling where few have.
    pub(super) fn by_names(&mut self, readings: &[Vec<Unit>]) {
        let index = self.index;
        for spelling in [Spelling::AsGiven, Spelling::UnknownAmended, Spelling::AllAmended] {
            let differs = |reading: &&Vec<Unit>| {
                let mut edits = reading.iter().map(|unit| spelling.edits(index, unit, reading.len()));
                spelling == Spelling::AsGiven || edits.any(|edits| edits > 0)
            };
            for reading in readings.iter().filter(differs) {
                self.reading(reading, spelling);
            }
            if self.best.len() >= FEW {
                break;
            }
        }
    }

    /// Where nothing has every word: by names that have all words but one, as they are given. A word that no name has is
    /// never left out.
    pub(super) fn by_most_words(&mut self, readings: &[Vec<Unit>]) {
        let Some(reading) = readings.iter().find(|reading| reading.iter().all(|unit| !unit.code)) else {
            return;
        };
        let needed: Vec<usize> = (0..reading.len()).filter(|at| !reading[*at].filler).collect();
        if !self.best.is_empty() || !(2..=score::MOST_BUT_ONE).contains(&needed.len()) {
            return;
        }
        for at in needed.into_iter().filter(|at| self.index.count(&reading[*at].word) > 0) {
            let mut reading = reading.clone();
            reading.iter_mut().for_each(|unit| unit.open = false);
            reading[at].filler = true;
            self.reading(&reading, Spelling::AsGiven);
        }
        for best in self.best.values_mut() {
            (best.score, best.how) = (best.score * score::TEXT, Match::Text);
        }
    }

    fn reading(&mut self, reading: &[Unit], spelling: Spelling) {
        let index = self.index;
        self.turn += 1;
        let plans: Vec<Option<Plan>> =
            index.parts.iter().map(|part| Plan::new(index, part, reading, spelling)).collect();
        let names = index.shortest(self.most, |at, part| {
            let ids = plans[at].iter().flat_map(|plan| candidates(part, plan));
            ids.filter(|id| part.concept(part.segment.name(*id).doc).is_some_and(|idx| self.may_be(idx)))
        });
        for ((part, plan), ids) in index.parts.iter().zip(&plans).zip(names) {
            if let Some(plan) = plan {
                self.names(part, plan, &ids);
            }
        }
    }

    /// Scores names of a part.
    fn names(&mut self, part: &'a Part, plan: &Plan, ids: &[LabelId]) {
        let mut scorer = Scorer::new(part, plan);
        for id in ids {
            let name = part.segment.name(*id);
            let Some(idx) = part.concept(name.doc) else { continue };
            let Some((score, how)) = scorer.name(*id) else { continue };
            if !self.speaks(idx, name.at) {
                continue;
            }
            let other = matches!(name.sort, NameSort::Label(LabelRole::Alternative | LabelRole::Hidden));
            let (score, how) = (score * score::sort(name.sort), matched(how, !other));
            let names = u32::try_from(part.segment.names_of(name.doc).len()).unwrap_or(u32::MAX);
            let turn = self.turn;
            self.keep(idx, Best { score, how, name: name.at, met: 0, most: 0, turn, names });
        }
    }

    fn keep(&mut self, idx: ConceptIdx, new: Best) {
        let best = self.best.entry(idx).or_insert(new);
        best.met = if best.turn == new.turn { best.met + 1 } else { 1 };
        (best.turn, best.most) = (new.turn, best.most.max(best.met));
        // Of names with one score the first counts, so that it does not matter in which part a concept stands.
        if (new.score, best.name) > (best.score, new.name) {
            *best = Best { score: new.score, how: new.how, name: new.name, ..*best };
        }
    }

    fn may_be(&self, idx: ConceptIdx) -> bool {
        self.wanted.kinds.is_none_or(|kinds| kinds.contains(&self.graph.kind(idx)))
            && self.wanted.taxonomies.is_none_or(|all| all.contains(&self.graph.taxonomy_of(idx)))
            && self.wanted.within.is_none_or(|within| within[idx.get()])
    }

    /// Whether a name is in a language that is wanted; a code is in any.
    fn speaks(&mut self, idx: ConceptIdx, name: NameAt) -> bool {
        let (Some(languages), NameAt::Label(at)) = (self.wanted.languages, name) else { return true };
        let concept = self.graph.concept(idx);
        let chosen = *self.chosen.entry(idx).or_insert_with(|| concept.name(languages).1);
        *chosen == **concept.labels[usize::from(at)].language
    }

    /// By names and descriptions together, for those that no name was enough for.
    pub(super) fn by_texts(&mut self, readings: &[Vec<Unit>]) {
        let index = self.index;
        for reading in readings {
            let needed: Vec<&Unit> = reading.iter().filter(|unit| !unit.filler && !unit.code).collect();
            for part in index.parts.iter().filter(|_| !needed.is_empty()) {
                self.texts(part, &needed);
            }
        }
    }

    fn texts(&mut self, part: &'a Part, needed: &[&Unit]) {
        let segment = &part.segment;
        let terms: Vec<Vec<Term>> =
            needed.iter().map(|unit| any_form(self.index, part, &unit.word)).collect();
        let holders = |terms: &Vec<Term>| {
            marked(segment.docs(), terms.iter().flat_map(|term| segment.held_by(*term)).copied())
        };
        let mut found = terms.first().map(holders).unwrap_or_default();
        for other in terms.iter().skip(1).map(holders) {
            found.iter_mut().zip(other).for_each(|(found, other)| *found &= other);
        }
        for doc in marks(found) {
            let Some(idx) = part.concept(doc) else { continue };
            if self.best.contains_key(&idx) || !self.may_be(idx) {
                continue;
            }
            let mut names = segment.names_of(doc).to_vec();
            names.retain(|name| self.speaks(idx, segment.name(*name).at));
            let named = |terms: &Vec<Term>| {
                let mut entries = names.iter().flat_map(|name| segment.entries(*name));
                entries.any(|entry| terms.contains(&entry.term()))
            };
            let written = |terms: &Vec<Term>| {
                terms.iter().any(|term| segment.described_with(*term).binary_search(&doc).is_ok())
            };
            // Of names in another language nothing was asked.
            if self.wanted.languages.is_some() && !terms.iter().all(|terms| named(terms) || written(terms)) {
                continue;
            }
            let share = ratio(terms.iter().filter(|terms| named(terms)).count(), terms.len());
            let name = preferred(self.graph.concept(idx), self.wanted.called);
            let score = score::TEXT * (2.0 + share) / 3.0;
            let best = Best { score, how: Match::Text, name, met: 1, most: 1, turn: 0, names: 1 };
            self.best.insert(idx, best);
        }
    }

    /// All that were found, the best first.
    pub(super) fn found(self) -> Vec<Found> {
        let Self { graph, best, .. } = self;
        let found = |(concept, best): (ConceptIdx, Best)| {
            let central = score::central(best.most, best.names);
            let score = best.score * central * score::linked(graph.links_of(concept));
            // Four decimals: more would tell apart what no reader can.
            let score = (f64::from(score) * 10_000.0).round() / 10_000.0;
            Found { concept, score, how: best.how, name: best.name }
        };
        let mut all: Vec<Found> = best.into_iter().map(found).collect();
        all.sort_unstable_by(|a, b| {
            b.score.total_cmp(&a.score).then_with(|| graph.compare_names(a.concept, b.concept))
        });
        all
    }
}

fn matched(how: How, preferred: bool) -> Match {
    match how {
        How::Word if preferred => Match::Exact,
        How::Word => Match::Alternative,
        How::Prefix => Match::Prefix,
        How::Fuzzy => Match::Fuzzy,
    }
}

/// Where the preferred name of a concept stands.
fn preferred(concept: &Concept, languages: Option<&Languages>) -> NameAt {
    let english = Languages::default();
    let (name, language) = concept.name(languages.unwrap_or(&english));
    let same = |label: &crate::graph::Label| *label.text == *name && **label.language == *language;
    let at = concept.labels.iter().position(same).unwrap_or_default();
    NameAt::Label(u16::try_from(at).unwrap_or_default())
}

#[expect(clippy::cast_precision_loss, reason = "a question has few words")]
fn ratio(a: usize, b: usize) -> f32 {
    a as f32 / b as f32
}
