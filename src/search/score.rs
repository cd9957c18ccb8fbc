//! What a match is worth. Every constant of the search is here, with its reason.
//!
//! A name's score is `ROLE * ORDER * quality * (BASE + (1 - BASE) * coverage)`:
//!
//! - quality: how well its words meet those of the question, each by its weight, 0 to 1
//! - coverage: which share of the name, by weight, the question has, 0 to 1
//!
//! A concept has the score of its best name, less at most `UNLINKED` for having few links.

use ::entity::LabelRole;

use super::segment::NameSort;

/// A word in another form of itself is nearly the word: `developers`, `organization`.
const FORM: f32 = 0.97;
/// One with another ending is another word, often of another kind: `cooking` and `cook`, `advise` and `adviser`.
const DERIVED: f32 = 0.8;
/// An abbreviation can stand for something else.
pub(super) const PHRASE: f32 = 0.93;
/// A name that the publisher prefers, one that it knows besides, one that it keeps for searching alone.
const PREFERRED: f32 = 1.0;
const ALTERNATIVE: f32 = 0.95;
const HIDDEN: f32 = 0.92;
/// Codes that name one concept, and those that a concept shares with others.
const CODE: f32 = 1.0;
const SHARED_CODE: f32 = 0.8;
/// Words in another order, or apart.
const DISORDER: f32 = 0.97;
/// What a name is worth of which the question covers next to nothing.
const BASE: f32 = 0.4;
/// What a word that a name need not have, and has not, weighs next to one that it has.
pub(super) const MISSED: f32 = 0.1;
/// Words of a question of which one may be left out, at most: each way to do so is tried.
pub(super) const MOST_BUT_ONE: usize = 6;
/// What a match in a description is worth at most: less than any in a name.
pub(super) const TEXT: f32 = 0.3;
/// What a concept loses of which next to none of its names is met: one of a hundred names is a stray, one of two is not.
const STRAY: f32 = 0.08;
/// What a concept that nothing links to loses.
const UNLINKED: f32 = 0.06;
/// Links with which it loses half of that.
const HALFWAY: f32 = 30.0;

/// How many edits a word that no name has may be away: none under four letters, where half of all words would be near.
pub(super) fn edits(word: &str) -> u8 {
    match word.chars().count() {
        _ if word.chars().any(|c| c.is_ascii_digit()) => 0,
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// Another word with the same stem.
pub(super) fn form(word: &str, other: &str) -> f32 {
    let start = word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&word.as_bytes()[start..], &other.as_bytes()[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let maker = [a, b].iter().any(|rest| matches!(rest, [b'r'] | [b'e' | b'o', b'r']))
        && (a.is_empty() || b.is_empty());
    if a.len().max(b.len()) <= 2 && !maker { FORM } else { DERIVED }
}

/// Whether longer words are meant, too: one letter begins a tenth of the vocabulary.
pub(super) fn may_be_prefix(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// A word of so many letters that is only begun.
#[expect(clippy::cast_precision_loss, reason = "words are short")]
pub(super) fn prefix(typed: usize, length: usize) -> f32 {
    0.6 + 0.3 * typed as f32 / length as f32
}

/// A word that is so many edits away from one of so many letters.
#[expect(clippy::cast_precision_loss, reason = "words are short")]
pub(super) fn fuzzy(edits: u8, length: usize) -> f32 {
    let edits = f32::from(edits);
    0.9 - 0.15 * edits - 0.2 * edits / length as f32
}

/// A name of a sort.
pub(super) fn sort(sort: NameSort) -> f32 {
    match sort {
        NameSort::Label(LabelRole::Preferred) => PREFERRED,
        NameSort::Label(LabelRole::Alternative) => ALTERNATIVE,
        NameSort::Label(LabelRole::Hidden) => HIDDEN,
        NameSort::Code(true) => CODE,
        NameSort::Code(false) => SHARED_CODE,
    }
}

/// The words of a name together.
pub(super) fn name(quality: f32, coverage: f32, in_order: bool) -> f32 {
    let order = if in_order { 1.0 } else { DISORDER };
    order * quality * (BASE + (1.0 - BASE) * coverage)
}

/// What is left where so many of the names of a concept are met.
#[expect(clippy::cast_precision_loss, reason = "names are far fewer")]
pub(super) fn central(met: u32, names: u32) -> f32 {
    1.0 - STRAY * (1.0 - (met as f32 / names.max(1) as f32).sqrt())
}

/// What is left for a concept with so many links.
#[expect(clippy::cast_precision_loss, reason = "links are far fewer")]
pub(super) fn linked(links: u32) -> f32 {
    let links = links as f32;
    1.0 - UNLINKED * (HALFWAY / (links + HALFWAY))
}
