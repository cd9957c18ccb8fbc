//! What in a title names a role: the words to look for, and which of them says what the role is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Index;
use super::super::noise::Seniority;
use super::heads::{Heads, Known, is_preposition};
use super::pieces::{Break, Piece, Sort, Token};
use crate::graph::Graph;

/// Cores of a title; more are left out.
pub(super) const MOST_CORES: usize = 8;
/// What an optional word weighs, and what a level.
const BESIDES: f32 = 0.4;
const LEVEL: f32 = 0.1;
/// What a word after the head weighs: `Technician 1st Line`.
const AFTER: f32 = 0.5;
/// What is left of the confidence in a role that stands behind another, or in brackets.
const BEHIND: f32 = 0.8;
/// Likewise where the head is only a form of a head (`Engineering Intern`), is taken from a level (`Head of Data`), or
/// is not known at all.
const FORM: f32 = 0.9;
const TAKEN: f32 = 0.95;
const HEADLESS: f32 = 0.6;
/// What is left where a noun before the last one is taken for the head.
const BESIDE: f32 = 0.7;
/// What one of two words that stand for one another weighs (`Plumbing & Heating Engineer`), and a rank before the head
/// (`Assistant Farm Manager`).
const EITHER: f32 = 0.5;
const RANK: f32 = 0.5;
/// By how much a head in brackets is less sure than one outside.
const ASIDE: f32 = 0.02;

/// What a word of a title counts for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    /// It is looked for, and this is its share of what it weighs.
    Core(f32),
    /// It stands beside a head that stands alone: as core, if any role with the head has it.
    Near,
    /// A role that has it fits better; one that has not fits no worse, unless another has (levels, noise, what stands
    /// in brackets): this is its share then.
    Optional(f32),
    /// It holds others together.
    Filler,
}

/// A word to look for.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) class: Class,
    /// Where it stands in the title.
    pub(super) at: Range<usize>,
}

/// Words that name a role.
#[derive(Clone, Debug)]
pub(super) struct Core {
    /// Each once, in order; then those of other pieces.
    pub(super) words: Vec<Word>,
    /// Which of them says what the role is; none if all are needed.
    pub(super) head: Option<usize>,
    /// Whether its head is another word for the title's.
    pub(super) stands_in: bool,
    /// What is left of the confidence for how it was found.
    pub(super) factor: f32,
    /// The level that its own words state.
    pub(super) level: Option<Seniority>,
    /// Bits of words that are noise together: a name has all of them or none.
    pub(super) phrases: Vec<u32>,
    /// Whether it is the same role in other words, or another beside it, rather than what follows.
    pub(super) alternative: bool,
}

/// Finds the heads of names.
pub(super) struct Reader<'a> {
    known: Known<'a>,
}

/// Some words of a piece.
type Span<'p> = &'p [Token];

impl Class {
    /// Whether it is looked for.
    pub(super) fn counts(self) -> bool {
        matches!(self, Self::Core(_) | Self::Near)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(graph: &'a Graph, index: &'a Index) -> Self {
        Self { known: Known::new(graph, index) }
    }

    /// The cores of a title, the likeliest first.
    pub(super) fn cores(&mut self, title: &str, pieces: &[Piece]) -> Vec<Core> {
        let mut spans: Vec<(usize, Span<'_>, bool)> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let alternatives = self.alternatives(title, &piece.tokens);
            let or = |at: usize| pieces.get(at).is_some_and(|piece| piece.after == Break::Or);
            let several = alternatives.len() > 1 || or(at) || or(at + 1);
            spans.extend(alternatives.into_iter().map(|span| (at, span, several)));
        }
        let mut heads: Vec<_> = spans.iter().map(|(_, span, _)| self.head(span)).collect();
        if heads.iter().all(Option::is_none) {
            for (head, (_, span, _)) in heads.iter_mut().zip(&spans) {
                *head = self.weak(span);
            }
        }
        // The surest count: words that are heads before levels and forms, and outside of brackets before those within.
        let sure = |head: &Head, at: usize| head.factor - if pieces[at].aside { ASIDE } else { 0.0 };
        let sures = heads.iter().zip(&spans).filter_map(|(head, (at, ..))| Some(sure(head.as_ref()?, *at)));
        let surest = sures.fold(0.0, f32::max);
        let is_core =
            |head: &Option<Head>, at: usize| head.as_ref().is_some_and(|head| sure(head, at) >= surest);
        let chosen: Vec<bool> = heads.iter().zip(&spans).map(|(head, (at, ..))| is_core(head, *at)).collect();
        let mut cores: Vec<Core> = Vec::new();
        for (((at, span, several), head), is_chosen) in spans.iter().zip(&heads).zip(&chosen) {
            let (Some(head), true) = (head, *is_chosen) else { continue };
            if cores.len() >= MOST_CORES {
                break;
            }
            let others = spans.iter().zip(&chosen).filter(|((other, ..), chosen)| !**chosen && other != at);
            let others = others.map(|((_, span, _), _)| *span);
            let mut core = core(title, span, head, others);
            if !cores.is_empty() && !*several {
                core.factor *= BEHIND;
            }
            core.alternative = *several;
            let same = |other: &Core| {
                let texts =
                    |core: &'_ Core| core.words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
                other.level == core.level && other.head == core.head && texts(other) == texts(&core)
            };
            if cores.iter().any(same) {
                continue;
            }
            let others = head.stand_ins.iter().map(|(words, factor)| with_head(&core, words, *factor));
            let others: Vec<Core> = others.collect();
            cores.push(core);
            cores.extend(others);
        }
        cores
    }

    /// The same cores with the noun before for their head: of two nouns side by side (`Estate Agent Negotiator`) the
    /// first may say what the second does.
    pub(super) fn other_heads(&mut self, cores: &[Core]) -> Vec<Core> {
        let mut others = Vec::new();
        for core in cores {
            let Some(head) = core.head else { continue };
            let mut is_head = |at: &usize| {
                let word = &core.words[*at];
                matches!(word.class, Class::Core(_)) && self.known.of(&word.text) == Heads::Own
            };
            if let Some(at) = (0..head).rev().find(|at| is_head(at)) {
                let mut core = core.clone();
                (core.head, core.factor) = (Some(at), core.factor * BESIDE);
                others.push(core);
            }
        }
        others
    }

    /// Whether a piece has a word that is the head of names of roles.
    pub(super) fn has_head(&self, piece: &Piece) -> bool {
        piece.tokens.iter().any(|token| self.known.has(&token.text))
    }

    /// Whether no name of a role has any word of a piece that is not noise; not so for one that is all noise.
    pub(super) fn is_strange(&self, piece: &Piece) -> bool {
        let mut plain = piece.tokens.iter().filter(|token| token.sort == Sort::Plain).peekable();
        plain.peek().is_some() && plain.all(|token| !self.known.is_in_a_role(&token.text))
    }

    /// Parts a piece where `/`, `and` or `or` stands between two roles: `Cook/Chef`, but not `UI/UX Designer`.
    fn alternatives<'p>(&mut self, title: &str, span: Span<'p>) -> Vec<Span<'p>> {
        for at in 1..span.len() {
            let between = between(title, &span[at - 1], &span[at]);
            let word = matches!(span[at].text.as_str(), "and" | "or");
            if !(word || between.contains(['/', '&'])) {
                continue;
            }
            let (left, right) = (&span[..at], &span[at + usize::from(word)..]);
            let ends = left.last().is_some_and(|token| self.heads(token) == Heads::Own);
            if ends && self.own(right).is_some() {
                let mut spans = vec![left];
                spans.extend(self.alternatives(title, right));
                return spans;
            }
        }
        vec![span]
    }

    /// The head of a span by words that are heads, or by its level.
    fn head(&mut self, span: Span<'_>) -> Option<Head> {
        let before = before_preposition(span);
        let level = span.iter().position(|token| token.sort == Sort::Level(Seniority::Head));
        // A lead of something (`Tech Lead`) leads, whatever is led.
        if let [_, Token { sort: Sort::Level(Seniority::Lead), .. }] = &span[..before] {
            return Some(Head { stand_ins: stand_ins(Seniority::Lead), ..Head::new(1, 1.0) });
        }
        let own = self.own(&span[..before]);
        if let Some(at) = own.or_else(|| self.own(span).filter(|_| level.is_none())) {
            return Some(Head::new(at, 1.0));
        }
        if let Some(at) = level {
            return Some(Head { stand_ins: stand_ins(Seniority::Head), ..Head::new(at, TAKEN) });
        }
        let form = (0..before).rev().find(|at| self.heads(&span[*at]) == Heads::Form);
        if let Some(at) = form {
            return Some(Head::new(at, FORM));
        }
        let taken = |token: &Token| match token.sort {
            Sort::Level(level) => Some(level),
            _ => None,
        };
        let at = span.iter().position(|token| taken(token).is_some())?;
        span.iter().find(|token| token.sort == Sort::Plain)?;
        Some(Head { stand_ins: stand_ins(taken(&span[at])?), ..Head::new(at, TAKEN) })
    }

    /// Likewise where no span has one: a word that may be misspelled; else all words together.
    fn weak(&self, span: Span<'_>) -> Option<Head> {
        let plain = |at: &usize| span[*at].sort == Sort::Plain;
        let last = (0..before_preposition(span)).rev().find(plain)?;
        let unknown = self.known.count(&span[last].text) == 0;
        let at = if unknown { Some(last) } else { None };
        Some(Head { at, ..Head::new(last, if unknown { FORM } else { HEADLESS }) })
    }

    fn own(&mut self, span: Span<'_>) -> Option<usize> {
        (0..span.len()).rev().find(|at| self.heads(&span[*at]) == Heads::Own)
    }

    fn heads(&mut self, token: &Token) -> Heads {
        if token.sort == Sort::Plain { self.known.of(&token.text) } else { Heads::No }
    }
}

/// Which word of a span is its head.
#[derive(Clone, Debug)]
struct Head {
    at: Option<usize>,
    factor: f32,
    stand_ins: &'static [(&'static [&'static str], f32)],
}

impl Head {
    fn new(at: usize, factor: f32) -> Self {
        Self { at: Some(at), factor, stand_ins: &[] }
    }
}

/// What else the level of a title that says no more can be called (`Head of Data`, `Marketing Intern`), and what is left
/// of the confidence in a role that is called so.
fn stand_ins(level: Seniority) -> &'static [(&'static [&'static str], f32)] {
    match level {
        Seniority::Head => {
            &[(&["director"], 0.85), (&["head"], 0.85), (&["chief", "officer"], 0.85), (&["manager"], 0.75)]
        }
        Seniority::Lead | Seniority::Principal => {
            &[(&["leader"], 0.85), (&["manager"], 0.75), (&["supervisor"], 0.75)]
        }
        Seniority::Intern | Seniority::Junior => &[(&["assistant"], 0.75)],
        Seniority::Senior => &[],
    }
}

/// The same core with other words for its head: the last of them is the head, what is before it comes first.
fn with_head(core: &Core, words: &[&str], factor: f32) -> Core {
    let mut core = core.clone();
    let Some((head, before)) = words.split_last() else { return core };
    let Some(place) = core.head else { return core };
    let taken = core.words.remove(place);
    let own = core.words.iter().take_while(|word| !matches!(word.class, Class::Optional(_))).count();
    let word = |text: &str| Word { text: text.to_owned(), class: taken.class, at: taken.at.clone() };
    core.words.insert(own, word(head));
    core.words.splice(0..0, before.iter().map(|text| word(text)));
    core.head = Some(own + before.len());
    // The places of the words are others now, and noise is of no use beside a word that the title has not.
    core.phrases.clear();
    core.factor *= factor;
    core.stands_in = true;
    core
}

/// Words before a head that say its rank, which names seldom do.
const RANKS: &[&str] = &["acting", "assistant", "assoc", "associate", "asst", "deputy", "interim", "vice"];

fn is_rank(word: &str) -> bool {
    RANKS.binary_search(&word).is_ok()
}

/// Whether a word before the head is one of two that are joined by `and` or a mark for it.
fn either(title: &str, span: Span<'_>, at: usize, head: Option<usize>) -> bool {
    let joined = |at: usize| {
        let Some([a, b]) = span.get(at..at + 2) else { return false };
        let word = |token: &Token| matches!(token.text.as_str(), "and" | "or");
        between(title, a, b).contains(['/', '&']) || word(a) || word(b)
    };
    let last = head.unwrap_or(span.len());
    at < last && (at + 1 < last && joined(at) || at > 0 && joined(at - 1))
}

/// What stands between two words.
fn between<'t>(title: &'t str, a: &Token, b: &Token) -> &'t str {
    // Words of one amount have one place.
    title.get(a.at.end..b.at.start).unwrap_or_default()
}

fn core<'p>(title: &str, span: Span<'p>, head: &Head, others: impl Iterator<Item = Span<'p>>) -> Core {
    let mut words: Vec<Word> = Vec::new();
    let (mut place, mut level) = (None, None);
    let mut phrases: BTreeMap<usize, u32> = BTreeMap::new();
    let by_level = head.at.is_some_and(|at| matches!(span[at].sort, Sort::Level(_)));
    let before = before_preposition(span);
    for (at, token) in span.iter().enumerate() {
        let is_head = head.at == Some(at);
        let after = head.at.is_some_and(|head| at > head && at < before);
        let class = match token.sort {
            _ if is_head => Class::Core(if by_level { RANK } else { 1.0 }),
            Sort::Plain if by_level && is_rank(&token.text) => Class::Optional(LEVEL),
            Sort::Plain if after => Class::Core(AFTER),
            Sort::Plain if either(title, span, at, head.at) => Class::Core(EITHER),
            Sort::Plain if is_rank(&token.text) => Class::Core(RANK),
            Sort::Plain => Class::Core(1.0),
            Sort::Filler => Class::Filler,
            Sort::Noise => Class::Optional(BESIDES),
            Sort::Level(own) => {
                level = Some(level.map_or(own, |level| together(level, own)));
                Class::Optional(LEVEL)
            }
        };
        if let Some(known) = words.iter().position(|word| word.text == token.text) {
            place = place.or(is_head.then_some(known));
            continue;
        }
        place = place.or(is_head.then_some(words.len()));
        if let (Some(phrase), true) = (token.phrase, words.len() < 32) {
            *phrases.entry(phrase).or_default() |= 1 << words.len();
        }
        words.push(Word { text: token.text.clone(), class, at: token.at.clone() });
    }
    if let Sort::Level(own) = head.at.map_or(Sort::Plain, |at| span[at].sort) {
        level = level.or(Some(own));
    }
    let alone = words.iter().filter(|word| matches!(word.class, Class::Core(_))).count() < 2;
    for token in others.flatten().filter(|token| token.sort == Sort::Plain) {
        if words.iter().all(|word| word.text != token.text) {
            let class = if alone { Class::Near } else { Class::Optional(BESIDES) };
            words.push(Word { text: token.text.clone(), class, at: token.at.clone() });
        }
    }
    Core {
        words,
        head: place,
        stands_in: false,
        factor: head.factor,
        level,
        phrases: phrases.into_values().collect(),
        alternative: false,
    }
}

/// The level of two that are stated of one role: a trainee manager is a trainee, a senior director a director.
pub(super) fn together(a: Seniority, b: Seniority) -> Seniority {
    if a.min(b) <= Seniority::Junior { a.min(b) } else { a.max(b) }
}

/// How many words there are before the first preposition that follows another word.
fn before_preposition(span: Span<'_>) -> usize {
    let plain = span.iter().position(|token| token.sort != Sort::Filler).unwrap_or(0);
    let found = span.iter().skip(plain).position(|token| is_preposition(&token.text));
    found.map_or(span.len(), |at| plain + at)
}
