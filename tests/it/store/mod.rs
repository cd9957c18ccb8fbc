//! The store, on SQLite and on PostgreSQL.
//!
//! - `apply`: what a write does and what it refuses
//! - `bulk`: many rows at once
//! - `changes`: the change log and the digests
//! - `concurrent`: several writers, a reader, a listener
//! - `everything`: a dataset that has everything
//! - `open`: connecting and what is wrong if that fails
//! - `pending`: mappings that wait for a concept
//! - `tables`: migrations, enums, constraints
//! - `verify`: damage is told

mod apply;
mod bulk;
mod changes;
mod concurrent;
mod everything;
mod open;
mod pending;
mod tables;
mod verify;

use career_graph::store::{Changeset, Store, Write};

use crate::support::Records;

/// Declares a test that runs once on each engine; `$database` is an empty database.
macro_rules! on_both_engines {
    ($(async fn $name:ident($database:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn test($database: crate::support::Database) $body

            #[tokio::test]
            async fn sqlite() {
                test(crate::support::Database::sqlite()).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(database) = crate::support::Database::postgres().await {
                    test(database).await;
                }
            }
        }
    )+};
}
pub(crate) use everything::everything;
pub(crate) use on_both_engines;

fn write(message: &str) -> Write {
    Write { actor: "tester".to_owned(), message: message.to_owned(), at_ms: 1_700_000_000_000 }
}

async fn apply(store: &Store, records: &Records) -> Changeset {
    store.apply(records.dataset.clone(), write("test")).await.expect("it can be stored")
}

/// Two roles, two skills, a tool, three links.
fn small(slug: &str) -> Records {
    let mut records = Records::new(slug);
    let back_end = records.role("back-end-developer");
    let front_end = records.role("front-end-developer");
    let sql = records.skill("sql");
    let testing = records.skill("testing");
    let mysql = records.tool("mysql");
    records.role_skill(back_end, sql, Some(5.5));
    records.role_skill(front_end, testing, None);
    records.role_tool(back_end, mysql);
    records
}
