//! The contract: what clients ask and how it is answered.
//!
//! - `scope`: what one request sees
//! - `role`, `skill`, `tool`, `pathway`, `plain`, `salary`, `source`: one domain each: types, inputs, root fields
//! - `role_skill`, `role_tool`: links that have filters and orders of their own
//! - `node`, `concept`: the interfaces, and what all concepts share
//! - `page`, `filter`, `relation`, `value`, `enums`: lists, conditions, directions, values
//! - `error`: the one list of codes
//! - `execute`: one request against one graph

mod concept;
mod enums;
mod error;
mod execute;
mod filter;
mod node;
mod page;
mod pathway;
mod pathway_filter;
mod plain;
mod relation;
mod role;
mod role_filter;
mod role_skill;
mod role_tool;
mod salary;
mod scope;
mod skill;
mod source;
mod tool;
mod value;

use async_graphql::{EmptyMutation, EmptySubscription, MergedObject};

pub use error::Code;
pub use execute::{Schema, execute, schema};

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    node::NodeQuery,
    role::RoleQuery,
    skill::SkillQuery,
    tool::ToolQuery,
    pathway::PathwayQuery,
    plain::TaskQuery,
    source::SourceQuery,
);

type Bare = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;
