//! Black-box tests, one binary: through the router, the store and the command line.

mod contract;
mod engines;
mod facts;
mod filters;
mod graph;
mod lookups;
mod orders;
mod paging;
mod questions;
mod readme;
mod store;
mod support;
