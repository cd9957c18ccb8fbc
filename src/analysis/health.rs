//! What in a graph deserves a second look: what hangs nowhere, runs in circles, or is said in part only.
//!
//! Nothing here is an error of the graph: it keeps what its sources state, and this tells where that is odd or lacks
//! something. What is retired does not count, and neither does a link to or from it.
//!
//! - `cycles`: relations that run in circles (Tarjan's strongly connected components)
//! - `labels`: names that several concepts bear
//! - `gaps`: concepts that lack something
//! - `relations`: relations of one with itself, with several, or from one side only
//!
//! O(n + m) in concepts and links, and O(l log l) in labels and in what is found.

mod cycles;
mod gaps;
mod labels;
mod relations;

use uuid::Uuid;

use super::Joined;
use crate::dataset::Reference;
use crate::graph::{ConceptIdx, Graph, SharedText, TaxonomyIdx};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HealthKind {
    /// Concepts each of which comes before itself: by BROADER of roles and of skills, REQUIRES of skills, BUILT_ON of
    /// tools. The largest sets of which each reaches each.
    Cycle,
    /// A concept that is linked with itself, or of which a source says so.
    SelfLoop,
    /// A name, preferred or alternative, that several concepts of one kind and one taxonomy bear in one language.
    AmbiguousLabel,
    /// A concept that neither a link joins to another nor a step of a pathway does.
    WithoutLinks,
    /// An occupation that names no skill, be it to rate it.
    RoleWithoutSkills,
    /// An occupation without a rated skill, in a taxonomy that rates those of others.
    RoleWithoutRatings,
    /// A skill, and no group of skills, that no role names, be it to rate it.
    SkillWithoutRole,
    /// A role or a skill with several broader ones.
    MultipleParents,
    /// A ranked relation RELATED from one role to another that does not say the same.
    OneWayRelation,
    /// A mapping one end of which is not in the graph.
    PendingMapping,
}

impl HealthKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 10] = [
        Self::Cycle,
        Self::SelfLoop,
        Self::AmbiguousLabel,
        Self::WithoutLinks,
        Self::RoleWithoutSkills,
        Self::RoleWithoutRatings,
        Self::SkillWithoutRole,
        Self::MultipleParents,
        Self::OneWayRelation,
        Self::PendingMapping,
    ];
}

/// What it is found by, besides concepts and links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing.
    Nothing,
    /// A name that is shared.
    Label {
        /// As the first of the concepts bears it.
        text: Box<str>,
        /// As it is compared.
        folded: Box<str>,
        /// BCP 47 tag.
        language: SharedText,
    },
    /// A note of the concept, by its place.
    Note(usize),
    /// A mapping that waits, by its place.
    Pending(usize),
}

/// One place where something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offender {
    /// The concepts involved: the one that it is about first, else by name.
    pub concepts: Box<[ConceptIdx]>,
    /// The links involved: by start, then end.
    pub links: Box<[Joined]>,
    /// What it is found by, besides.
    pub about: About,
}

impl Offender {
    fn alone(concept: ConceptIdx) -> Self {
        Self { concepts: [concept].into(), links: Box::default(), about: About::Nothing }
    }

    /// What it is ordered by after the number of its concepts.
    pub fn name<'a>(&'a self, graph: &'a Graph) -> &'a str {
        match &self.about {
            About::Label { folded, .. } => folded,
            About::Pending(at) => &graph.pending[*at].from,
            _ => self.concepts.first().map_or("", |idx| &graph.concept(*idx).sort_name),
        }
    }

    /// What tells it from others of its kind and name: the first concept, and what it is found by.
    pub fn ids(&self, graph: &Graph) -> (Uuid, Uuid) {
        let first = self.concepts.first().map(|idx| graph.concept(*idx).id).unwrap_or_default();
        let by = match &self.about {
            About::Label { language, .. } => Uuid::new_v5(&first, language.as_bytes()),
            About::Note(at) => graph.concept(self.concepts[0]).notes[*at].stated.id,
            About::Pending(at) => graph.pending[*at].stated.id,
            About::Nothing => {
                let id = |joined: &Joined| graph.link(joined.kind, joined.link).2.id;
                self.links.first().map(id).unwrap_or_default()
            }
        };
        (first, by)
    }

    /// Whether one of the concepts is of one of these taxonomies; of a mapping that waits, one of its ends.
    fn is_of(&self, graph: &Graph, taxonomies: &[TaxonomyIdx]) -> bool {
        if let About::Pending(at) = self.about {
            let mapping = &graph.pending[at];
            let of = |end: &str| end.parse::<Reference>().is_ok_and(|end| named(graph, taxonomies, &end));
            return of(&mapping.from) || of(&mapping.to);
        }
        self.concepts.iter().any(|idx| taxonomies.contains(&graph.taxonomy_of(*idx)))
    }
}

fn named(graph: &Graph, taxonomies: &[TaxonomyIdx], end: &Reference) -> bool {
    taxonomies.iter().any(|idx| graph.taxonomy(*idx).record.slug == end.taxonomy)
}

/// What in a graph deserves a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Of each kind, in the order of `HealthKind::ALL`: those with most concepts first, then by name.
    found: [Vec<Offender>; HealthKind::ALL.len()],
}

impl Health {
    /// All that was found of a kind: what involves most concepts first, then by name.
    pub fn of(&self, kind: HealthKind) -> &[Offender] {
        &self.found[kind as usize]
    }

    /// The places in `of` of those that touch one of these taxonomies.
    pub fn within(&self, graph: &Graph, kind: HealthKind, taxonomies: &[TaxonomyIdx]) -> Vec<u32> {
        let placed = (0..).zip(self.of(kind));
        placed.filter(|(_, offender)| offender.is_of(graph, taxonomies)).map(|(at, _)| at).collect()
    }
}

/// What in a graph deserves a second look.
pub fn health(graph: &Graph) -> Health {
    let found = HealthKind::ALL.map(|kind| {
        let mut offenders = match kind {
            HealthKind::Cycle => cycles::cycles(graph),
            HealthKind::SelfLoop => relations::self_loops(graph),
            HealthKind::AmbiguousLabel => labels::ambiguous(graph),
            HealthKind::WithoutLinks => gaps::without_links(graph),
            HealthKind::RoleWithoutSkills => gaps::without_skills(graph),
            HealthKind::RoleWithoutRatings => gaps::without_ratings(graph),
            HealthKind::SkillWithoutRole => gaps::without_role(graph),
            HealthKind::MultipleParents => relations::multiple_parents(graph),
            HealthKind::OneWayRelation => relations::one_way(graph),
            HealthKind::PendingMapping => relations::pending(graph),
        };
        offenders.sort_by(|a, b| {
            (b.concepts.len().cmp(&a.concepts.len()))
                .then_with(|| a.name(graph).cmp(b.name(graph)))
                .then_with(|| a.ids(graph).cmp(&b.ids(graph)))
        });
        offenders.shrink_to_fit();
        offenders
    });
    Health { found }
}
