//! Which roles somebody covers best.

use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, HeldInput, Receipt, conditions, held, held_inputs};
use super::answer_enums::Basis;
use super::gap::{GapItem, Question, SkillGap};
use super::guard::List;
use super::page::at_most;
use super::role::Role;
use super::role_filter::{RoleFilter, passing};
use super::scope::Scope;
use crate::analysis::{self, Matched, Matches};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 5;
/// Roles when a client names no number, and at most.
const DEFAULT: usize = 10;
const MOST: usize = 50;

/// Roles by how much of what they need is held.
#[derive(SimpleObject)]
pub(super) struct RoleMatches {
    /// How many roles there are of which anything is held, exactly.
    total_count: usize,
    /// The best of them: by coverage, then by the weight that is covered, then by name.
    matches: List<RoleMatch>,
    /// What the answer was computed from.
    receipt: Receipt,
}

/// A role, and how much of what it needs is held.
pub(super) struct RoleMatch {
    gap: SkillGap,
}

/// A role, and how much of what it needs is held.
#[Object]
impl RoleMatch {
    /// The role.
    async fn role(&self) -> Role {
        self.gap.role()
    }

    /// As `coverage` of its gap says, 0 to 1.
    async fn coverage(&self) -> f64 {
        self.gap.covered_share()
    }

    /// How many skills earn nothing.
    async fn missing_count(&self) -> usize {
        self.gap.lacking_count()
    }

    /// The skills that earn nothing, the heaviest first, then by name.
    async fn missing(
        &self,
        #[graphql(desc = "At most so many: 1 to 350.", default = 20)] first: i32,
    ) -> Result<List<GapItem>, Error> {
        self.gap.lacking(first)
    }

    /// Everything that is covered, partly covered and missing.
    async fn gap(&self) -> &SkillGap {
        &self.gap
    }
}

#[derive(Default)]
pub(super) struct MatchQuery;

#[Object]
impl MatchQuery {
    /// The roles that somebody covers best, with what is missing for each: by coverage, then by the weight that is
    /// covered, so that what uses more of what is held comes first, then by name. A role of which nothing is covered,
    /// or nothing is known to be needed, is left out.
    ///
    /// What is held is taken as by `skillGap`: where the basis is not TOOLS, a tool counts for the skills that it
    /// matches alone.
    async fn match_roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skills and tools that are held: at most 1,000, and none is allowed.")]
        have: Vec<HeldInput>,
        #[graphql(desc = "Only roles that pass.")] filter: Option<RoleFilter>,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(desc = "At most so many: 1 to 50; 10 where it is left out.")] first: Option<i32>,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only roles, skills and tools of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<RoleMatches, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let first = at_most(first, DEFAULT, MOST)?;
        let shown = conditions(filter.as_ref());
        let passes = passing(filter.as_ref(), graph)?;
        let held = held(scope, "have", have)?;
        scope.walls().check()?;
        let roles = scope.roles(basis, &trust).await?;
        let Matches { count, best } = analysis::matches(&roles, &held, first, passes);
        scope.walls().check()?;
        let have = held_inputs(graph, &held);
        let inputs = json!({
            "have": have, "filter": shown, "basis": format!("{basis:?}"), "first": first,
            "filters": filters,
        });
        let receipt = Receipt::new(scope, "matchRoles", VERSION, &inputs);
        let asked = Question { scope, held: &held, basis, trust: &trust };
        let gap = |one: &Matched| {
            scope.walls().check()?;
            Ok(RoleMatch { gap: asked.gap(one.role, &have, &filters) })
        };
        let matches: Result<Vec<RoleMatch>, Error> = best.iter().map(gap).collect();
        Ok(RoleMatches { total_count: count, matches: matches?.into(), receipt })
    }
}
