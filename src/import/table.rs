//! Tables of a release, row by row, columns by name.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use super::ImportError;

/// Longest row that is read, in bytes; the longest of ESCO has a cell of 130 KiB.
const LONGEST_ROW: usize = 8 << 20;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Commas, quotes, cells that hold line ends: ESCO.
    Csv,
    /// Tabs, and a quote is only a quote: O*NET.
    Tsv,
}

/// A table that is being read.
pub struct Table<R: Read> {
    file: String,
    reader: csv::Reader<Bounded<R>>,
    read: Rc<Cell<usize>>,
    columns: Vec<String>,
    record: csv::ByteRecord,
    rows: u64,
}

/// One row.
#[derive(Debug)]
pub struct Row<'a> {
    /// The line that it starts at, from 1.
    pub line: u64,
    columns: &'a [String],
    record: &'a csv::ByteRecord,
}

impl<R: Read> Table<R> {
    /// Reads the header; columns that are missing are an error.
    pub fn new(file: &str, source: R, form: Form, columns: &[&str]) -> Result<Self, ImportError> {
        Self::below_titles(file, source, form, columns, 0)
    }

    /// As `new`, where up to `most` lines of title may stand before the header, which is known by its columns.
    pub fn below_titles(
        file: &str,
        source: R,
        form: Form,
        columns: &[&str],
        most: usize,
    ) -> Result<Self, ImportError> {
        let read = Rc::new(Cell::new(0));
        let bounded = Bounded { source, read: Rc::clone(&read) };
        let mut builder = csv::ReaderBuilder::new();
        // Lines end in LF, and a CR before it is a blank at the end of a cell: the reader's own CRLF takes the LF for
        // the start of the next row, whose line it then gives as one too few.
        builder.flexible(true).terminator(csv::Terminator::Any(b'\n'));
        if form == Form::Tsv {
            builder.delimiter(b'\t').quoting(false);
        }
        let mut reader = builder.from_reader(bounded);
        let broken = |error: csv::Error| broken(file, 1, &error);
        let mut header = reader.byte_headers().map_err(broken)?.clone();
        // What is told where no line has the columns: the line that comes nearest.
        let (mut found, mut missing) = names(&header, columns);
        for _ in 0..most {
            if missing.is_empty() || !reader.read_byte_record(&mut header).map_err(broken)? {
                break;
            }
            let (names, lacking) = names(&header, columns);
            if lacking.len() < missing.len() {
                (found, missing) = (names, lacking);
            }
        }
        if !missing.is_empty() {
            let (file, missing) = (file.to_owned(), missing.join(", "));
            return Err(ImportError::Columns { file, missing, found: found.join(", ") });
        }
        Ok(Self {
            file: file.to_owned(),
            reader,
            read,
            columns: found,
            record: csv::ByteRecord::new(),
            rows: 0,
        })
    }

    /// The next row; none at the end.
    #[expect(
        clippy::should_implement_trait,
        reason = "a row borrows from its table: no iterator can give it"
    )]
    pub fn next(&mut self) -> Result<Option<Row<'_>>, ImportError> {
        loop {
            self.read.set(0);
            let start = self.reader.position().line();
            let more = self.reader.read_byte_record(&mut self.record);
            if !more.map_err(|error| broken(&self.file, start, &error))? {
                return Ok(None);
            }
            // As an empty line is no row, one that ends in CRLF is none either.
            if self.record.len() > 1 || self.record.get(0) != Some(b"\r") {
                break;
            }
        }
        self.rows += 1;
        let line = self.record.position().map_or(0, csv::Position::line);
        for cell in &self.record {
            if std::str::from_utf8(cell).is_err() {
                let message = "a cell is no UTF-8".to_owned();
                return Err(ImportError::Row { file: self.file.clone(), line, message });
            }
        }
        Ok(Some(Row { line, columns: &self.columns, record: &self.record }))
    }

    /// Name of its file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// How many rows were read.
    pub fn rows(&self) -> u64 {
        self.rows
    }
}

impl Row<'_> {
    /// Whether it has a cell for every column and none beyond: a file that was cut off ends in a row that has not.
    pub fn is_whole(&self) -> bool {
        self.record.len() == self.columns.len()
    }

    /// Whether it has fewer cells than there are columns.
    pub fn is_short(&self) -> bool {
        self.record.len() < self.columns.len()
    }

    /// Whether it has more cells than there are columns.
    pub fn is_long(&self) -> bool {
        self.record.len() > self.columns.len()
    }

    /// A cell by the name of its column, without blanks at its ends; empty where the row has no such cell.
    pub fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name == column);
        let cell = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        // `next` has seen that it is UTF-8.
        std::str::from_utf8(cell)
            .unwrap_or_default()
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}')
    }
}

/// The names in a header, and the columns that it lacks.
fn names<'a>(header: &csv::ByteRecord, columns: &[&'a str]) -> (Vec<String>, Vec<&'a str>) {
    let name = |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned();
    let found: Vec<String> = header.iter().map(name).collect();
    let missing = columns.iter().filter(|c| !found.iter().any(|f| f == *c)).copied().collect();
    (found, missing)
}

/// `start` is where the row begins: an error of the file below has no place of its own.
fn broken(file: &str, start: u64, error: &csv::Error) -> ImportError {
    let line = error.position().map_or(start, csv::Position::line);
    ImportError::Row { file: file.to_owned(), line, message: error.to_string() }
}

/// Gives up when a row does not end.
pub(super) struct Bounded<R> {
    pub(super) source: R,
    /// Bytes since the row began, give or take a buffer.
    pub(super) read: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.read.set(self.read.get().saturating_add(count));
        if self.read.get() > LONGEST_ROW {
            let message = format!("a row of more than {LONGEST_ROW} bytes");
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Table};

    #[test]
    fn lines_and_cells_are_the_same_for_crlf_and_lf() {
        let cases = [
            (
                Form::Csv,
                "a,b\n\"1\n1\",\"say \"\"x\"\"\"\n2,\"y\"\n\n",
                [(2, "1\n1", "say \"x\""), (4, "2", "y")],
            ),
            (Form::Tsv, "a\tb\n1\tan 18\" horn\n2\t\"y\n\n", [(2, "1", "an 18\" horn"), (3, "2", "\"y")]),
        ];
        for (form, text, expected) in cases {
            // Within a quoted cell the line end stays LF, as ESCO has it.
            let crlf = text.replace('\n', "\r\n").replace("1\r\n1", "1\n1");
            for text in [text, &crlf] {
                let mut table = Table::new("t", text.as_bytes(), form, &["a", "b"]).unwrap();
                for (line, a, b) in expected {
                    let row = table.next().unwrap().unwrap();
                    assert_eq!((row.line, row.get("a"), row.get("b")), (line, a, b), "{text:?}");
                    assert!(row.is_whole());
                }
                assert!(table.next().unwrap().is_none());
                assert_eq!(table.rows(), 2, "an empty line is no row");
            }
        }
    }

    #[test]
    fn the_header_is_found_below_titles_and_within_bounds() {
        let text = "Listings,,\r\nFrom a to b,,\r\n,,\r\na,b,c\r\n1,2,3\r\n";
        let open = |most| Table::below_titles("t", text.as_bytes(), Form::Csv, &["a", "b"], most);
        let mut table = open(3).unwrap();
        let row = table.next().unwrap().unwrap();
        assert_eq!((row.line, row.get("a"), row.get("b")), (5, "1", "2"));
        assert!(table.next().unwrap().is_none());
        assert_eq!(table.rows(), 1);
        let refused = open(2).err().unwrap().to_string();
        assert_eq!(refused, "t has no column a, b: it has Listings, , ");
    }
}
