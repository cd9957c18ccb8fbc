//! The link between a role and a tool: edges from both ends, filter, order.

use async_graphql::{Enum, Error, ID, InputObject, Object};

use super::enums::{MappingKind, OrderDirection, Requirement, ToolCategory};
use super::filter::{Conditions, Filter, Test, TextFilter};
use super::guard::List;
use super::page::{Back, Edge, Listed, Order, Out, Row, Seen, SortField, Value};
use super::role::Role;
use super::scope::At;
use super::tool::{Tool, tool_of};
use super::value::Evidence;
use crate::graph::{self, Graph};

impl Listed<Out> for graph::RoleTool {
    const CONNECTION: &'static str = "RoleToolConnection";
    type Node = Tool;

    fn value(row: Seen<Self, Out>, graph: &Graph, field: SortField) -> Value<'_> {
        let link = row.link(graph);
        match field {
            SortField::Category => Value::Text(tool_of(graph, row.end(graph)).category.text().into()),
            SortField::InDemand => Value::number(Some(f64::from(u8::from(link.facts.in_demand)))),
            SortField::EvidenceCount => Value::count(graph.evidence_count(&link.stated)),
            _ => Value::Null,
        }
    }
}

/// A tool that a role works with.
#[Object(name = "RoleToolEdge")]
impl Edge<Seen<graph::RoleTool, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RoleTool, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Whether it is always asked for; null where no source says.
    async fn requirement(&self) -> Option<Requirement> {
        self.facts().requirement.map(Into::into)
    }

    /// Whether postings for this role often ask for the tool (O*NET in demand).
    async fn in_demand(&self) -> bool {
        self.facts().in_demand
    }

    /// The role that works with it: the one that was asked, or one that it matches (`through`).
    async fn from(&self) -> Role {
        Role(At { scope: self.scope.clone(), idx: self.row.link(self.scope.graph()).from })
    }

    /// How `from` matches the role that was asked; null where it is that role itself.
    async fn mapping(&self) -> Option<MappingKind> {
        self.row.mapping.map(Into::into)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Back> for graph::RoleTool {
    const CONNECTION: &'static str = "ToolRoleConnection";
    type Node = Role;
}

/// A role that works with a tool.
#[Object(name = "ToolRoleEdge")]
impl Edge<Seen<graph::RoleTool, Back>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RoleTool, Back> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Whether it is always asked for; null where no source says.
    async fn requirement(&self) -> Option<Requirement> {
        self.facts().requirement.map(Into::into)
    }

    /// Whether postings for this role often ask for the tool (O*NET in demand).
    async fn in_demand(&self) -> bool {
        self.facts().in_demand
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

/// Conditions on a tool that a role works with; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct RoleToolFilter {
    /// Its preferred name in English (or in the language that it is listed by), without regard to case.
    name: Option<TextFilter>,
    /// It is of one of these categories.
    category: Option<Vec<ToolCategory>>,
    /// Whether it is often named in postings at large (O*NET hot technology).
    hot: Option<bool>,
    /// Whether postings for this role often ask for it (O*NET in demand).
    in_demand: Option<bool>,
    /// It is asked for in one of these ways; what no source says of passes none.
    requirement: Option<Vec<Requirement>>,
    /// It belongs to one of these taxonomies, by slug; an unknown one is NOT_FOUND.
    taxonomy: Option<Vec<String>>,
    /// One of these sources says so, by id; an unknown one is NOT_FOUND.
    sources: Option<Vec<ID>>,
    /// At least this many places in sources say so.
    min_evidence: Option<i32>,
    /// All of these pass; an empty list passes everything.
    and: Option<Vec<RoleToolFilter>>,
    /// At least one of these passes; an empty list passes nothing.
    or: Option<Vec<RoleToolFilter>>,
    /// This does not pass.
    not: Option<Box<RoleToolFilter>>,
}

impl Filter for RoleToolFilter {
    type Row = Seen<graph::RoleTool, Out>;

    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error> {
        let mut all = Conditions::new(graph);
        let tool = |graph: &'g Graph, row: Self::Row| graph.concept(row.end(graph));
        let facts = |graph: &'g Graph, row: Self::Row| &row.link(graph).facts;
        all.name(self.name.as_ref(), tool);
        all.among(self.category.as_deref(), |graph, row| Some(tool_of(graph, row.end(graph)).category));
        all.flag(self.hot, |graph, row| tool_of(graph, row.end(graph)).hot);
        all.flag(self.in_demand, move |graph, row| facts(graph, row).in_demand);
        all.among(self.requirement.as_deref(), move |graph, row| facts(graph, row).requirement);
        all.taxonomy(self.taxonomy.as_deref(), tool)?;
        all.evidence(self.sources.as_deref(), self.min_evidence, |graph, row| &row.link(graph).stated)?;
        Ok(all.done())
    }

    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>) {
        (&self.and, &self.or, self.not.as_deref())
    }
}

/// What the tools of a role can be ordered by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleToolOrderField {
    /// By name.
    Name,
    /// By the name of the category.
    Category,
    /// Those not in demand, then those in demand.
    InDemand,
    /// By how many places in sources say so.
    EvidenceCount,
}

/// Order of the tools of a role; ties go by name, then id, and what is not known comes last either way.
#[derive(InputObject, Clone, Copy, Debug)]
pub(super) struct RoleToolOrder {
    /// What to order by.
    field: RoleToolOrderField,
    /// Ascending where it is left out.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl RoleToolOrder {
    /// The order that was asked for, or by name.
    pub(super) fn or_name(asked: Option<Self>) -> Order {
        let Some(asked) = asked else { return Order::by(SortField::Name) };
        let field = match asked.field {
            RoleToolOrderField::Name => SortField::Name,
            RoleToolOrderField::Category => SortField::Category,
            RoleToolOrderField::InDemand => SortField::InDemand,
            RoleToolOrderField::EvidenceCount => SortField::EvidenceCount,
        };
        Order { field, descending: asked.direction == OrderDirection::Desc }
    }
}
