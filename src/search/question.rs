//! What is asked, and the ways to read it.

use super::Index;
use super::abbreviations::{ABBREVIATIONS, Phrase};
use super::fold;
use super::noise::{self, Seniority};
use super::segment::code_word;

/// Different words of a question that are read; more are left out.
pub(super) const MOST_WORDS: usize = 20;
/// Ways to read a question, at most.
const MOST_READINGS: usize = 6;
/// Words in a row that can be one thing: `site reliability engineer`.
const LONGEST_PHRASE: usize = 4;
/// Letters of a word that may be two words, and of each of the two.
const SPLIT_FROM: usize = 6;
const SPLIT_PART: usize = 3;

/// A text as words.
#[derive(Debug)]
pub(super) struct Question {
    /// Each once, in order.
    words: Vec<String>,
    /// The whole, as a code would be written.
    code: Option<String>,
    /// Whether nothing follows the last word.
    open: bool,
    /// Whether it is being typed.
    typed: bool,
}

/// Something that must be found in a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// How it is written, as one word.
    pub(super) word: String,
    /// What else it can be: words in a row.
    pub(super) phrases: Vec<Phrase>,
    /// Whether a name need not have it.
    pub(super) filler: bool,
    /// Whether it may be the beginning of a word.
    pub(super) open: bool,
    /// Whether it is being typed: then of one letter, too, and of a word that is spelled nearly so.
    pub(super) typed: bool,
    /// Whether it is a code, and no word.
    pub(super) code: bool,
}

impl Question {
    pub(super) fn new(text: &str) -> Self {
        let found = fold::words(text);
        let open = found.last().is_some_and(|word| word.end == text.len());
        let mut words: Vec<String> = Vec::new();
        for word in found {
            if words.len() < MOST_WORDS && !words.contains(&word.text) {
                words.push(word.text);
            }
        }
        let trimmed = text.trim();
        let is_code = trimmed.chars().any(|c| c.is_ascii_digit()) && !trimmed.contains(char::is_whitespace);
        Self { words, code: is_code.then(|| code_word(trimmed)), open, typed: false }
    }

    /// A text of which more may follow.
    pub(super) fn typed(text: &str) -> Self {
        Self { typed: true, ..Self::new(text) }
    }

    /// The ways to read it: as a code; without the words that say nothing of what is meant; word by word; with two or more
    /// words in a row as one.
    pub(super) fn readings(&self, index: &Index) -> Vec<Vec<Unit>> {
        let mut readings = Vec::new();
        if let Some(code) = &self.code {
            readings.push(vec![Unit { word: code.clone(), open: true, code: true, ..Unit::default() }]);
        }
        let mut worded = self.worded(index);
        let noise = noise(&self.words);
        if let Some(plain) = worded.first().filter(|_| noise.contains(&true)) {
            let telling = plain.iter().zip(&noise).filter(|(unit, noise)| !**noise || unit.typed);
            readings.push(telling.map(|(unit, _)| unit.clone()).collect());
        }
        readings.append(&mut worded);
        readings.truncate(MOST_READINGS);
        readings
    }

    /// The readings with all words: word by word first; then with two or more words in a row as one.
    pub(super) fn worded(&self, index: &Index) -> Vec<Vec<Unit>> {
        let all_optional = self.words.iter().all(|word| is_optional(word));
        let is_typed = |at: usize| self.typed && self.open && at + 1 == self.words.len();
        let single = |(at, word): (usize, &String)| Unit {
            word: word.clone(),
            phrases: phrases(word, index),
            filler: !all_optional && is_optional(word) && !is_typed(at),
            open: at + 1 < self.words.len() || self.open,
            typed: is_typed(at),
            code: false,
        };
        let plain: Vec<Unit> = self.words.iter().enumerate().map(single).collect();
        let mut merged = Vec::new();
        for length in 2..=LONGEST_PHRASE.min(self.words.len()) {
            for (at, words) in self.words.windows(length).enumerate() {
                let one = words.concat();
                let known = index.count(&one) > 0 || !ABBREVIATIONS.long(&one).is_empty();
                let joined = (length == 2 && known).then_some(&one);
                let shorts = ABBREVIATIONS.short(words).map(|short| (short, Vec::new()));
                let joined = joined.into_iter().map(|one| (one, phrases(one, index)));
                for (word, phrases) in joined.chain(shorts) {
                    let unit = Unit { word: word.clone(), phrases, ..Unit::default() };
                    let mut reading = plain.clone();
                    reading.splice(at..at + length, [unit]);
                    merged.push(reading);
                }
            }
        }
        let mut readings = if plain.is_empty() { Vec::new() } else { vec![plain] };
        readings.extend(merged);
        readings
    }
}

/// Words of somebody who asks, about what is asked for.
const ASKING: &[&str] = &["being", "person", "skill", "skills", "someone", "who"];

/// Whether a name need not have a word: it only holds others together, says at what level somebody works, or that
/// somebody asks.
fn is_optional(word: &str) -> bool {
    let leveled = noise::seniority(word).is_some_and(|level| level < Seniority::Head);
    leveled || fold::is_filler(word) || ASKING.contains(&word)
}

/// Which words say nothing of what is meant, if any word does.
fn noise(words: &[String]) -> Vec<bool> {
    let mut noise = vec![false; words.len()];
    for at in 0..words.len() {
        noise[at..at + noise::noise_at(&words[at..])].fill(true);
    }
    if noise.iter().zip(words).all(|(noise, word)| *noise || is_optional(word)) {
        noise.fill(false);
    }
    noise
}

/// What a word can stand for: the long forms of an abbreviation, and two words that it may be made of.
fn phrases(word: &str, index: &Index) -> Vec<Phrase> {
    let mut phrases = ABBREVIATIONS.long(word).to_vec();
    if word.chars().count() >= SPLIT_FROM {
        let splits = word.char_indices().map(|(at, _)| word.split_at(at));
        let parts = splits.filter(|(a, b)| {
            let long = |part: &str| part.chars().nth(SPLIT_PART - 1).is_some();
            long(a) && long(b) && index.count(a) > 0 && index.count(b) > 0
        });
        phrases.extend(parts.map(|(a, b)| vec![a.to_owned(), b.to_owned()]));
    }
    phrases
}
