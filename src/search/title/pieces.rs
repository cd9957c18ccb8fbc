//! A title taken apart at its separators, each word with what it is: plain, noise, a level.

use std::ops::Range;

use super::super::fold;
use super::super::noise::{self, Seniority};

/// Words of a title that are read; more are left out.
pub(super) const MOST_WORDS: usize = 60;

/// What a word of a title is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It can say what the role is.
    Plain,
    /// It holds others together: `of`.
    Filler,
    /// It says nothing of the role.
    Noise,
    /// It states a level.
    Level(Seniority),
}

/// A word of a title.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Folded.
    pub(super) text: String,
    /// Where it stands in the title, in bytes.
    pub(super) at: Range<usize>,
    pub(super) sort: Sort,
    /// Where the words begin, in its piece, that are noise together with it.
    pub(super) phrase: Option<usize>,
}

/// What parts a piece from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// Nothing: it is the first.
    Start,
    /// A comma.
    Comma,
    /// A slash: it is said in other words, or another role.
    Or,
    /// A dash, a bar, a bracket.
    Other,
}

/// Words between two separators.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) tokens: Vec<Token>,
    pub(super) after: Break,
    /// Whether it stands in brackets.
    pub(super) aside: bool,
}

impl Piece {
    pub(super) fn texts(&self) -> Vec<&str> {
        self.tokens.iter().map(|token| token.text.as_str()).collect()
    }
}

/// The pieces of a title that have words.
pub(super) fn pieces(title: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut read = 0;
    for (at, after, aside) in ranges(title) {
        let mut tokens = Vec::new();
        for word in fold::words(&title[at.clone()]) {
            if read < MOST_WORDS {
                read += 1;
                let place = at.start + word.start..at.start + word.end;
                let chunk = chunk(title, &at, &place);
                let is_figure = noise::is_figure(&title[chunk.clone()]);
                let (place, sort) = if is_figure { (chunk, Sort::Noise) } else { (place, Sort::Plain) };
                tokens.push(Token { text: word.text, at: place, sort, phrase: None });
            }
        }
        if !tokens.is_empty() {
            let mut piece = Piece { tokens, after, aside };
            sorted(&mut piece);
            pieces.push(piece);
        }
    }
    pieces
}

/// What stands without blanks around a place in a title.
fn chunk(title: &str, within: &Range<usize>, place: &Range<usize>) -> Range<usize> {
    let before = title[within.start..place.start].trim_end_matches(|c: char| !c.is_whitespace());
    let after = title[place.end..within.end].trim_start_matches(|c: char| !c.is_whitespace());
    within.start + before.len()..within.end - after.len()
}

/// Says of each word what it is.
fn sorted(piece: &mut Piece) {
    let mut sorts: Vec<Sort> = piece.tokens.iter().map(|token| token.sort).collect();
    let mut phrases = vec![None; sorts.len()];
    let texts = piece.texts();
    for at in 0..texts.len() {
        let length = noise::noise_at(&texts[at..]);
        sorts[at..at + length].fill(Sort::Noise);
        if length > 1 {
            phrases[at..at + length].fill(Some(at));
        }
        if sorts[at] == Sort::Plain && noise::is_noise_beside(texts[at]) {
            sorts[at] = Sort::Noise;
        }
        if let Some(level) = noise::level_at(&texts, at) {
            sorts[at] = Sort::Level(level);
        }
        if sorts[at] == Sort::Plain && fold::is_filler(texts[at]) {
            sorts[at] = Sort::Filler;
        }
    }
    for ((token, sort), phrase) in piece.tokens.iter_mut().zip(sorts).zip(phrases) {
        (token.sort, token.phrase) = (sort, phrase);
    }
}

/// The places between separators, what is before each, and whether it is in brackets.
fn ranges(title: &str) -> Vec<(Range<usize>, Break, bool)> {
    let mut ranges = Vec::new();
    let (mut start, mut after, mut depth) = (0, Break::Start, 0_usize);
    let mut before = ' ';
    let mut rest = title.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        let apart = before.is_whitespace() || next.is_whitespace();
        let between_digits = before.is_ascii_digit() && next.is_ascii_digit();
        let cut = match c {
            '(' | '[' | '{' | ')' | ']' | '}' | ';' | '|' | '•' | '·' | '—' | '!' | '?' | '@' | '\n'
            | '\r' | '…' => Some(Break::Other),
            ',' if !between_digits => Some(Break::Comma),
            '-' | '–' | '‒' | '−' if apart => Some(Break::Other),
            '+' if before.is_whitespace() => Some(Break::Other),
            ':' if next.is_whitespace() => Some(Break::Other),
            '*' if !before.is_ascii_digit() => Some(Break::Other),
            '/' | '\\' if before.is_whitespace() && next.is_whitespace() => Some(Break::Or),
            _ => None,
        };
        if let Some(cut) = cut {
            ranges.push((start..at, after, depth > 0));
            (start, after) = (at + c.len_utf8(), cut);
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        before = c;
    }
    ranges.push((start..title.len(), after, depth > 0));
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str) -> Vec<String> {
        pieces(title).iter().map(|piece| piece.texts().join(" ")).collect()
    }

    #[test]
    fn a_title_is_parted_at_its_separators() {
        let cases: &[(&str, &[&str])] = &[
            ("Sr. Backend Engineer (Node.js), remote", &["sr backend engineer", "node js", "remote"]),
            ("Nurse – ICU, £60,000", &["nurse", "icu", "60 000"]),
            ("Cook / Chef - Leeds", &["cook", "chef", "leeds"]),
            ("UI/UX Designer", &["ui ux designer"]),
            ("(((", &[]),
            ("", &[]),
        ];
        for (title, expected) in cases {
            assert_eq!(shown(title), *expected, "{title:?}");
        }
    }
}
