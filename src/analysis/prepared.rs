//! What answers are computed from and what is the same for all of them: made once a graph, when it is first needed.

use std::convert::Infallible;
use std::sync::OnceLock;

use super::{Basis, Health, Hops, Needed, Trust, health};
use crate::graph::Graph;

/// What is prepared of one graph, with every statement counted.
#[derive(Debug, Default)]
pub struct Prepared {
    hops: OnceLock<Hops>,
    health: OnceLock<Health>,
    /// By basis.
    needed: [OnceLock<Needed>; Basis::ALL.len()],
}

/// A part of what is prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All hops between roles.
    Hops,
    /// What deserves a second look.
    Health,
    /// What all roles need under a basis.
    Needed(Basis),
}

impl Prepared {
    /// Whether a part is there already.
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::Hops => self.hops.get().is_some(),
            Part::Health => self.health.get().is_some(),
            Part::Needed(basis) => self.needed[basis as usize].get().is_some(),
        }
    }

    /// Prepares a part of `graph`, which is the same each time: nothing if it is there.
    pub fn prepare(&self, part: Part, graph: &Graph) {
        match part {
            Part::Hops => drop(self.hops(graph)),
            Part::Health => drop(self.health(graph)),
            Part::Needed(basis) => drop(self.needed(basis, graph)),
        }
    }

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

    /// What all roles of `graph`, which is the same each time, need under a basis.
    pub fn needed(&self, basis: Basis, graph: &Graph) -> &Needed {
        self.needed[basis as usize].get_or_init(|| Needed::new(graph, basis))
    }
}
