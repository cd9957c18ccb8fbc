//! How names meet a plan, and what they are worth.

use super::index::Part;
use super::marks::{marked, marks};
use super::plan::{How, Plan};
use super::score;
use super::segment::{Entry, LabelId, Term};

/// Words of a name that can be told apart as met; more than any but a sentence has.
const PLACES: usize = 64;

/// With so many times the names of the rarest word, it is quicker to look at the names of that word than to see which of
/// them has another word, too.
const COMMON: usize = 16;

/// The names that may have all that a plan needs, in order, each once: those that have a term of each needed word.
pub(super) fn candidates(part: &Part, plan: &Plan) -> impl Iterator<Item = LabelId> {
    let mut words: Vec<(usize, &[Term])> = plan
        .needed_terms()
        .map(|terms| (terms.iter().map(|term| part.segment.with(*term).len()).sum(), terms))
        .collect();
    words.sort_unstable_by_key(|(names, _)| *names);
    let mut found = words.first().map(|(_, terms)| having(part, terms)).unwrap_or_default();
    let most = words.first().map_or(0, |(names, _)| names * COMMON);
    for (_, terms) in words.iter().skip(1).filter(|(names, _)| *names <= most) {
        found.iter_mut().zip(having(part, terms)).for_each(|(found, other)| *found &= other);
    }
    marks(found)
}

/// The names that have any of some terms.
fn having(part: &Part, terms: &[Term]) -> Vec<u64> {
    let ids = terms.iter().flat_map(|term| part.segment.with(*term)).copied();
    marked(part.segment.names(), ids)
}

/// Scores names against a plan.
pub(super) struct Scorer<'a> {
    part: &'a Part,
    plan: &'a Plan,
    /// The words of the name that was looked at last.
    pub(super) words: Vec<Term>,
    /// How that name meets each unit.
    pub(super) met: Vec<Option<Met>>,
}

/// How a unit is met in a name.
#[derive(Clone, Copy)]
pub(super) struct Met {
    pub(super) quality: f32,
    pub(super) how: How,
    pub(super) first: usize,
    pub(super) places: u64,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(part: &'a Part, plan: &'a Plan) -> Self {
        Self { part, plan, words: Vec::new(), met: Vec::new() }
    }

    /// Sees how a name meets each unit.
    pub(super) fn meet(&mut self, id: LabelId) {
        let Self { part, plan, words, met } = self;
        words.clear();
        let entries = part.segment.entries(id);
        words.extend(entries.clone().filter_map(|entry| match entry {
            Entry::Plain(term) => Some(term),
            Entry::Alias(..) => None,
        }));
        met.clear();
        met.resize(plan.units, None);
        let mut next = 0;
        for entry in entries {
            let (first, length) = match entry {
                Entry::Plain(_) => (next, 1),
                Entry::Alias(_, words) => (next - words as usize, words as usize),
            };
            next += usize::from(matches!(entry, Entry::Plain(_)));
            for hit in plan.hits(entry.term()) {
                let length = match hit.phrase {
                    Some(phrase) if !plan.follows(phrase, &words[(first + length).min(words.len())..]) => {
                        continue;
                    }
                    Some(phrase) => length + plan.rest(phrase),
                    None => length,
                };
                if met[hit.unit].is_none_or(|met: Met| hit.quality > met.quality) {
                    let places = places(first, length);
                    met[hit.unit] = Some(Met { quality: hit.quality, how: hit.how, first, places });
                }
            }
        }
    }

    /// What a name is worth, if it has all that is needed.
    pub(super) fn name(&mut self, id: LabelId) -> Option<(f32, How)> {
        self.meet(id);
        let Self { plan, words, met, .. } = self;
        let (mut how, mut all, mut places, mut last, mut in_order) = (How::Word, 0u32, 0u64, None, true);
        let (mut worth, mut weight) = (0.0, 0.0);
        for (unit, met) in met.iter().enumerate() {
            let Some(met) = met else {
                weight += score::MISSED * plan.weights[unit];
                continue;
            };
            all |= 1 << unit;
            places |= met.places;
            how = how.max(met.how);
            in_order &= last.is_none_or(|last| met.first == last + 1);
            last = Some(met.first + met.places.count_ones() as usize - 1);
            let own = self.part.weight(words[met.first.min(words.len() - 1)]);
            (worth, weight) = (worth + own * met.quality, weight + own);
        }
        if all & plan.needed != plan.needed || weight <= 0.0 {
            return None;
        }
        let (mut covered, mut whole) = (0.0, 0.0);
        for (at, term) in words.iter().enumerate() {
            let own = self.part.weight(*term);
            whole += own;
            if at < PLACES && places >> at & 1 == 1 {
                covered += own;
            }
        }
        Some((score::name(worth / weight, covered / whole, in_order), how))
    }
}

/// The bits of some places in a name.
fn places(first: usize, length: usize) -> u64 {
    (first..first + length).filter(|at| *at < PLACES).fold(0, |bits, at| bits | 1 << at)
}
