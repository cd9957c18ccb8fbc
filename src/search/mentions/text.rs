//! A text as words with what stands between them.

use rustc_hash::FxHashMap;

use crate::search::Index;
use crate::search::fold;
use crate::search::phrases;
use crate::search::segment::{Doc, Term};

/// Words by which the language of a text is told; more would tell no more.
const SAMPLE: usize = 100;
/// Languages that are tried: the two likeliest, as a text may be in either of two that share words, and English.
const TRIED: usize = 3;
/// What belongs to English names only is looked for in any text: most tools have no other name.
const EVERYWHERE: &str = "en";

/// A word where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Which word.
    pub(super) word: u32,
    /// Where it begins and ends, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Which line it is in.
    pub(super) line: u32,
    /// Whether a mark or a line's end parts it from the word before: no name goes across it.
    pub(super) parted: bool,
    /// Whether it begins a sentence, where a capital says nothing.
    pub(super) opens: bool,
    /// Whether a comma or the like, as between items of a list, stands before it.
    pub(super) listed: bool,
    /// How it is written.
    pub(super) case: Case,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Case {
    /// Without a capital.
    Lower,
    /// In a line that has nothing but capitals, which tell nothing.
    Shouted,
    /// With a first capital, or as a number.
    Capital,
    /// With more than one capital, or a capital and a digit.
    Mixed,
    /// In capitals.
    Upper,
}

/// A word of the text, whatever its case.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// What it counts as in each language that is tried; 0 for a filler.
    pub(super) keys: [u32; TRIED],
    /// Its term, and those of its plural and singular, in each part of the index.
    forms: Vec<(usize, Term)>,
    /// How many names and descriptions have it.
    pub(super) uses: u32,
    pub(super) is_filler: bool,
    pub(super) has_letter: bool,
}

impl Word {
    /// Whether a term of a part is this word, or this word in the other number.
    pub(super) fn is(&self, part: usize, term: Term) -> bool {
        self.forms.contains(&(part, term))
    }
}

/// What is known of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// Whether it begins with a mark, as an item of a list does.
    pub(super) is_item: bool,
    /// Words that are no fillers.
    pub(super) words: u32,
    has_lower: bool,
}

/// A text, read.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) tokens: Vec<Token>,
    pub(super) words: Vec<Word>,
    pub(super) lines: Vec<Line>,
    /// How many languages are tried.
    pub(super) languages: usize,
}

impl Text {
    /// O(n) in the text, and O(log v) for each different word of v in the vocabulary.
    pub(super) fn new(text: &str, index: &Index) -> Self {
        let found = fold::words(text);
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut distinct: Vec<&str> = Vec::new();
        let mut tokens = Vec::with_capacity(found.len());
        let mut lines = vec![Line::default()];
        let mut before = 0;
        for word in &found {
            let number = *numbers.entry(&word.text).or_insert_with(|| {
                distinct.push(&word.text);
                u32::try_from(distinct.len() - 1).expect("a text has fewer words than that")
            });
            let gap = Gap::new(&text[before..word.start.max(before)], before == 0);
            for _ in 0..gap.lines {
                lines.push(Line::default());
            }
            let line = lines.len() - 1;
            lines[line].is_item |= gap.lines + usize::from(before == 0) > 0 && gap.marked;
            let written = &text[word.start..word.end];
            lines[line].has_lower |= written.chars().any(char::is_lowercase);
            lines[line].words += u32::from(!fold::is_filler(&word.text));
            before = word.end;
            tokens.push(Token {
                word: number,
                start: word.start,
                end: word.end,
                line: u32::try_from(line).unwrap_or(u32::MAX),
                parted: gap.parted,
                opens: gap.opens,
                listed: gap.listed,
                case: case(written),
            });
        }
        for token in &mut tokens {
            let line = lines[token.line as usize];
            if !line.has_lower && line.words > 1 {
                token.case = Case::Shouted;
            }
        }
        let tags = languages(&distinct, index);
        let words = distinct.iter().map(|word| Word::new(word, &tags, index)).collect();
        Self { tokens, words, lines, languages: tags.len() }
    }

    pub(super) fn word(&self, token: usize) -> &Word {
        &self.words[self.tokens[token].word as usize]
    }

    /// Whether two tokens stand in one line.
    pub(super) fn same_line(&self, a: usize, b: usize) -> bool {
        self.tokens[a].line == self.tokens[b].line
    }
}

impl Word {
    fn new(text: &str, tags: &[&str], index: &Index) -> Self {
        let mut keys = [0; TRIED];
        for (key, tag) in keys.iter_mut().zip(tags) {
            *key = phrases::key(tag, text);
        }
        let other = match text.strip_suffix('s') {
            Some(singular) if singular.len() > 2 && !singular.ends_with('s') => singular.to_owned(),
            _ => format!("{text}s"),
        };
        let mut forms = Vec::with_capacity(2);
        let mut uses = 0;
        for (at, part) in index.parts.iter().enumerate() {
            let own = part.segment.term(text);
            let live = |doc: &&Doc| part.concept(**doc).is_some();
            uses += own.map_or(0, |term| {
                let described = part.segment.described_with(term).iter().filter(live).count();
                u32::try_from(described).unwrap_or(u32::MAX)
            });
            forms.extend(own.into_iter().chain(part.segment.term(&other)).map(|term| (at, term)));
        }
        uses += index.count(text);
        let is_filler = fold::is_filler(text);
        let has_letter = text.chars().any(char::is_alphabetic);
        Self { text: text.to_owned(), keys, forms, uses, is_filler, has_letter }
    }
}

/// What stands between two words.
struct Gap {
    lines: usize,
    parted: bool,
    opens: bool,
    listed: bool,
    marked: bool,
}

impl Gap {
    fn new(gap: &str, first: bool) -> Self {
        let lines = gap.chars().filter(|c| *c == '\n').count();
        let blank = gap.chars().any(char::is_whitespace);
        let joins = |c: char| {
            (c.is_whitespace() && c != '\n') || matches!(c, '-' | '‐' | '‑' | '/' | '&' | '\'' | '’' | '.')
        };
        // A mark that joins two words has no blank beside it.
        let apart = blank && gap.chars().any(|c| matches!(c, '-' | '‐' | '‑' | '.'));
        let parted = first || apart || !gap.chars().all(joins);
        let ends = |c: char| matches!(c, '!' | '?' | ':' | '•' | '♦' | '●' | '·' | '*' | '>');
        let opens = first || lines > 0 || gap.chars().any(ends) || apart;
        let listed = gap.chars().any(|c| matches!(c, ',' | ';' | '/' | '&'));
        let last = gap.rsplit('\n').next().unwrap_or(gap);
        let marked =
            last.chars().any(|c| !c.is_whitespace() && !c.is_alphanumeric() && !matches!(c, '(' | '"'));
        Self { lines, parted, opens, listed, marked }
    }
}

fn case(written: &str) -> Case {
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let digit = written.chars().any(|c| c.is_ascii_digit());
    let lower = written.chars().any(char::is_lowercase);
    match capitals {
        0 if digit => Case::Capital,
        0 => Case::Lower,
        2.. if !lower => Case::Upper,
        1 if digit => Case::Mixed,
        2.. => Case::Mixed,
        _ if written.chars().next().is_some_and(char::is_uppercase) => Case::Capital,
        _ => Case::Mixed,
    }
}

/// The languages that most words of a text are of, and English.
///
/// A language counts for each word that some name or description in it has.
fn languages<'i>(words: &[&str], index: &'i Index) -> Vec<&'i str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let known = words.iter().filter(|word| word.chars().nth(2).is_some());
    for word in known.take(SAMPLE) {
        let mut tags: Vec<&str> = Vec::new();
        for part in &index.parts {
            let Some(term) = part.segment.term(word) else { continue };
            tags.extend(part.segment.languages().filter(|tag| {
                let key = phrases::key(tag, word);
                key != 0 && part.segment.phrases.counts_as(term, key)
            }));
        }
        tags.sort_unstable();
        tags.dedup();
        for tag in tags {
            match counts.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, count)) => *count += 1,
                None => counts.push((tag, 1)),
            }
        }
    }
    counts.sort_by_key(|(tag, count)| (std::cmp::Reverse(*count), *tag));
    let mut tags: Vec<&str> = counts.into_iter().map(|(tag, _)| tag).take(TRIED - 1).collect();
    if !tags.contains(&EVERYWHERE) {
        tags.push(EVERYWHERE);
    }
    tags
}
