//! The names and texts of some concepts, word by word: built once, never altered.

use std::borrow::Cow;

use fst::{IntoStreamer, Map, Streamer};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::fold::{self, Word};
use super::phrases::{self, Phrases, Read, Words};
use crate::graph::Concept;

/// A word of the vocabulary: its rank among the words of its segment.
pub(super) type Term = u32;
/// A concept of a segment: its position among those that it was built from.
pub(super) type Doc = u32;
/// A name of a concept: names are numbered from those with the fewest words to those with the most.
pub(super) type LabelId = u32;

/// Words of a name that are joined by hyphens and the like and also stand as one word, at most.
const JOINED_AT_MOST: usize = 4;
/// How an entry of a name is made: the lower bits are the term, the upper how many plain words before it it stands for.
const TERM_BITS: u32 = 28;
const TERM_MASK: u32 = (1 << TERM_BITS) - 1;

/// A word in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A word.
    Plain(Term),
    /// Another spelling of so many words before it: `backend` after `back`, `end`.
    Alias(Term, u32),
}

impl Entry {
    fn pack(self) -> u32 {
        match self {
            Self::Plain(term) => term,
            Self::Alias(term, words) => term | words << TERM_BITS,
        }
    }

    fn unpack(packed: u32) -> Self {
        match packed >> TERM_BITS {
            0 => Self::Plain(packed),
            words => Self::Alias(packed & TERM_MASK, words),
        }
    }

    pub(super) fn term(self) -> Term {
        match self {
            Self::Plain(term) | Self::Alias(term, _) => term,
        }
    }
}

/// Whose name it is, and which.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) doc: Doc,
    /// Where its text stands.
    pub(super) at: NameAt,
}

/// What a concept can be found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameAt {
    /// A label: its position among those of its concept.
    Label(u16),
    /// A code, likewise.
    Code(u16),
}

/// Lists of numbers, one after the other.
#[derive(Debug, Default)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From pairs of a list and an item, which are counted first; items keep their order.
    fn grouped(lists: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0u32; lists + 1];
        for (list, _) in pairs.clone() {
            starts[list as usize + 1] += 1;
        }
        for list in 0..lists {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[lists] as usize];
        for (list, item) in pairs {
            items[next[list as usize] as usize] = item;
            next[list as usize] += 1;
        }
        Self { starts, items }
    }

    pub(super) fn of(&self, list: u32) -> &[u32] {
        &self.items[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }

    /// Bytes that it takes.
    fn size(&self) -> usize {
        (self.starts.capacity() + self.items.capacity()) * size_of::<u32>()
    }
}

/// The index of some concepts.
#[derive(Debug)]
pub(super) struct Segment {
    /// Words in order, with their rank.
    pub(super) vocabulary: Map<Vec<u8>>,
    /// Words by stem: the hash of language and stem, and the term.
    stems: Vec<(u64, Term)>,
    /// BCP 47 tags.
    languages: Vec<Box<str>>,
    names: Vec<Name>,
    /// The entries of each name.
    entries: Lists,
    /// The names that have each term, in order, each once.
    postings: Lists,
    /// The concepts whose descriptions have each term, in order, each once.
    texts: Lists,
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
    pub(super) fn beginning(&self, start: &str) -> Vec<(String, Term)> {
        let mut found = Vec::new();
        let mut stream = self.vocabulary.range().ge(start).into_stream();
        while let Some((word, term)) = stream.next() {
            if !word.starts_with(start.as_bytes()) {
                break;
            }
            if let (Ok(word), Ok(term)) = (std::str::from_utf8(word), Term::try_from(term)) {
                found.push((word.to_owned(), term));
            }
        }
        found
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
            + self.names.capacity() * size_of::<Name>()
            + self.phrases.size()
            + [&self.entries, &self.postings, &self.texts, &self.names_of]
                .map(Lists::size)
                .iter()
                .sum::<usize>()
    }
}

/// Joins what is read; terms are numbered as they come until all are known.
#[derive(Default)]
struct Reader {
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
    fn read(&mut self, concept: &Concept, doc: Doc) {
        if concept.retired {
            return;
        }
        for (label, position) in concept.labels.iter().zip(0..=u16::MAX) {
            let language = self.language(&label.language);
            let words = fold::words(&label.text);
            let acronym = phrases::acronym(&label.text, &words).and_then(|at| u8::try_from(at).ok());
            let read = Read { kind: concept.kind, language, acronym };
            self.begin(Name { doc, at: NameAt::Label(position) }, Some(read));
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
            self.begin(Name { doc, at: NameAt::Code(position) }, None);
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

    fn finish(self, docs: u32) -> Segment {
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
        Segment {
            vocabulary,
            stems,
            languages,
            texts: Lists::grouped(words.len(), texts),
            names,
            entries: list,
            postings,
            names_of,
            phrases,
        }
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

/// A British spelling as the American one, where a rule makes the one of the other; `advisor` as `adviser`, and
/// `midwives` as `midwife`, too.
///
/// Applied to names and questions alike, so that a word which the rules spoil is spoiled alike.
fn american(word: &str) -> Cow<'_, str> {
    const ENDINGS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("isations", "izations"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("iser", "izer"),
        ("isers", "izers"),
        ("ysing", "yzing"),
        ("yse", "yze"),
        ("yser", "yzer"),
        ("men", "man"),
        ("wives", "wife"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("isor", "izer"),
        ("isors", "izers"),
    ];
    let ending = ENDINGS.iter().filter(|(british, _)| word.ends_with(british)).max_by_key(|(b, _)| b.len());
    let ended = match ending {
        Some((british, american)) => Cow::Owned(word[..word.len() - british.len()].to_owned() + american),
        None => Cow::Borrowed(word),
    };
    if ended.contains("ae") { Cow::Owned(ended.replace("ae", "e")) } else { ended }
}

/// The hash of a word's stem in a language; none if the language has no rules here, or the word is none of theirs.
pub(super) fn stem_hash(language: &str, word: &str) -> Option<u64> {
    use std::hash::{Hash, Hasher};
    let primary = language.split('-').next()?;
    let algorithm = match primary {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    if word.len() < 3 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let spelled = if primary == "en" { american(word) } else { word.into() };
    let mut hasher = FxHasher::default();
    (primary, Stemmer::create(algorithm).stem(&spelled)).hash(&mut hasher);
    Some(hasher.finish())
}
