//! Brings the tables up to date, refuses a newer database.

use migration::{Migrator, MigratorTrait, SchemaManager};
use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::{Store, StoreError};

/// PostgreSQL's lock for those who migrate one database at the same time; any number that nobody else uses.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7202120261121)";

impl Store {
    /// Creates or updates the tables, in one transaction; writes nothing if they are up to date.
    ///
    /// Several processes may do so at the same time. A database with a migration that this binary does not know is
    /// refused: it was written by a newer one.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
        let applied = applied(&self.reads).await.map_err(self.failed("read the migrations"))?;
        if let Some(migration) = applied.iter().find(|name| !known.contains(name)) {
            return Err(StoreError::Newer { place: self.place.to_string(), migration: migration.clone() });
        }
        if applied.len() == known.len() {
            return Ok(());
        }
        let failed = self.failed("create the tables");
        let _turn = self.turn.lock().await;
        let tx = self.begin_write().await?;
        if self.is_postgres() {
            tx.execute_unprepared(LOCK).await.map_err(&failed)?;
        }
        Migrator::up(&tx, None).await.map_err(&failed)?;
        tx.commit().await.map_err(&failed)
    }
}

/// Names of the migrations that a database has, oldest first.
async fn applied(db: &sea_orm::DatabaseConnection) -> Result<Vec<String>, DbErr> {
    if !SchemaManager::new(db).has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let names = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), names)).await?;
    rows.iter().map(|row| row.try_get_by(0)).collect()
}
