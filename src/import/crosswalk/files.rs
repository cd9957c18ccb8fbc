//! The tables, row by row, into the report.

use crate::import::{Archive, Form, ImportError, Report, Row, Skip, Table, onet};

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
        let table = Table::below_titles(file, source, Form::Csv, columns, TITLES)?;
        self.report.each(table, |row| take(row).map_err(Skip::Row))
    }

    /// Rows of a file that counted as taken are skipped after all.
    pub(super) fn skip(&mut self, file: &str, lines: Vec<u64>, reason: &str) {
        self.report.skip_alike(file, lines, reason);
    }

    /// The report of all that was read; every other file is untaken.
    pub(super) fn finish(self) -> Report {
        self.report.finish(self.archive)
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
