//! A release of ESCO becomes records: the sample beside this file, and the published ones where they are at hand.
//!
//! - `sample`: what each form of row becomes
//! - `forms`: the same rows as a zip, with other line ends, names and order
//! - `refused`: what is no release
//! - `stored`: both engines keep what was read
//! - `full`: releases 1.1.0 and 1.1.1

mod forms;
mod full;
mod refused;
mod sample;
mod stored;
mod upgrade;

use std::io::Write;
use std::path::{Path, PathBuf};

use career_graph::dataset::id;
use career_graph::import::{Archive, Counts, ImportError, Imported, Report, esco};
use entity::ConceptKind;
use uuid::Uuid;

/// The sample: invented rows in the form of release 1.1, CRLF and all.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/esco/sample")
}

/// The files of the sample, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder()).expect("the sample is there").map(|entry| {
        let entry = entry.expect("the sample can be listed");
        let bytes = std::fs::read(entry.path()).expect("the sample can be read");
        (entry.file_name().to_string_lossy().into_owned(), bytes)
    });
    files.collect()
}

/// A zip of these files, by name.
pub(crate) fn zip<'a>(path: &Path, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) {
    let file = std::fs::File::create(path).expect("a file can be made");
    let mut zip = zip::ZipWriter::new(file);
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("the name is one that a zip can have");
        zip.write_all(bytes).expect("the file can be written to");
    }
    zip.finish().expect("the file can be written to");
}

pub(crate) fn read(path: &Path) -> Result<Imported, ImportError> {
    esco::read(&mut Archive::open(path)?, None)
}

/// A copy of the sample, each file by name and content as `edit` gives it, or left out.
fn copy(edit: impl Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder can be made");
    for (name, bytes) in files() {
        if let Some((name, bytes)) = edit(&name, bytes) {
            std::fs::write(copy.path().join(name), bytes).expect("the folder can be written to");
        }
    }
    copy
}

/// For every table, rows = taken + skipped; gives rows and taken of each.
pub(crate) fn accounted(report: &Report) -> Vec<(&str, u64, u64)> {
    let count = |table: &Counts| {
        let skipped = report.skipped.iter().filter(|row| row.file == table.file).count() as u64;
        assert_eq!(table.rows, table.taken + skipped, "{}", table.file);
        (table.rows, table.taken)
    };
    let counts = report.tables.iter().map(|table| (table.file.as_str(), count(table)));
    counts.map(|(file, (rows, taken))| (file, rows, taken)).collect()
}

pub(crate) const ESCO: &str = "http://data.europa.eu/esco/";

pub(crate) fn concept(kind: ConceptKind, path: &str) -> Uuid {
    id::concept("esco", kind, &format!("{ESCO}{path}"))
}

pub(crate) fn role(path: &str) -> Uuid {
    concept(ConceptKind::Role, path)
}

pub(crate) fn skill(path: &str) -> Uuid {
    concept(ConceptKind::Skill, path)
}
