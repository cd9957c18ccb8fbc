//! Black-box tests, one binary: through the router, the store and the command line.

mod facts;
mod onet;
mod readme;
mod store;
mod support;
