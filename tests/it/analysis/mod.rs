//! Computed answers: against plain twins, by hand, and over everything that is published.
//!
//! - `drawn`: small graphs that are drawn, and their records as plain lists
//! - `similar`: roles that need the same
//! - `compare`: what roles have in common
//! - `neighborhood`: what is linked around a concept, above it and below

mod compare;
mod drawn;
mod neighborhood;
mod similar;
