//! The system of record: the only layer that names SeaORM and the migrations.
//!
//! - `connect`: URL → pools, with every setting of an engine, and what is wrong if that fails
//! - `migrate`: brings the tables up to date, refuses a newer database
//! - `pages`: whole tables, thousands of rows a time
//! - `rows`: all tables alike: read, insert, replace, take apart
//! - `bulk`: many new rows at once
//! - `plan`: the difference between what is stored and what is given
//! - `apply`: one transaction that writes the difference, the next revision and the change log
//! - `pending`: mappings that wait for a concept
//! - `concepts`: which concepts there are
//! - `verify`: what is wrong in a database
//! - `listen`: hears of revisions that others write
//! - `error`: what can fail, with the remedy

mod apply;
mod bulk;
mod concepts;
mod connect;
mod error;
mod listen;
mod migrate;
mod pages;
mod pending;
mod plan;
mod rows;
mod verify;

use std::collections::BTreeMap;
use std::sync::Arc;

use ::entity::{ChangeOp, StatementKind, dataset, head};
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    EntityTrait, IsolationLevel, QueryFilter, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, Semaphore};
use uuid::Uuid;

use crate::dataset::{Dataset, LINKS};
use crate::progress::Progress;
use pages::Lanes;

pub use error::{Cause, StoreError};
pub use listen::Listener;
pub use pending::Pending;

/// What is attempted when records are read.
const READ: &str = "read the records";

/// Connections that read side by side; fewer than there are, so that one is left for whoever asks for the head.
const LANES: usize = 3;

/// A database, SQLite or PostgreSQL; cloning shares its connections.
#[derive(Clone, Debug)]
pub struct Store {
    reads: DatabaseConnection,
    writes: DatabaseConnection,
    /// Writers of this process queue here, so that none runs into a timeout behind a long import.
    turn: Arc<Mutex<()>>,
    /// How messages name the database; without user and password.
    place: Arc<str>,
    /// Whoever reads everything waits here for its connections: half of them would wait for the other half for ever.
    lanes: Arc<Semaphore>,
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

/// A database that is being read in parts, all at one revision.
#[derive(Debug)]
pub struct Reading {
    store: Store,
    /// The revision.
    pub head: Head,
    /// When it was written, in Unix milliseconds UTC; `None` before the first write.
    pub written_at_ms: Option<i64>,
    references: Dataset,
    lanes: Arc<Lanes>,
}

impl Reading {
    /// Everything but the links: reference records, statements, concepts and what hangs on them.
    pub async fn nodes(&mut self) -> Result<Dataset, StoreError> {
        let references = std::mem::take(&mut self.references);
        let nodes = rows::read_statements(Arc::clone(&self.lanes), |table| !LINKS.contains(&table)).await;
        Ok(rows::with_references(nodes.map_err(self.store.failed(READ))?, references))
    }

    /// The links, without their statements.
    pub async fn links(self) -> Result<Dataset, StoreError> {
        let links = rows::read_statements(self.lanes, |table| LINKS.contains(&table)).await;
        links.map_err(self.store.failed(READ))
    }
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

/// What a write altered, one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How much.
    pub changeset: Changeset,
    /// How much of each kind of statement or reference record, by name.
    pub by_kind: BTreeMap<String, Changeset>,
    /// What: reference records by name, then statements by id; new statements of a bulk only if they were asked for.
    pub altered: Vec<Altered>,
}

impl Outcome {
    fn count(&mut self, op: ChangeOp, kind: &str) {
        self.changeset.count(op);
        self.by_kind.entry(kind.to_lowercase()).or_default().count(op);
    }
}

impl Changeset {
    fn count(&mut self, op: ChangeOp) {
        let count = match op {
            ChangeOp::Add => &mut self.added,
            ChangeOp::Change => &mut self.changed,
            ChangeOp::Retire => &mut self.retired,
            ChangeOp::Restore => &mut self.restored,
        };
        *count += 1;
    }
}

/// A statement or reference record that a write altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// What happened to it.
    pub op: ChangeOp,
    /// What it is; none of a reference record.
    pub kind: Option<StatementKind>,
    /// Its id; none of a reference record.
    pub id: Option<Uuid>,
    /// A concept's slug, those of what it joins, or `table/slug` of a reference record.
    pub name: String,
}

/// How to write.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// Says what would be altered, and writes nothing.
    pub dry_run: bool,
    /// Names every new statement, however many there are.
    pub all_names: bool,
    /// Whom to tell how far it has come.
    pub progress: Progress,
}

impl Store {
    /// The newest revision. Reads one row.
    pub async fn head(&self) -> Result<Head, StoreError> {
        self.head_in(&self.reads).await
    }

    /// Everything at the newest revision. O(n) in all rows.
    pub async fn read(&self) -> Result<Stored, StoreError> {
        let Reading { head, written_at_ms, references, lanes, .. } = self.reading().await?;
        let statements = rows::read_statements(lanes, |_| true).await;
        let dataset = rows::with_references(statements.map_err(self.failed(READ))?, references);
        Ok(Stored { head, written_at_ms, dataset })
    }

    /// Begins to read everything at the newest revision, in parts, for who need not hold all of it at once.
    pub async fn reading(&self) -> Result<Reading, StoreError> {
        let (head, lanes) = self.lanes().await?;
        let references = lanes.references().await.map_err(self.failed(READ))?;
        let written = lanes.revision(head.revision).await.map_err(self.failed("read the revision"))?;
        let (written_at_ms, lanes) = (written.map(|revision| revision.at), Arc::new(lanes));
        Ok(Reading { store: self.clone(), head, written_at_ms, references, lanes })
    }

    /// Transactions that all see the newest revision.
    async fn lanes(&self) -> Result<(Head, Lanes), StoreError> {
        // It is never closed; without a permit, reading would still be right.
        let permit = Arc::clone(&self.lanes).acquire_owned().await.ok();
        loop {
            let mut lanes = Vec::with_capacity(LANES);
            let mut heads = Vec::with_capacity(LANES);
            for _ in 0..LANES {
                let tx = self.begin_read().await?;
                // The first look at the data fixes what a transaction sees.
                heads.push(self.head_in(&tx).await?);
                lanes.push(tx);
            }
            // A write came in between if they differ; the next try sees it whole.
            if let Some(head) = heads.pop().filter(|head| heads.iter().all(|other| other == head)) {
                return Ok((head, Lanes::new(lanes, permit)));
            }
        }
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
