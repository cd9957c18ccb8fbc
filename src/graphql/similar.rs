//! Roles that need the same as one.

use async_graphql::{Error, SimpleObject};

use super::answer::{Counted, rounded};
use super::answer_enums::Basis;
use super::filter::compile;
use super::guard::List;
use super::page::within;
use super::role::Role;
use super::role_filter::RoleFilter;
use super::scope::At;
use crate::analysis::{self, Similar};

/// Roles that are told, at most.
const MOST: usize = 50;

/// A role that needs much of what another needs.
#[derive(SimpleObject)]
pub(super) struct SimilarRole {
    /// The role.
    role: Role,
    /// How many skills or tools both need, by how many either needs (Jaccard index), above 0, to 1, to six decimals. Where
    /// the basis is LEVELS, the sum of the lower of both levels by the sum of the higher, over all that either needs; what
    /// is not rated counts as level 0.
    similarity: f64,
    /// How many skills or tools both need.
    shared: usize,
}

/// The roles that need most of what one needs.
pub(super) fn similar_roles(
    at: &At,
    basis: Basis,
    first: i32,
    filter: Option<&RoleFilter>,
    counted: &Counted,
) -> Result<List<SimilarRole>, Error> {
    let graph = at.graph();
    let first = within("first", first, MOST)?;
    let (trust, _) = counted.trust(graph)?;
    let passes = compile(filter, graph)?;
    at.scope.walls().check()?;
    let found = analysis::similar(graph, at.idx, basis.into(), &trust, first, passes);
    let one = |Similar { role, similarity, shared }| SimilarRole {
        role: Role(at.other(role)),
        similarity: rounded(similarity),
        shared,
    };
    Ok(found.into_iter().map(one).collect())
}
