//! What in the graph deserves a second look.

use std::borrow::Cow;

use async_graphql::{Context, Enum, Error, Object, SimpleObject};
use serde_json::json;
use uuid::Uuid;

use super::answer::Receipt;
use super::answer_enums::Relation;
use super::enums::MappingKind;
use super::filter;
use super::guard::List;
use super::neighborhood::NeighborhoodLink;
use super::node::{AnyConcept, Concept};
use super::page::{Connection, Edge, Key, Order, Paging, Row, SortField, Value, cut, within};
use super::scope::{At, Scope};
use super::value::{Evidence, evidence};
use crate::analysis::{self, About, Joined, Offender, Part};
use crate::graph::{Facts, Graph, LinkIdx, RoleRelation, SkillRelation, TaxonomyIdx, ToolRelation};

/// Counted up when an equal graph gives another answer than before.
const VERSION: i32 = 1;
/// Concepts and links of one place that are told, at most.
const MOST: usize = 100;

/// What is looked for in the graph. What is retired does not count, and neither does a link to or from it.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::analysis::HealthKind")]
pub(super) enum HealthKind {
    /// Concepts each of which comes before itself, by BROADER of roles and of skills, REQUIRES of skills or BUILT_ON of
    /// tools: the largest sets of which each reaches each. Nothing can be first in such an order.
    Cycle,
    /// A concept that a source relates with itself. It is kept as a note, as no relation may be so.
    SelfLoop,
    /// A name, preferred or alternative, that several concepts of one kind and one taxonomy bear in one language,
    /// without regard to case. To look a concept up by it is AMBIGUOUS.
    AmbiguousLabel,
    /// A concept that neither a link joins to another nor a step of a pathway does.
    WithoutLinks,
    /// An occupation that names no skill, be it to rate it; groups and counterparts are none.
    RoleWithoutSkills,
    /// An occupation without a rated skill (O*NET IM or LV), in a taxonomy that rates those of others.
    RoleWithoutRatings,
    /// A skill that no role names, be it to rate it; groups of skills do not count.
    SkillWithoutRole,
    /// A role or a skill with several broader ones: no error, but more than a tree can show.
    MultipleParents,
    /// A ranked relation RELATED from one role to another of which the other does not say the same (O*NET related
    /// occupations).
    OneWayRelation,
    /// A match between taxonomies that waits, as one end is not in the graph.
    PendingMapping,
}

/// Why each kind is told.
fn description(kind: analysis::HealthKind) -> &'static str {
    use analysis::HealthKind as Kind;
    match kind {
        Kind::Cycle => "Concepts that come before themselves, so that none of them can be first.",
        Kind::SelfLoop => "Concepts that a source relates with themselves.",
        Kind::AmbiguousLabel => {
            "Names that several concepts of one kind and one taxonomy bear in one language."
        }
        Kind::WithoutLinks => "Concepts that nothing links with another.",
        Kind::RoleWithoutSkills => "Occupations that name no skill, be it to rate it.",
        Kind::RoleWithoutRatings => {
            "Occupations without a rated skill, in a taxonomy that rates those of others."
        }
        Kind::SkillWithoutRole => "Skills that no role names, be it to rate them.",
        Kind::MultipleParents => "Roles and skills with several broader ones.",
        Kind::OneWayRelation => "Relations of one role with another that does not say the same.",
        Kind::PendingMapping => "Matches between taxonomies that wait, as one end is not in the graph.",
    }
}

/// What in the graph deserves a second look: it keeps what its sources state, and this tells where that is odd or lacks
/// something.
#[derive(SimpleObject)]
pub(super) struct GraphHealth {
    /// One entry for each kind that was asked for, also where nothing was found.
    findings: List<HealthFinding>,
    /// What the answer was computed from.
    receipt: Receipt,
}

/// What was found of one kind.
pub(super) struct HealthFinding {
    scope: Scope,
    kind: analysis::HealthKind,
    rows: Vec<OffenderRow>,
}

/// What was found of one kind.
#[Object]
impl HealthFinding {
    /// What was looked for.
    async fn kind(&self) -> HealthKind {
        self.kind.into()
    }

    /// How many places there are, exactly.
    async fn count(&self) -> usize {
        self.rows.len()
    }

    /// What was looked for, in a sentence.
    async fn description(&self) -> &'static str {
        description(self.kind)
    }

    /// The places: those that involve most concepts first, then by name.
    async fn offenders(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<OffenderRow>, Error> {
        let order = Order { field: SortField::Own, descending: true };
        // Each kind has a list of its own: their cursors are told apart.
        let parent = Uuid::new_v5(&Uuid::nil(), format!("{:?}", self.kind).as_bytes());
        cut(&self.scope, Some(parent), &self.rows, order, &Paging { first, after, last, before })
    }
}

/// One place, by the kind and where it stands among what was found of it.
#[derive(Clone, Copy)]
pub(super) struct OffenderRow {
    kind: analysis::HealthKind,
    at: u32,
}

impl OffenderRow {
    fn get(self, scope: &Scope) -> &Offender {
        &scope.health().of(self.kind)[self.at as usize]
    }
}

impl Row for OffenderRow {
    const CONNECTION: &'static str = "HealthOffenderConnection";
    type Node = HealthOffender;

    fn node(self, scope: &Scope) -> HealthOffender {
        HealthOffender { scope: scope.clone(), row: self }
    }

    fn key(self, scope: &Scope, _: SortField) -> Key<'_> {
        let (graph, offender) = (scope.graph(), self.get(scope));
        let (node, link) = offender.ids(graph);
        let value = Value::count(offender.concepts.len());
        Key { value, name: Cow::Borrowed(offender.name(graph)), node, link }
    }
}

/// A place in a list.
#[Object(name = "HealthOffenderEdge")]
impl Edge<OffenderRow> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// What was found there.
    async fn node(&self) -> HealthOffender {
        self.row.node(&self.scope)
    }
}

/// One place where something was found.
pub(super) struct HealthOffender {
    scope: Scope,
    row: OffenderRow,
}

/// One place where something was found: the concepts and links involved.
#[Object]
impl HealthOffender {
    /// How many concepts are involved, exactly.
    async fn concept_count(&self) -> usize {
        self.get().concepts.len()
    }

    /// The concepts involved: all of a cycle, all that bear a name, and both ends of a relation, by name or from start
    /// to end; one with several broader ones, then these; of a mapping that waits, those of its ends that are in the
    /// graph and in use, which may be none.
    async fn concepts(
        &self,
        #[graphql(desc = "At most so many: 1 to 100.", default = 10)] first: i32,
    ) -> Result<List<AnyConcept>, Error> {
        let concept = |idx: &_| AnyConcept(Concept::at(At { scope: self.scope.clone(), idx: *idx }));
        Ok(self.get().concepts.iter().take(within("first", first, MOST)?).map(concept).collect())
    }

    /// How many links are involved, exactly.
    async fn link_count(&self) -> usize {
        self.get().links.len()
    }

    /// The links involved, by where they start, then where they end: those of a cycle, those to broader concepts, the
    /// one that is not returned; empty where what is lacking is a link.
    async fn links(
        &self,
        #[graphql(desc = "At most so many: 1 to 100.", default = 5)] first: i32,
    ) -> Result<List<HealthLink>, Error> {
        let links = self.get().links.iter().take(within("first", first, MOST)?);
        Ok(links.map(|joined| HealthLink::new(&self.scope, *joined)).collect())
    }

    /// The name that is shared, as the first of the concepts bears it; null unless it is an AMBIGUOUS_LABEL.
    async fn label(&self) -> Option<&str> {
        match &self.get().about {
            About::Label { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The language of that name, as a BCP 47 tag; null unless it is an AMBIGUOUS_LABEL.
    async fn language(&self) -> Option<&str> {
        match &self.get().about {
            About::Label { language, .. } => Some(language),
            _ => None,
        }
    }

    /// The mapping that waits; null unless it is a PENDING_MAPPING.
    async fn pending(&self) -> Option<PendingMapping> {
        let About::Pending(at) = self.get().about else { return None };
        let mapping = &self.scope.graph().pending[at];
        Some(PendingMapping {
            from: mapping.from.to_string(),
            to: mapping.to.to_string(),
            kind: mapping.kind.into(),
        })
    }

    /// What the source states in words of a relation of the concept with itself; null unless it is a SELF_LOOP.
    async fn note(&self) -> Option<&str> {
        let About::Note(at) = self.get().about else { return None };
        Some(&self.scope.graph().concept(self.get().concepts[0]).notes[at].text)
    }

    /// Who states that note or that mapping; empty for what is found by concepts and links, which have evidence of
    /// their own.
    async fn evidence(&self) -> List<Evidence> {
        let graph = self.scope.graph();
        match self.get().about {
            About::Note(at) => {
                let concept = graph.concept(self.get().concepts[0]);
                evidence(&self.scope, &concept.notes[at].stated, &concept.key)
            }
            About::Pending(at) => {
                let mapping = &graph.pending[at];
                evidence(&self.scope, &mapping.stated, &mapping.from)
            }
            _ => List::from(Vec::new()),
        }
    }
}

impl HealthOffender {
    fn get(&self) -> &Offender {
        self.row.get(&self.scope)
    }
}

/// A link that is involved.
#[derive(SimpleObject)]
pub(super) struct HealthLink {
    /// Its ends and who says so.
    #[graphql(flatten)]
    link: NeighborhoodLink,
    /// Which relation it is; null where links of its kind say one thing only.
    relation: Option<Relation>,
}

impl HealthLink {
    fn new(scope: &Scope, joined: Joined) -> Self {
        Self { link: NeighborhoodLink::new(scope, joined), relation: relation(scope.graph(), joined) }
    }
}

fn relation(graph: &Graph, joined: Joined) -> Option<Relation> {
    fn facts<T: Facts>(graph: &Graph, link: LinkIdx) -> &T {
        &T::links(graph).get(link).facts
    }
    use crate::graph::LinkKind as Kind;
    match joined.kind {
        Kind::RoleRelation => Some(facts::<RoleRelation>(graph, joined.link).kind.into()),
        Kind::SkillRelation => Some(facts::<SkillRelation>(graph, joined.link).kind.into()),
        Kind::ToolRelation => Some(facts::<ToolRelation>(graph, joined.link).kind.into()),
        _ => None,
    }
}

/// A match between taxonomies one end of which is not in the graph.
#[derive(SimpleObject)]
pub(super) struct PendingMapping {
    /// Where it starts, as taxonomy, kind and key: `house/SKILL/computer-programming`.
    from: String,
    /// Where it ends, written so.
    to: String,
    /// How well they match, read from start to end.
    kind: MappingKind,
}

#[derive(Default)]
pub(super) struct HealthQuery;

#[Object]
impl HealthQuery {
    /// What in the graph deserves a second look: cycles, names that several bear, concepts that lack something,
    /// relations that only one side states, matches that wait. Computed once a revision.
    ///
    /// An unknown taxonomy is NOT_FOUND. What is retired does not count, and neither does a link to or from it.
    async fn graph_health(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only of these kinds, each once; of all where it is left out, of an empty list none."
        )]
        kinds: Option<Vec<HealthKind>>,
        #[graphql(
            desc = "Only what involves a concept of these taxonomies, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
    ) -> Result<GraphHealth, Error> {
        let scope = Scope::of(ctx);
        let graph = scope.graph();
        let mut within = filter::taxonomies(graph, taxonomies.as_deref())?;
        if let Some(within) = &mut within {
            within.sort_unstable();
            within.dedup();
        }
        let asked =
            |kind: &analysis::HealthKind| kinds.as_ref().is_none_or(|kinds| kinds.contains(&(*kind).into()));
        let kinds: Vec<_> = analysis::HealthKind::ALL.into_iter().filter(asked).collect();
        scope.prepare(Part::Health).await;
        scope.walls().check()?;
        let finding = |kind: &analysis::HealthKind| HealthFinding {
            scope: scope.clone(),
            kind: *kind,
            rows: rows(scope, *kind, within.as_deref()),
        };
        let findings = kinds.iter().map(finding).collect();
        let slug = |idx: &TaxonomyIdx| graph.taxonomy(*idx).record.slug.clone();
        let named: Vec<String> = kinds.iter().map(|kind| format!("{kind:?}")).collect();
        let slugs = within.as_ref().map(|all| all.iter().map(slug).collect::<Vec<_>>());
        let inputs = json!({"kinds": named, "taxonomies": slugs});
        Ok(GraphHealth { findings, receipt: Receipt::new(scope, "graphHealth", VERSION, &inputs) })
    }
}

fn rows(scope: &Scope, kind: analysis::HealthKind, taxonomies: Option<&[TaxonomyIdx]>) -> Vec<OffenderRow> {
    let health = scope.health();
    let row = |at| OffenderRow { kind, at };
    match taxonomies {
        Some(taxonomies) => health.within(scope.graph(), kind, taxonomies).into_iter().map(row).collect(),
        None => (0..).take(health.of(kind).len()).map(row).collect(),
    }
}
