//! The crosswalk becomes mappings: the sample beside this file, and the published one where it is at hand.
//!
//! - `sample`: what each form of row becomes
//! - `refused`: what is no crosswalk
//! - `full`: the published tables; with ESCO, O*NET and the curated graph

mod full;
mod refused;
mod sample;

use std::path::{Path, PathBuf};

use career_graph::import::{Archive, ImportError, Imported, Report, crosswalk};

/// The sample: invented rows in the form of the published tables, CRLF, titles and all.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/crosswalk/sample")
}

fn read(path: &Path) -> Result<Imported, ImportError> {
    crosswalk::read(&mut Archive::open(path)?)
}

/// For every table, rows = taken + skipped; gives the rows and how many are taken.
fn accounted(report: &Report) -> Vec<(&str, u64, u64)> {
    let count = |table: &career_graph::import::Counts| {
        assert_eq!(table.rows, table.taken + report.skipped_in(&table.file), "{}", table.file);
    };
    report.tables.iter().for_each(count);
    report.tables.iter().map(|table| (table.file.as_str(), table.rows, table.taken)).collect()
}
