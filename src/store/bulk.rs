//! Many new rows at once.
//!
//! SQLite writes a row into every index of its table as it comes. Ids are random, so beyond the page cache each index
//! costs a page read and written a row, and ten times the rows take far more than ten times as long. What is made at
//! the end is sorted once and written once. On PostgreSQL this is left alone: there, to drop an index would keep
//! everybody from reading the table until the import is over.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel, Statement};

use super::connect::WRITER_CACHE;
use super::rows;
use crate::progress::Progress;

/// Fewer rows than these find their pages in the cache.
const BULK: usize = 20_000;

/// The page cache while an index is made, in KiB (negative by SQLite's convention).
const SORT_CACHE: &str = "-4096";

/// Inserts new rows, in the order of their keys; the indexes of the table are made afterwards if that is faster.
pub(super) async fn insert<E>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    progress: &Progress,
) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let table = E::default();
    let aside = rows.len() >= BULK
        && db.get_database_backend() == DbBackend::Sqlite
        && holds_at_most(db, table.table_name(), rows.len()).await?;
    let indexes = if aside { set_aside(db, table.table_name()).await? } else { Vec::new() };
    rows::put::<E>(db, rows, false, progress).await?;
    make(db, &indexes).await
}

/// Makes indexes. SQLite sorts as many entries at once as its cache would hold, by a list whose entries lie anywhere:
/// runs that the processor's own caches hold, and are merged then, take half the time.
async fn make(db: &impl ConnectionTrait, indexes: &[String]) -> Result<(), DbErr> {
    if indexes.is_empty() {
        return Ok(());
    }
    db.execute_unprepared(&format!("PRAGMA cache_size = {SORT_CACHE}")).await?;
    for create in indexes {
        db.execute_unprepared(create).await?;
    }
    db.execute_unprepared(&format!("PRAGMA cache_size = {WRITER_CACHE}")).await?;
    Ok(())
}

/// Whether a table holds at most `most` rows: to sort many stored rows again would take longer than to add to them.
async fn holds_at_most(db: &impl ConnectionTrait, table: &str, most: usize) -> Result<bool, DbErr> {
    let sql = format!("SELECT count(*) <= {most} FROM (SELECT 1 FROM {table} LIMIT {most} + 1)");
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    row.map_or(Ok(true), |row| row.try_get_by(0))
}

/// Drops the indexes of a table; gives the statements that make them again.
///
/// Those that foreign keys refer to belong to constraints, have no statement of their own, and stay.
async fn set_aside(db: &impl ConnectionTrait, table: &str) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL";
    let found = Statement::from_sql_and_values(DbBackend::Sqlite, sql, [table.into()]);
    let mut indexes = Vec::new();
    for row in db.query_all_raw(found).await? {
        let (name, create): (String, String) = (row.try_get_by(0)?, row.try_get_by(1)?);
        db.execute_unprepared(&format!("DROP INDEX {name}")).await?;
        indexes.push(create);
    }
    Ok(indexes)
}
