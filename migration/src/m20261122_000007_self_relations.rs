//! A note can say that its source relates a concept with itself, which no link may.

use sea_orm_migration::prelude::*;

use crate::sql::{execute, widen};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The last of the kinds that a note could have, and what is added after it.
const KINDS: (&str, &str) = ("'ADVICE'", "'ADVICE', 'SELF_RELATION'");

/// The way back: such notes go, and their datasets are no longer what was imported, so that the next import is read.
const GONE: &[&str] = &[
    "CREATE TEMPORARY TABLE gone AS SELECT id FROM note WHERE note_kind = 'SELF_RELATION'",
    "DELETE FROM evidence WHERE statement_id IN (SELECT id FROM gone)",
    "DELETE FROM change WHERE statement_id IN (SELECT id FROM gone)",
    "DELETE FROM note WHERE id IN (SELECT id FROM gone)",
    "UPDATE dataset SET digest = NULL
        WHERE id IN (SELECT dataset_id FROM statement WHERE id IN (SELECT id FROM gone))",
    "DELETE FROM statement WHERE id IN (SELECT id FROM gone)",
    "DROP TABLE gone",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        widen(manager, "note", "note_kind", KINDS.0, KINDS.1).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in GONE {
            execute(manager, statement).await?;
        }
        widen(manager, "note", "note_kind", KINDS.1, KINDS.0).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
