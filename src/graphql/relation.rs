//! How relations between concepts of one kind read from either end.
//!
//! - A hierarchy reads BROADER one way and NARROWER the other, so that every link can be read from this concept.
//! - A symmetric relation shows from both ends, whatever direction is asked for.
//! - Any other reads from its start only, and is met from its end when the direction IN is asked for.

use super::enums::Direction;
use super::page::{Either, Seen, either};
use crate::graph::{ConceptIdx, Facts, Graph};

/// What a relation means seen from its other end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Symmetry {
    /// The same.
    Symmetric,
    /// The inverse has a name of its own.
    Hierarchy,
    /// The inverse has no name.
    Directed,
}

/// A kind of link that is a relation between two concepts of one kind.
pub(super) trait Relation: Facts {
    /// The kinds of it that clients see.
    type Kind: Copy + PartialEq;

    /// What it means seen from its other end.
    fn symmetry(&self) -> Symmetry;

    /// The kind that clients see; `broader` tells how a hierarchy reads.
    fn kind(&self, broader: bool) -> Self::Kind;
}

/// The relations of a concept that read in a direction, of these kinds.
pub(super) fn relations<T: Relation>(
    graph: &Graph,
    of: ConceptIdx,
    direction: Direction,
    kinds: Option<&[T::Kind]>,
) -> Vec<Seen<T, Either>> {
    let mut rows = either::<T>(graph, of);
    for row in &mut rows {
        row.inward = direction == Direction::In;
    }
    rows.retain(|row| {
        let reads = match (row.link(graph).facts.symmetry(), direction) {
            (Symmetry::Symmetric | Symmetry::Hierarchy, _) | (_, Direction::Both) => true,
            (Symmetry::Directed, Direction::Out) => !row.reversed,
            (Symmetry::Directed, Direction::In) => row.reversed,
        };
        reads && kinds.is_none_or(|kinds| kinds.contains(&kind(*row, graph)))
    });
    rows
}

/// The kind as it reads from where the relation is seen.
pub(super) fn kind<T: Relation>(row: Seen<T, Either>, graph: &Graph) -> T::Kind {
    row.link(graph).facts.kind(row.reversed == row.inward)
}

/// In which direction it reads: BOTH for a symmetric one.
pub(super) fn direction<T: Relation>(row: Seen<T, Either>, graph: &Graph) -> Direction {
    match row.link(graph).facts.symmetry() {
        Symmetry::Symmetric => Direction::Both,
        Symmetry::Hierarchy if row.inward => Direction::In,
        Symmetry::Hierarchy => Direction::Out,
        Symmetry::Directed if row.reversed => Direction::In,
        Symmetry::Directed => Direction::Out,
    }
}
