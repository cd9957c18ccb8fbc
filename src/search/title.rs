//! Roles by the title of a job, as untidy as people write it.

mod cores;
mod fit;
mod pieces;
mod seen;

use rustc_hash::FxHashMap;

use self::cores::{Class, Core, Reader};
use self::fit::Fit;
use self::pieces::{Break, Piece, Sort};
use super::index::text_of;
use super::noise::Seniority;
use super::plan::How;
use super::segment::NameAt;
use super::{Index, Match};
use crate::graph::{ConceptIdx, Graph};
use ::entity::LabelRole;

/// Below this confidence there is no candidate.
pub const LEAST: f64 = 0.1;
/// How much others of the same taxonomy that fit as well take away: all but this share, if they are many.
const AMONG_MANY: f32 = 0.35;
/// Below this confidence in all, other nouns of the title are tried for its head.
const POOR: f32 = 0.35;
/// A taxonomy that has less than one of so many of the roles of another is no list of all of them.
const FEW: usize = 8;
/// How sharply those count less that fit less.
const SHARPNESS: i32 = 8;

/// What a title says, and the roles that it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleMatch {
    /// The level that it states; none if it states none.
    pub seniority: Option<Seniority>,
    /// The parts that say nothing of the role, as written, in order.
    pub noise: Vec<String>,
    /// The words that were looked for, folded, in order.
    pub core: Vec<String>,
    /// The roles, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// A role that a title may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Which.
    pub concept: ConceptIdx,
    /// 0 to 1: how likely the title means it. 1 if the title is a name of this role and of no other.
    pub confidence: f64,
    /// How its name was met.
    pub how: Match,
    /// Why, in a sentence.
    pub reason: String,
    name: NameAt,
}

impl Candidate {
    /// The name that was met.
    pub fn name<'g>(&self, graph: &'g Graph) -> &'g str {
        text_of(graph.concept(self.concept), self.name)
    }
}

/// The roles that a title may mean, at most `first` of them.
///
/// O(c w) for w words and c names that have the head of the title.
pub fn roles_for_title(graph: &Graph, index: &Index, title: &str, first: usize) -> TitleMatch {
    let pieces = pieces::pieces(title);
    let mut reader = Reader::new(graph, index);
    let mut cores = reader.cores(title, &pieces);
    let mut best: FxHashMap<ConceptIdx, (f32, usize, Fit)> = FxHashMap::default();
    let mut at = 0;
    while let Some(core) = cores.get(at) {
        let fits = fit::fits(graph, index, core);
        for (confidence, fit) in among_others(graph, fits) {
            let best = best.entry(fit.concept).or_insert((confidence, at, fit));
            if confidence > best.0 {
                *best = (confidence, at, fit);
            }
        }
        at += 1;
        if at == cores.len() && at <= FEW && best.values().all(|(confidence, ..)| *confidence < POOR) {
            cores.extend(reader.other_heads(&cores));
        }
    }
    let mut found: Vec<_> =
        best.into_values().filter(|(confidence, ..)| f64::from(*confidence) >= LEAST).collect();
    let links = |fit: &Fit| graph.links_of(fit.concept);
    found.sort_by(|(a, _, x), (b, _, y)| {
        b.total_cmp(a)
            .then(x.group.cmp(&y.group))
            .then(links(y).cmp(&links(x)))
            .then(x.concept.cmp(&y.concept))
    });
    found.truncate(first);
    let seniority = seniority(&pieces, &cores);
    let candidates = found
        .iter()
        .map(|(confidence, at, fit)| candidate(graph, title, &cores[*at], *confidence, fit, seniority));
    let candidates: Vec<Candidate> = candidates.collect();
    let core =
        cores.iter().flat_map(|core| core.words.iter().filter(|word| matches!(word.class, Class::Core(_))));
    let mut words: Vec<String> = Vec::new();
    core.for_each(|word| {
        if !words.contains(&word.text) {
            words.push(word.text.clone())
        }
    });
    TitleMatch { seniority, noise: noise(title, &pieces), core: words, candidates }
}

/// The confidence in each: less, the more others of one taxonomy fit as well.
///
/// Taxonomies name the same occupations each in its own way, so two of different taxonomies do not exclude each other.
fn among_others(graph: &Graph, fits: Vec<Fit>) -> Vec<(f32, Fit)> {
    let taxonomy = |fit: &Fit| graph.concept(fit.concept).taxonomy;
    let mut sums: FxHashMap<_, (usize, f32)> = FxHashMap::default();
    for fit in fits.iter().filter(|fit| !fit.group) {
        let (count, sum) = sums.entry(taxonomy(fit)).or_default();
        (*count, *sum) = (*count + 1, *sum + fit.fit.powi(SHARPNESS));
    }
    let most = sums.values().map(|(count, _)| *count).max().unwrap_or_default();
    let fullest =
        sums.values().filter(|(count, _)| count * FEW >= most).map(|(_, sum)| *sum).fold(0.0, f32::max);
    // A taxonomy that has few of the occupations does not tell how many there are.
    let all = |fit: &Fit| match sums.get(&taxonomy(fit)) {
        Some((count, sum)) if count * FEW < most => sum.max(fullest),
        Some((_, sum)) => *sum,
        None => fullest,
    };
    let share = |fit: &Fit| (fit.fit.powi(SHARPNESS) / all(fit).max(f32::MIN_POSITIVE)).min(1.0);
    fits.into_iter().map(|fit| (fit.fit * (AMONG_MANY + (1.0 - AMONG_MANY) * share(&fit)), fit)).collect()
}

fn seniority(pieces: &[Piece], cores: &[Core]) -> Option<Seniority> {
    let stated: Vec<Option<Seniority>> = cores.iter().map(|core| core.level).collect();
    // A dental nurse or a trainee is no trainee.
    if cores.iter().zip(&stated).any(|(core, level)| core.alternative && level.is_none())
        && stated.iter().any(Option::is_some)
    {
        return None;
    }
    let of = |sort: Sort| match sort {
        Sort::Level(level) => Some(level),
        _ => None,
    };
    let any = || pieces.iter().flat_map(|piece| &piece.tokens).find_map(|token| of(token.sort));
    stated.into_iter().flatten().next().or_else(any)
}

/// The parts of a title that say nothing of the role, as written.
fn noise(title: &str, pieces: &[Piece]) -> Vec<String> {
    let mut found = Vec::new();
    for piece in pieces {
        let mut run: Option<(usize, usize)> = None;
        for token in &piece.tokens {
            match (token.sort, run) {
                (Sort::Noise, None) => run = Some((token.at.start, token.at.end)),
                (Sort::Noise, Some((start, _))) => run = Some((start, token.at.end)),
                (_, Some((start, end))) => {
                    found.push(title[start..end].to_owned());
                    run = None;
                }
                (_, None) => {}
            }
        }
        if let Some((start, end)) = run {
            found.push(title[start..end].to_owned());
        }
    }
    found
}

fn candidate(
    graph: &Graph,
    title: &str,
    core: &Core,
    confidence: f32,
    fit: &Fit,
    level: Option<Seniority>,
) -> Candidate {
    let NameAt::Label(label) = fit.name else { unreachable!("only labels are looked at") };
    let role = graph.concept(fit.concept).labels[usize::from(label)].role;
    let how = match fit.how {
        How::Fuzzy => Match::Fuzzy,
        How::Prefix => Match::Prefix,
        How::Word if role == LabelRole::Preferred => Match::Exact,
        How::Word => Match::Alternative,
    };
    let _ = title;
    let reason = reason(graph, core, fit, role, level);
    let confidence = (f64::from(confidence) * 100.0).round() / 100.0;
    Candidate { concept: fit.concept, confidence, how, reason, name: fit.name }
}

fn reason(graph: &Graph, core: &Core, fit: &Fit, role: LabelRole, level: Option<Seniority>) -> String {
    let name = text_of(graph.concept(fit.concept), fit.name);
    let sort = match role {
        LabelRole::Preferred => "its name",
        LabelRole::Alternative => "an alternative name",
        LabelRole::Hidden => "a name kept for searching",
    };
    let mut parts = vec![format!("“{name}” is {sort}")];
    let left: Vec<String> = core
        .words
        .iter()
        .enumerate()
        .filter(|(at, word)| matches!(word.class, Class::Core(_)) && fit.met >> at & 1 == 0)
        .map(|(_, word)| format!("“{}”", word.text))
        .collect();
    if !left.is_empty() {
        parts.push(format!("left out: {}", left.join(", ")));
    }
    if let Some(level) = level {
        parts.push(level.text().to_owned());
    }
    parts.join("; ")
}
#[expect(dead_code)]
const _B: Break = Break::Or;
