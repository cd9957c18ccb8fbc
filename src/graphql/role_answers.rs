//! What is computed of a role.

use async_graphql::{Error, ID, Object};

use super::answer::Counted;
use super::concept::RoleBy;
use super::enums::Basis;
use super::gap::{SkillGap, gap_between};
use super::scope::At;

/// What is computed of a role: its fields are those of `Role`.
pub(super) struct RoleAnswers(pub(super) At);

/// What is computed of a role.
#[Object]
impl RoleAnswers {
    /// What somebody who works in another role lacks for this one: this one is the target, the skills and tools of the
    /// other are what is held. Where the basis is ESSENTIAL_SKILLS, only essential skills count, on both sides.
    async fn gap_from(
        &self,
        #[graphql(desc = "The role that somebody comes from; one that is not in the graph is NOT_FOUND.")]
        role: RoleBy,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; an unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only skills and tools of these taxonomies count, by slug; an unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<SkillGap, Error> {
        gap_between(&self.0, role, basis, &Counted { sources, taxonomies, min_evidence })
    }
}
