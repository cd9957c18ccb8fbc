//! One notation for both engines.
//!
//! A migration writes standard SQL with PostgreSQL's type names in braces; on SQLite they become the types of a
//! STRICT table, so that neither engine stores a value of another type than the column's.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Types and clauses in braces: as written, on SQLite, on PostgreSQL.
const WORDS: &[(&str, &str, &str)] = &[
    ("{uuid}", "BLOB", "UUID"),
    // Text compares by its bytes on both engines, whatever the locale of the server.
    ("{text}", "TEXT", "TEXT COLLATE \"C\""),
    ("{int}", "INTEGER", "INTEGER"),
    ("{bigint}", "INTEGER", "BIGINT"),
    ("{real}", "REAL", "DOUBLE PRECISION"),
    ("{bool}", "INTEGER", "BOOLEAN"),
    // SQLite can leave a generated column out of the row; PostgreSQL 15 cannot.
    ("{generated}", "VIRTUAL", "STORED"),
    ("{table}", "STRICT, WITHOUT ROWID", ""),
];

/// A table: its name and what stands between the parentheses of CREATE TABLE.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static str,
}

/// Creates the tables in their order, then runs the further statements.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    tables: &[Table],
    further: &[&str],
) -> Result<(), DbErr> {
    for Table { name, columns } in tables {
        let statement = format!("CREATE TABLE {name} ({columns}) {{table}}");
        execute(manager, &statement).await?;
    }
    for statement in further {
        execute(manager, statement).await?;
    }
    Ok(())
}

/// Drops the tables, the last first.
pub(crate) async fn drop(manager: &SchemaManager<'_>, tables: &[Table]) -> Result<(), DbErr> {
    for Table { name, .. } in tables.iter().rev() {
        execute(manager, &format!("DROP TABLE {name}")).await?;
    }
    Ok(())
}

async fn execute(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let statement = WORDS.iter().fold(statement.to_owned(), |text, (word, on_sqlite, on_postgres)| {
        text.replace(word, if sqlite { on_sqlite } else { on_postgres })
    });
    manager.get_connection().execute_unprepared(&statement).await?;
    Ok(())
}

/// Declares `Migration`: creates `TABLES`, then runs `FURTHER`; the way back drops `TABLES`.
macro_rules! migration {
    () => {
        use sea_orm_migration::prelude::*;

        #[derive(DeriveMigrationName)]
        pub(crate) struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::sql::create(manager, TABLES, FURTHER).await
            }

            async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::sql::drop(manager, TABLES).await
            }

            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}
pub(crate) use migration;
