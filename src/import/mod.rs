//! Readers: each makes a `Dataset` and a report of what it read; none writes.
//!
//! - `curated`: the files of `data/`
//! - `archive`: a release as a zip or a folder
//! - `table`: its tables, row by row
//! - `self_relation`: what a source relates with itself
//! - `report`: what was read, and the accounting of rows
//! - `esco`: a release of ESCO
//! - `onet`: a release of O*NET
//! - `crosswalk`: which occupations of ESCO and O*NET match
//! - `interchange`: our own form, which `export` writes

mod archive;
pub mod crosswalk;
pub mod curated;
pub mod esco;
pub mod interchange;
pub mod onet;
mod report;
mod self_relation;
mod table;

use std::fmt;
use std::path::PathBuf;

use crate::dataset::Dataset;

pub use archive::Archive;
pub(crate) use report::Skip;
pub use report::{Counts, Report, Skipped, SkippedAlike};
pub use table::{Form, Row, Table};

/// What a reader made of a release.
#[derive(Debug, Default)]
pub struct Imported {
    /// The records.
    pub dataset: Dataset,
    /// What was read, and what was not taken.
    pub report: Report,
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Name of the file.
    pub file: String,
    /// Line in it, from 1.
    pub line: usize,
    /// What is wrong, naming the value and what was expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

fn count(faults: usize) -> String {
    if faults == 1 { "1 mistake".to_owned() } else { format!("{faults} mistakes") }
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("\n  {fault}")).collect()
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
    /// A release of the body of concepts itself is expected, and this one only translates it.
    #[error(
        "{} is not in English but in {}: import the English release first, then this one with `--language {}`",
        path.display(),
        listed(found),
        found.first().map_or("", String::as_str)
    )]
    NotEnglish {
        /// The release.
        path: PathBuf,
        /// Tags of its languages.
        found: Vec<String>,
    },
    /// The release is not in the language that is asked for.
    #[error("{} has no concepts in `{wanted}`: it has {}", path.display(), listed(found))]
    NoLanguage {
        /// The release.
        path: PathBuf,
        /// What was asked for.
        wanted: String,
        /// Tags of its languages.
        found: Vec<String>,
    },
    /// What is to be translated is not there.
    #[error(
        "no concept of {} is in the database: import the English release first, then this one",
        path.display()
    )]
    NothingToName {
        /// The release.
        path: PathBuf,
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

/// Tags of languages for a message.
fn listed(tags: &[String]) -> String {
    match tags {
        [] => "none that the names of its files tell".to_owned(),
        _ => tags.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", "),
    }
}
