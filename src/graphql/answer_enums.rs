//! The closed sets of values that only computed answers have.

use async_graphql::Enum;

/// By what roles are measured and compared.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::analysis::Basis")]
pub(super) enum Basis {
    /// The skills that are essential, and no others: those of ESCO say so.
    EssentialSkills,
    /// All skills that are asked for: of those that are rated, the important ones (O*NET IM of 3 or more).
    Skills,
    /// The tools that are worked with: each is held, itself or as an exact match, or it is not.
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
    /// Skills to learn: a hop costs as many as it asks for that are new; one to a role of which no need is known (its
    /// `neededCount` is 0), as many as the most that any hop asks for, as what is not known is not little.
    NewSkills,
    /// Weeks on pathways: a hop costs those of the shortest known pathway to its end; where none is known, as many as
    /// the longest of these that any role has, 0 where none has one. What is known of a hop is told in its `weeks`.
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
    /// The other is among the at most ten roles that share most skills with the one, a tenth or more of all that either
    /// asks for: computed.
    Similar,
}

/// A relation between concepts of one kind, read from start to end.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The end is broader than the start.
    Broader,
    /// Those in the start can move on to the end.
    CanBecome,
    /// They work together.
    WorksWith,
    /// A source compares them.
    ComparedWith,
    /// The start combines the end with more.
    Combines,
    /// They have to do with each other.
    Related,
    /// The start takes the end.
    Requires,
    /// The start is built on the end.
    BuiltOn,
    /// The start uses the end.
    Uses,
    /// One can be taken for the other.
    AlternativeTo,
}

/// Relates the relations that are stored to those that clients see.
macro_rules! relations {
    ($($stored:ident: $($relation:ident)+;)+) => {
        $(impl From<::entity::$stored> for Relation {
            fn from(kind: ::entity::$stored) -> Self {
                match kind {
                    $(::entity::$stored::$relation => Self::$relation,)+
                }
            }
        })+
    };
}

relations! {
    RoleLinkKind: Broader CanBecome WorksWith ComparedWith Combines Related;
    SkillLinkKind: Broader Requires Related;
    ToolLinkKind: BuiltOn Uses ComparedWith AlternativeTo;
}
