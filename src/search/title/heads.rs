//! Which words are the heads of names: what says what a role is, not which one.
//!
//! The head of an English name is its last word, or the word before `of`, `for`, `in`. No list says which words are
//! heads: they are those at whose places the names of roles have theirs.

use ::entity::ConceptKind;
use rustc_hash::FxHashMap;

use super::super::Index;
use super::super::abbreviations::ABBREVIATIONS;
use super::super::index::Part;
use super::super::segment::{Entry, LabelId, NameAt, Term};
use crate::graph::Graph;

/// Names that are looked at to see whether a word is a head: the shortest that have it.
const LOOKED_AT: usize = 300;
/// The share of them, in percent, that has the word for its head.
const HEADS_AT_LEAST: usize = 12;

/// Whether a word is the head of names of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heads {
    No,
    /// Another form of it is.
    Form,
    Own,
}

/// What is known of words so far.
pub(super) struct Known<'a> {
    graph: &'a Graph,
    index: &'a Index,
    known: FxHashMap<String, Heads>,
}

impl<'a> Known<'a> {
    pub(super) fn new(graph: &'a Graph, index: &'a Index) -> Self {
        Self { graph, index, known: FxHashMap::default() }
    }

    /// How many names have a word.
    pub(super) fn count(&self, word: &str) -> u32 {
        self.index.count(word)
    }

    /// Whether a folded word is a head; a letter alone is none.
    pub(super) fn of(&mut self, word: &str) -> Heads {
        if word.chars().nth(1).is_none() {
            return Heads::No;
        }
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let found = self.look(word);
        self.known.insert(word.to_owned(), found);
        found
    }

    /// Whether it is known as one by now.
    pub(super) fn has(&self, word: &str) -> bool {
        self.known.get(word).is_some_and(|heads| *heads != Heads::No)
    }

    /// Whether a role has a word in its names, or one that it abbreviates.
    pub(super) fn is_in_a_role(&self, word: &str) -> bool {
        !ABBREVIATIONS.long(word).is_empty() || self.names_of_roles(word).iter().any(|ids| !ids.is_empty())
    }

    fn look(&self, word: &str) -> Heads {
        let abbreviated = ABBREVIATIONS.long(word);
        let full = abbreviated.iter().filter_map(|phrase| phrase.last().map(String::as_str));
        if std::iter::once(word).chain(full).any(|word| self.is_head(word)) {
            return Heads::Own;
        }
        if self.index.forms(word).iter().any(|form| self.is_head(form)) { Heads::Form } else { Heads::No }
    }

    fn is_head(&self, word: &str) -> bool {
        let (mut seen, mut heads) = (0, 0);
        for (part, ids) in self.index.parts.iter().zip(self.names_of_roles(word)) {
            let (term, prepositions) = (part.segment.term(word), prepositions(part));
            let is_head = |id: &LabelId| name_head(part.segment.entries(*id), &prepositions) == term;
            seen += ids.len();
            heads += ids.iter().filter(|id| is_head(id)).count();
        }
        heads > 0 && heads * 100 >= seen * HEADS_AT_LEAST
    }

    /// The shortest names of roles that have a word, by part.
    fn names_of_roles(&self, word: &str) -> Vec<Vec<LabelId>> {
        self.index.shortest(LOOKED_AT, |_, part| {
            let names = part.segment.term(word).map_or(&[][..], |term| part.segment.with(term));
            let is_role = |id: &LabelId| {
                let name = part.segment.name(*id);
                let kind = part.concept(name.doc).map(|idx| self.graph.concept(idx).kind);
                kind == Some(ConceptKind::Role) && matches!(name.at, NameAt::Label(_))
            };
            names.iter().copied().filter(is_role)
        })
    }
}

/// Words before which the head of an English name stands, besides its end.
const PREPOSITIONS: &[&str] = &["and", "at", "except", "for", "in", "of", "on", "or", "to", "with"];

/// Whether a word is one of those.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// The terms of those words.
pub(super) fn prepositions(part: &Part) -> Vec<Term> {
    PREPOSITIONS.iter().filter_map(|word| part.segment.term(word)).collect()
}

/// The head of a name.
fn name_head(entries: impl Iterator<Item = Entry>, prepositions: &[Term]) -> Option<Term> {
    let plain = entries.filter_map(|entry| match entry {
        Entry::Plain(term) => Some(term),
        Entry::Alias(..) => None,
    });
    let terms: Vec<Term> = plain.collect();
    terms.get(head_place(&terms, prepositions)).copied()
}

/// Where the head of a name stands.
pub(super) fn head_place(terms: &[Term], prepositions: &[Term]) -> usize {
    let found = terms.iter().skip(1).position(|term| prepositions.contains(term));
    found.unwrap_or(terms.len().saturating_sub(1))
}
