//! Computed answers: against plain twins, by hand, and over everything that is published.
//!
//! - `random`: small graphs that are drawn
//! - `gap`: what is lacking for a role
//! - `gap_full`: what is lacking between roles of ESCO and O*NET, against plain scripts over their files
//! - `gap_asked`: the same as clients ask it

mod gap;
mod gap_asked;
mod gap_full;

mod random;
