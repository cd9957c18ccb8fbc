//! One JSON object a line.

use std::io::{BufRead, BufReader, Read};

use super::builder::Builder;
use super::fields::{Fields, short};
use super::json::Json;
use super::places::Place;
use super::{LARGEST, LONGEST_LINE, header};
use crate::dataset::interchange::{Rows, all, concepts, named};

/// Reads all lines; gives the digest that the header says, and how many records there are.
pub(super) fn read(builder: &mut Builder, name: &str, source: impl Read) -> (Option<String>, u64) {
    let mut lines = Lines {
        source: BufReader::new(source),
        line: Vec::new(),
        at: builder.places.open(name),
        left: LARGEST,
    };
    lines.at.line = 0;
    let mut digest = None;
    let mut records = 0;
    let mut first = true;
    loop {
        let line = match lines.next() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(message) => {
                builder.fault(lines.at, message);
                break;
            }
        };
        if line.trim().is_empty() {
            continue;
        }
        let parsed = serde_json::from_str(line).map_err(|error| broken(&error, lines.is_last()));
        if std::mem::take(&mut first) {
            match parsed.and_then(|value| header_of(&value)) {
                Ok(found) => digest = found,
                // What this is, is not known: further lines would only be mistaken.
                Err(message) => {
                    builder.fault(lines.at, message);
                    break;
                }
            }
            continue;
        }
        records += 1;
        match parsed {
            Ok(value) => record(builder, lines.at, &value),
            Err(message) => builder.fault(lines.at, message),
        }
        if builder.is_full() {
            break;
        }
    }
    if first && !builder.is_full() && builder.is_sound() {
        builder.fault(Place { line: 1, ..lines.at }, header::expected("an empty file"));
    }
    (digest, records)
}

fn header_of(value: &Json) -> Result<Option<String>, String> {
    let Json::Object(object) = value else { return Err(header::expected(&value.to_string())) };
    let mut fields = Fields::of_json(object);
    header::read(&mut fields, object.first().map_or("", |(name, _)| name))
}

fn record(builder: &mut Builder, at: Place, value: &Json) {
    let one = if let Json::Object(object) = value { &object[..] } else { &[] };
    let [(name, Json::Object(fields))] = one else {
        return builder.fault(at, "expected an object with one name, such as {\"concept\": {…}}");
    };
    let table = if name == concepts().name { Some(concepts()) } else { named(name) };
    let fields = Fields::of_json(fields);
    match table.map(|table| (table, table.rows)) {
        Some((table, Rows::References)) => builder.reference(at, table, fields),
        Some((table, Rows::Concepts | Rows::Statements(_))) => builder.statement(at, table, fields),
        _ => {
            let is_record =
                |rows: Rows| matches!(rows, Rows::References | Rows::Concepts | Rows::Statements(_));
            let names: Vec<&str> =
                all().iter().filter(|table| is_record(table.rows)).map(|table| table.name).collect();
            builder
                .fault(at, format!("`{}` is no record: expected one of {}", short(name), names.join(", ")));
        }
    }
}

/// What the parser says, without the line that it believes to be in.
fn broken(error: &serde_json::Error, last: bool) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    let cut = if last && error.is_eof() { "; is the file cut off?" } else { "" };
    format!("no JSON object: {text} at column {}{cut}", error.column())
}

/// The lines of a file.
struct Lines<R> {
    source: BufReader<R>,
    line: Vec<u8>,
    at: Place,
    /// How many bytes may still be read.
    left: u64,
}

impl<R: Read> Lines<R> {
    /// The next line without its end; none at the end of the file.
    fn next(&mut self) -> Result<Option<&str>, String> {
        self.line.clear();
        self.at.line = self.at.line.saturating_add(1);
        let most = LONGEST_LINE as u64 + 1;
        let read = (&mut self.source).take(most).read_until(b'\n', &mut self.line);
        let count = read.map_err(|error| format!("cannot be read: {error}"))?;
        if count == 0 {
            return Ok(None);
        }
        if count > LONGEST_LINE {
            return Err(format!("a line of more than {LONGEST_LINE} bytes"));
        }
        let Some(left) = self.left.checked_sub(count as u64) else {
            return Err(format!("more than {LARGEST} bytes: export fewer datasets to a file"));
        };
        self.left = left;
        let text = std::str::from_utf8(&self.line);
        let text =
            text.map_err(|error| format!("no UTF-8 at byte {} of the line", error.valid_up_to() + 1))?;
        // Some editors put a mark before the first line.
        let text = if self.at.line == 1 { text.trim_start_matches('\u{feff}') } else { text };
        Ok(Some(text.trim_end_matches(['\r', '\n'])))
    }

    /// Whether the line has no end.
    fn is_last(&self) -> bool {
        self.line.last() != Some(&b'\n')
    }
}
