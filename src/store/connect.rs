//! URL → pools, with every setting of an engine, and what is wrong if that fails.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sea_orm::DatabaseConnection;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::sqlx::{self, ConnectOptions, Connection, Row};

use tokio::sync::Semaphore;

use super::error::{Cause, code};
use super::{Store, StoreError};

/// Connections that read at the same time. Reading happens at a start and after a change, not per request.
const READERS: u32 = 4;

/// How long a connection that nobody uses stays open: each keeps pages of the file in memory.
const IDLE: Duration = Duration::from_secs(2);

/// How long a writer of this process waits for one of another process; above it, the write fails as busy.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a server may take to answer the first connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Below it SQLite could corrupt a database in WAL mode when its log was reset.
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// The file SQLite keeps its log in is cut back to this many bytes after a long write.
const LOG_BYTES: &str = "67108864";

/// What the writer may keep in memory, in KiB (negative by SQLite's convention): a large import inserts in random
/// places, and pages that do not fit are written more than once.
pub(super) const WRITER_CACHE: &str = "-131072";

impl Store {
    /// Connects to `sqlite://PATH` (created if it is missing, unless `?mode=` says otherwise) or `postgres://…`.
    ///
    /// One connection is opened to see that it works. Nothing is migrated.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            sqlite(url).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            postgres(url).await
        } else {
            Err(StoreError::Url { source: None })
        }
    }
}

async fn sqlite(url: &str) -> Result<Store, StoreError> {
    let mut options = SqliteConnectOptions::from_str(url).map_err(not_understood)?;
    let mode =
        url.split_once('?').and_then(|(_, query)| query.split('&').find_map(|p| p.strip_prefix("mode=")));
    let read_only = mode == Some("ro");
    if mode.is_none() {
        options = options.create_if_missing(true);
    }
    options = options
        .disable_statement_logging()
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .synchronous(SqliteSynchronous::Full)
        .pragma("trusted_schema", "OFF")
        .pragma("journal_size_limit", LOG_BYTES);
    if !read_only {
        options = options.journal_mode(SqliteJournalMode::Wal);
    }
    try_sqlite(&options, read_only).await?;
    let reads = SqlitePoolOptions::new()
        .max_connections(READERS)
        .idle_timeout(IDLE)
        .connect_lazy_with(options.clone().pragma("query_only", "ON"));
    let writes = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(options.clone().pragma("cache_size", WRITER_CACHE));
    Ok(Store {
        reads: DatabaseConnection::from(reads),
        writes: DatabaseConnection::from(writes),
        turn: Arc::default(),
        lanes: Arc::new(Semaphore::new(1)),
        place: options.get_filename().display().to_string().into(),
        postgres: None,
    })
}

/// Opens the file once: what is wrong with it is told here, with its path, and not at the first query.
async fn try_sqlite(options: &SqliteConnectOptions, read_only: bool) -> Result<(), StoreError> {
    let path = options.get_filename();
    let unusable = |error: sqlx::Error| unusable(path, read_only, &error);
    let mut connection = first(options).await.map_err(unusable)?;
    let version = sqlx::query("SELECT sqlite_version() FROM (SELECT count(*) FROM sqlite_schema)");
    let found: String =
        version.fetch_one(&mut connection).await.and_then(|row| row.try_get(0)).map_err(unusable)?;
    if number(&found) < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite { found });
    }
    if !read_only {
        // Whether it can be written; if another process writes just now, it can. To begin is not enough: on a file
        // that may only be read SQLite silently begins to read.
        sqlx::query("PRAGMA busy_timeout = 0").execute(&mut connection).await.map_err(unusable)?;
        match sqlx::raw_sql("BEGIN IMMEDIATE; PRAGMA user_version = 1").execute(&mut connection).await {
            Err(error) if code(&error).as_deref() != Some("5") => return Err(unusable(error)),
            _ => {}
        }
    }
    // The transaction, if any, ends with its connection, and what it wrote with it.
    connection.close().await.map_err(unusable)
}

/// The first connection turns a new file to WAL mode. SQLite does not wait for another process that is just doing so
/// either, whatever the timeout: it says at once that the file is locked.
async fn first(options: &SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let begun = Instant::now();
    loop {
        match SqliteConnection::connect_with(options).await {
            Err(error) if code(&error).as_deref() == Some("5") && begun.elapsed() < BUSY_TIMEOUT => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            done => return done,
        }
    }
}

fn number(version: &str) -> [u32; 3] {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

/// SQLite says of nearly everything that it is "unable to open database file": looks at the file to say why.
fn unusable(path: &Path, read_only: bool, error: &sqlx::Error) -> StoreError {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let shown = folder.display();
    // The low byte is the result code, whatever the extension.
    let code = code(error).and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff);
    let reason = if path.is_dir() {
        "it is a directory: name a file in it".to_owned()
    } else if !folder.is_dir() {
        format!("there is no directory `{shown}`: create it, or name another path")
    } else if code == Some(26) || code == Some(11) {
        "it is no SQLite database, or a damaged one: name another path, or restore it from a backup"
            .to_owned()
    } else if path.exists() && std::fs::File::open(path).is_err() {
        "this user may not read it: give the user read and write permission, or name another path".to_owned()
    } else if !read_only && path.exists() && std::fs::OpenOptions::new().write(true).open(path).is_err() {
        "this user may not write it: give the user write permission, or name another path".to_owned()
    } else if matches!(code, Some(8 | 14 | 23)) {
        format!(
            "this user may not create files in the directory `{shown}`: give the user write permission there, \
                 or name another path"
        )
    } else {
        "check the path and the disk".to_owned()
    };
    StoreError::File { path: path.to_owned(), reason, source: Some(Cause::of(error)) }
}

async fn postgres(url: &str) -> Result<Store, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(not_understood)?.disable_statement_logging();
    let options = if options.get_application_name().is_none() {
        options.application_name("career-graph")
    } else {
        options
    };
    let host = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let place = format!("PostgreSQL at {host}, database `{}`", options.get_database().unwrap_or_default());
    let unreachable = |source: Cause| StoreError::Unreachable { place: place.clone(), source };
    // A pool would try again until its timeout; the first connection tells at once.
    match tokio::time::timeout(CONNECT_TIMEOUT, PgConnection::connect_with(&options)).await {
        Ok(Ok(connection)) => connection.close().await.map_err(|error| unreachable(Cause::of(&error)))?,
        Ok(Err(error)) => return Err(unreachable(Cause::of(&error))),
        Err(elapsed) => return Err(unreachable(Cause::of(&elapsed))),
    }
    let pool =
        |connections| PgPoolOptions::new().max_connections(connections).connect_lazy_with(options.clone());
    Ok(Store {
        reads: DatabaseConnection::from(pool(READERS)),
        writes: DatabaseConnection::from(pool(1)),
        turn: Arc::default(),
        lanes: Arc::new(Semaphore::new(1)),
        place: place.into(),
        postgres: Some(Box::new(options)),
    })
}

fn not_understood(error: sqlx::Error) -> StoreError {
    StoreError::Url { source: Some(Cause::of(&error)) }
}
