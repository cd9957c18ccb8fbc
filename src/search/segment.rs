//! The names and texts of some concepts, word by word: built once, never altered.

mod lists;
mod reader;

use ::entity::LabelRole;
use fst::{IntoStreamer, Map, Streamer};

pub(super) use lists::{Entry, Lists};

use super::phrases::Phrases;
use super::stem::stem_hash;
use crate::graph::Concept;
use reader::Reader;

/// A word of the vocabulary: its rank among the words of its segment.
pub(super) type Term = u32;
/// A concept of a segment: its position among those that it was built from.
pub(super) type Doc = u32;
/// A name of a concept: names are numbered from those with the fewest words to those with the most.
pub(super) type LabelId = u32;

/// Whose name it is, and which.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) doc: Doc,
    /// Where its text stands.
    pub(super) at: NameAt,
    /// What sort of name it is: looked at for every name that is met, when the concept is far away.
    pub(super) sort: NameSort,
}

/// A sort of name.
#[derive(Clone, Copy, Debug)]
pub(super) enum NameSort {
    Label(LabelRole),
    /// A code; whether it identifies its concept.
    Code(bool),
}

/// What a concept can be found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameAt {
    /// A label: its position among those of its concept.
    Label(u16),
    /// A code, likewise.
    Code(u16),
}

/// The index of some concepts.
#[derive(Debug)]
pub(super) struct Segment {
    /// Words in order, with their rank.
    pub(super) vocabulary: Map<Vec<u8>>,
    /// Words by stem: the hash of language and stem, and the term.
    stems: Vec<(u64, Term)>,
    /// How many letters each word has.
    letters: Vec<u8>,
    /// BCP 47 tags.
    languages: Vec<Box<str>>,
    names: Vec<Name>,
    /// The entries of each name.
    entries: Lists,
    /// The names that have each term, in order, each once.
    postings: Lists,
    /// The concepts whose descriptions have each term, in order, each once.
    texts: Lists,
    /// The concepts that have each term in a name or a description, likewise.
    holders: Lists,
    /// The names of each concept.
    names_of: Lists,
    /// What texts can mention.
    pub(super) phrases: Phrases,
}

impl Segment {
    /// From concepts; those that are out of use have no names here.
    pub(super) fn new<'a>(concepts: impl Iterator<Item = &'a Concept>) -> Self {
        let mut reader = Reader::default();
        let mut docs = 0;
        for (concept, doc) in concepts.zip(0..) {
            reader.read(concept, doc);
            docs = doc + 1;
        }
        reader.finish(docs)
    }

    /// The words that begin so, in order.
    pub(super) fn beginning(&self, start: &str) -> std::ops::Range<Term> {
        let first = |from: &[u8]| {
            let next = self.vocabulary.range().ge(from).into_stream().next().map(|(_, term)| term);
            next.and_then(|term| Term::try_from(term).ok())
        };
        // No byte of UTF-8 is the greatest.
        let mut after = start.as_bytes().to_vec();
        after.iter_mut().last().into_iter().for_each(|byte| *byte += 1);
        let end = Term::try_from(self.terms()).unwrap_or(Term::MAX);
        let ends = first(&after).filter(|_| !start.is_empty()).unwrap_or(end);
        first(start.as_bytes()).unwrap_or(end)..ends
    }

    /// How many letters a word has, up to 255.
    pub(super) fn letters(&self, term: Term) -> usize {
        usize::from(self.letters[term as usize])
    }

    /// The word that is written so.
    pub(super) fn term(&self, word: &str) -> Option<Term> {
        self.vocabulary.get(word).and_then(|term| Term::try_from(term).ok())
    }

    /// How a term is written.
    pub(super) fn word(&self, term: Term) -> String {
        let fst = self.vocabulary.as_fst();
        fst.get_key(u64::from(term)).and_then(|word| String::from_utf8(word).ok()).unwrap_or_default()
    }

    /// Its languages, as BCP 47 tags.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|tag| &**tag)
    }

    /// How many words there are.
    pub(super) fn terms(&self) -> usize {
        self.vocabulary.len()
    }

    pub(super) fn entries(&self, name: LabelId) -> impl Iterator<Item = Entry> + Clone + '_ {
        self.entries.of(name).iter().map(|packed| Entry::unpack(*packed))
    }

    /// The names that have a word, in order.
    pub(super) fn with(&self, term: Term) -> &[LabelId] {
        self.postings.of(term)
    }

    /// The concepts whose descriptions have a word, in order.
    pub(super) fn described_with(&self, term: Term) -> &[Doc] {
        self.texts.of(term)
    }

    /// The concepts whose names or descriptions have a word, in order.
    pub(super) fn held_by(&self, term: Term) -> &[Doc] {
        self.holders.of(term)
    }

    /// How many concepts there are.
    pub(super) fn docs(&self) -> usize {
        self.names_of.len()
    }

    pub(super) fn names_of(&self, doc: Doc) -> &[LabelId] {
        self.names_of.of(doc)
    }

    /// How many names there are.
    pub(super) fn names(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, id: LabelId) -> Name {
        self.names[id as usize]
    }

    /// The words that share a stem with a word in one of the languages here, in order, each once.
    pub(super) fn related(&self, word: &str) -> Vec<Term> {
        // Two languages may agree.
        let mut terms = Vec::new();
        for language in &self.languages {
            let Some(hash) = stem_hash(language, word) else { continue };
            let start = self.stems.partition_point(|(h, _)| *h < hash);
            terms.extend(self.stems[start..].iter().take_while(|(h, _)| *h == hash).map(|(_, term)| *term));
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        self.vocabulary.as_fst().as_bytes().len()
            + self.stems.capacity() * size_of::<(u64, Term)>()
            + self.letters.capacity()
            + self.names.capacity() * size_of::<Name>()
            + self.phrases.size()
            + [&self.entries, &self.postings, &self.texts, &self.holders, &self.names_of]
                .map(Lists::size)
                .iter()
                .sum::<usize>()
    }
}

/// The words of a name in which some are joined, as if they were written as one: `backend development`.
///
/// None where none are, or where it could be done in more than one way.
pub(super) fn joined(entries: impl Iterator<Item = Entry>) -> Option<Vec<Term>> {
    let (mut terms, mut done) = (Vec::new(), false);
    for entry in entries {
        match entry {
            Entry::Plain(term) => terms.push(term),
            Entry::Alias(_, 2..) if done => return None,
            Entry::Alias(term, words @ 2..) => {
                terms.truncate(terms.len().saturating_sub(words as usize));
                terms.push(term);
                done = true;
            }
            Entry::Alias(..) => {}
        }
    }
    done.then_some(terms)
}

/// How a code stands in the vocabulary: whole, and apart from the words.
pub(super) fn code_word(code: &str) -> String {
    format!("\u{1}{}", code.trim().to_lowercase())
}
