//! The tables of the release, row by row, into the report.

use crate::import::{Archive, Form, ImportError, Report, Row, Skip, Table};

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
        take: impl FnMut(&Row<'_>) -> Result<(), Skip>,
    ) -> Result<(), ImportError> {
        let table = Table::new(file, self.archive.read(file)?, Form::Tsv, columns)?;
        self.report.each(table, take)
    }

    /// Rows of a file that was read count as skipped after all.
    pub(super) fn skip(&mut self, file: &str, lines: Vec<u64>, reason: &str) {
        self.report.skip_alike(file, lines, reason);
    }

    /// The report of all that was read; every other file of the release is untaken.
    pub(super) fn finish(self) -> Report {
        self.report.finish(self.archive)
    }
}
