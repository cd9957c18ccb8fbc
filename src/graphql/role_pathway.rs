//! The link between a role and a pathway: edges from both ends.

use async_graphql::Object;

use super::guard::List;
use super::page::{Back, Edge, Listed, Out, Row, Seen, SortField, Value};
use super::pathway::{Pathway, value};
use super::role::Role;
use super::value::Evidence;
use crate::graph::{self, Graph};

impl Listed<Out> for graph::RolePathway {
    const CONNECTION: &'static str = "RolePathwayConnection";
    type Node = Pathway;

    fn value(row: Seen<Self, Out>, graph: &Graph, field: SortField) -> Value<'_> {
        let evidence = || Value::count(graph.evidence_count(&row.link(graph).stated));
        value(graph, row.end(graph), field).unwrap_or_else(evidence)
    }
}

/// A pathway that leads to a role.
#[Object(name = "RolePathwayEdge")]
impl Edge<Seen<graph::RolePathway, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RolePathway, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Share of what the role asks for that the pathway teaches, 0 to 1; null where no source says.
    async fn coverage(&self) -> Option<f64> {
        self.facts().coverage
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Back> for graph::RolePathway {
    const CONNECTION: &'static str = "PathwayRoleConnection";
    type Node = Role;
}

/// A role that a pathway leads to.
#[Object(name = "PathwayRoleEdge")]
impl Edge<Seen<graph::RolePathway, Back>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RolePathway, Back> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Share of what the role asks for that the pathway teaches, 0 to 1; null where no source says.
    async fn coverage(&self) -> Option<f64> {
        self.facts().coverage
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}
