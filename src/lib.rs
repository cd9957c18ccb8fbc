//! career-graph: roles, skills, tools and pathways as one GraphQL graph, with a source for every fact.
//!
//! ARCHITECTURE.md has the picture; the layers below import downwards only.

pub mod dataset;
pub mod store;
