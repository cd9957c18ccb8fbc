//! Filter and order of lists of roles.

use ::entity::ConceptKind;
use async_graphql::{Enum, Error, ID, InputObject};

use super::enums::{OrderDirection, RoleKind};
use super::filter::{CodeInput, Conditions, Filter, Test, TextFilter, compile, mentions};
use super::page::{Order, SortField};
use super::role::role_of;
use crate::graph::{ConceptIdx, Graph};

/// Conditions on a role; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct RoleFilter {
    /// Its preferred name in English (or in the language that it is listed by), without regard to case.
    name: Option<TextFilter>,
    /// Its slug.
    slug: Option<TextFilter>,
    /// It is of one of these kinds.
    kind: Option<Vec<RoleKind>>,
    /// It belongs to one of these taxonomies, by slug; an unknown one is NOT_FOUND.
    taxonomy: Option<Vec<String>>,
    /// It has one of these codes, identifying or not.
    code: Option<Vec<CodeInput>>,
    /// It is in one of these O*NET job zones, 1 to 5.
    job_zone: Option<Vec<i32>>,
    /// It is narrower than this role, at any depth; the role itself does not pass. An unknown id is NOT_FOUND.
    within: Option<ID>,
    /// Whether it is retired. The retired are left out unless some part of the filter says something of them: `true`
    /// lists only them, `or: [{retired: true}, {retired: false}]` all.
    retired: Option<bool>,
    /// All of these pass; an empty list passes everything.
    and: Option<Vec<RoleFilter>>,
    /// At least one of these passes; an empty list passes nothing.
    or: Option<Vec<RoleFilter>>,
    /// This does not pass.
    not: Option<Box<RoleFilter>>,
}

impl RoleFilter {
    fn mentions_retired(&self) -> bool {
        self.retired.is_some()
    }
}

/// Whether the retired are among what a filter is asked of.
pub(super) fn asks_retired(filter: Option<&RoleFilter>) -> bool {
    filter.is_some_and(|filter| mentions(filter, &RoleFilter::mentions_retired))
}

/// Which roles an answer tells of: those that pass, the retired only where the filter says something of them.
pub(super) fn passing<'g>(
    filter: Option<&'g RoleFilter>,
    graph: &'g Graph,
) -> Result<impl Fn(ConceptIdx) -> bool + 'g, Error> {
    let (retired, test) = (asks_retired(filter), compile(filter, graph)?);
    Ok(move |role| (retired || !graph.is_retired(role)) && test(role))
}

impl Filter for RoleFilter {
    type Row = ConceptIdx;

    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error> {
        let mut all = Conditions::new(graph);
        all.name(self.name.as_ref(), Graph::concept);
        all.slug(self.slug.as_ref(), Graph::concept);
        all.among(self.kind.as_deref(), |graph, idx| Some(role_of(graph, idx).kind));
        all.taxonomy(self.taxonomy.as_deref(), Graph::concept)?;
        all.code(self.code.as_deref(), Graph::concept);
        all.among(self.job_zone.as_deref(), |graph, idx| role_of(graph, idx).job_zone);
        all.within(ConceptKind::Role, self.within.as_ref(), |idx| idx)?;
        all.retired(self.retired, Graph::concept);
        Ok(all.done())
    }

    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>) {
        (&self.and, &self.or, self.not.as_deref())
    }
}

/// What roles can be ordered by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleOrderField {
    /// By name.
    Name,
}

/// Order of roles; ties go by name, then id, and what is not known comes last either way.
#[derive(InputObject, Clone, Copy, Debug)]
pub(super) struct RoleOrder {
    /// What to order by.
    field: RoleOrderField,
    /// Ascending where it is left out.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl RoleOrder {
    /// The order that was asked for, or by name.
    pub(super) fn or_name(asked: Option<Self>) -> Order {
        let Some(asked) = asked else { return Order::by(SortField::Name) };
        let field = match asked.field {
            RoleOrderField::Name => SortField::Name,
        };
        Order { field, descending: asked.direction == OrderDirection::Desc }
    }
}
