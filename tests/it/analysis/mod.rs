//! Computed answers: against plain twins, by hand, and over everything that is published.
//!
//! - `random`, `drawn`: small graphs that are drawn
//! - `gap`: what is lacking for a role
//! - `gap_full`: what is lacking between roles of ESCO and O*NET, against plain scripts over their files
//! - `gap_asked`: the same as clients ask it
//! - `similar`: roles that need the same
//! - `compare`: what roles have in common
//! - `paths`: the best routes from one role to another
//! - `neighborhood`: what is linked around a concept, above it and below

mod compare;
mod drawn;
mod gap;
mod gap_asked;
mod gap_full;
mod neighborhood;
mod paths;
mod random;
mod similar;
