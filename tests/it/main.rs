//! Black-box tests, one binary: through the router, the store and the command line.

mod facts;
mod store;
mod support;
