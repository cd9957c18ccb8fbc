//! What can fail, with the remedy.

use std::error::Error;
use std::path::PathBuf;

use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};
use uuid::Uuid;

use super::Store;
use crate::dataset::Problem;

/// What can fail in the store; a message is one line and never holds a password.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL is of no known form.
    #[error("the database URL is not understood: expected sqlite://PATH or postgres://USER@HOST/NAME")]
    Url {
        /// What is wrong with it, where more is known.
        source: Option<Cause>,
    },
    /// The database file cannot be used.
    #[error("the database file `{}` cannot be opened: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
        /// What the engine says.
        source: Option<Cause>,
    },
    /// The SQLite that was compiled in loses data.
    #[error("SQLite {found} can corrupt a database in WAL mode: build with 3.51.3 or newer")]
    OldSqlite {
        /// Its version.
        found: String,
    },
    /// The server does not answer, or refuses the connection.
    #[error(
        "cannot connect to {place}: check that the server runs and that the URL names its host, port, user, \
             password and database"
    )]
    Unreachable {
        /// The server.
        place: String,
        /// What it says.
        source: Cause,
    },
    /// The tables are of a later version.
    #[error(
        "{place} was written by a newer career-graph (migration `{migration}` is unknown here): use that \
             version, or another database"
    )]
    Newer {
        /// The database.
        place: String,
        /// The first migration that is not known.
        migration: String,
    },
    /// The row that holds the revision is missing.
    #[error("{place} has no revision: its tables are damaged, restore them from a backup")]
    NoHead {
        /// The database.
        place: String,
    },
    /// The records contradict themselves or what is stored; nothing was written.
    #[error("{} in the records, nothing was written; {}", problems(.0.len()), first(.0))]
    Invalid(Vec<Problem>),
    /// Another dataset states the same; nothing was written.
    #[error(
        "dataset `{dataset}` states {kind} {statement}, which dataset `{owner}` already states: leave it out of \
             one of them; nothing was written"
    )]
    Owned {
        /// What is stated, such as `role_skill`.
        kind: String,
        /// The statement.
        statement: Uuid,
        /// Who states it.
        owner: String,
        /// Who was to be written.
        dataset: String,
    },
    /// The records collide with stored ones in a way that only the database sees; nothing was written.
    #[error("the records collide with what {place} holds, nothing was written: remove one of both")]
    Conflict {
        /// The database.
        place: String,
        /// Which constraint refused.
        source: Cause,
    },
    /// Another process holds the write lock.
    #[error("{place} is being written by another process: try again when it has finished")]
    Busy {
        /// The database.
        place: String,
    },
    /// The database failed otherwise.
    #[error("cannot {attempt} ({place})")]
    Database {
        /// What was attempted.
        attempt: &'static str,
        /// The database.
        place: String,
        /// What it says.
        source: Cause,
    },
}

fn problems(count: usize) -> String {
    if count == 1 { "a problem".to_owned() } else { format!("{count} problems") }
}

fn first(problems: &[Problem]) -> String {
    problems.first().map_or_else(String::new, |problem| format!("the first: {problem}"))
}

/// What the engine or the operating system says, without the wrappers that repeat it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Cause(String);

impl Cause {
    /// The innermost cause of `error`.
    pub(super) fn of(error: &(dyn Error + 'static)) -> Self {
        let mut cause = error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        Self(cause.to_string().replace('\n', "; "))
    }
}

impl Store {
    /// Turns what the database says into an error of ours.
    pub(super) fn failed(&self, attempt: &'static str) -> impl Fn(DbErr) -> StoreError {
        let place = self.place.to_string();
        move |error| {
            let place = place.clone();
            if matches!(driver(&error).and_then(code).as_deref(), Some("5" | "261" | "517" | "773")) {
                return StoreError::Busy { place };
            }
            let source = driver(&error).map_or_else(|| Cause::of(&error), |error| Cause::of(error));
            match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_) | SqlErr::ForeignKeyConstraintViolation(_)) => {
                    StoreError::Conflict { place, source }
                }
                _ => StoreError::Database { attempt, place, source },
            }
        }
    }
}

/// The error of the driver below, which SeaORM does not name as its source.
fn driver(error: &DbErr) -> Option<&sqlx::Error> {
    let (DbErr::Conn(inner) | DbErr::Exec(inner) | DbErr::Query(inner)) = error else { return None };
    let RuntimeErr::SqlxError(inner) = inner else { return None };
    Some(inner)
}

/// The engine's own code of an error: SQLite's (extended) result code, PostgreSQL's SQLSTATE.
pub(super) fn code(error: &sqlx::Error) -> Option<String> {
    error.as_database_error()?.code().map(|code| code.into_owned())
}
