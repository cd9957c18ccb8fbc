//! A reading of a question, put into the terms of one part of the index.

use std::sync::LazyLock;

use fst::{IntoStreamer, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};

use super::Index;
use super::index::Part;
use super::question::Unit;
use super::score;
use super::segment::Term;

/// How a word of a question is met, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// By itself, its plural or another form of it, its abbreviation or what it abbreviates.
    Word,
    /// By a longer word that begins so.
    Prefix,
    /// By a word that is spelled nearly so.
    Fuzzy,
}

/// Which words may be met by words that are spelled nearly so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// None.
    AsGiven,
    /// Those that no name has.
    UnknownAmended,
    /// All.
    AllAmended,
}

impl Spelling {
    /// How many edits away from a unit a word may be, in a question of so many units.
    pub(super) fn edits(self, index: &Index, unit: &Unit, units: usize) -> u8 {
        match self {
            Self::AsGiven => 0,
            Self::UnknownAmended | Self::AllAmended if index.count(&unit.word) == 0 => {
                score::edits(&unit.word)
            }
            Self::UnknownAmended => 0,
            Self::AllAmended => score::edits(&unit.word).min(if units > SHORT { 1 } else { 2 }),
        }
    }
}

/// What a term says of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) unit: usize,
    /// 0 to 1.
    pub(super) quality: f32,
    pub(super) how: How,
    /// It counts only if these terms follow.
    pub(super) phrase: Option<usize>,
}

/// What to look for in one part.
#[derive(Debug)]
pub(super) struct Plan {
    /// For each term, 0 or the position of its hits, counted from 1.
    slots: Vec<u16>,
    hits: Vec<Vec<Hit>>,
    /// What follows the first word of each phrase: at each place one of some terms.
    phrases: Vec<Vec<Vec<Term>>>,
    pub(super) units: usize,
    /// Bits of those that a name must have.
    pub(super) needed: u32,
    /// What each unit weighs as it is written; 0 where no name has it so.
    pub(super) weights: Vec<f32>,
    /// The terms of each unit that is needed.
    terms: Vec<Vec<Term>>,
}

/// Words of a question that may all be two edits away; of a longer one, one.
const SHORT: usize = 4;

static NEAR: LazyLock<[LevenshteinAutomatonBuilder; 2]> =
    LazyLock::new(|| [LevenshteinAutomatonBuilder::new(1, true), LevenshteinAutomatonBuilder::new(2, true)]);

impl Plan {
    /// None if some unit is met nowhere in this part.
    pub(super) fn new(index: &Index, part: &Part, units: &[Unit], spelling: Spelling) -> Option<Self> {
        let segment = &part.segment;
        let mut plan = Self {
            slots: vec![0; segment.terms()],
            hits: Vec::new(),
            phrases: Vec::new(),
            units: units.len(),
            needed: 0,
            weights: units.iter().map(|unit| index.weight(&unit.word)).collect(),
            terms: Vec::new(),
        };
        for (at, unit) in units.iter().enumerate() {
            let terms = plan.add(index, part, at, unit, spelling.edits(index, unit, units.len()));
            if unit.filler {
                continue;
            }
            plan.needed |= 1 << at;
            if terms.is_empty() {
                return None;
            }
            plan.terms.push(terms);
        }
        Some(plan)
    }

    /// The terms by which each unit that is needed can be met.
    pub(super) fn needed_terms(&self) -> impl Iterator<Item = &[Term]> {
        self.terms.iter().map(Vec::as_slice)
    }

    /// What a term says of the units.
    pub(super) fn hits(&self, term: Term) -> &[Hit] {
        match self.slots[term as usize] {
            0 => &[],
            slot => &self.hits[usize::from(slot) - 1],
        }
    }

    /// Whether the words after the first of a phrase are these.
    pub(super) fn follows(&self, phrase: usize, terms: &[Term]) -> bool {
        let rest = &self.phrases[phrase];
        rest.len() <= terms.len() && rest.iter().zip(terms).all(|(any, term)| any.contains(term))
    }

    /// How many words follow the first of a phrase.
    pub(super) fn rest(&self, phrase: usize) -> usize {
        self.phrases[phrase].len()
    }

    /// The terms by which a unit can be met.
    fn add(&mut self, index: &Index, part: &Part, at: usize, unit: &Unit, edits: u8) -> Vec<Term> {
        let segment = &part.segment;
        let mut met = Vec::new();
        let mut meet = |plan: &mut Self, term: Term, quality: f32, how: How, phrase: Option<usize>| {
            if part.count(term) > 0 {
                met.push(term);
                plan.hit(term, Hit { unit: at, quality, how, phrase });
            }
        };
        if let Some(term) = segment.term(&unit.word) {
            meet(self, term, 1.0, How::Word, None);
        }
        for (term, quality) in forms(index, part, &unit.word) {
            meet(self, term, quality, How::Word, None);
        }
        for phrase in &unit.phrases {
            let places: Vec<Vec<Term>> = phrase.iter().map(|word| any_form(index, part, word)).collect();
            if let Some((first, rest)) = places.split_first()
                && rest.iter().all(|terms| !terms.is_empty())
            {
                let number = self.phrases.len();
                for term in first {
                    meet(self, *term, score::PHRASE, How::Word, Some(number));
                }
                self.phrases.push(rest.to_vec());
            }
        }
        if unit.open && (unit.typed || score::may_be_prefix(&unit.word)) {
            let length = unit.word.chars().count();
            let own = segment.term(&unit.word);
            for term in segment.beginning(&unit.word).filter(|term| own != Some(*term)) {
                meet(self, term, score::prefix(length, segment.letters(term)), How::Prefix, None);
            }
        }
        if edits > 0 && !unit.code {
            for (term, quality) in near(part, unit, edits) {
                meet(self, term, quality, How::Fuzzy, None);
            }
        }
        met.sort_unstable();
        met.dedup();
        met
    }

    fn hit(&mut self, term: Term, hit: Hit) {
        let slot = &mut self.slots[term as usize];
        if *slot == 0 {
            // A question of twenty words has not so many; what would be beyond is not looked for.
            let Ok(next) = u16::try_from(self.hits.len() + 1) else { return };
            *slot = next;
            self.hits.push(vec![hit]);
        } else {
            self.hits[usize::from(*slot) - 1].push(hit);
        }
    }
}

/// Other forms of a word: plural, other endings, other spellings.
fn forms(index: &Index, part: &Part, word: &str) -> Vec<(Term, f32)> {
    let form = |form: String| Some((part.segment.term(&form)?, score::form(word, &form)));
    index.forms(word).into_iter().filter_map(form).collect()
}

/// A word in all its forms.
pub(super) fn any_form(index: &Index, part: &Part, word: &str) -> Vec<Term> {
    let forms = forms(index, part, word).into_iter().map(|(term, _)| term);
    part.segment.term(word).into_iter().chain(forms).collect()
}

/// The words that are spelled as a unit is, but for so many edits: a letter more, less, other, or two exchanged; of one
/// that is being typed, also those that begin so.
fn near(part: &Part, unit: &Unit, edits: u8) -> Vec<(Term, f32)> {
    let length = unit.word.chars().count();
    let builder = &NEAR[usize::from(edits) - 1];
    let dfa: DFA =
        if unit.typed { builder.build_prefix_dfa(&unit.word) } else { builder.build_dfa(&unit.word) };
    let mut found = Vec::new();
    let mut stream = part.segment.vocabulary.search(&dfa).into_stream();
    while let Some((other, term)) = stream.next() {
        let (Distance::Exact(distance), Ok(term)) = (dfa.eval(other), Term::try_from(term)) else { continue };
        if distance == 0 || other.starts_with(&[1]) {
            continue;
        }
        let whole = String::from_utf8_lossy(other).chars().count();
        let begun = if unit.typed { score::prefix(length.min(whole), whole) } else { 1.0 };
        found.push((term, score::fuzzy(distance, length) * begun));
    }
    found
}
