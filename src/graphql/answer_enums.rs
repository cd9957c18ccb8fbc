//! The closed sets of values that only computed answers have.

use async_graphql::Enum;

/// By what roles are measured and compared.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::analysis::Basis")]
pub(super) enum Basis {
    /// The skills that are essential, and no others: those of ESCO say so.
    EssentialSkills,
    /// All skills that are asked for.
    Skills,
    /// The tools that are worked with.
    Tools,
    /// The skills of which a level is known, by how much of the level is held: those of O*NET.
    Levels,
}

/// What a route between two roles is to have little of.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::analysis::PathCost")]
pub(super) enum PathCost {
    /// Hops: each costs 1.
    Hops,
    /// Skills to learn: a hop costs as many as it asks for that are new.
    NewSkills,
    /// Weeks on pathways: a hop costs those of the shortest known pathway to its end; where none is known, as many as the
    /// longest of the known ones.
    Weeks,
}

/// Why one can go from a role to another.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::analysis::HopKind")]
pub(super) enum HopKind {
    /// A source says that the one can become the other.
    CanBecome,
    /// A source says that the other is related to the one; those that O*NET ranks lead one way only.
    Related,
    /// The other is among the at most ten roles that share most skills with the one, a quarter or more: computed.
    Similar,
}
