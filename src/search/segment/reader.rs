//! Makes a segment of concepts.

use fst::Map;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::fold::{self, Word};
use super::super::phrases::{self, Read, Words};
use super::super::stem::stem_hash;
use super::lists::{Entry, Lists, TERM_BITS, TERM_MASK};
use super::{Doc, Name, NameAt, NameSort, Segment, Term, code_word, joined};
use crate::graph::Concept;

/// Words of a name that are joined by hyphens and the like and also stand as one word, at most.
const JOINED_AT_MOST: usize = 4;

/// Joins what is read; terms are numbered as they come until all are known.
#[derive(Default)]
pub(super) struct Reader {
    numbers: FxHashMap<Box<str>, Term>,
    languages: Vec<Box<str>>,
    /// In which of the first 64 languages a term occurs, as bits.
    spoken: Vec<u64>,
    names: Vec<Name>,
    /// What each name is read as; none for a code.
    read: Vec<Option<Read>>,
    starts: Vec<u32>,
    entries: Vec<u32>,
    texts: Vec<(Doc, Term)>,
}

impl Reader {
    pub(super) fn read(&mut self, concept: &Concept, doc: Doc) {
        if concept.retired {
            return;
        }
        for (label, position) in concept.labels.iter().zip(0..=u16::MAX) {
            let language = self.language(&label.language);
            let words = fold::words(&label.text);
            let acronym = phrases::acronym(&label.text, &words).and_then(|at| u8::try_from(at).ok());
            let read = Read { kind: concept.kind, language, acronym };
            let sort = NameSort::Label(label.role);
            self.begin(Name { doc, at: NameAt::Label(position), sort }, Some(read));
            for (at, word) in words.iter().enumerate() {
                let term = self.number(&word.text, language);
                self.entries.push(Entry::Plain(term).pack());
                if let Some(other) = fold::respelled(&label.text[word.start..word.end], &label.language) {
                    let term = self.number(&other, language);
                    self.entries.push(Entry::Alias(term, 1).pack());
                }
                if label.text[..word.start].ends_with('.') && !word.joined {
                    let term = self.number(&format!("dot{}", word.text), language);
                    self.entries.push(Entry::Alias(term, 1).pack());
                }
                self.join(&words[..=at], language);
            }
        }
        for (code, position) in concept.codes.iter().zip(0..=u16::MAX) {
            let sort = NameSort::Code(code.identifies);
            self.begin(Name { doc, at: NameAt::Code(position), sort }, None);
            let term = self.number(&code_word(&code.value), u16::MAX);
            self.entries.push(Entry::Plain(term).pack());
        }
        let mut met = FxHashSet::default();
        for (tag, text) in &concept.descriptions {
            let language = self.language(tag);
            for word in fold::words(text) {
                if fold::is_filler(&word.text) {
                    continue;
                }
                let term = self.number(&word.text, language);
                if met.insert(term) {
                    self.texts.push((doc, term));
                }
            }
        }
    }

    fn begin(&mut self, name: Name, read: Option<Read>) {
        self.starts.push(u32::try_from(self.entries.len()).expect("fewer than 4 billion words"));
        self.names.push(name);
        self.read.push(read);
    }

    /// Adds what the last of some words and those that it is joined to are as one word.
    fn join(&mut self, words: &[Word], language: u16) {
        let run = words.iter().rev().take_while(|word| word.joined).count() + 1;
        for length in 2..=run.min(JOINED_AT_MOST) {
            let joined: String =
                words[words.len() - length..].iter().map(|word| word.text.as_str()).collect();
            let term = self.number(&joined, language);
            let length = u32::try_from(length).expect("a few words");
            self.entries.push(Entry::Alias(term, length).pack());
        }
    }

    fn language(&mut self, tag: &str) -> u16 {
        let position = self.languages.iter().position(|known| **known == *tag).unwrap_or_else(|| {
            self.languages.push(tag.into());
            self.languages.len() - 1
        });
        u16::try_from(position).expect("fewer languages than that")
    }

    fn number(&mut self, word: &str, language: u16) -> Term {
        let next = Term::try_from(self.numbers.len()).expect("fewer words than 4 billion") & TERM_MASK;
        let number = match self.numbers.get(word) {
            Some(number) => *number,
            None => {
                self.numbers.insert(word.into(), next);
                self.spoken.push(0);
                next
            }
        };
        self.spoken[number as usize] |= 1u64.checked_shl(language.into()).unwrap_or(0);
        number
    }

    pub(super) fn finish(self, docs: u32) -> Segment {
        let Self { numbers, languages, spoken, names, read, mut starts, mut entries, texts } = self;
        starts.push(u32::try_from(entries.len()).expect("fewer than 4 billion words"));
        let mut words: Vec<(Box<str>, Term)> = numbers.into_iter().collect();
        words.sort_unstable();
        let mut ranks = vec![0; words.len()];
        for ((_, number), rank) in words.iter().zip(0..) {
            ranks[*number as usize] = rank;
        }
        for entry in &mut entries {
            *entry = *entry & !TERM_MASK | ranks[(*entry & TERM_MASK) as usize];
        }
        let mut stems = Vec::new();
        for ((word, number), rank) in words.iter().zip(0..) {
            let spoken = spoken[*number as usize];
            let tags = languages.iter().zip(0u32..64).filter(|(_, at)| spoken >> at & 1 == 1);
            stems.extend(tags.filter_map(|(tag, _)| Some((stem_hash(tag, word)?, rank))));
        }
        stems.sort_unstable();
        stems.dedup();
        let vocabulary =
            Map::from_iter(words.iter().zip(0..).map(|((word, _), rank)| (word.as_bytes(), rank)));
        let vocabulary = vocabulary.expect("words are in order, each once");

        // Names from the fewest words to the most: the rest of their order is that of the concepts.
        let of = |at: u32| &entries[starts[at as usize] as usize..starts[at as usize + 1] as usize];
        let mut order: Vec<u32> =
            (0..u32::try_from(names.len()).expect("fewer than 4 billion names")).collect();
        order.sort_by_key(|at| of(*at).iter().filter(|e| **e >> TERM_BITS == 0).count());
        let placed = || order.iter().zip(0u32..).flat_map(|(at, id)| of(*at).iter().map(move |e| (id, *e)));
        let list = Lists::grouped(names.len(), placed());
        let terms = |at: u32| {
            let mut terms: Vec<Term> = of(at).iter().map(|entry| entry & TERM_MASK).collect();
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        let held = order.iter().zip(0u32..).flat_map(|(at, id)| terms(*at).into_iter().map(move |t| (t, id)));
        let postings = Lists::grouped(words.len(), held);
        let vocabulary_of = Words {
            words: words.iter().map(|(word, _)| &**word).collect(),
            spoken: words.iter().map(|(_, number)| spoken[*number as usize]).collect(),
            languages: &languages,
        };
        let plain =
            |at: u32| -> Vec<Term> { of(at).iter().copied().filter(|e| e >> TERM_BITS == 0).collect() };
        let spelled = |at: u32| (plain(at), joined(of(at).iter().map(|packed| Entry::unpack(*packed))));
        let read = order.iter().map(|at| (names[*at as usize], read[*at as usize], spelled(*at)));
        let phrases = phrases::phrases(&vocabulary_of, read);
        let names: Vec<Name> = order.iter().map(|at| names[*at as usize]).collect();
        let names_of = Lists::grouped(docs as usize, names.iter().zip(0..).map(|(name, id)| (name.doc, id)));
        let texts = texts.iter().map(|(doc, number)| (ranks[*number as usize], *doc));
        let named =
            (0..).zip(&names).flat_map(|(id, name)| list.of(id).iter().map(|e| (e & TERM_MASK, name.doc)));
        let mut held: Vec<(Term, Doc)> = named.chain(texts.clone()).collect();
        held.sort_unstable();
        held.dedup();
        Segment {
            vocabulary,
            letters: words
                .iter()
                .map(|(word, _)| u8::try_from(word.chars().count()).unwrap_or(u8::MAX))
                .collect(),
            stems,
            languages,
            texts: Lists::grouped(words.len(), texts),
            holders: Lists::grouped(words.len(), held.iter().copied()),
            names,
            entries: list,
            postings,
            names_of,
            phrases,
        }
    }
}
