//! How well the names of roles fit what a title looks for.
//!
//! All names that have the head are looked at, so that none is lost for a word that it has not. How well one fits is
//! `quality * coverage * kept * support`, each from 0 to 1:
//!
//! - quality: how well the words that it has meet those of the title
//! - coverage: which share of the name, by weight, the title has
//! - kept: which share of the title, by weight, the name has
//! - support: how many of the role's other names have these words, as one name alone may be a slip

use ::entity::RoleKind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Index;
use super::super::index::Part;
use super::super::plan::{How, any_form};
use super::super::segment::{NameAt, Term};
use super::cores::{Class, Core};
use super::seen::{FULL, Scan, Seen, scan};
use crate::graph::{ConceptIdx, Detail, Graph};

/// A word that no role with this head has is left out for half of what it weighs.
const NEVER: f32 = 0.5;
/// What a word of another piece weighs beside a head alone: `Manager, Product`.
const NEAR: f32 = 0.5;
/// What is left for a group.
const GROUP: f32 = 0.95;
/// What is left for a role of which no other name has the words.
const UNUSUAL: f32 = 0.7;
/// Roles whose other names are looked at: the best by the rest.
const SUPPORTED: usize = 60;
/// How fast the fit falls with what a name has besides, and with what is left out.
const COVERAGE_POWER: f32 = 0.8;
const KEPT_POWER: f32 = 1.3;
/// A name that says more than the title: what is left where one name of the role is so, and where most are.
const ONE_OF_FEW: f32 = 0.75;
const ONE_OF_MANY: f32 = 1.25;
const MORE_AT_MOST: f32 = 0.9;

/// How the best name of a role fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    pub(super) concept: ConceptIdx,
    pub(super) name: NameAt,
    pub(super) how: How,
    /// 0 to 1.
    pub(super) fit: f32,
    pub(super) coverage: f32,
    /// Bits of the words of the core that it has.
    pub(super) met: u32,
    pub(super) group: bool,
    preferred: bool,
    place: (usize, u32),
}

/// The best name of each role that fits a core, in no order.
pub(super) fn fits(graph: &Graph, index: &Index, core: &Core) -> Vec<Fit> {
    let scan = scan(graph, index, core);
    let shares = Shares::new(core, &scan);
    let counts = counts(&scan, &shares);
    let most = counts.values().copied().max().unwrap_or(1);
    let mut best: FxHashMap<ConceptIdx, Fit> = FxHashMap::default();
    for seen in &scan.seen {
        let kept = shares.kept(seen.met).powf(KEPT_POWER);
        let mut fit = seen.left * seen.quality * seen.coverage.powf(COVERAGE_POWER) * kept * core.factor;
        if seen.coverage < FULL {
            let common = ratio(counts.get(&seen.concept).copied().unwrap_or_default(), most).sqrt();
            fit = (fit * (ONE_OF_FEW + (ONE_OF_MANY - ONE_OF_FEW) * common)).min(MORE_AT_MOST);
        }
        let new = Fit { fit, ..Fit::of(graph, seen) };
        let best = best.entry(seen.concept).or_insert(new);
        if (new.fit, best.name) > (best.fit, new.name) {
            *best = new;
        }
    }
    let mut fits: Vec<Fit> = best.into_values().collect();
    fits.sort_unstable_by(|a, b| b.fit.total_cmp(&a.fit).then(a.concept.cmp(&b.concept)));
    fits.truncate(SUPPORTED);
    let forms = forms(index, core);
    for fit in &mut fits {
        let group = if fit.group { GROUP } else { 1.0 };
        let sure = fit.preferred && fit.coverage >= FULL;
        let support = if sure { 1.0 } else { support(index, &scan, &forms, fit) };
        fit.fit *= group * (UNUSUAL + (1.0 - UNUSUAL) * support);
    }
    fits
}

impl Fit {
    fn of(graph: &Graph, seen: &Seen) -> Self {
        let is_group = |detail: &Detail| matches!(detail, Detail::Role(role) if role.kind == RoleKind::Group);
        Self {
            concept: seen.concept,
            name: seen.name,
            how: seen.how,
            fit: 0.0,
            coverage: seen.coverage,
            met: seen.met,
            group: is_group(&graph.concept(seen.concept).detail),
            preferred: seen.preferred,
            place: seen.place,
        }
    }
}

/// What each word of a core counts for.
struct Shares {
    each: Vec<f32>,
    total: f32,
}

impl Shares {
    fn new(core: &Core, scan: &Scan) -> Self {
        let any = scan.seen.iter().fold(0, |bits, seen| bits | seen.met);
        let words = core.words.iter().zip(&scan.weights).enumerate().take(32);
        let each = words.map(|(at, (word, weight))| match word.class {
            Class::Core(share) if any >> at & 1 == 1 => share * weight,
            Class::Core(share) => share * weight * NEVER,
            Class::Near if any >> at & 1 == 1 => NEAR * weight,
            Class::Near | Class::Optional(_) | Class::Filler => 0.0,
        });
        let each: Vec<f32> = each.collect();
        let mut shares = Self { total: each.iter().sum(), each };
        // Optional words count where a name has them that has all others.
        let full = |seen: &&Seen| seen.coverage >= FULL && shares.kept(seen.met) >= FULL;
        let wanted = scan.seen.iter().filter(full).fold(0, |bits, seen| bits | seen.met);
        for (at, word) in core.words.iter().enumerate().take(32) {
            if let Class::Optional(share) = word.class
                && wanted >> at & 1 == 1
            {
                shares.each[at] = share * scan.weights[at];
            }
        }
        shares.total = shares.each.iter().sum();
        shares
    }

    /// The share of what counts that some words are.
    fn kept(&self, met: u32) -> f32 {
        let kept: f32 =
            self.each.iter().enumerate().filter(|(at, _)| met >> at & 1 == 1).map(|(_, own)| own).sum();
        if self.total > 0.0 { (kept / self.total).min(1.0) } else { 0.0 }
    }
}

/// How many names of each role have all that counts.
fn counts(scan: &Scan, shares: &Shares) -> FxHashMap<ConceptIdx, usize> {
    let mut counts = FxHashMap::default();
    for seen in scan.seen.iter().filter(|seen| shares.kept(seen.met) >= FULL) {
        *counts.entry(seen.concept).or_default() += 1;
    }
    counts
}

/// The forms of each word that counts, by part.
fn forms(index: &Index, core: &Core) -> Vec<Vec<(usize, FxHashSet<Term>)>> {
    let words = || core.words.iter().enumerate().filter(|(_, word)| word.class.counts());
    let of = |part: &Part| {
        words().map(|(at, word)| (at, any_form(index, part, &word.text).into_iter().collect())).collect()
    };
    index.parts.iter().map(of).collect()
}

/// The share of a role's names that have the words, by weight.
fn support(index: &Index, scan: &Scan, forms: &[Vec<(usize, FxHashSet<Term>)>], fit: &Fit) -> f32 {
    let (part, doc) = fit.place;
    let segment = &index.parts[part].segment;
    let names = segment.names_of(doc);
    let (mut worth, mut whole) = (0.0, 0.0);
    for (at, terms) in &forms[part] {
        let has = |name: &&u32| segment.entries(**name).any(|entry| terms.contains(&entry.term()));
        let share = ratio(names.iter().filter(has).count(), names.len());
        let weight = scan.weights.get(*at).copied().unwrap_or_default();
        (worth, whole) = (worth + weight * share.sqrt(), whole + weight);
    }
    if whole > 0.0 { worth / whole } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "a role has few names")]
fn ratio(a: usize, b: usize) -> f32 {
    if b == 0 { 0.0 } else { a as f32 / b as f32 }
}
