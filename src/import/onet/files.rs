//! The tables of the release, and the accounting of their rows: rows = taken + skipped.

use std::collections::BTreeMap;

use crate::import::{Archive, Counts, Form, ImportError, Report, Row, Skipped, SkippedAlike, Table};

/// Why a row is not taken.
pub(super) enum Skip {
    /// Something in this row.
    Row(String),
    /// What it is about, which many rows share.
    Alike(String),
}

/// The files of a release while they are read.
pub(super) struct Files<'a> {
    archive: &'a mut Archive,
    report: Report,
}

impl<'a> Files<'a> {
    pub(super) fn new(archive: &'a mut Archive) -> Self {
        Self { archive, report: Report::default() }
    }

    /// Whether the release has this file.
    pub(super) fn has(&self, file: &str) -> bool {
        self.archive.has(file)
    }

    /// Gives every row of a file to `take`, which says why where it does not take it.
    pub(super) fn each(
        &mut self,
        file: &str,
        columns: &[&str],
        mut take: impl FnMut(&Row<'_>) -> Result<(), Skip>,
    ) -> Result<(), ImportError> {
        let mut table = Table::new(file, self.archive.read(file)?, Form::Tsv, columns)?;
        let mut alike = BTreeMap::<String, Vec<u64>>::new();
        let mut taken = 0;
        while let Some(row) = table.next()? {
            let line = row.line;
            if !row.is_whole() {
                let message = "it has not as many cells as the header: is the file cut off?".to_owned();
                return Err(ImportError::Row { file: file.to_owned(), line, message });
            }
            match take(&row) {
                Ok(()) => taken += 1,
                Err(Skip::Alike(reason)) => alike.entry(reason).or_default().push(line),
                Err(Skip::Row(reason)) => {
                    self.report.skipped.push(Skipped { file: file.to_owned(), line, reason });
                }
            }
        }
        self.report.tables.push(Counts { file: file.to_owned(), rows: table.rows(), taken });
        let alike =
            alike.into_iter().map(|(reason, lines)| SkippedAlike { file: file.to_owned(), reason, lines });
        self.report.skipped_by_reason.extend(alike);
        Ok(())
    }

    /// Rows of a file that was read count as skipped after all.
    pub(super) fn skip(&mut self, file: &str, lines: Vec<u64>, reason: &str) {
        if lines.is_empty() {
            return;
        }
        for counts in self.report.tables.iter_mut().filter(|counts| counts.file == file) {
            counts.taken -= lines.len() as u64;
        }
        let (file, reason) = (file.to_owned(), reason.to_owned());
        self.report.skipped_by_reason.push(SkippedAlike { file, reason, lines });
    }

    /// The report of all that was read; every other file of the release is untaken.
    pub(super) fn finish(mut self) -> Report {
        let tables = &self.report.tables;
        let untaken = self.archive.names().filter(|name| tables.iter().all(|counts| counts.file != *name));
        self.report.untaken = untaken.map(str::to_owned).collect();
        self.report
    }
}
