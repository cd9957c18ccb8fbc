//! The link between two roles: how it reads, its order, its edge.

use ::entity::RoleLinkKind;
use async_graphql::Object;

use super::enums::{Direction, RelatedTier, RoleRelationKind};
use super::guard::List;
use super::page::{Edge, Either, Listed, Row, Seen, SortField, Value};
use super::relation::{self, Relation, Symmetry};
use super::role::Role;
use super::value::Evidence;
use crate::graph::{self, Graph};

impl Relation for graph::RoleRelation {
    type Kind = RoleRelationKind;

    fn symmetry(&self) -> Symmetry {
        match self.kind {
            RoleLinkKind::Broader => Symmetry::Hierarchy,
            RoleLinkKind::WorksWith | RoleLinkKind::ComparedWith => Symmetry::Symmetric,
            // O*NET ranks the related occupations of each on its own: such a relation is directed.
            RoleLinkKind::Related if self.rank.is_none() => Symmetry::Symmetric,
            RoleLinkKind::Related | RoleLinkKind::CanBecome | RoleLinkKind::Combines => Symmetry::Directed,
        }
    }

    fn kind(&self, broader: bool) -> RoleRelationKind {
        match self.kind {
            RoleLinkKind::Broader if broader => RoleRelationKind::Broader,
            RoleLinkKind::Broader => RoleRelationKind::Narrower,
            RoleLinkKind::CanBecome => RoleRelationKind::CanBecome,
            RoleLinkKind::WorksWith => RoleRelationKind::WorksWith,
            RoleLinkKind::ComparedWith => RoleRelationKind::ComparedWith,
            RoleLinkKind::Combines => RoleRelationKind::Combines,
            RoleLinkKind::Related => RoleRelationKind::Related,
        }
    }
}

impl Listed<Either> for graph::RoleRelation {
    const CONNECTION: &'static str = "RoleRelationConnection";
    type Node = Role;

    fn value(row: Seen<Self, Either>, graph: &Graph, _: SortField) -> Value<'_> {
        // By kind, then tier, then rank: all small numbers.
        let facts = &row.link(graph).facts;
        let kind = relation::kind(row, graph) as i32;
        let tier = facts.tier.map_or(9, |tier| tier as i32);
        Value::number(Some(f64::from(kind * 100_000 + tier * 10_000 + facts.rank.unwrap_or(9_999))))
    }
}

/// A role that another has to do with.
#[Object(name = "RoleRelationEdge")]
impl Edge<Seen<graph::RoleRelation, Either>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RoleRelation, Either> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Which relation, as it reads from the concept that was asked.
    async fn kind(&self) -> RoleRelationKind {
        relation::kind(self.row, self.scope.graph())
    }

    /// Whether it reads from (OUT) or towards (IN) the concept that was asked; BOTH for one that holds both ways.
    async fn direction(&self) -> Direction {
        relation::direction(self.row, self.scope.graph())
    }

    /// How near it is (O*NET related occupations); null for other relations.
    async fn tier(&self) -> Option<RelatedTier> {
        self.facts().tier.map(Into::into)
    }

    /// Its place among the related occupations, 1 (nearest) to 20; null for other relations.
    async fn index(&self) -> Option<i32> {
        self.facts().rank
    }

    /// What the relation is about; null where the sources say no more. What each source gave is in `evidence`.
    async fn note(&self) -> Option<&str> {
        self.facts().note.as_deref()
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}
