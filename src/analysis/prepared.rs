//! What answers are computed from and what is the same for all of them: made once a graph, when it is first needed.

use std::convert::Infallible;
use std::sync::OnceLock;

use super::{Health, Hops, Trust, health};
use crate::graph::Graph;

/// What is prepared of one graph, with every statement counted.
#[derive(Debug, Default)]
pub struct Prepared {
    hops: OnceLock<Hops>,
    health: OnceLock<Health>,
}

impl Prepared {
    /// All hops between the roles of `graph`, which is the same each time.
    pub fn hops(&self, graph: &Graph) -> &Hops {
        self.hops.get_or_init(|| {
            let Ok(hops) = Hops::new(graph, &Trust::default(), &mut || Ok::<_, Infallible>(()));
            hops
        })
    }

    /// What in `graph`, which is the same each time, deserves a second look.
    pub fn health(&self, graph: &Graph) -> &Health {
        self.health.get_or_init(|| health(graph))
    }
}
