//! Our own form of data, which `export` writes and partners may: `dataset::interchange` describes it.
//!
//! - `ndjson`, `csv`: the two forms
//! - `header`: what a file says that it is
//! - `json`: the values of a line
//! - `fields`: what a record gives, and the cell that each becomes
//! - `named`: the ids of what is named
//! - `record`: what one record gives, as the rows of its tables
//! - `builder`: records into a `Dataset`
//! - `places`: where every record stands

mod builder;
mod csv;
mod fields;
mod header;
mod json;
mod named;
mod ndjson;
mod places;
mod record;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::archive::Told;
use super::{Archive, Counts, Fault, ImportError, Report};
use crate::dataset::Dataset;
use crate::dataset::interchange::HEADER;
use crate::progress::{Progress, Unit};
use builder::Builder;
pub use places::Places;

/// How many mistakes are told; reading stops there.
const MOST_FAULTS: usize = 100;

/// Longest line that is read, in bytes.
const LONGEST_LINE: usize = 8 << 20;

/// Most that is read of one file, in bytes: several times what all published taxonomies take.
const LARGEST: u64 = 8 << 30;

/// What was read.
#[derive(Debug)]
pub struct Whole {
    /// The records, of one dataset or of several.
    pub dataset: Dataset,
    /// How many there are in each file.
    pub report: Report,
    /// Where each of them stands.
    pub places: Places,
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum InterchangeError {
    /// The file, folder or zip cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A folder or zip of something else.
    #[error("{} has no file `{HEADER}`: expected tables as `export csv` writes them", path.display())]
    NoHeader {
        /// The folder or zip.
        path: PathBuf,
    },
    /// The records have mistakes; at most a hundred are told.
    #[error("{}, nothing was loaded:{}", super::count(.0.len()), super::lines(.0))]
    Faults(Vec<Fault>),
}

impl InterchangeError {
    /// The first of these mistakes.
    pub fn of(mut faults: Vec<Fault>) -> Self {
        faults.sort();
        faults.truncate(MOST_FAULTS);
        Self::Faults(faults)
    }
}

/// Reads a file of lines, a folder or a zip of tables, or, of `-`, lines from standard input.
pub fn read(path: &Path) -> Result<Whole, InterchangeError> {
    read_telling(path, &Progress::default())
}

/// As `read`, and tells how much of it has been read.
pub fn read_telling(path: &Path, progress: &Progress) -> Result<Whole, InterchangeError> {
    if path == Path::new("-") {
        return lines("standard input", std::io::stdin().lock());
    }
    let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
    if path.is_dir() || is_zip(path).map_err(unreadable)? {
        let mut builder = Builder::default();
        let mut archive = Archive::open(path)?.telling(progress.clone());
        if !archive.has(HEADER) {
            return Err(InterchangeError::NoHeader { path: path.to_owned() });
        }
        let (digest, tables) = csv::read(&mut builder, &mut archive)?;
        return finish(builder, digest, tables);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    progress.begin("reading", Some(size), Unit::Bytes);
    lines(&name, Told { source: file, progress: progress.clone() })
}

/// Reads lines.
pub fn lines(name: &str, source: impl Read) -> Result<Whole, InterchangeError> {
    let mut builder = Builder::default();
    let (digest, rows) = ndjson::read(&mut builder, name, BufReader::new(source));
    finish(builder, digest, vec![Counts { file: name.to_owned(), rows, taken: rows }])
}

fn finish(builder: Builder, digest: Option<String>, tables: Vec<Counts>) -> Result<Whole, InterchangeError> {
    let (dataset, places) = builder.finish(digest.as_deref()).map_err(InterchangeError::Faults)?;
    Ok(Whole { dataset, report: Report { tables, ..Report::default() }, places })
}

/// Whether a file begins as a zip does, whatever its name.
fn is_zip(path: &Path) -> std::io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut start)?;
    Ok(matches!(&start[..], b"PK\x03\x04" | b"PK\x05\x06"))
}
