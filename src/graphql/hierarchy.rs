//! All that is broader or narrower than a concept, at any depth.

use async_graphql::Error;
use uuid::Uuid;

use super::page::{AllOf, Connection, Order, Paging, Rooted, SortField, cut};
use super::scope::At;
use crate::graph::{above, below};

/// All that is broader than a concept, each once, by name. O(n) in the concepts of its kind.
pub(super) fn ancestors<N: Rooted>(of: &At, paging: &Paging) -> Result<Connection<AllOf<N>>, Error> {
    listed(of, "ancestors", &above(of.graph(), of.idx), paging)
}

/// All that is narrower than a concept, each once, by name. O(n) in the concepts of its kind.
pub(super) fn descendants<N: Rooted>(of: &At, paging: &Paging) -> Result<Connection<AllOf<N>>, Error> {
    listed(of, "descendants", &below(of.graph(), of.idx), paging)
}

fn listed<N: Rooted>(
    of: &At,
    list: &str,
    flags: &[bool],
    paging: &Paging,
) -> Result<Connection<AllOf<N>>, Error> {
    of.scope.walls().check()?;
    let graph = of.graph();
    // Concepts of one kind stand by name.
    let rows = graph.of_kind(N::KIND).filter(|idx| flags[idx.get()] && !graph.concept(*idx).retired);
    let rows: Vec<AllOf<N>> = rows.map(AllOf::of).collect();
    // Both lists hold the same sort of rows: their cursors are told apart by a parent of their own.
    let parent = Uuid::new_v5(&of.concept().id, list.as_bytes());
    cut(&of.scope, Some(parent), &rows, Order::by(SortField::Name), paging)
}
