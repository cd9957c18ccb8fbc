//! One notation for both engines.
//!
//! A migration writes standard SQL with PostgreSQL's type names in braces; on SQLite they become the types of a
//! STRICT table, so that neither engine stores a value of another type than the column's.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

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

/// Alters the values that a column's CHECK lists: `from`, a part of the list, becomes `to`.
///
/// SQLite has no command for it; editing the stored text of the table is the way that its documentation gives for
/// what does not alter how rows are stored.
pub(crate) async fn widen(
    manager: &SchemaManager<'_>,
    table: &str,
    column: &str,
    from: &str,
    to: &str,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Sqlite {
        return edit_schema(manager, &[replaced(table, from, to)]).await;
    }
    let name = format!("{table}_{column}_check");
    let sql = format!("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}'");
    let found = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    let missing = || DbErr::Custom(format!("the constraint {name} is missing"));
    let check: String = found.ok_or_else(missing)?.try_get_by(0)?;
    // As PostgreSQL writes it, each value has its type: 'A'::text, 'B'::text.
    let typed =
        |values: &str| values.split(", ").map(|v| format!("{v}::text")).collect::<Vec<_>>().join(", ");
    let check = check.replace(&typed(from), &typed(to));
    db.execute_unprepared(&format!(
        "ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name} {check}"
    ))
    .await?;
    Ok(())
}

/// A UNIQUE constraint of a table on SQLite.
pub(crate) struct Unique {
    pub(crate) table: &'static str,
    /// The name of the index in its place.
    pub(crate) index: &'static str,
    pub(crate) columns: &'static str,
    /// Which of the table's keys it is, the primary key first: SQLite names the index of a constraint so.
    pub(crate) number: u8,
}

/// Turns UNIQUE constraints into indexes with names. Both are the same B-tree, so only the stored texts are edited.
pub(crate) async fn name_unique(manager: &SchemaManager<'_>, constraints: &[Unique]) -> Result<(), DbErr> {
    let edits = constraints.iter().flat_map(|Unique { table, index, columns, number }| {
        let create = format!("CREATE UNIQUE INDEX {index} ON {table} ({columns})");
        let name = format!(
            "UPDATE sqlite_schema SET name = '{index}', sql = '{create}' WHERE type = 'index'
                AND name = 'sqlite_autoindex_{table}_{number}'"
        );
        [replaced(table, &format!("UNIQUE ({columns}),"), ""), name]
    });
    edit_schema(manager, &edits.collect::<Vec<_>>()).await
}

/// The way back from `name_unique`.
pub(crate) async fn unname_unique(manager: &SchemaManager<'_>, constraints: &[Unique]) -> Result<(), DbErr> {
    let edits = constraints.iter().flat_map(|Unique { table, index, columns, number }| {
        let before = "FOREIGN KEY (id, statement_kind)";
        let unname = format!(
            "UPDATE sqlite_schema SET name = 'sqlite_autoindex_{table}_{number}', sql = NULL WHERE type = 'index'
                AND name = '{index}'"
        );
        [replaced(table, before, &format!("UNIQUE ({columns}), {before}")), unname]
    });
    edit_schema(manager, &edits.collect::<Vec<_>>()).await
}

/// The command that edits the stored text of a table on SQLite.
fn replaced(table: &str, from: &str, to: &str) -> String {
    let quoted = |text: &str| text.replace('\'', "''");
    format!(
        "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE type = 'table' AND name = '{table}'",
        quoted(from),
        quoted(to),
    )
}

async fn edit_schema(manager: &SchemaManager<'_>, edits: &[String]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    db.execute_unprepared("PRAGMA writable_schema = ON").await?;
    for edit in edits {
        db.execute_unprepared(edit).await?;
    }
    db.execute_unprepared("PRAGMA writable_schema = RESET").await?;
    Ok(())
}

pub(crate) async fn execute(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
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
