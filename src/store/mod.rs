//! The system of record: the only layer that names SeaORM and the migrations.
//!
//! - `connect`: URL → pools, with every setting of an engine, and what is wrong if that fails
//! - `migrate`: brings the tables up to date, refuses a newer database
//! - `rows`: all tables alike: read, insert, replace, take apart
//! - `plan`: the difference between what is stored and what is given
//! - `apply`: one transaction that writes the difference, the next revision and the change log
//! - `concepts`: which concepts there are
//! - `verify`: what is wrong in a database
//! - `listen`: hears of revisions that others write
//! - `error`: what can fail, with the remedy

mod apply;
mod concepts;
mod connect;
mod error;
mod listen;
mod migrate;
mod plan;
mod rows;
mod verify;

use std::sync::Arc;

use ::entity::{dataset, head, revision};
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    EntityTrait, IsolationLevel, QueryFilter, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::Mutex;

use crate::dataset::Dataset;

pub use error::{Cause, StoreError};
pub use listen::Listener;

/// A database, SQLite or PostgreSQL; cloning shares its connections.
#[derive(Clone, Debug)]
pub struct Store {
    reads: DatabaseConnection,
    writes: DatabaseConnection,
    /// Writers of this process queue here, so that none runs into a timeout behind a long import.
    turn: Arc<Mutex<()>>,
    /// How messages name the database; without user and password.
    place: Arc<str>,
    /// What a listener connects with; none on SQLite.
    postgres: Option<Box<PgConnectOptions>>,
}

/// The newest revision of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Counted up from 1; 0 before the first write.
    pub revision: i64,
    /// `Dataset::live_digest` of all that is stored, as 64 hexadecimal digits.
    pub digest: String,
}

/// Everything that a database holds, at one revision.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The revision.
    pub head: Head,
    /// When it was written, in Unix milliseconds UTC; `None` before the first write.
    pub written_at_ms: Option<i64>,
    /// All records of all datasets, retired ones included, each table in the order of its primary key.
    pub dataset: Dataset,
}

/// Who writes, why and when.
#[derive(Clone, Debug)]
pub struct Write {
    /// Who.
    pub actor: String,
    /// Why.
    pub message: String,
    /// When, in Unix milliseconds UTC.
    pub at_ms: i64,
}

/// What a write altered, in statements and reference records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changeset {
    /// The revision that was written; `None` if nothing differed.
    pub revision: Option<i64>,
    /// New.
    pub added: usize,
    /// Stored before with other rows.
    pub changed: usize,
    /// Live before, and no longer given or given as retired.
    pub retired: usize,
    /// Retired before and given again.
    pub restored: usize,
}

impl Store {
    /// The newest revision. Reads one row.
    pub async fn head(&self) -> Result<Head, StoreError> {
        self.head_in(&self.reads).await
    }

    /// Everything, in one read transaction. O(n) in all rows.
    pub async fn read(&self) -> Result<Stored, StoreError> {
        let tx = self.begin_read().await?;
        let head = self.head_in(&tx).await?;
        let dataset = rows::read(&tx).await.map_err(self.failed("read the records"))?;
        let written = revision::Entity::find_by_id(head.revision).one(&tx).await;
        let written_at_ms = written.map_err(self.failed("read the revision"))?.map(|revision| revision.at);
        tx.commit().await.map_err(self.failed("end a read"))?;
        Ok(Stored { head, written_at_ms, dataset })
    }

    /// `Dataset::digest` of the records that the dataset was last applied with, in hexadecimal digits.
    ///
    /// `None` if there is no such dataset. Equal to that of records at hand: `apply` would change nothing, unless
    /// another dataset has since altered a source or taxonomy that both name. Reads one row.
    pub async fn dataset_digest(&self, slug: &str) -> Result<Option<String>, StoreError> {
        let found = dataset::Entity::find().filter(dataset::Column::Slug.eq(slug)).one(&self.reads).await;
        Ok(found.map_err(self.failed("read a dataset's digest"))?.and_then(|row| row.digest))
    }

    /// Closes all connections; SQLite then moves its log into the database file.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.reads.close_by_ref().await.map_err(self.failed("close connections"))?;
        self.writes.close_by_ref().await.map_err(self.failed("close connections"))
    }

    async fn head_in(&self, db: &impl ConnectionTrait) -> Result<Head, StoreError> {
        let found = head::Entity::find_by_id(1).one(db).await.map_err(self.failed("read the revision"))?;
        let head = found.ok_or_else(|| StoreError::NoHead { place: self.place.to_string() })?;
        Ok(Head { revision: head.revision, digest: head.digest })
    }

    /// One snapshot: on SQLite a deferred transaction reads one in WAL mode by itself.
    async fn begin_read(&self) -> Result<DatabaseTransaction, StoreError> {
        let postgres = self.is_postgres();
        let options = TransactionOptions {
            isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
            access_mode: postgres.then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: None,
        };
        self.reads.begin_with_options(options).await.map_err(self.failed("begin a read"))
    }

    /// SQLite locks at once: a transaction that reads before it locks would lose to a writer in between.
    async fn begin_write(&self) -> Result<DatabaseTransaction, StoreError> {
        let postgres = self.is_postgres();
        let options = TransactionOptions {
            isolation_level: postgres.then_some(IsolationLevel::ReadCommitted),
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        self.writes.begin_with_options(options).await.map_err(self.failed("begin a write"))
    }

    fn is_postgres(&self) -> bool {
        self.reads.get_database_backend() == DbBackend::Postgres
    }
}
