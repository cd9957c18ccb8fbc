//! Tasks, credentials, providers and collections: concepts with little of their own.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, Object};

use super::concept::{ConceptFields, TaskBy, find};
use super::guard::List;
use super::node::Concept;
use super::page::{
    Back, Connection, Edge, Listed, NodeType, OfKind, Order, Out, Paging, Row, Seen, SortField, back, out,
    page,
};
use super::pathway::{Pathway, pathway_of};
use super::role::Role;
use super::scope::At;
use super::value::{Evidence, MoneyRange, WeeksRange};
use crate::graph::{self, ConceptIdx, Detail};

/// A piece of work in a role.
#[derive(Clone)]
pub(super) struct Task(pub(super) At);

impl NodeType for Task {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Task {
    const KIND: Kind = Kind::Task;
}

/// A piece of work in a role.
#[Object]
impl Task {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    /// Roles that perform it, by name.
    async fn roles(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::RoleTask, Back>>, Error> {
        self.page(
            back(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }
}

impl Task {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: &Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, paging)
    }
}

/// A certificate or degree.
#[derive(Clone)]
pub(super) struct Credential(pub(super) At);

impl NodeType for Credential {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Credential {
    const KIND: Kind = Kind::Credential;
}

/// A certificate or degree.
#[Object]
impl Credential {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    /// Pathways that have a step ending with it, by name.
    async fn pathways(&self) -> List<Pathway> {
        let graph = self.0.graph();
        let ends_with_it = |idx: &ConceptIdx| {
            !graph.is_retired(*idx)
                && pathway_of(graph, *idx).steps.iter().any(|s| s.credential == Some(self.0.idx))
        };
        graph.of_kind(Kind::Pathway).filter(ends_with_it).map(|idx| Pathway(self.0.other(idx))).collect()
    }
}

/// A named set of concepts.
#[derive(Clone)]
pub(super) struct Collection(pub(super) At);

impl NodeType for Collection {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Collection {
    const KIND: Kind = Kind::Collection;
}

/// A named set of concepts.
#[Object]
impl Collection {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    /// The concepts that it holds, by name.
    async fn members(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::Member, Out>>, Error> {
        self.page(
            out(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }
}

impl Collection {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: &Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, paging)
    }
}

/// Who offers a pathway.
#[derive(Clone)]
pub(super) struct Provider(pub(super) At);

impl NodeType for Provider {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Provider {
    const KIND: Kind = Kind::Provider;
}

/// Who offers a pathway.
#[Object]
impl Provider {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    /// Its site; null where no source gives it.
    async fn url(&self) -> Option<&str> {
        match &self.0.concept().detail {
            Detail::Provider(provider) => provider.url.as_deref(),
            _ => None,
        }
    }

    /// Pathways that it offers, by name, each on its own terms.
    async fn pathways(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::PathwayProvider, Back>>, Error> {
        self.page(
            back(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }
}

impl Provider {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: &Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, paging)
    }
}

impl Listed<Back> for graph::RoleTask {
    const CONNECTION: &'static str = "TaskRoleConnection";
    type Node = Role;
}

/// A role that performs a task.
#[Object(name = "TaskRoleEdge")]
impl Edge<Seen<graph::RoleTask, Back>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RoleTask, Back> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Whether it is a core task of the role; false for a supplemental one, null where no source says.
    async fn core(&self) -> Option<bool> {
        self.facts().core
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Out> for graph::Member {
    const CONNECTION: &'static str = "CollectionMemberConnection";
    type Node = Concept;
}

/// A concept that a collection holds.
#[Object(name = "CollectionMemberEdge")]
impl Edge<Seen<graph::Member, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::Member, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Back> for graph::PathwayProvider {
    const CONNECTION: &'static str = "ProviderPathwayConnection";
    type Node = Pathway;
}

/// A pathway that a provider offers, with its own terms where they differ.
#[Object(name = "ProviderPathwayEdge")]
impl Edge<Seen<graph::PathwayProvider, Back>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::PathwayProvider, Back> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// How long it takes full-time there; null where no source gives a number.
    async fn weeks_full_time(&self) -> Option<WeeksRange> {
        self.facts().weeks_full_time.as_ref().map(Into::into)
    }

    /// How long it takes part-time there; null where no source gives a number.
    async fn weeks_part_time(&self) -> Option<WeeksRange> {
        self.facts().weeks_part_time.as_ref().map(Into::into)
    }

    /// What it costs there; null where no source gives a number.
    async fn cost(&self) -> Option<MoneyRange> {
        self.facts().cost.as_ref().map(Into::into)
    }

    /// The provider's terms in words; null where the sources say no more.
    async fn note(&self) -> Option<&str> {
        self.facts().note.as_deref()
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

#[derive(Default)]
pub(super) struct TaskQuery;

#[Object]
impl TaskQuery {
    /// One task; null if there is none. A name that several bear is AMBIGUOUS, a malformed id BAD_USER_INPUT.
    async fn task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look it up by: exactly one key.")] by: TaskBy,
    ) -> Option<Result<Task, Error>> {
        find(ctx, by)
    }
}
