//! What the tests stand on.
//!
//! - `database`: a database of its own for each test, on both engines
//! - `records`: small datasets by hand

mod database;
mod records;

pub(crate) use database::Database;
pub(crate) use records::{Records, in_order};
