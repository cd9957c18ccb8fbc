//! Which statements count.

use crate::graph::{ConceptIdx, Graph, Link, SourceIdx, Stated, TaxonomyIdx};

/// Which statements count: all, unless something is asked for. What does not count is as if nobody had said it.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// What one of these sources states.
    pub sources: Option<Vec<SourceIdx>>,
    /// Concepts of these taxonomies.
    pub taxonomies: Option<Vec<TaxonomyIdx>>,
    /// What so many places in sources state.
    pub min_evidence: usize,
}

impl Trust {
    /// Whether nothing is left out.
    pub fn counts_all(&self) -> bool {
        self.taxonomies.is_none() && self.holds_all()
    }

    /// Whether everything that is stated counts.
    pub(super) fn holds_all(&self) -> bool {
        self.sources.is_none() && self.min_evidence < 2
    }

    /// Whether what is stated counts.
    pub fn holds(&self, graph: &Graph, stated: &Stated) -> bool {
        self.holds_all() || self.holds_some(graph, stated)
    }

    fn holds_some(&self, graph: &Graph, stated: &Stated) -> bool {
        let by = |sources: &Vec<SourceIdx>| graph.evidence(stated, "").any(|e| sources.contains(&e.source));
        self.sources.as_ref().is_none_or(by)
            && (self.min_evidence < 2 || graph.evidence_count(stated) >= self.min_evidence)
    }

    /// Whether a concept counts: one that is in use, of a taxonomy that is asked for.
    pub fn knows(&self, graph: &Graph, idx: ConceptIdx) -> bool {
        !graph.is_retired(idx) && self.is_of(graph, idx)
    }

    /// Whether a concept is of a taxonomy that is asked for, in use or not.
    pub fn is_of(&self, graph: &Graph, idx: ConceptIdx) -> bool {
        self.taxonomies.as_ref().is_none_or(|all| all.contains(&graph.taxonomy_of(idx)))
    }

    /// Whether a link counts that leads to a concept.
    pub(super) fn counts<T>(&self, graph: &Graph, link: &Link<T>, to: ConceptIdx) -> bool {
        self.knows(graph, to) && self.holds(graph, &link.stated)
    }
}
