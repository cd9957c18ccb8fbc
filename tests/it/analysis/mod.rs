//! Computed answers: against plain twins, by hand, and over everything that is published.
//!
//! - `drawn`: small graphs that are drawn
//! - `gap`: what is lacking for a role
//! - `gap_full`: what is lacking between roles of ESCO and O*NET, against plain scripts over their files
//! - `gap_asked`: the same as clients ask it
//! - `needs_asked`: what a role needs of which little is stated
//! - `matching_asked`: the roles that are covered best
//! - `similar`: roles that need the same
//! - `compare`: what roles have in common
//! - `demand`: how many roles ask for a skill, and for which others
//! - `outlook`: what is said of the outlook of a role
//! - `health`: what in a graph deserves a second look
//! - `health_asked`: the same as clients ask it
//! - `health_full`: the same of ESCO and O*NET, against plain scripts over their files
//! - `paths`: the best routes from one role to another
//! - `neighborhood`: what is linked around a concept, above it and below
//! - `next`: which skills to learn next
//! - `what_if`: what changes when something more is held, or less
//! - `plan`, `plan_asked`: in which order to learn what is lacking
//! - `gaps`: the same for many roles
//! - `equal_bytes`: equal questions have equal answers, on both engines and after a restart

mod compare;
mod demand;
mod drawn;
mod equal_bytes;
mod gap;
mod gap_asked;
mod gap_full;
mod gaps;
mod health;
mod health_asked;
mod health_full;
mod matching_asked;
mod needs_asked;
mod neighborhood;
mod next;
mod outlook;
mod paths;
mod plan;
mod plan_asked;
mod similar;
mod what_if;
