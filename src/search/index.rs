//! The index of a graph, and how that of the next revision is made of it.

use std::sync::Arc;

use ::entity::ConceptKind;
use fst::Streamer;

use super::fold;
use super::segment::{Doc, Entry, LabelId, NameAt, Segment, Term};
use crate::dataset::Language;
use crate::graph::{Code, Concept, ConceptIdx, Graph};

/// Share of the concepts, in percent, that may have been altered before the whole is indexed anew.
const ALTERED_AT_MOST: usize = 10;
/// What a filler weighs next to another word that is as common.
const FILLER_WEIGHT: f32 = 0.25;

/// What finds concepts by their words.
///
/// It belongs to one graph. It is in two parts: what was indexed once, and what was altered since; so an edit costs as
/// much as what it alters. Whether a concept stands in one part or the other makes no difference to what is found:
/// words are weighed over both.
#[derive(Debug)]
pub struct Index {
    pub(super) parts: Vec<Part>,
    /// How many names there are.
    pub(super) names: usize,
    /// Of each taxonomy, whether most of its skills begin without a capital.
    pub(super) lower: Vec<bool>,
}

/// A segment, and where its concepts stand in the graph.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) segment: Arc<Segment>,
    /// None for what stands in a newer part, or is gone.
    concepts: Vec<Option<ConceptIdx>>,
    /// How many names have each term.
    counts: Vec<u32>,
    /// What each term weighs: more, the fewer names have it.
    weights: Vec<f32>,
}

impl Part {
    fn new(segment: Arc<Segment>, concepts: Vec<Option<ConceptIdx>>) -> Self {
        let terms = 0..u32::try_from(segment.terms()).expect("terms are counted in 32 bits");
        let mut counts: Vec<u32> =
            terms.map(|term| u32::try_from(segment.with(term).len()).unwrap_or(u32::MAX)).collect();
        for (_, doc) in concepts.iter().zip(0..).filter(|(idx, _)| idx.is_none()) {
            for name in segment.names_of(doc) {
                let mut terms: Vec<_> = segment.entries(*name).map(super::segment::Entry::term).collect();
                terms.sort_unstable();
                terms.dedup();
                terms.into_iter().for_each(|term| counts[term as usize] -= 1);
            }
        }
        Self { segment, concepts, counts, weights: Vec::new() }
    }

    /// Where a concept stands in the graph; none if it stands in a newer part, or is gone.
    pub(super) fn concept(&self, doc: Doc) -> Option<ConceptIdx> {
        self.concepts[doc as usize]
    }

    /// How many names have a word.
    pub(super) fn count(&self, term: Term) -> u32 {
        self.counts[term as usize]
    }

    /// What a word weighs.
    pub(super) fn weight(&self, term: Term) -> f32 {
        self.weights[term as usize]
    }

    fn names(&self) -> usize {
        let live = self.concepts.iter().zip(0..).filter(|(idx, _)| idx.is_some());
        live.map(|(_, doc)| self.segment.names_of(doc).len()).sum()
    }
}

impl Index {
    /// Of a graph. O(n log n) in the words of its names and descriptions.
    pub fn new(graph: &Graph) -> Self {
        Self::of(&graph.concepts)
    }

    /// Of the concepts of a graph, in their order.
    pub(crate) fn of(concepts: &[Concept]) -> Self {
        let places = (0..).take(concepts.len()).map(|at| Some(ConceptIdx::new(at))).collect();
        Self::weighed(vec![Part::new(Segment::new(concepts.iter()).into(), places)], lower(concepts))
    }

    /// That of `new`, where this is the index of `old`.
    ///
    /// O(n) in the concepts, to see which differ, and O(m log m) in the words of those that do.
    #[must_use]
    pub fn renewed(&self, old: &Graph, new: &Graph) -> Self {
        let mut kept = vec![false; new.concepts.len()];
        let base = &self.parts[0];
        let place = |idx: ConceptIdx| {
            let before = old.concept(idx);
            let idx = new.concept_by_id(before.kind, before.id)?;
            same_words(before, new.concept(idx)).then_some(idx)
        };
        let places: Vec<_> = base.concepts.iter().map(|idx| idx.and_then(place)).collect();
        places.iter().flatten().for_each(|idx| kept[idx.get()] = true);
        let altered: Vec<_> = new.all().filter(|idx| !kept[idx.get()]).collect();
        if altered.len() * 100 > new.concepts.len() * ALTERED_AT_MOST {
            return Self::new(new);
        }
        let mut parts = vec![Part::new(Arc::clone(&base.segment), places)];
        if !altered.is_empty() {
            let segment = Segment::new(altered.iter().map(|idx| new.concept(*idx)));
            parts.push(Part::new(segment.into(), altered.into_iter().map(Some).collect()));
        }
        Self::weighed(parts, lower(&new.concepts))
    }

    fn weighed(mut parts: Vec<Part>, lower: Vec<bool>) -> Self {
        let names: usize = parts.iter().map(Part::names).sum();
        let mut counts: Vec<Vec<u32>> = parts.iter().map(|part| part.counts.clone()).collect();
        if let [base, newer] = &parts[..] {
            let mut words = newer.segment.vocabulary.stream();
            while let Some((word, term)) = words.next() {
                let (Some(at), Ok(term)) = (base.segment.vocabulary.get(word), usize::try_from(term)) else {
                    continue;
                };
                let Ok(at) = usize::try_from(at) else { continue };
                let both = counts[0][at] + counts[1][term];
                (counts[0][at], counts[1][term]) = (both, both);
            }
        }
        for (part, counts) in parts.iter_mut().zip(counts) {
            part.weights = counts.into_iter().map(|count| weight(names, count)).collect();
            for filler in fold::fillers() {
                if let Some(term) = part.segment.term(filler) {
                    part.weights[term as usize] *= FILLER_WEIGHT;
                }
            }
        }
        Self { parts, names, lower }
    }

    /// How many names have a word.
    pub(super) fn count(&self, word: &str) -> u32 {
        self.parts.iter().filter_map(|part| Some(part.count(part.segment.term(word)?))).sum()
    }

    /// What a word weighs; 0 for one that no name has.
    pub(super) fn weight(&self, word: &str) -> f32 {
        let known = self.parts.iter().find_map(|part| Some(part.weight(part.segment.term(word)?)));
        known.unwrap_or_default()
    }

    /// The words that share a stem with a word, in whichever part, each once.
    ///
    /// Whether two words do depends on the languages that they are used in, which the parts know together only.
    pub(super) fn forms(&self, word: &str) -> Vec<String> {
        let related = |part: &Part| -> Vec<String> {
            part.segment.related(word).into_iter().map(|term| part.segment.word(term)).collect()
        };
        let mut forms: Vec<String> =
            self.parts.iter().flat_map(related).filter(|form| form != word).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// Of names in each part, so many at most, those with the fewest words first: as if all stood in one part.
    ///
    /// `names` gives those of a part in order.
    pub(super) fn shortest<'a, N: Iterator<Item = LabelId>>(
        &'a self,
        most: usize,
        names: impl Fn(usize, &'a Part) -> N,
    ) -> Vec<Vec<LabelId>> {
        let mut lists: Vec<Vec<LabelId>> =
            self.parts.iter().enumerate().map(|(at, part)| names(at, part).take(most).collect()).collect();
        if lists.iter().map(Vec::len).sum::<usize>() > most {
            let place = |part: &Part, id: LabelId| {
                let plain = |entry: &Entry| matches!(entry, Entry::Plain(_));
                (part.segment.entries(id).filter(plain).count(), part.concept(part.segment.name(id).doc))
            };
            let each = self.parts.iter().zip(&lists).enumerate();
            let mut all: Vec<_> = each
                .flat_map(|(at, (part, ids))| ids.iter().map(move |id| (place(part, *id), at, *id)))
                .collect();
            all.sort_unstable();
            all.truncate(most);
            lists.iter_mut().for_each(Vec::clear);
            all.into_iter().for_each(|(_, at, id)| lists[at].push(id));
        }
        lists
    }

    /// Bytes that it takes, nearly.
    pub fn size(&self) -> usize {
        let lists = |part: &Part| size_of_val(&part.concepts[..]) + part.counts.len() * 8;
        self.parts.iter().map(|part| part.segment.size() + lists(part)).sum()
    }
}

/// Inverse frequency among names: ln(1 + N / n), as in information retrieval; 0 for a word that no name has.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than seven digits")]
fn weight(names: usize, count: u32) -> f32 {
    if count == 0 { 0.0 } else { (names as f32 / count as f32).ln_1p() }
}

/// Of each taxonomy, whether most of its skills begin without a capital.
fn lower(concepts: &[Concept]) -> Vec<bool> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for concept in concepts.iter().filter(|concept| concept.kind == ConceptKind::Skill) {
        let english = concept.labels.iter().find(|label| **label.language == *Language::DEFAULT);
        let Some(label) = english.or(concept.labels.first()) else { continue };
        let taxonomy = usize::from(concept.taxonomy.0);
        counts.resize(counts.len().max(taxonomy + 1), (0, 0));
        let (all, lower) = &mut counts[taxonomy];
        (*all, *lower) = (*all + 1, *lower + usize::from(label.text.starts_with(char::is_lowercase)));
    }
    counts.into_iter().map(|(all, lower)| lower * 2 > all).collect()
}

fn same_words(a: &Concept, b: &Concept) -> bool {
    let same = |(a, b): (&Code, &Code)| a.value == b.value && a.identifies == b.identifies;
    a.retired == b.retired
        && a.labels == b.labels
        && a.descriptions == b.descriptions
        && a.codes.len() == b.codes.len()
        && a.codes.iter().zip(&b.codes).all(same)
}

/// The text of a name.
pub(super) fn text_of(concept: &Concept, at: NameAt) -> &str {
    match at {
        NameAt::Label(label) => &concept.labels[usize::from(label)].text,
        NameAt::Code(code) => &concept.codes[usize::from(code)].value,
    }
}
