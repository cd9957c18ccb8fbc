//! Roles by the title of a job, as untidy as people write it.

mod cores;
mod fit;
mod heads;
mod pieces;
mod seen;
mod told;

use std::ops::Range;

use rustc_hash::FxHashMap;

use self::cores::{Class, Core, MOST_CORES, Reader};
use self::fit::Fit;
use self::pieces::{Piece, Sort};
use self::told::Told;
use super::index::text_of;
use super::noise::Seniority;
use super::segment::NameAt;
use super::{Index, Match};
use crate::graph::{ConceptIdx, Graph};

/// Below this confidence there is no candidate.
pub const LEAST: f64 = 0.15;
/// How much others of the same taxonomy that fit as well take away: all but this share, if they are many.
const AMONG_MANY: f32 = 0.35;
/// Below this confidence in all, other nouns of the title are tried for its head.
const POOR: f32 = 0.35;
/// A taxonomy that has less than one of so many of the roles of another is no list of all of them.
const SHORT: usize = 8;
/// Which share of a fit makes another a rival.
const RIVAL: f32 = 0.97;
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
    let mut best: FxHashMap<ConceptIdx, Found> = FxHashMap::default();
    let mut at = 0;
    while let Some(core) = cores.get(at) {
        for found in among_others(graph, fit::fits(graph, index, core), at) {
            let best = best.entry(found.fit.concept).or_insert(found);
            if found.confidence > best.confidence {
                *best = found;
            }
        }
        at += 1;
        if at == cores.len() && at <= MOST_CORES && best.values().all(|found| found.confidence < POOR) {
            cores.extend(reader.other_heads(&cores));
        }
    }
    let mut found: Vec<Found> =
        best.into_values().filter(|found| f64::from(found.confidence) >= LEAST).collect();
    let links = |found: &Found| graph.links_of(found.fit.concept);
    found.sort_by(|a, b| {
        let by_confidence = b.confidence.total_cmp(&a.confidence).then(a.fit.group.cmp(&b.fit.group));
        by_confidence.then(links(b).cmp(&links(a))).then(a.fit.concept.cmp(&b.fit.concept))
    });
    found.truncate(first);
    let seniority = seniority(&pieces, &cores);
    let noise = noise(title, &pieces, &reader, found.is_empty());
    let told = Told { graph, title, noise: &noise, seniority };
    let candidates = found.iter().filter_map(|found| told.candidate(&cores[found.core], found)).collect();
    let mut core: Vec<String> = Vec::new();
    for word in cores.iter().filter(|core| !core.stands_in).flat_map(|core| &core.words) {
        if matches!(word.class, Class::Core(_)) && !core.contains(&word.text) {
            core.push(word.text.clone());
        }
    }
    TitleMatch { seniority, noise, core, candidates }
}

/// A role that was found.
#[derive(Clone, Copy)]
struct Found {
    confidence: f32,
    fit: Fit,
    /// Which of the cores found it.
    core: usize,
    /// How many others of its taxonomy fit as well.
    others: usize,
}

/// The confidence in each: less, the more others of its taxonomy fit as well.
///
/// Taxonomies name the same occupations each in its own way, so two of different taxonomies do not exclude each other.
fn among_others(graph: &Graph, fits: Vec<Fit>, core: usize) -> Vec<Found> {
    let taxonomy = |fit: &Fit| graph.taxonomy_of(fit.concept);
    let mut sums: FxHashMap<_, (usize, f32)> = FxHashMap::default();
    for fit in fits.iter().filter(|fit| !fit.group) {
        let (count, sum) = sums.entry(taxonomy(fit)).or_default();
        (*count, *sum) = (*count + 1, *sum + fit.fit.powi(SHARPNESS));
    }
    // A taxonomy that has few of the occupations does not tell how many there are.
    let most = sums.values().map(|(count, _)| *count).max().unwrap_or_default();
    let full = sums.values().filter(|(count, _)| count * SHORT >= most);
    let fullest = full.map(|(_, sum)| *sum).fold(0.0, f32::max);
    let all = |fit: &Fit| match sums.get(&taxonomy(fit)) {
        Some((count, sum)) if count * SHORT < most => sum.max(fullest),
        Some((_, sum)) => *sum,
        None => fullest,
    };
    let found = |fit: &Fit| {
        let share = (fit.fit.powi(SHARPNESS) / all(fit).max(f32::MIN_POSITIVE)).min(1.0);
        let confidence = fit.fit * (AMONG_MANY + (1.0 - AMONG_MANY) * share);
        let rival = |other: &&Fit| {
            other.fit >= RIVAL * fit.fit && other.group == fit.group && taxonomy(other) == taxonomy(fit)
        };
        let others = fits.iter().filter(rival).count().saturating_sub(1);
        Found { confidence, fit: *fit, core, others }
    };
    fits.iter().map(found).collect()
}

fn seniority(pieces: &[Piece], cores: &[Core]) -> Option<Seniority> {
    let stated = || cores.iter().filter_map(|core| core.level);
    // A dental nurse or a trainee is no trainee.
    if stated().next().is_some() && cores.iter().any(|core| core.alternative && core.level.is_none()) {
        return None;
    }
    let tokens = pieces.iter().flat_map(|piece| &piece.tokens);
    let mut any = tokens.filter_map(|token| match token.sort {
        Sort::Level(level) => Some(level),
        _ => None,
    });
    stated().next().or_else(|| any.next())
}

/// The parts of a title that say nothing of the role, as written; all of it if it means no role.
fn noise(title: &str, pieces: &[Piece], reader: &Reader<'_>, all: bool) -> Vec<String> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let mut open = false;
        let strange = !reader.has_head(piece) && reader.is_strange(piece);
        for token in &piece.tokens {
            let is_level = matches!(token.sort, Sort::Level(_));
            let is_noise = token.sort == Sort::Noise || (all || strange) && !is_level;
            match parts.last_mut().filter(|_| open) {
                Some(part) if is_noise => part.end = token.at.end,
                _ if is_noise => parts.push(token.at.clone()),
                _ => {}
            }
            open = is_noise;
        }
    }
    parts.into_iter().map(|part| title[part].to_owned()).collect()
}
