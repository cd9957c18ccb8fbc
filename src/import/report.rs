//! What was read, and the accounting of rows: in every table, rows = taken + skipped.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Serialize;

use super::{Archive, ImportError, Row, Table};

/// What was read: for every table, rows = taken + skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The tables that were read.
    pub tables: Vec<Counts>,
    /// Rows that were not taken because of what stands in them.
    pub skipped: Vec<Skipped>,
    /// Rows that are not taken because of what they are about, such as a whole scale.
    pub skipped_by_reason: Vec<SkippedAlike>,
    /// Files of the release that are not taken at all; the documentation says why.
    pub untaken: Vec<String>,
}

impl Report {
    /// How many rows of a file were not taken, for whatever reason.
    pub fn skipped_in(&self, file: &str) -> u64 {
        let alone = self.skipped.iter().filter(|row| row.file == file).count();
        let alike = self.skipped_by_reason.iter().filter(|rows| rows.file == file);
        (alone + alike.map(|rows| rows.lines.len()).sum::<usize>()) as u64
    }
}

/// How many rows a table has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Name of the file.
    pub file: String,
    /// Rows in it, without the header.
    pub rows: u64,
    /// Rows that became part of the dataset, or say what another row said.
    pub taken: u64,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Name of the file.
    pub file: String,
    /// Line that the row starts at, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// Rows of one file that were not taken, all for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SkippedAlike {
    /// Name of the file.
    pub file: String,
    /// Why.
    pub reason: String,
    /// Line that each of them starts at, from 1, in ascending order.
    pub lines: Vec<u64>,
}

/// Why a row is not taken.
pub(crate) enum Skip {
    /// Something in this row.
    Row(String),
    /// What it is about, which many rows share.
    Alike(String),
}

impl Report {
    /// Gives every row of a table to `take`, which says why where it does not take it; each row has to have a cell for
    /// every column.
    pub(super) fn each<R: Read>(
        &mut self,
        mut table: Table<R>,
        mut take: impl FnMut(&Row<'_>) -> Result<(), Skip>,
    ) -> Result<(), ImportError> {
        let file = table.file().to_owned();
        let mut alike = BTreeMap::<String, Vec<u64>>::new();
        let mut taken = 0;
        while let Some(row) = table.next()? {
            let line = row.line;
            if !row.is_whole() {
                let message = "it has not as many cells as the header: is the file cut off?".to_owned();
                return Err(ImportError::Row { file, line, message });
            }
            match take(&row) {
                Ok(()) => taken += 1,
                Err(Skip::Alike(reason)) => alike.entry(reason).or_default().push(line),
                Err(Skip::Row(reason)) => self.skipped.push(Skipped { file: file.clone(), line, reason }),
            }
        }
        let alike =
            alike.into_iter().map(|(reason, lines)| SkippedAlike { file: file.clone(), reason, lines });
        self.skipped_by_reason.extend(alike);
        self.tables.push(Counts { rows: table.rows(), taken, file });
        Ok(())
    }

    /// So many rows of a file that counted as taken are not, after all.
    pub(super) fn give_up(&mut self, file: &str, rows: usize) {
        for counts in self.tables.iter_mut().filter(|counts| counts.file == file) {
            counts.taken -= rows as u64;
        }
    }

    /// Rows of a file that counted as taken are skipped after all, for one reason.
    pub(super) fn skip_alike(&mut self, file: &str, lines: Vec<u64>, reason: &str) {
        if lines.is_empty() {
            return;
        }
        self.give_up(file, lines.len());
        let (file, reason) = (file.to_owned(), reason.to_owned());
        self.skipped_by_reason.push(SkippedAlike { file, reason, lines });
    }

    /// All that was read is read: every other file of the release is untaken.
    pub(super) fn finish(mut self, archive: &Archive) -> Self {
        let read = |name: &str| self.tables.iter().any(|counts| counts.file == name);
        self.untaken = archive.names().filter(|name| !read(name)).map(str::to_owned).collect();
        self
    }
}
