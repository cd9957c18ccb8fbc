//! Names that several concepts bear.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use ::entity::{ConceptKind, LabelRole};
use rustc_hash::FxHasher;

use super::{About, Offender};
use crate::graph::{Concept, ConceptIdx, Graph, Label, TaxonomyIdx, fold};

/// Names that several concepts of one kind and one taxonomy bear in one language. Hidden names count as little as they
/// do where a concept is looked up by name.
pub(super) fn ambiguous(graph: &Graph) -> Vec<Offender> {
    let in_use = graph.all().filter(|idx| !graph.is_retired(*idx));
    let mut hashes: Vec<(u64, ConceptIdx, usize)> = Vec::new();
    for idx in in_use {
        let concept = graph.concept(idx);
        for (at, label) in named(concept) {
            hashes.push((hash(concept, label), idx, at));
        }
    }
    hashes.sort_unstable();
    let alike = hashes.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1);
    alike.flat_map(|alike| shared(graph, alike)).collect()
}

fn named(concept: &Concept) -> impl Iterator<Item = (usize, &Label)> {
    concept.labels.iter().enumerate().filter(|(_, label)| label.role != LabelRole::Hidden)
}

fn hash(concept: &Concept, label: &Label) -> u64 {
    let mut hasher = FxHasher::default();
    (concept.kind as u8, concept.taxonomy, &label.language, fold(&label.text)).hash(&mut hasher);
    hasher.finish()
}

/// What makes names the same: the kind and the taxonomy of who bears them, the language, the folded name.
type Key<'g> = (ConceptKind, TaxonomyIdx, &'g str, String);

/// Of names with one hash, which are nearly always the same, those that several concepts bear.
fn shared(graph: &Graph, alike: &[(u64, ConceptIdx, usize)]) -> Vec<Offender> {
    let mut bearers: BTreeMap<Key<'_>, Vec<(ConceptIdx, &Label)>> = BTreeMap::new();
    for (_, idx, at) in alike {
        let concept = graph.concept(*idx);
        let label = &concept.labels[*at];
        let key = (concept.kind, concept.taxonomy, &**label.language, fold(&label.text));
        let bearers = bearers.entry(key).or_default();
        if bearers.last().is_none_or(|(last, _)| last != idx) {
            bearers.push((*idx, label));
        }
    }
    let several = bearers.into_iter().filter(|(_, bearers)| bearers.len() > 1);
    let offender = |((.., folded), bearers): (Key<'_>, Vec<(ConceptIdx, &Label)>)| {
        let label = bearers[0].1;
        let (text, language) = (label.text.clone(), label.language.clone());
        let about = About::Label { text, folded: folded.into(), language };
        let concepts = bearers.iter().map(|(idx, _)| *idx).collect();
        Offender { concepts, links: Box::default(), about }
    };
    several.map(offender).collect()
}
