//! Black-box tests, one binary: through the router, the store and the command line.

mod contract;
mod esco;
mod facts;
mod lookups;
mod paging;
mod readme;
mod store;
mod support;
