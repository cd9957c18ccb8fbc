//! How likely it is that a run of words means what it names. Every constant of it is here.
//!
//! The confidence is the logistic function of a sum: `1 / (1 + exp(-(BASE + Σ weight * evidence)))`. The evidence is of
//! the name, of the words, of how the text writes them, and of the company: what else stands near. The weights are those
//! that fit marked advertisements and CVs best (logistic regression with a ridge of 2), rounded to tenths; their signs
//! are what anyone would expect, and none of them is about a single word. `tests/it/search/ads.rs` says how well all of it
//! does, over those texts and over others by which nothing was weighed.

use ::entity::{ConceptKind, SkillKind};

use super::readings::{Candidate, MOST, RARE, Reading};
use super::text::{Case, Text};
use super::written::is_conjunction;
use crate::graph::{Concept, Detail, Graph};

/// Under this nothing is reported.
pub(super) const THRESHOLD: f32 = 0.41;
/// Over this a mention vouches for its neighbours.
const COMPANY: f32 = 0.4;
/// Words around a name in which other names of products speak for it.
const NEAR: usize = 8;
/// Words before and after a name without a capital in which another name must stand.
const CLOSE: usize = 6;
/// More names near say no more.
const NAMES: usize = 3;
/// Readings that are nearly as good as the best say whether a name of a product is meant.
const NEARLY: f32 = 0.8;
/// Uses of a word in the graph: words with more of them are ever more words of everyday.
const USES: [u32; 4] = [RARE, 60, 150, 400];
/// What a word weighs that a tenth of the names with `ln(1 + N / n)` have; lighter words say little.
const LIGHT: f32 = 6.0;
/// Words that a line has besides, so that one of two is no crowd.
const SMOOTH: f32 = 3.0;

/// How many sorts of evidence there are.
const SORTS: usize = 29;
/// What speaks for a mention when nothing else is known.
const BASE: f32 = -7.1;
/// What each sort of evidence weighs.
const WEIGHTS: [(&str, f32); SORTS] = [
    ("two words", 1.2),
    ("three words or more", 0.2),
    ("the whole name", 1.4),
    ("else the share of the name, by weight", 0.3),
    ("share of words in the very form", 2.0),
    ("the name that is preferred", 1.1),
    ("tenth of the weight of its words", 2.1),
    ("tenth of ln(1 + links of the concept)", 2.3),
    ("in an item of a list with marks", 0.5),
    ("part of a name: ln of how many concepts have it", 0.1),
    ("part of a name: tenth of the heaviest word that is missing", -0.8),
    ("part of a name: only light words are missing", 0.8),
    ("one whole word, of fewer than 20 uses", 0.7),
    ("one whole word, of fewer than 60 uses", 0.7),
    ("one whole word, of fewer than 150 uses", 0.1),
    ("one whole word, of fewer than 400 uses", -0.5),
    ("one whole word, of more", -1.7),
    ("one word of a name, of 150 uses or more", -0.7),
    ("proper name, with capitals, inside a sentence", 0.6),
    ("proper name, with capitals, at its start", -0.7),
    ("the latter, one word of 20 uses or more, without names near", -0.1),
    ("perhaps a proper name, with more than one capital, or a digit", 0.3),
    ("a single letter", -1.1),
    ("proper name: names near, of at most three", 0.9),
    ("proper name of one word: a name is near", 0.9),
    ("first of its clause", 0.3),
    ("tool", -0.6),
    ("soft skill, or style of work", 0.9),
    ("language", 0.3),
];
/// What the company weighs: the likeliest neighbour in a list; the share of the line that mentions cover.
const NEIGHBOUR: f32 = 0.3;
const DENSITY: f32 = 1.7;

/// What speaks for a candidate, but for the company of others.
struct Evidence(f32);

/// Candidates with what speaks for them.
pub(super) struct Weighed<'a> {
    text: &'a Text,
    pub(super) candidates: Vec<(Candidate, f32)>,
}

/// What is known of a candidate before others are looked at.
struct Facts {
    /// Whether it may be, and whether it must be, the name of a product or the like.
    may_be_proper: bool,
    must_be_proper: bool,
    /// Whether each of its words has a capital, and whether one has more than that.
    capitals: bool,
    mixed: bool,
    shouted: bool,
    opens: bool,
    /// Uses of its rarest word.
    uses: u32,
}

impl<'a> Weighed<'a> {
    /// Weighs candidates: each by itself, then by the company that it keeps.
    pub(super) fn new(graph: &Graph, text: &'a Text, candidates: Vec<Candidate>) -> Self {
        let facts: Vec<Facts> = candidates.iter().map(|one| Facts::new(text, one)).collect();
        let mut names = vec![false; text.tokens.len()];
        let mut plain = vec![false; text.tokens.len()];
        for (one, facts) in candidates.iter().zip(&facts) {
            let best = &one.readings[0];
            let rare = facts.uses < USES[1];
            let sure = facts.capitals && best.covered > 0.5 && (!facts.opens || rare);
            if facts.may_be_proper && sure && !is_letter(text, one) {
                names[one.first..=one.last].fill(true);
            }
            plain[one.first] |= facts.must_be_proper && one.length == 1 && best.full && facts.uses < RARE;
        }
        let near = |one: &Candidate, marks: &[bool], within: usize| {
            let before = one.first.saturating_sub(within)..one.first;
            let after = one.last + 1..marks.len().min(one.last + 1 + within);
            before.chain(after).filter(|at| marks[*at] && text.same_line(*at, one.first)).count()
        };
        let mut weighed = Vec::with_capacity(candidates.len());
        for (one, facts) in candidates.into_iter().zip(facts) {
            let capital = facts.capitals || facts.shouted;
            let alone = || facts.uses >= RARE || near(&one, &plain, CLOSE) == 0;
            if one.length == 1 && facts.must_be_proper && !capital && alone() {
                // Without its capital it is another word.
                continue;
            }
            let names = if facts.may_be_proper { near(&one, &names, NEAR) } else { 0 };
            if names == 0 && is_letter(text, &one) {
                // So are grades, plans and vitamins.
                continue;
            }
            let evidence = Evidence::new(graph, text, &one, &facts, names);
            weighed.push((one, evidence));
        }
        Self::with_company(text, weighed)
    }

    fn with_company(text: &'a Text, candidates: Vec<(Candidate, Evidence)>) -> Self {
        let mut first: Vec<(Candidate, f32)> = Vec::with_capacity(candidates.len());
        let mut sums = Vec::with_capacity(candidates.len());
        for (one, evidence) in candidates {
            first.push((one, logistic(evidence.0)));
            sums.push(evidence);
        }
        let mut weighed = Self { text, candidates: first };
        let mut cover: Vec<Option<f32>> = vec![None; text.tokens.len()];
        for at in weighed.chosen(COMPANY) {
            let (one, confidence) = &weighed.candidates[at];
            cover[one.first..=one.last].fill(Some(*confidence));
        }
        let counts = |at: usize| !text.word(at).is_filler;
        let mut covered = vec![0.0; text.lines.len()];
        for at in (0..cover.len()).filter(|at| cover[*at].is_some() && counts(*at)) {
            covered[text.tokens[at].line as usize] += 1.0;
        }
        for ((one, confidence), evidence) in weighed.candidates.iter_mut().zip(sums) {
            let line = text.tokens[one.first].line as usize;
            let within = || (one.first..=one.last).filter(|at| counts(*at));
            let own = float(within().filter(|at| cover[*at].is_some()).count());
            let others = count(text.lines[line].words) - float(within().count());
            let density = (covered[line] - own) / (others + SMOOTH);
            let neighbour = neighbour(text, one, &cover);
            *confidence = logistic(evidence.0 + NEIGHBOUR * neighbour + DENSITY * density);
        }
        weighed
    }

    /// Those that are likelier than `threshold` and do not overlap: the longest whole names first, then the longest.
    pub(super) fn chosen(&self, threshold: f32) -> Vec<usize> {
        let all = &self.candidates;
        let mut order: Vec<usize> = (0..all.len()).filter(|at| all[*at].1 >= threshold).collect();
        order.sort_by(|a, b| {
            let key = |at: usize| {
                let one = &all[at].0;
                (if one.readings[0].full { one.length } else { 0 }, one.length)
            };
            key(*b).cmp(&key(*a)).then(all[*b].1.total_cmp(&all[*a].1)).then(a.cmp(b))
        });
        let mut taken = vec![false; self.text.tokens.len()];
        order.retain(|at| {
            let span = &mut taken[all[*at].0.first..=all[*at].0.last];
            let free = !span.iter().any(|taken| *taken);
            if free {
                span.fill(true);
            }
            free
        });
        order.sort_unstable();
        order
    }
}

/// The likelier of the items of a list before and after a candidate; 0 if it stands in none.
fn neighbour(text: &Text, one: &Candidate, cover: &[Option<f32>]) -> f32 {
    let in_list = |tokens: std::ops::RangeInclusive<usize>, words: std::ops::Range<usize>| {
        let mut commas = tokens.map(|at| text.tokens[at].listed);
        commas.any(|listed| listed) || { words }.any(|at| is_conjunction(&text.word(at).text))
    };
    let before = (0..one.first).rev().take(NEAR).find(|at| !text.word(*at).is_filler);
    let before = before.filter(|at| {
        text.same_line(*at, one.first)
            && !(at + 1..=one.first).any(|at| text.tokens[at].opens)
            && in_list(at + 1..=one.first, at + 1..one.first)
    });
    let after = (one.last + 1..cover.len()).take(NEAR).find(|at| !text.word(*at).is_filler);
    let after = after.filter(|at| {
        text.same_line(*at, one.last)
            && !(one.last + 1..=*at).any(|at| text.tokens[at].opens)
            && in_list(one.last + 1..=*at, one.last + 1..*at)
    });
    let confidence = |at: Option<usize>| at.and_then(|at| cover[at]).unwrap_or(0.0);
    confidence(before).max(confidence(after))
}

impl Facts {
    fn new(text: &Text, one: &Candidate) -> Self {
        let best = one.readings[0].score;
        let nearly = || one.readings.iter().filter(|reading| reading.score >= best * NEARLY);
        let tokens = || (one.first..=one.last).filter(|at| !text.word(*at).is_filler);
        let case = |at: usize| text.tokens[at].case;
        Self {
            may_be_proper: nearly().any(|reading| reading.is_proper),
            must_be_proper: nearly().all(|reading| reading.is_proper),
            capitals: tokens().all(|at| case(at) >= Case::Capital),
            mixed: tokens().any(|at| case(at) >= Case::Mixed),
            shouted: tokens().all(|at| case(at) == Case::Shouted),
            opens: text.tokens[one.first].opens,
            uses: tokens().map(|at| text.word(at).uses).min().unwrap_or(0),
        }
    }
}

impl Evidence {
    fn new(graph: &Graph, text: &Text, one: &Candidate, facts: &Facts, names: usize) -> Self {
        let best: &Reading = &one.readings[0];
        let concept = graph.concept(best.concept);
        let (single, whole, part) = (one.length == 1, best.full, !best.full);
        let uses = USES.iter().filter(|bound| facts.uses >= **bound).count();
        let bucket = |at: usize| single && whole && uses == at;
        let (must, may) = (facts.must_be_proper, facts.may_be_proper);
        let first = text.tokens[one.first];
        let links = float(graph.links_of(best.concept) as usize).ln_1p() / 10.0;
        let opening = must && facts.capitals && facts.opens;
        let is = |condition: bool| f32::from(u8::from(condition));
        let sorts = [
            is(one.length == 2),
            is(one.length > 2),
            is(whole),
            if part { best.covered } else { 0.0 },
            best.exact,
            is(best.preferred),
            best.weight / 10.0,
            links,
            is(text.lines[first.line as usize].is_item),
            if part { float(one.readings.len().min(MOST)).ln() } else { 0.0 },
            if part && !may { best.rest / 10.0 } else { 0.0 },
            is(part && best.rest < LIGHT),
            is(bucket(0)),
            is(bucket(1)),
            is(bucket(2)),
            is(bucket(3)),
            is(bucket(4)),
            is(single && part && uses > 2),
            is(must && facts.capitals && !facts.opens),
            is(opening),
            is(opening && single && names == 0 && facts.uses >= RARE),
            is(may && facts.mixed),
            is(is_letter(text, one)),
            float(names.min(NAMES)) / float(NAMES),
            is(may && single && names > 0),
            is(first.parted),
            is(concept.kind == ConceptKind::Tool),
            is(is_soft(concept)),
            is(is_language(concept)),
        ];
        let sum = BASE + sorts.iter().zip(&WEIGHTS).map(|(value, (_, weight))| value * weight).sum::<f32>();
        Self(sum)
    }
}

/// Whether it is a single letter.
fn is_letter(text: &Text, one: &Candidate) -> bool {
    one.length == 1 && text.word(one.first).text.chars().nth(1).is_none()
}

fn is_soft(concept: &Concept) -> bool {
    matches!(&concept.detail, Detail::Skill(skill) if matches!(skill.kind, SkillKind::Soft | SkillKind::WorkStyle))
}

fn is_language(concept: &Concept) -> bool {
    matches!(&concept.detail, Detail::Skill(skill) if skill.kind == SkillKind::Language)
}

fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn float(count: usize) -> f32 {
    count as f32
}

fn count(words: u32) -> f32 {
    float(words as usize)
}
