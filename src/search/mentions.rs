//! The skills and tools that a text mentions.
//!
//! - `text`: the text as words, and what stands between them
//! - `written`: how names are written
//! - `readings`: runs of words that are names, or the main part of a name
//! - `everyday`: words that say nothing of what someone can do
//! - `evidence`: how likely it is that a run of words means what it names

mod everyday;
mod evidence;
mod readings;
mod text;
mod written;

use std::ops::Range;

use ::entity::ConceptKind;
use rustc_hash::FxHashMap;

use super::Index;
use super::index::text_of;
use super::segment::NameAt;
use crate::graph::{Concept, ConceptIdx, Graph, TaxonomyIdx};
use evidence::{THRESHOLD, Weighed};
use readings::{Candidate, Reader};
use text::Text;

/// Other concepts that the same words may mean, at most.
const OTHERS: usize = 4;
/// What another concept is worth at least, of what the one is worth that is taken.
const OTHERS_FROM: f32 = 0.4;

/// What is looked for.
#[derive(Clone, Copy, Default)]
pub struct Sought<'a> {
    /// Skills or tools; both if none are given.
    pub kinds: Option<&'a [ConceptKind]>,
    /// Of these taxonomies; of any if none are given.
    pub taxonomies: Option<&'a [TaxonomyIdx]>,
}

impl Sought<'_> {
    fn includes(&self, concept: &Concept) -> bool {
        matches!(concept.kind, ConceptKind::Skill | ConceptKind::Tool)
            && self.kinds.is_none_or(|kinds| kinds.contains(&concept.kind))
            && self.taxonomies.is_none_or(|all| all.contains(&concept.taxonomy))
    }
}

/// A skill or tool that a text mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Which.
    pub concept: ConceptIdx,
    /// What else the same words may mean, the likelier first.
    pub others: Vec<ConceptIdx>,
    /// How likely it is meant: 0 to 1.
    pub confidence: f64,
    /// Where it stands, in bytes, in order; no two of any mentions overlap.
    pub spans: Vec<Range<usize>>,
    name: NameAt,
}

impl Mention {
    /// The name that was met, at least in its main part.
    pub fn name<'g>(&self, graph: &'g Graph) -> &'g str {
        text_of(graph.concept(self.concept), self.name)
    }
}

/// What a text mentions, the likeliest first, then by where it stands first.
///
/// O(n) in the text: each word begins at most eight runs that are looked up, each meets at most eight names, and words
/// are weighed by those beside them.
pub fn mentions(graph: &Graph, index: &Index, text: &str, sought: &Sought<'_>) -> Vec<Mention> {
    let text = Text::new(text, index);
    let candidates = Reader::new(graph, index, &text, sought).candidates();
    let weighed = Weighed::new(graph, &text, candidates);
    let mut found: Vec<Mention> = Vec::new();
    let mut places: FxHashMap<ConceptIdx, usize> = FxHashMap::default();
    for at in weighed.chosen(THRESHOLD) {
        let (one, confidence) = &weighed.candidates[at];
        // Four decimals: more would tell apart what no reader can.
        let confidence = (f64::from(*confidence) * 10_000.0).round() / 10_000.0;
        let span = text.tokens[one.first].start..text.tokens[one.last].end;
        let best = &one.readings[0];
        match places.get(&best.concept) {
            Some(place) => {
                let known = &mut found[*place];
                known.spans.push(span);
                if confidence > known.confidence {
                    (known.confidence, known.name, known.others) = (confidence, best.at, others(one));
                }
            }
            None => {
                places.insert(best.concept, found.len());
                let others = others(one);
                let (concept, name) = (best.concept, best.at);
                found.push(Mention { concept, others, confidence, spans: vec![span], name });
            }
        }
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.spans[0].start.cmp(&b.spans[0].start)));
    found
}

fn others(one: &Candidate) -> Vec<ConceptIdx> {
    let least = one.readings[0].score * OTHERS_FROM;
    let rest = one.readings[1..].iter().filter(|reading| reading.score >= least);
    rest.take(OTHERS).map(|reading| reading.concept).collect()
}
