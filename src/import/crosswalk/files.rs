//! The tables, and the accounting of their rows: rows = taken + skipped.

use crate::import::{Archive, Counts, Form, ImportError, Report, Row, Skipped, SkippedAlike, Table, onet};

/// Lines of title that may stand before a header; O*NET has three.
const TITLES: usize = 20;

/// The files while they are read.
pub(super) struct Files<'a> {
    archive: &'a mut Archive,
    report: Report,
}

impl<'a> Files<'a> {
    pub(super) fn new(archive: &'a mut Archive) -> Self {
        Self { archive, report: Report::default() }
    }

    /// The table whose name begins so, as it is called: `2010_to_2019_Crosswalk (1).csv` is the table too.
    pub(super) fn find(&self, start: &str) -> Option<String> {
        let fits = |name: &&str| {
            let name = name.to_lowercase();
            name.starts_with(&start.to_lowercase()) && name.ends_with(".csv")
        };
        self.archive.names().find(fits).map(str::to_owned)
    }

    /// As `find`; that there is none is an error.
    pub(super) fn named(&self, start: &str) -> Result<String, ImportError> {
        let missing =
            || ImportError::Missing { path: self.archive.path().to_owned(), file: format!("{start}.csv") };
        self.find(start).ok_or_else(missing)
    }

    /// Gives every row of a file to `take`, which says why where it does not take it.
    pub(super) fn each(
        &mut self,
        file: &str,
        columns: &[&str],
        mut take: impl FnMut(&Row<'_>) -> Result<(), String>,
    ) -> Result<(), ImportError> {
        let source = self.archive.read(file)?;
        let mut rows = Table::below_titles(file, source, Form::Csv, columns, TITLES)?;
        let mut taken = 0;
        while let Some(row) = rows.next()? {
            let line = row.line;
            if !row.is_whole() {
                let message = "it has not as many cells as the header: is the file cut off?".to_owned();
                return Err(ImportError::Row { file: file.to_owned(), line, message });
            }
            match take(&row) {
                Ok(()) => taken += 1,
                Err(reason) => self.report.skipped.push(Skipped { file: file.to_owned(), line, reason }),
            }
        }
        self.report.tables.push(Counts { file: file.to_owned(), rows: rows.rows(), taken });
        Ok(())
    }

    /// Rows of a file that counted as taken are skipped after all.
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

    /// The report of all that was read; every other file is untaken.
    pub(super) fn finish(mut self) -> Report {
        let tables = &self.report.tables;
        let untaken = self.archive.names().filter(|name| tables.iter().all(|counts| counts.file != *name));
        self.report.untaken = untaken.map(str::to_owned).collect();
        self.report
    }
}

/// The text of a cell that a row is nothing without.
pub(super) fn needed<'a>(row: &'a Row<'_>, column: &str) -> Result<&'a str, String> {
    Some(row.get(column)).filter(|cell| !cell.is_empty()).ok_or_else(|| format!("no {column}"))
}

/// A code of O*NET-SOC, such as `15-1254.00`.
pub(super) fn soc<'a>(row: &'a Row<'_>, column: &str) -> Result<&'a str, String> {
    let code = needed(row, column)?;
    if onet::is_soc(code) { Ok(code) } else { Err(format!("{column} `{code}` is no code as in 15-1254.00")) }
}
