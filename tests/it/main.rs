//! Black-box tests, one binary: through the router, the store and the command line.

mod cli;
mod curated;
mod facts;
mod http;
mod layers;
mod live;
mod readme;
mod store;
mod support;
