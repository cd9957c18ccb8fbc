//! The contract: what clients ask and how it is answered.
//!
//! - `scope`: what one request sees
//! - `role`, `skill`, `tool`, `pathway`, `plain`, `salary`, `source`: one domain each: types, inputs, root fields
//! - `role_skill`, `role_tool`: links that have filters and orders of their own
//! - `role_pathway`, `role_relation`: other links of a role
//! - `node`, `concept`: the interfaces, and what all concepts share
//! - `search`: concepts by what people type
//! - `title`: roles by the titles of jobs
//! - `mentions`: skills and tools that a text mentions
//! - `answer`, `answer_enums`: what computed answers share: what is held, which statements count, the receipt
//! - `gap`, `tool_gap`: what somebody lacks for a role
//! - `gaps`: the same for many roles
//! - `matching`: which roles somebody covers best
//! - `next`: which skills to learn next
//! - `plan`: in which order to learn what is lacking
//! - `what_if`: what changes when something more is held, or less
//! - `compare`: what roles have in common, and what each has alone
//! - `similar`: roles that need the same as one
//! - `skill_demand`: which roles ask for a skill, and what else they ask for
//! - `outlook`: what is said of the outlook of a role
//! - `health`: what in the graph deserves a second look
//! - `neighborhood`: what is linked around a concept
//! - `hierarchy`: all that is broader or narrower than a concept
//! - `role_answers`, `skill_answers`: what is computed of a role and of a skill
//! - `paths`: the best routes from one role to another
//! - `page`, `filter`, `relation`, `value`, `enums`: lists, conditions, directions, values
//! - `error`: the one list of codes
//! - `guard`: what a request may ask for: its size, its form, its values, its cost, its time
//! - `execute`: one request against one graph: prepared, then executed; or listened to
//! - `subscription`, `root_field`: what can be listened to

mod answer;
mod answer_enums;
mod compare;
mod concept;
mod enums;
mod error;
mod execute;
mod filter;
mod gap;
mod gaps;
mod guard;
mod health;
mod hierarchy;
mod matching;
mod mentions;
mod neighborhood;
mod next;
mod node;
mod outlook;
mod page;
mod paths;
mod pathway;
mod pathway_filter;
mod plain;
mod plan;
mod relation;
mod role;
mod role_answers;
mod role_filter;
mod role_pathway;
mod role_relation;
mod role_skill;
mod role_tool;
mod root_field;
mod salary;
mod scope;
mod search;
mod similar;
mod skill;
mod skill_answers;
mod skill_demand;
mod source;
mod subscription;
mod title;
mod tool;
mod tool_gap;
mod value;
mod what_if;

use async_graphql::{EmptyMutation, MergedObject};

pub use crate::graph::Languages;
pub use error::Code;
pub use execute::{Answer, Asked, Kind, Prepared, Schema, schema};
pub use guard::Limits;
pub use subscription::Subscription;

/// Declares the root type from the root fields of each domain.
macro_rules! query {
    ($($domain:ident::$fields:ident,)+) => {
        /// What can be asked.
        #[derive(MergedObject, Default)]
        pub struct Query($($domain::$fields,)+);

        /// The root fields of each domain.
        #[cfg(test)]
        fn root_fields() -> Vec<Vec<String>> {
            vec![$(tests::fields::<$domain::$fields>(),)+]
        }
    };
}

query! {
    node::NodeQuery,
    role::RoleQuery,
    skill::SkillQuery,
    tool::ToolQuery,
    pathway::PathwayQuery,
    plain::TaskQuery,
    source::SourceQuery,
    search::SearchQuery,
    title::TitleQuery,
    mentions::MentionQuery,
    gap::GapQuery,
    gaps::GapsQuery,
    matching::MatchQuery,
    next::NextQuery,
    what_if::WhatIfQuery,
    plan::PlanQuery,
    compare::CompareQuery,
    neighborhood::NeighborhoodQuery,
    paths::PathsQuery,
    health::HealthQuery,
}

type Bare = async_graphql::Schema<Query, EmptyMutation, Subscription>;

#[cfg(test)]
mod tests {
    use async_graphql::OutputType;
    use async_graphql::registry::{MetaType, Registry};

    use super::{Query, root_fields};

    pub(super) fn fields<T: OutputType>() -> Vec<String> {
        match Registry::default().create_fake_output_type::<T>() {
            MetaType::Object { fields, .. } => fields.into_keys().collect(),
            _ => panic!("the root fields of a domain are an object"),
        }
    }

    #[test]
    fn no_two_domains_have_a_root_field_of_the_same_name() {
        // The later of two would take the place of the other without a word.
        let (mut merged, mut each) = (fields::<Query>(), root_fields().concat());
        merged.sort();
        each.sort();
        assert_eq!(merged, each);
    }
}
