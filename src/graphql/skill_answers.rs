//! What is computed of a skill.

use async_graphql::{Error, ID, Object};

use super::answer::Counted;
use super::scope::At;
use super::skill_demand::{CoOccurringSkills, SkillDemand, co_occurring, demand};

/// What is computed of a skill: its fields are those of `Skill`.
pub(super) struct SkillAnswers(pub(super) At);

/// What is computed of a skill.
#[Object]
impl SkillAnswers {
    /// The skills that the same roles ask for, with how often: by Jaccard index, then by how many roles ask for both,
    /// then by name.
    ///
    /// Links count as they are stated, and roles that are in use: nothing is taken over from broader roles. Where a
    /// skill is rated for a role, the role asks for it from importance 3 on (O*NET IM). This skill counts whatever its
    /// taxonomy.
    async fn co_occurring(
        &self,
        #[graphql(desc = "At most so many: 1 to 50.", default = 10)] first: i32,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only roles and skills of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<CoOccurringSkills, Error> {
        co_occurring(&self.0, first, &Counted { sources, taxonomies, min_evidence })
    }

    /// How many roles ask for it, how many of them as essential, how important it is to them, and in which taxonomies.
    ///
    /// Links count as they are stated, and roles that are in use: nothing is taken over from broader roles. Where a
    /// skill is rated for a role, the role asks for it from importance 3 on (O*NET IM). This skill counts whatever its
    /// taxonomy.
    async fn demand(
        &self,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only roles and skills of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<SkillDemand, Error> {
        demand(&self.0, &Counted { sources, taxonomies, min_evidence })
    }
}
