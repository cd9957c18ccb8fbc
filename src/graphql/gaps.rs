//! What somebody lacks for many roles, and what roles lack for each other.

use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, HeldInput, Receipt, different, held, held_inputs, ids, roles, rounded};
use super::answer_enums::Basis;
use super::concept::RoleBy;
use super::gap::{Question, SkillGap};
use super::guard::List;
use super::role::Role;
use super::scope::{At, Scope};
use crate::analysis::{self, Held};
use crate::graph::ConceptIdx;

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 4;
/// Roles of one request at most.
const MOST_TARGETS: usize = 50;
const MOST_ROLES: usize = 20;

/// What those who work in roles lack for each other.
#[derive(SimpleObject)]
pub(super) struct GapMatrix {
    /// The roles, in the order in which they were given: that of the rows, and of the cells of each.
    roles: List<Role>,
    /// Of each role, what those who work in it lack for each.
    rows: List<GapRow>,
    /// What the answer was computed from.
    receipt: Receipt,
}

/// What those who work in one role lack for each.
#[derive(SimpleObject)]
pub(super) struct GapRow {
    /// The role that they work in.
    from: Role,
    /// Of each role, in their order, this one among them.
    cells: List<GapCell>,
}

/// What those who work in one role lack for another.
#[derive(SimpleObject)]
pub(super) struct GapCell {
    /// The other role.
    to: Role,
    /// As `coverage` of `gapFrom` says, 0 to 1: not the same both ways. It is 1 where nothing is known to be needed:
    /// then nothing is covered and nothing missing.
    coverage: f64,
    /// How many skills are covered; tools where the basis is TOOLS.
    covered_count: usize,
    /// How many skills are covered in part; 0 where the basis is TOOLS.
    partly_count: usize,
    /// How many skills are missing; tools where the basis is TOOLS.
    missing_count: usize,
}

#[derive(Default)]
pub(super) struct GapsQuery;

#[Object]
impl GapsQuery {
    /// What somebody lacks for each of up to 50 roles, in their order: of each what `skillGap` answers, receipt and
    /// all. A role that is given twice is answered twice.
    ///
    /// No target or more than 50 are BAD_USER_INPUT; of all else, what `skillGap` says of it.
    async fn skill_gaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skills and tools that are held: at most 1,000, and none is allowed.")]
        have: Vec<HeldInput>,
        #[graphql(desc = "The roles: 1 to 50; one that is not in the graph is NOT_FOUND.")] targets: Vec<
            RoleBy,
        >,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only skills and tools of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<List<SkillGap>, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let targets = roles(scope, "targets", targets, 1..=MOST_TARGETS)?;
        let held = held(scope, "have", have)?;
        let have = held_inputs(graph, &held);
        let asked = Question { scope, held: &held, basis, trust: &trust };
        let gap = |target: ConceptIdx| {
            scope.walls().check()?;
            Ok(asked.gap(target, &have, &filters))
        };
        let gaps: Result<Vec<SkillGap>, Error> = targets.into_iter().map(gap).collect();
        Ok(gaps?.into())
    }

    /// How much of each of up to 20 roles those cover who work in each other: a matrix of coverages for a dashboard.
    ///
    /// Each cell is what `gapFrom` answers. Fewer than two roles, more than 20, and a role that is given twice are
    /// BAD_USER_INPUT.
    async fn gap_matrix(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The roles: 2 to 20, each once; one that is not in the graph is NOT_FOUND.")]
        roles: Vec<RoleBy>,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only skills and tools of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<GapMatrix, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let roles = self::roles(scope, "roles", roles, 2..=MOST_ROLES)?;
        different("roles", &roles)?;
        let role = |idx: ConceptIdx| Role(At { scope: scope.clone(), idx });
        let mut rows = Vec::with_capacity(roles.len());
        for from in &roles {
            scope.walls().check()?;
            let held = Held::of_role(graph, *from, basis, &trust);
            let cell = |to: &ConceptIdx| {
                let gap = analysis::gap(graph, *to, &held, basis, &trust);
                let by_tools = basis == analysis::Basis::Tools;
                let (covered_count, missing_count) = if by_tools {
                    (gap.tools_held.len(), gap.tools_missing.len())
                } else {
                    (gap.covered.len(), gap.missing.len())
                };
                let partly_count = if by_tools { 0 } else { gap.partly.len() };
                let coverage = rounded(gap.coverage);
                GapCell { to: role(*to), coverage, covered_count, partly_count, missing_count }
            };
            rows.push(GapRow { from: role(*from), cells: roles.iter().map(cell).collect() });
        }
        let inputs = json!({
            "roles": ids(graph, roles.iter().copied()), "basis": format!("{basis:?}"), "filters": filters,
        });
        let receipt = Receipt::new(scope, "gapMatrix", VERSION, &inputs);
        Ok(GapMatrix { roles: roles.into_iter().map(role).collect(), rows: rows.into(), receipt })
    }
}
