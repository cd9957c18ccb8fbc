//! Readers: each makes a `Dataset` and a report of what it read; none writes.
//!
//! - `curated`: the files of `data/`
//! - `archive`: a release as a zip or a folder
//! - `table`: its tables, row by row
//! - `esco`: a release of ESCO

mod archive;
pub mod curated;
pub mod esco;
mod table;

use std::path::PathBuf;

use crate::dataset::Dataset;

pub use archive::Archive;
pub use table::{Form, Row, Table};

/// What a reader made of a release.
#[derive(Debug, Default)]
pub struct Imported {
    /// The records.
    pub dataset: Dataset,
    /// What was read, and what was not taken.
    pub report: Report,
}

/// What was read: for every table, rows = taken + skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The tables that were read.
    pub tables: Vec<Counts>,
    /// Every row that was not taken.
    pub skipped: Vec<Skipped>,
    /// Files of the release that are not taken at all; the documentation says why.
    pub untaken: Vec<String>,
}

/// How many rows a table has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Name of the file.
    pub file: String,
    /// Rows in it, without the header.
    pub rows: u64,
    /// Rows that became part of the dataset, or say what another row said.
    pub taken: u64,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Name of the file.
    pub file: String,
    /// Line that the row starts at, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// Why a release could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or folder cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no zip, or a damaged one.
    #[error("{} is no zip, or it is damaged or cut off: download it again", path.display())]
    NotZip {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: zip::result::ZipError,
    },
    /// A zip that would do harm.
    #[error("{} is refused: {reason}", path.display())]
    Hostile {
        /// The file.
        path: PathBuf,
        /// What it would do.
        reason: String,
    },
    /// A file that the release must have is not there.
    #[error("{} has no file `{file}`: expected a release as it is published", path.display())]
    Missing {
        /// The release.
        path: PathBuf,
        /// The file.
        file: String,
    },
    /// A table lacks columns.
    #[error("{file} has no column {missing}: it has {found}")]
    Columns {
        /// The table.
        file: String,
        /// What is missing.
        missing: String,
        /// What is there.
        found: String,
    },
    /// A row cannot be read at all.
    #[error("line {line} of {file}: {message}")]
    Row {
        /// The table.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
}
