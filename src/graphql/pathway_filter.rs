//! Filter and order of lists of pathways.

use async_graphql::{Enum, Error, InputObject};

use super::enums::{OrderDirection, PathwayKind};
use super::error::bad_input;
use super::filter::{Conditions, Filter, Test, TextFilter, currency, region};
use super::page::{Order, SortField};
use super::pathway::pathway_of;
use crate::graph::{ConceptIdx, Graph};

/// Conditions on a pathway; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct PathwayFilter {
    /// Its preferred name in English (or in the language that it is listed by), without regard to case.
    name: Option<TextFilter>,
    /// Its slug.
    slug: Option<TextFilter>,
    /// It is of one of these kinds.
    kind: Option<Vec<PathwayKind>>,
    /// It holds for one of these regions, as ISO 3166-1 alpha-2 codes; one that names no region does not pass.
    region: Option<Vec<String>>,
    /// Its cost is known and at most this, in major units of `currency`: give both. Of a range the lower bound counts,
    /// of "up to" the upper.
    max_cost: Option<f64>,
    /// Its cost is given in this currency, as ISO 4217 code.
    currency: Option<String>,
    /// Its length is known and at most this, in weeks: full-time where that is known, else part-time. Of a range the
    /// lower bound counts, of "up to" the upper.
    max_weeks: Option<f64>,
    /// It belongs to one of these taxonomies, by slug; an unknown one is NOT_FOUND.
    taxonomy: Option<Vec<String>>,
    /// Whether it is retired. The retired are left out unless some part of the filter says something of them: `true`
    /// lists only them, `or: [{retired: true}, {retired: false}]` all.
    retired: Option<bool>,
    /// All of these pass; an empty list passes everything.
    and: Option<Vec<PathwayFilter>>,
    /// At least one of these passes; an empty list passes nothing.
    or: Option<Vec<PathwayFilter>>,
    /// This does not pass.
    not: Option<Box<PathwayFilter>>,
}

impl PathwayFilter {
    pub(super) fn mentions_retired(&self) -> bool {
        self.retired.is_some()
    }
}

impl Filter for PathwayFilter {
    type Row = ConceptIdx;

    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error> {
        let mut all = Conditions::new(graph);
        if self.max_cost.is_some() && self.currency.is_none() {
            return Err(bad_input(
                "`maxCost` without `currency`: amounts of different currencies do not compare",
            ));
        }
        self.currency.iter().try_for_each(|code| currency(code))?;
        all.name(self.name.as_ref(), Graph::concept);
        all.slug(self.slug.as_ref(), Graph::concept);
        all.among(self.kind.as_deref(), |graph, idx| Some(pathway_of(graph, idx).kind));
        self.region.iter().flatten().try_for_each(|code| region(code))?;
        all.when(self.region.as_deref(), |regions| {
            Box::new(move |idx| {
                let region = pathway_of(graph, idx).region.as_deref();
                region.is_some_and(|region| regions.iter().any(|asked| asked == region))
            })
        });
        all.when(self.max_cost, |max| {
            Box::new(move |idx| pathway_of(graph, idx).cost.as_ref().is_some_and(|cost| cost.lowest() <= max))
        });
        all.when(self.currency.as_deref(), |currency| {
            Box::new(move |idx| {
                pathway_of(graph, idx).cost.as_ref().is_some_and(|cost| *cost.currency == *currency)
            })
        });
        all.when(self.max_weeks, |max| {
            Box::new(move |idx| pathway_of(graph, idx).shortest().is_some_and(|weeks| weeks <= max))
        });
        all.taxonomy(self.taxonomy.as_deref(), Graph::concept)?;
        all.retired(self.retired, Graph::concept);
        Ok(all.done())
    }

    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>) {
        (&self.and, &self.or, self.not.as_deref())
    }
}

/// What pathways can be ordered by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathwayOrderField {
    /// By name.
    Name,
    /// By currency code, then by the lower bound of the cost, or the upper where there is no lower.
    Cost,
    /// By the lower bound of the length, or the upper where there is no lower: full-time where that is known, else
    /// part-time.
    Weeks,
    /// By how many places in sources say so.
    EvidenceCount,
}

/// Order of pathways; ties go by name, then id, and what is not known comes last either way.
#[derive(InputObject, Clone, Copy, Debug)]
pub(super) struct PathwayOrder {
    /// What to order by.
    field: PathwayOrderField,
    /// Ascending where it is left out.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl PathwayOrder {
    /// The order that was asked for, or by name.
    pub(super) fn or_name(asked: Option<Self>) -> Order {
        let Some(asked) = asked else { return Order::by(SortField::Name) };
        let field = match asked.field {
            PathwayOrderField::Name => SortField::Name,
            PathwayOrderField::Cost => SortField::Cost,
            PathwayOrderField::Weeks => SortField::Weeks,
            PathwayOrderField::EvidenceCount => SortField::EvidenceCount,
        };
        Order { field, descending: asked.direction == OrderDirection::Desc }
    }
}
