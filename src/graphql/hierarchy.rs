//! All that is broader or narrower than a concept, at any depth.

use std::borrow::Cow;
use std::marker::PhantomData;

use async_graphql::{Error, ID, Object, OutputType, TypeName};
use uuid::Uuid;

use super::answer::Counted;
use super::page::{AllOf, Connection, Edge, Order, Paging, Rooted, SortField, cut};
use super::scope::At;
use crate::analysis::Trust;
use crate::graph::{ConceptIdx, Stated, broader, narrower};

/// What is broader and narrower than a concept: its fields are those of the concept's type.
pub(super) struct Lineage<N>(At, PhantomData<N>);

impl<N> Lineage<N> {
    pub(super) fn new(of: At) -> Self {
        Self(of, PhantomData)
    }
}

/// Clients never see it: its fields are flattened.
impl<N: Rooted> TypeName for Lineage<N> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Lineage", N::KIND.text()))
    }
}

/// What is broader and narrower than a concept.
#[Object(name_type)]
impl<N: Rooted> Lineage<N>
where
    Edge<AllOf<N>>: OutputType,
{
    /// All broader concepts of its kind, at any depth, each once, by name; those that are retired are left out, and not what
    /// lies beyond them.
    async fn ancestors(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only concepts of these taxonomies are met and gone through, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<Connection<AllOf<N>>, Error> {
        let (trust, _) = Counted { sources, taxonomies, min_evidence }.trust(self.0.graph())?;
        self.0.scope.walls().check()?;
        let flags = broader(self.0.graph(), self.0.idx, &counts(&self.0, &trust));
        listed(&self.0, "ancestors", &flags, &Paging { first, after, last, before })
    }

    /// All narrower concepts of its kind, at any depth, each once, by name: what `within` of a filter lets pass. Those that
    /// are retired are left out, and not what lies beyond them.
    async fn descendants(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only concepts of these taxonomies are met and gone through, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<Connection<AllOf<N>>, Error> {
        let (trust, _) = Counted { sources, taxonomies, min_evidence }.trust(self.0.graph())?;
        self.0.scope.walls().check()?;
        let flags = narrower(self.0.graph(), self.0.idx, &counts(&self.0, &trust));
        listed(&self.0, "descendants", &flags, &Paging { first, after, last, before })
    }
}

/// Whether a link counts that leads to a concept on the way, in use or not.
fn counts(of: &At, trust: &Trust) -> impl Fn(&Stated, ConceptIdx) -> bool {
    |stated, end| trust.is_of(of.graph(), end) && trust.holds(of.graph(), stated)
}

/// A page of the concepts that are flagged. O(n) in the concepts of the kind.
fn listed<N: Rooted>(
    of: &At,
    list: &str,
    flags: &[bool],
    paging: &Paging,
) -> Result<Connection<AllOf<N>>, Error> {
    let graph = of.graph();
    // Concepts of one kind stand by name.
    let rows = graph.of_kind(N::KIND).filter(|idx| flags[idx.get()] && !graph.is_retired(*idx));
    let rows: Vec<AllOf<N>> = rows.map(AllOf::of).collect();
    // Both lists hold the same sort of rows: their cursors are told apart by a parent of their own.
    let parent = Uuid::new_v5(&of.concept().id, list.as_bytes());
    cut(&of.scope, Some(parent), &rows, Order::by(SortField::Name), paging)
}
