//! Roles that need the same as one.

use std::sync::Arc;

use async_graphql::{Error, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, Receipt, conditions, need_evidence, rounded};
use super::answer_enums::Basis;
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::within;
use super::role::Role;
use super::role_filter::{RoleFilter, passing};
use super::scope::At;
use super::value::Evidence;
use crate::analysis::{self, Common, Similar, Trust, common};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 2;
/// Roles that are told, at most.
const MOST: usize = 50;
/// What both need, at most: more than any role needs.
const MOST_ITEMS: usize = 500;

/// A role that needs much of what another needs.
pub(super) struct SimilarRole {
    asked: Arc<Question>,
    found: Similar,
}

/// Of which role, and by what.
struct Question {
    of: At,
    basis: analysis::Basis,
    trust: Trust,
    receipt: Receipt,
}

/// A role that needs much of what another needs.
#[Object]
impl SimilarRole {
    /// The role.
    async fn role(&self) -> Role {
        Role(self.asked.of.other(self.found.role))
    }

    /// How many skills or tools both need, by how many either needs (Jaccard index), above 0, to 1, to six decimals.
    /// Where the basis is LEVELS, the sum of the lower of both levels by the sum of the higher, over all that either
    /// needs; what is not rated counts as level 0.
    async fn similarity(&self) -> f64 {
        rounded(self.found.similarity)
    }

    /// How many skills or tools both need.
    async fn shared(&self) -> usize {
        self.found.shared
    }

    /// The skills that both need, or the tools where the basis is TOOLS: by what they weigh for both together, the
    /// heaviest first, then by name. A tool weighs 1.
    async fn items(
        &self,
        #[graphql(desc = "At most so many: 1 to 500.", default = 10)] first: i32,
    ) -> Result<List<SimilarItem>, Error> {
        let first = within("first", first, MOST_ITEMS)?;
        let Question { of, basis, trust, .. } = &*self.asked;
        let both = common(of.graph(), [of.idx, self.found.role], *basis, trust);
        Ok(both.into_iter().take(first).map(|item| self.item(item)).collect())
    }

    /// What the list that it stands in was computed from: each of its roles has the same.
    async fn receipt(&self) -> Receipt {
        self.asked.receipt.clone()
    }
}

impl SimilarRole {
    fn item(&self, Common { what, links }: Common) -> SimilarItem {
        let of = &self.asked.of;
        let because = |link| need_evidence(&of.scope, self.asked.basis, link);
        let [one, other] = links;
        // Both may need it by what is said of one that is broader than either.
        let other = (other != one).then_some(other);
        SimilarItem {
            concept: AnyConcept(Concept::at(of.other(what))),
            because: [one].into_iter().chain(other).flat_map(because).collect(),
        }
    }
}

/// A skill or a tool that two roles both need.
#[derive(SimpleObject)]
pub(super) struct SimilarItem {
    /// The skill or tool.
    concept: AnyConcept,
    /// Who says that they do: first of the role that was asked of, then of the similar one; of a role of which nothing
    /// is stated, who says so of a broader or matching one. What is said of one that both go by is told once.
    because: List<Evidence>,
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
    let (trust, filters) = counted.trust(graph)?;
    let (passes, shown) = (passing(filter, graph)?, conditions(filter));
    at.scope.walls().check()?;
    let inputs = json!({
        "of": at.concept().id, "basis": format!("{basis:?}"), "first": first, "filter": shown, "filters": filters,
    });
    let receipt = Receipt::new(&at.scope, "similarRoles", VERSION, &inputs);
    let found = analysis::similar(graph, at.idx, basis.into(), &trust, first, passes);
    at.scope.walls().check()?;
    let asked = Arc::new(Question { of: at.clone(), basis: basis.into(), trust, receipt });
    Ok(found.into_iter().map(|found| SimilarRole { asked: Arc::clone(&asked), found }).collect())
}
