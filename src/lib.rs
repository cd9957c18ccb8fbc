//! career-graph: roles, skills, tools and pathways as one GraphQL graph, with a source for every fact.
//!
//! ARCHITECTURE.md has the picture; the layers below import downwards only.

pub mod analysis;
pub mod cli;
pub mod config;
pub mod dataset;
pub mod export;
pub mod graph;
pub mod graphql;
pub mod http;
pub mod import;
pub mod live;
pub mod progress;
pub mod search;
pub mod store;
