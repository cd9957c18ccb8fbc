//! Files into records, each with its line; every mistake of form is reported, and the rest is still read.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::records::{EMBEDDED, Place, Records, TABLES};
use super::{Fault, File};

/// All mistakes so far; knows the files' texts, to count lines.
#[derive(Debug, Default)]
pub(super) struct Faults {
    texts: Vec<String>,
    found: Vec<Fault>,
    /// Keys of concepts whose own record has a mistake: references to them are not mistakes besides.
    pub(super) broken: Vec<(&'static str, String)>,
}

impl Faults {
    /// A mistake at a place.
    pub(super) fn add(&mut self, place: Place, message: impl Into<String>) {
        let line = self.line(place);
        self.found.push(Fault { file: EMBEDDED[place.file].0.to_owned(), line, message: message.into() });
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
    for file in files {
        let Some(number) = EMBEDDED.iter().position(|(name, _)| *name == file.name) else {
            let known: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
            let message = format!("no such file belongs to the curated graph: expected {}", known.join(", "));
            faults.found.push(Fault { file: file.name.to_string(), line: 1, message });
            continue;
        };
        faults.texts[number] = file.text.to_string();
        parse_file(number, &file.text, &mut records, &mut faults);
    }
    (records, faults)
}

fn parse_file(file: usize, text: &str, records: &mut Records, faults: &mut Faults) {
    let place =
        |span: Option<std::ops::Range<usize>>| Place { file, offset: span.map_or(0, |span| span.start) };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        faults.add(place(error.span()), error.message());
    }
    let expected = TABLES[file];
    for (name, value) in document.into_inner() {
        let tables = match value.into_inner() {
            DeValue::Array(tables) if name.get_ref() == expected => tables,
            _ => {
                let at = place(Some(name.span()));
                faults.add(at, format!("`{}` is not expected here: expected [[{expected}]]", name.get_ref()));
                continue;
            }
        };
        for table in tables {
            let at = place(Some(table.span()));
            let key = key_of(&table);
            if let Err(error) = records.add(at, table) {
                faults.broken.extend(key.map(|key| (expected, key)));
                let inner = error.span().filter(|span| !span.is_empty());
                faults.add(inner.map_or(at, |span| place(Some(span))), error.message());
            }
        }
    }
}

fn key_of(table: &Spanned<DeValue<'_>>) -> Option<String> {
    table.get_ref().get("key").and_then(|key| key.get_ref().as_str()).map(str::to_owned)
}
