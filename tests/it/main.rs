//! Black-box tests, one binary: through the router, the store and the command line.

mod cli;
mod contract;
mod crosswalk;
mod curated;
mod engines;
mod esco;
mod facts;
mod filters;
mod graph;
mod guard;
mod http;
mod interchange;
mod languages;
mod layers;
mod live;
mod lookups;
mod onet;
mod orders;
mod paging;
mod questions;
mod readme;
mod store;
mod support;
mod whole;
