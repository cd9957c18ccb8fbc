//! What is computed of a role.

use async_graphql::{Error, ID, Object};

use super::answer::Counted;
use super::answer_enums::Basis;
use super::concept::RoleBy;
use super::gap::{SkillGap, gap_between};
use super::guard::List;
use super::outlook::{RoleOutlook, outlook};
use super::role_filter::RoleFilter;
use super::scope::At;
use super::similar::{SimilarRole, similar_roles};

/// What is computed of a role: its fields are those of `Role`.
pub(super) struct RoleAnswers(pub(super) At);

/// What is computed of a role.
#[Object]
impl RoleAnswers {
    /// What somebody who works in another role lacks for this one: this one is the target, the skills and tools of the
    /// other are what is held. Where the basis is ESSENTIAL_SKILLS, only essential skills count, on both sides. Where a
    /// skill is rated for a role, it counts from importance 3 on, on both sides, but where the basis is LEVELS.
    async fn gap_from(
        &self,
        #[graphql(desc = "The role that somebody comes from; one that is not in the graph is NOT_FOUND.")]
        role: RoleBy,
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
    ) -> Result<SkillGap, Error> {
        gap_between(&self.0, role, basis, &Counted { sources, taxonomies, min_evidence })
    }

    /// Other roles that need most of the same, by similarity, then by name; those that share nothing are left out.
    ///
    /// A role of which nothing is stated needs what the nearest broader roles do, or its exact matches. Where the basis
    /// is ESSENTIAL_SKILLS, only essential skills count, on both sides; where it is LEVELS, only skills of which a
    /// level is known. O*NET rates all roles in the same skills: of its roles LEVELS tells most.
    async fn similar_roles(
        &self,
        #[graphql(desc = "By what they are compared.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(desc = "At most so many: 1 to 50.", default = 10)] first: i32,
        #[graphql(desc = "Only roles that pass.")] filter: Option<RoleFilter>,
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
    ) -> Result<List<SimilarRole>, Error> {
        let counted = Counted { sources, taxonomies, min_evidence };
        similar_roles(&self.0, basis, first, filter.as_ref(), &counted)
    }

    /// What the sources say of its outlook, and nothing else: remarks on demand, what it pays, which of its tools are
    /// sought. Null where no source that counts says anything of it.
    async fn outlook(
        &self,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only tools of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<Option<RoleOutlook>, Error> {
        outlook(&self.0, &Counted { sources, taxonomies, min_evidence })
    }
}
