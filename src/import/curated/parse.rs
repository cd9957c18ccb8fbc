//! Files into records, each with its line; every mistake of form is reported, and the rest is still read.

use std::collections::HashSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::records::{EMBEDDED, Place, Records, TABLES};
use super::{Fault, File};

/// All mistakes so far; knows the files' texts, to count lines.
#[derive(Debug, Default)]
pub(super) struct Faults {
    texts: Vec<String>,
    found: Vec<Fault>,
    /// Table and key of records that have a mistake of form: references to them are not mistakes besides.
    pub(super) broken: HashSet<(&'static str, String)>,
    /// Tables with records whose key could not be read: a reference that leads nowhere may mean one of them.
    pub(super) unread: HashSet<&'static str>,
    /// Tables whose file is not there.
    pub(super) absent: HashSet<&'static str>,
}

impl Faults {
    /// A mistake at a place.
    pub(super) fn add(&mut self, place: Place, message: impl Into<String>) {
        let line = self.line(place);
        self.found.push(Fault { file: EMBEDDED[place.file].0.to_owned(), line, message: message.into() });
    }

    /// The file that holds a table.
    pub(super) fn file_of(table: &str) -> &'static str {
        TABLES.iter().zip(EMBEDDED).find(|(name, _)| **name == table).map_or("", |(_, (file, _))| file)
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, place: Place) -> usize {
        let text = self.texts.get(place.file).map_or("", String::as_str);
        1 + text.bytes().take(place.offset).filter(|byte| *byte == b'\n').count()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn into_sorted(mut self) -> Vec<Fault> {
        self.found.sort();
        self.found.dedup();
        self.found
    }
}

/// The records of all files, and the mistakes of form in them.
pub(super) fn parse(files: &[File]) -> (Records, Faults) {
    let mut records = Records::default();
    let mut faults = Faults { texts: vec![String::new(); EMBEDDED.len()], ..Faults::default() };
    faults.absent.extend(TABLES);
    for file in files {
        let Some(number) = EMBEDDED.iter().position(|(name, _)| *name == file.name) else {
            let known: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
            let message = format!("no such file belongs to the curated graph: expected {}", known.join(", "));
            faults.found.push(Fault { file: file.name.to_string(), line: 1, message });
            continue;
        };
        faults.texts[number] = file.text.to_string();
        faults.absent.remove(TABLES[number]);
        parse_file(number, &file.text, &mut records, &mut faults);
    }
    (records, faults)
}

fn parse_file(file: usize, text: &str, records: &mut Records, faults: &mut Faults) {
    let place =
        |span: Option<std::ops::Range<usize>>| Place { file, offset: span.map_or(0, |span| span.start) };
    let (document, errors) = DeTable::parse_recoverable(text);
    let expected = TABLES[file];
    for error in &errors {
        faults.add(place(error.span()), one_line(error.message()));
        faults.unread.insert(expected);
    }
    // Behind a mistake of syntax things seem to be what they are not: what is found there is its consequence.
    let sound = errors.iter().map(|error| place(error.span()).offset).min().unwrap_or(text.len());
    for (name, value) in document.into_inner() {
        let at = place(Some(name.span()));
        let tables = match value.into_inner() {
            DeValue::Array(tables) if name.get_ref() == expected => tables,
            _ => {
                faults.unread.insert(expected);
                if at.offset < sound {
                    let message =
                        format!("`{}` is not expected here: expected [[{expected}]]", name.get_ref());
                    faults.add(at, message);
                }
                continue;
            }
        };
        for table in tables {
            let at = place(Some(table.span()));
            let key = key_of(&table);
            if !table.get_ref().is_table() {
                faults.add(
                    at,
                    format!("a {} is not expected here: expected [[{expected}]]", table.get_ref().type_str()),
                );
                continue;
            }
            if let Err(error) = records.add(at, table) {
                match key {
                    Some(key) => _ = faults.broken.insert((expected, key)),
                    None => _ = faults.unread.insert(expected),
                }
                let inner = error.span().filter(|span| !span.is_empty());
                let at = inner.map_or(at, |span| place(Some(span)));
                if at.offset < sound {
                    faults.add(at, one_line(error.message()));
                }
            }
        }
    }
}

fn key_of(table: &Spanned<DeValue<'_>>) -> Option<String> {
    table.get_ref().get("key").and_then(|key| key.get_ref().as_str()).map(str::to_owned)
}

/// A message is one line of a list.
fn one_line(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join(", ")
}
