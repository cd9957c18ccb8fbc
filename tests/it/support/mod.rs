//! What the tests stand on.
//!
//! - `app`: the router over a database, asked as a client asks
//! - `database`: a database of its own for each test, on both engines
//! - `records`: small datasets by hand

mod app;
mod database;
mod records;

pub(crate) use app::{App, Raw, curated_edition};
pub(crate) use database::Database;
pub(crate) use records::{Records, in_order};
