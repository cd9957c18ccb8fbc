//! What the tests stand on.
//!
//! - `app`: the router over a database, asked as a client asks
//! - `crowd`: a graph with many of everything
//! - `database`: a database of its own for each test, on both engines
//! - `dice`: numbers that are drawn
//! - `records`, `graph`: small datasets by hand
//! - `process`: what the system says of a process
//! - `published`: releases as they are published, and their tables row by row
//! - `served`: the server on a port of its own
//! - `schema`: the printed schema, to derive cases from

mod app;
mod crowd;
mod database;
mod dice;
mod graph;
mod process;
mod published;
mod records;
mod schema;
mod served;

pub(crate) use app::{App, Raw, curated_edition};
pub(crate) use crowd::{crowd, hub, member};
pub(crate) use database::Database;
pub(crate) use dice::Dice;
pub(crate) use process::{Process, settled};
pub(crate) use published::{Row, esco_1_1_1, esco_table, onet_29_0, onet_table, published, rows, tables};
pub(crate) use records::{Records, in_order};
pub(crate) use schema::{Schema, argument, base};
pub(crate) use served::{Served, send, within};
