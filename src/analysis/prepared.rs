//! What answers are computed from and what is the same for all of them: made once a graph, when it is first needed.

use std::sync::OnceLock;

use super::{Hops, Trust};
use crate::graph::Graph;

/// What is prepared of one graph, with every statement counted.
#[derive(Debug, Default)]
pub struct Prepared {
    hops: OnceLock<Hops>,
}

impl Prepared {
    /// All hops between the roles of `graph`, which is the same each time.
    pub fn hops(&self, graph: &Graph) -> &Hops {
        self.hops.get_or_init(|| Hops::new(graph, &Trust::default()))
    }
}
