//! Answers that are computed from a graph: one question a file, each a pure function of the graph and its arguments.
//!
//! - `trust`: which statements count
//! - `needs`: what a role asks for, and what each of it weighs
//! - `held`: what a person holds
//! - `credit`: what something held is worth where something else is needed
//! - `gap`: what is covered, partly covered and missing
//! - `matching`: which roles are covered best
//! - `paths`: the best routes from one role to another
//! - `prepared`: what is made once a graph

mod credit;
mod gap;
mod held;
mod matching;
mod needs;
mod paths;
mod prepared;
mod trust;

pub use credit::{Credit, Spread, Step, credit, spread};
pub use gap::{Gain, Gap, Item, gap};
pub use held::Held;
pub use matching::{Matched, matches};
pub use needs::{Basis, Need, needs, tools};
pub use paths::{Constraint, Hop, HopKind, Hops, Journey, PathCost, Paths, Route, Shared, career_paths};
pub use prepared::Prepared;
pub use trust::Trust;
