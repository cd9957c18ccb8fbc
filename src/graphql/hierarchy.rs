//! All that is broader or narrower than a concept, at any depth.

use std::borrow::Cow;
use std::marker::PhantomData;

use async_graphql::{Error, ID, Object, OutputType, TypeName};
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{Counted, Receipt};
use super::page::{AllOf, Connection, Edge, Order, Paging, Rooted, SortField, cut};
use super::scope::At;
use crate::analysis::Trust;
use crate::graph::{ConceptIdx, Stated, broader, narrower};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 1;

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
    /// All broader concepts of its kind, at any depth, each once, by name; those that are retired are left out, and not
    /// what lies beyond them.
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
    ) -> Result<LineagePage<N>, Error> {
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(self.0.graph())?;
        self.0.scope.walls().check()?;
        let flags = broader(self.0.graph(), self.0.idx, &counts(&self.0, &trust));
        self.page("ancestors", &flags, filters, &Paging { first, after, last, before })
    }

    /// All narrower concepts of its kind, at any depth, each once, by name: what `within` of a filter lets pass. Those
    /// that are retired are left out, and not what lies beyond them.
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
    ) -> Result<LineagePage<N>, Error> {
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(self.0.graph())?;
        self.0.scope.walls().check()?;
        let flags = narrower(self.0.graph(), self.0.idx, &counts(&self.0, &trust));
        self.page("descendants", &flags, filters, &Paging { first, after, last, before })
    }
}

impl<N: Rooted> Lineage<N> {
    /// A page of the concepts that are flagged, of the list that is named as its field. O(n) in the concepts of the
    /// kind.
    fn page(
        &self,
        list: &'static str,
        flags: &[bool],
        filters: Value,
        paging: &Paging,
    ) -> Result<LineagePage<N>, Error> {
        let Self(of, _) = self;
        let (graph, id) = (of.graph(), of.concept().id);
        // Concepts of one kind stand by name.
        let rows = graph.of_kind(N::KIND).filter(|idx| flags[idx.get()] && !graph.is_retired(*idx));
        let rows: Vec<AllOf<N>> = rows.map(AllOf::of).collect();
        // Both lists hold the same sort of rows: their cursors are told apart by a parent of their own.
        let parent = Uuid::new_v5(&id, list.as_bytes());
        let page = cut(&of.scope, Some(parent), &rows, Order::by(SortField::Name), paging)?;
        let Paging { first, after, last, before } = paging;
        let inputs = json!({
            "of": id, "filters": filters, "first": first, "after": after, "last": last, "before": before,
        });
        Ok(LineagePage { page, receipt: Receipt::new(&of.scope, list, VERSION, &inputs) })
    }
}

/// A page of what is broader or narrower.
pub(super) struct LineagePage<N> {
    page: Connection<AllOf<N>>,
    receipt: Receipt,
}

impl<N: Rooted> TypeName for LineagePage<N> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}LineageConnection", <N as OutputType>::type_name()))
    }
}

/// One page of what is broader or narrower than a concept, with the size of the whole list.
#[Object(name_type)]
impl<N: Rooted> LineagePage<N>
where
    Edge<AllOf<N>>: OutputType,
{
    #[graphql(flatten)]
    fn page(&self) -> &Connection<AllOf<N>> {
        &self.page
    }

    /// What the page was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

/// Whether a link counts that leads to a concept on the way, in use or not.
fn counts(of: &At, trust: &Trust) -> impl Fn(&Stated, ConceptIdx) -> bool {
    |stated, end| trust.is_of(of.graph(), end) && trust.holds(of.graph(), stated)
}
