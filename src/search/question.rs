//! What is asked, and the ways to read it.

use super::Index;
use super::abbreviations::{ABBREVIATIONS, Phrase};
use super::fold;
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
    /// Whether the last word may still be typed.
    pub(super) open: bool,
}

/// Something that must be found in a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// How it is written, as one word.
    pub(super) word: String,
    /// What else it can be: words in a row.
    pub(super) phrases: Vec<Phrase>,
    /// Whether a name need not have it.
    pub(super) filler: bool,
    /// Whether it may be the beginning of a word.
    pub(super) open: bool,
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
        Self { words, code: is_code.then(|| code_word(trimmed)), open }
    }

    /// The ways to read it: word by word; with two or more words in a row as one; as a code.
    pub(super) fn readings(&self, index: &Index) -> Vec<Vec<Unit>> {
        let all_fillers = self.words.iter().all(|word| fold::is_filler(word));
        let single = |(at, word): (usize, &String)| Unit {
            word: word.clone(),
            phrases: phrases(word, index),
            filler: !all_fillers && fold::is_filler(word),
            open: at + 1 < self.words.len() || self.open,
            code: false,
        };
        let plain: Vec<Unit> = self.words.iter().enumerate().map(single).collect();
        let mut readings = Vec::new();
        if let Some(code) = &self.code {
            let unit =
                Unit { word: code.clone(), phrases: Vec::new(), filler: false, open: true, code: true };
            readings.push(vec![unit]);
        }
        let mut merged = Vec::new();
        for length in 2..=LONGEST_PHRASE.min(self.words.len()) {
            for (at, words) in self.words.windows(length).enumerate() {
                let one = words.concat();
                let known = index.count(&one) > 0 || !ABBREVIATIONS.long(&one).is_empty();
                let joined = (length == 2 && known).then_some(&one);
                for short in joined.into_iter().chain(ABBREVIATIONS.short(words)) {
                    let unit = Unit {
                        word: short.clone(),
                        phrases: phrases(short, index),
                        filler: false,
                        open: false,
                        code: false,
                    };
                    let mut reading = plain.clone();
                    reading.splice(at..at + length, [unit]);
                    merged.push(reading);
                }
            }
        }
        if !plain.is_empty() {
            readings.push(plain);
        }
        readings.extend(merged);
        readings.truncate(MOST_READINGS);
        readings
    }
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
