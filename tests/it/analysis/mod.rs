//! What is computed from a graph.

mod paths;
