//! A release of O*NET becomes records: the sample beside this file, and the published one where it is at hand.
//!
//! - `sample`: what each form of row becomes
//! - `refused`: what is no release
//! - `full`: release 29.0

mod full;
mod refused;
mod sample;

use std::path::{Path, PathBuf};

use career_graph::import::{Archive, ImportError, Imported, Report, onet};

/// The sample: invented rows in the form of a release, CRLF and all.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/onet/db_29_9_text")
}

fn read(path: &Path) -> Result<Imported, ImportError> {
    onet::read(&mut Archive::open(path)?, None)
}

/// For every table, rows = taken + skipped; gives the rows of each.
fn accounted(report: &Report) -> Vec<(&str, u64)> {
    let count = |table: &career_graph::import::Counts| {
        assert_eq!(table.rows, table.taken + report.skipped_in(&table.file), "{}", table.file);
        table.rows
    };
    report.tables.iter().map(|table| (table.file.as_str(), count(table))).collect()
}
