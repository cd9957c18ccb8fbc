//! Words in a row that name a skill, a tool or a role, or the main part of such a name.
//!
//! A word counts by its key: its stem in the language of the name. A run of words counts by the sum of their keys, mixed,
//! so that `loading lorries` is met by `lorry loading`; whoever looks up compares the words.

use std::hash::{Hash, Hasher};

use ::entity::ConceptKind;
use rustc_hash::FxHasher;

use super::fold;
use super::segment::{Doc, LabelId, Name, Term};
use super::stem::stem_hash;

/// Words of a name that count: longer names are sentences, which no text repeats.
pub(super) const LONGEST: usize = 8;
/// Entries between two of the starts, about.
const STEP: usize = 4;

/// What a word counts as in a language; 0 for a filler, which counts for nothing.
pub(super) fn key(language: &str, word: &str) -> u32 {
    if fold::is_filler(word) {
        return 0;
    }
    let hash = stem_hash(language, word).unwrap_or_else(|| {
        let mut hasher = FxHasher::default();
        (language.split('-').next(), word).hash(&mut hasher);
        hasher.finish()
    });
    upper(mixed(hash)).max(1)
}

/// What a word with this key adds to the sum of its run.
pub(super) fn share(key: u32) -> u64 {
    mixed(u64::from(key))
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014), so that sums of keys are spread evenly.
fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

fn last(hash: u32) -> u16 {
    u16::try_from(hash & 0xFFFF).expect("it has 16 bits")
}

fn upper(hash: u64) -> u32 {
    u32::try_from(hash >> 32).expect("it has 32 bits")
}

/// The position of the word that abbreviates those before it: `Global positioning systems GPS`.
pub(super) fn acronym(text: &str, words: &[fold::Word]) -> Option<usize> {
    words.iter().enumerate().position(|(at, word)| {
        let written = &text[word.start..word.end];
        let length = written.len();
        // Two letters are initials of too much.
        if length < 3 || at < length || !written.bytes().all(|b| b.is_ascii_uppercase()) {
            return false;
        }
        let initials = |words: &[&fold::Word]| -> String {
            words.iter().rev().take(length).rev().filter_map(|word| word.text.chars().next()).collect()
        };
        let all: Vec<_> = words[..at].iter().collect();
        let main: Vec<_> = all.iter().copied().filter(|word| !fold::is_filler(&word.text)).collect();
        initials(&all) == word.text || initials(&main) == word.text
    })
}

/// The phrases of a segment.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// Where the entries begin whose hash has these first bits.
    starts: Vec<u32>,
    shift: u32,
    /// The last bits of the hash of a run of words, in order: the first follow from the place.
    hashes: Vec<u16>,
    /// The name that has it; the shorter before the longer.
    names: Vec<LabelId>,
    /// What each term counts as in the first language that it was read in.
    keys: Vec<u32>,
    /// Likewise in another: language, term, key.
    others: Vec<(u16, Term, u32)>,
}

impl Phrases {
    /// The names that have a run of words with this sum, one a concept, the shorter before the longer.
    pub(super) fn with(&self, sum: u64) -> &[LabelId] {
        let hash = upper(sum);
        let bucket = (u64::from(hash) >> self.shift) as usize;
        let Some([from, to]) = self.starts.get(bucket..bucket + 2) else { return &[] };
        let (from, to) = (*from as usize, *to as usize);
        let (bucket, hash) = (&self.hashes[from..to], last(hash));
        let first = bucket.iter().position(|other| *other >= hash).unwrap_or(bucket.len());
        let many = bucket[first..].iter().take_while(|other| **other == hash).count();
        &self.names[from + first..from + first + many]
    }

    /// Whether a term counts as this key in one of its languages.
    pub(super) fn counts_as(&self, term: Term, key: u32) -> bool {
        let others = || {
            let from = self.others.partition_point(|(_, other, _)| *other < term);
            self.others[from..].iter().take_while(move |(_, other, _)| *other == term)
        };
        self.keys[term as usize] == key || others().any(|(_, _, other)| *other == key)
    }

    /// Whether a term holds other words together only.
    pub(super) fn is_filler(&self, term: Term) -> bool {
        self.keys[term as usize] == 0
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        (self.starts.capacity() + self.names.capacity() + self.keys.capacity()) * size_of::<u32>()
            + self.hashes.capacity() * size_of::<u16>()
            + self.others.capacity() * size_of::<(u16, Term, u32)>()
    }
}

/// What is known of a name while a segment is read.
#[derive(Clone, Copy)]
pub(super) struct Read {
    pub(super) kind: ConceptKind,
    pub(super) language: u16,
    /// The position of the word that abbreviates the others.
    pub(super) acronym: Option<u8>,
}

/// A vocabulary in order.
pub(super) struct Words<'a> {
    pub(super) words: Vec<&'a str>,
    /// In which of the first 64 languages each occurs, as bits.
    pub(super) spoken: Vec<u64>,
    pub(super) languages: &'a [Box<str>],
}

/// The terms of a name's words, and those with joined words as one.
pub(super) type Spelled = (Vec<Term>, Option<Vec<Term>>);

/// Reads the phrases of names, the shorter before the longer.
pub(super) fn phrases(
    words: &Words<'_>,
    names: impl Iterator<Item = (Name, Option<Read>, Spelled)>,
) -> Phrases {
    let (keys, mut others) = keys(words);
    let key_of = |language: u16, term: Term| {
        let first = words.spoken[term as usize].trailing_zeros();
        if first == u32::from(language) || keys[term as usize] == 0 {
            return keys[term as usize];
        }
        key(&words.languages[usize::from(language)], words.words[term as usize])
    };
    let mut found: Vec<(u32, LabelId, Doc)> = Vec::new();
    let mut counted: Vec<(usize, u32)> = Vec::new();
    for ((name, read, (plain, joined)), id) in names.zip(0..) {
        let Some(Read { kind, language, acronym }) = read else { continue };
        if !matches!(kind, ConceptKind::Role | ConceptKind::Skill | ConceptKind::Tool) {
            continue;
        }
        for (terms, is_plain) in
            std::iter::once((&plain, true)).chain(joined.iter().map(|terms| (terms, false)))
        {
            counted.clear();
            for (at, term) in terms.iter().enumerate() {
                let key = key_of(language, *term);
                if key != 0 && counted.iter().all(|(_, other)| *other != key) {
                    counted.push((at, key));
                }
            }
            let n = counted.len();
            if !(1..=LONGEST).contains(&n) {
                continue;
            }
            let sum =
                |run: &[(usize, u32)]| run.iter().fold(0u64, |sum, (_, key)| sum.wrapping_add(share(*key)));
            let mut add = |sum: u64| found.push((upper(sum), id, name.doc));
            if kind == ConceptKind::Role {
                add(sum(&counted));
                continue;
            }
            let fewest = if n == 3 && kind == ConceptKind::Tool { 1 } else { n.div_ceil(2) };
            for from in 0..n {
                for to in from + fewest..=n {
                    add(sum(&counted[from..to]));
                }
            }
            let short = acronym
                .filter(|_| is_plain)
                .map(usize::from)
                .and_then(|at| counted.iter().position(|(word, _)| *word == at));
            if let Some(short) = short {
                add(share(counted[short].1));
                add(sum(&counted).wrapping_sub(share(counted[short].1)));
            }
        }
    }
    // Of each concept the shortest name.
    found.sort_unstable_by_key(|(hash, id, doc)| (*hash, *doc, *id));
    found.dedup_by_key(|(hash, _, doc)| (*hash, *doc));
    let mut kept: Vec<(u32, LabelId)> = found.into_iter().map(|(hash, id, _)| (hash, id)).collect();
    others.sort_unstable_by_key(|(_, term, _)| *term);
    others.shrink_to_fit();
    let bits = (kept.len() / STEP).max(1).ilog2();
    let shift = u32::BITS - bits;
    let mut starts = vec![0u32; (1 << bits) + 1];
    for (hash, _) in &kept {
        starts[(u64::from(*hash) >> shift) as usize + 1] += 1;
    }
    for bucket in 1..starts.len() {
        starts[bucket] += starts[bucket - 1];
    }
    // Within a place by what is kept of the hash; the shorter name first.
    kept.sort_unstable_by_key(|(hash, id)| (u64::from(*hash) >> shift, last(*hash), *id));
    let hashes = kept.iter().map(|(hash, _)| last(*hash)).collect();
    let names = kept.iter().map(|(_, id)| *id).collect();
    Phrases { starts, shift, hashes, names, keys, others }
}

/// What each word counts as in its first language, and in others.
fn keys(words: &Words<'_>) -> (Vec<u32>, Vec<(u16, Term, u32)>) {
    let mut keys = Vec::with_capacity(words.words.len());
    let mut others = Vec::new();
    for ((word, spoken), term) in words.words.iter().zip(&words.spoken).zip(0..) {
        let mut tags = words.languages.iter().zip(0u16..64).filter(|(_, at)| spoken >> at & 1 == 1);
        keys.push(tags.next().map_or(1, |(tag, _)| key(tag, word)));
        others.extend(tags.map(|(tag, at)| (at, term, key(tag, word))));
    }
    (keys, others)
}
