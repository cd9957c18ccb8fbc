//! Answers that are computed from a graph: one question a file, each a pure function of the graph and its arguments.
//!
//! - `trust`: which statements count
//! - `needs`: what a role asks for, and what each of it weighs
//! - `held`: what a person holds
//! - `credit`: what something held is worth where something else is needed
//! - `gap`: what is covered, partly covered and missing
//! - `matching`: which roles are covered best
//! - `similar`: which roles need the same as one
//! - `compare`: what roles have in common, and what each has alone
//! - `neighborhood`: what is linked around a concept
//! - `paths`: the best routes from one role to another
//! - `prepared`: what is made once a graph

mod compare;
mod credit;
mod gap;
mod held;
mod matching;
mod needs;
mod neighborhood;
mod paths;
mod prepared;
mod similar;
mod trust;

pub use compare::{Comparison, Pair, SharedLinks, SharedSkill, Unique, compare};
pub use credit::{Credit, Spread, Step, credit, spread};
pub use gap::{Gain, Gap, Item, gap};
pub use held::Held;
pub use matching::{Matched, matches};
pub use needs::{Basis, Need, needs, tasks, tools};
pub use neighborhood::{Joined, Near, Neighborhood, Reach, neighborhood};
pub use paths::{Constraint, Hop, HopKind, Hops, Journey, PathCost, Paths, Route, Shared, career_paths};
pub use prepared::Prepared;
pub use similar::{Similar, similar};
pub use trust::Trust;
