//! Answers that are computed from a graph: one question a file, each a pure function of the graph and its arguments.
//!
//! - `trust`: which statements count
//! - `needs`: what a role asks for, and what each of it weighs
//! - `needed`: what all roles need, to compare somebody with them
//! - `held`: what a person holds
//! - `credit`: what something held is worth where something else is needed
//! - `spread`: the same for all skills at once
//! - `gap`: what is covered, partly covered and missing
//! - `matching`: which roles are covered best
//! - `similar`: which roles need the same as one
//! - `compare`: what roles have in common, and what each has alone
//! - `co_occurring`: which skills the same roles ask for
//! - `demand`: how many roles ask for a skill
//! - `outlook`: what is said of the outlook of a role
//! - `health`: what in a graph deserves a second look
//! - `neighborhood`: what is linked around a concept
//! - `paths`: the best routes from one role to another
//! - `next`: which skills to learn next
//! - `plan`: in which order to learn what is lacking, and on which pathways
//! - `what_if`: what changes when something more is held, or less
//! - `teaching`: which pathways teach a skill
//! - `numbers`: what answers compute with
//! - `components`: what hangs together both ways
//! - `prepared`: what is made once a graph

mod co_occurring;
mod compare;
mod components;
mod credit;
mod demand;
mod gap;
mod health;
mod held;
mod matching;
mod needed;
mod needs;
mod neighborhood;
mod next;
mod numbers;
mod outlook;
mod paths;
mod plan;
mod prepared;
mod similar;
mod spread;
mod teaching;
mod trust;
mod what_if;

pub use co_occurring::{CoOccurring, Together, asking_both, co_occurring};
pub use compare::{Comparison, Pair, SharedLinks, SharedSkill, Unique, compare};
pub use credit::{Credit, Step, credit};
pub use demand::{Asked, AskedIn, Demand, demand};
pub use gap::{Gain, Gap, Item, gains, gap};
pub use health::{About, Health, HealthKind, Offender, health};
pub use held::Held;
pub use matching::{Matched, Matches, matches};
pub use needed::{Needed, Roles};
pub use needs::{Basis, Need, needs, pathways, tasks, tools};
pub use neighborhood::{Joined, Near, Neighborhood, Reach, neighborhood};
pub use next::{Goal, Learnt, NextSkills, Raised, next_skills};
pub use outlook::{Outlook, PayRange, Sought, outlook, pay};
pub use paths::{Constraint, Hop, HopKind, Hops, Journey, PathCost, Paths, Route, Shared, career_paths};
pub use plan::{Before, Budget, Lesson, Plan, PlanAsked, Taken, plan};
pub use prepared::{Part, Prepared};
pub use similar::{Common, Similar, common, similar};
pub use trust::Trust;
pub use what_if::{Changed, Moved, WhatIf, what_if};
