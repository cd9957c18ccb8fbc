//! What is computed of a skill.

use async_graphql::{Error, Object};

use super::hierarchy::{ancestors, descendants};
use super::page::{AllOf, Connection, Paging};
use super::scope::At;
use super::skill::Skill;

/// What is computed of a skill: its fields are those of `Skill`.
pub(super) struct SkillAnswers(pub(super) At);

/// What is computed of a skill.
#[Object]
impl SkillAnswers {
    /// All broader skills at any depth, each once, by name; those that are retired are left out, and not what lies beyond
    /// them.
    async fn ancestors(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<AllOf<Skill>>, Error> {
        ancestors(&self.0, &Paging { first, after, last, before })
    }

    /// All narrower skills at any depth, each once, by name: what `within` of a filter lets pass. Those that are retired
    /// are left out, and not what lies beyond them.
    async fn descendants(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<AllOf<Skill>>, Error> {
        descendants(&self.0, &Paging { first, after, last, before })
    }
}
