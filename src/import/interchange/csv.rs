//! A folder, or a zip, of tables.

use std::cell::Cell;
use std::collections::HashSet;
use std::io::Read;
use std::rc::Rc;

use super::builder::Builder;
use super::fields::{Fields, short};
use super::header;
use super::places::Place;
use super::record::titles;
use crate::dataset::interchange::{HEADER, Rows, Table, all};
use crate::import::table::Bounded;
use crate::import::{Archive, Counts, ImportError};

/// Reads all tables; gives the digest that the header says, and how many rows each table has.
pub(super) fn read(
    builder: &mut Builder,
    archive: &mut Archive,
) -> Result<(Option<String>, Vec<Counts>), ImportError> {
    let mut digest = None;
    let at = builder.places.open(HEADER);
    let mut known = false;
    each(
        builder,
        at,
        archive.read(HEADER)?,
        |_, _| true,
        |builder, at, mut fields| {
            known = true;
            match header::read(&mut fields, "") {
                Ok(found) => digest = found,
                Err(message) => builder.fault(at, message),
            }
        },
    );
    if !known || !builder.is_sound() {
        if builder.is_sound() {
            builder.fault(at, "it has no row: expected format, version and digest");
        }
        return Ok((digest, Vec::new()));
    }
    let tables = || all().iter().filter(|table| table.rows != Rows::Concepts);
    let file = |table: &Table| format!("{}.csv", table.name);
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    for name in names.iter().filter(|name| name.ends_with(".csv") && *name != HEADER) {
        if tables().all(|table| file(table) != *name) {
            let at = builder.places.open(name);
            let names: Vec<&str> = tables().map(|table| table.name).collect();
            builder.fault(at, format!("no table is called so: expected one of {}", names.join(", ")));
        }
    }
    let mut counts = Vec::new();
    for table in tables().filter(|table| names.contains(&file(table))) {
        let file = file(table);
        let at = builder.places.open(&file);
        let source = archive.read(&file)?;
        let mut rows = 0;
        each(
            builder,
            at,
            source,
            |builder, columns| fits(builder, at, table, columns),
            |builder, at, fields| {
                rows += 1;
                row(builder, at, table, fields);
            },
        );
        counts.push(Counts { file, rows, taken: rows });
        if builder.is_full() {
            break;
        }
    }
    Ok((digest, counts))
}

fn row(builder: &mut Builder, at: Place, table: &'static Table, mut fields: Fields<'_>) {
    match table.rows {
        Rows::References => builder.reference(at, table, fields),
        Rows::Parts => builder.part(at, table, fields),
        _ => match fields.take_text("dataset") {
            Ok(Some(dataset)) if builder.enter(&dataset) => builder.statement(at, table, fields),
            Ok(Some(dataset)) => {
                builder.fault(
                    at,
                    format!("`dataset`: \"{}\": expected the slug of a row of dataset.csv", short(&dataset)),
                );
            }
            Ok(None) => builder.fault(at, "`dataset` is missing: expected the slug of a row of dataset.csv"),
            Err(message) => builder.fault(at, message),
        },
    }
}

/// Whether the columns of a file are those of its table; reports what is wrong with them.
fn fits(builder: &mut Builder, at: Place, table: &Table, columns: &[String]) -> bool {
    let owner = table.owner.filter(|_| table.rows == Rows::Parts).map(|at| table.columns[at].title());
    let dataset = matches!(table.rows, Rows::OfConcepts(_) | Rows::Statements(_)).then_some("dataset");
    let expected: Vec<&str> = owner.into_iter().chain(dataset).chain(titles(table)).collect();
    let mut seen = HashSet::new();
    let mut sound = true;
    for column in columns {
        let message = if !seen.insert(column) {
            "stands twice".to_owned()
        } else if !expected.contains(&column.as_str()) {
            format!("is no column of {}: expected one of {}", table.name, expected.join(", "))
        } else {
            continue;
        };
        builder.fault(at, format!("`{}` {message}", short(column)));
        sound = false;
    }
    sound
}

/// Calls `visit` with each row of a table whose columns are as `fits` wants them.
fn each(
    builder: &mut Builder,
    mut at: Place,
    source: impl Read,
    fits: impl FnOnce(&mut Builder, &[String]) -> bool,
    mut visit: impl FnMut(&mut Builder, Place, Fields<'_>),
) {
    let read = Rc::new(Cell::new(0));
    let bounded = Bounded { source, read: Rc::clone(&read) };
    // Lines end in LF, so that each row has its line; where they end in CRLF, the header tells.
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(bounded);
    let mut record = csv::ByteRecord::new();
    let mut fits = Some(fits);
    let mut columns: Vec<String> = Vec::new();
    let mut crlf = false;
    loop {
        read.set(0);
        at.line = u32::try_from(reader.position().line()).unwrap_or(u32::MAX);
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return builder.fault(at, format!("cannot be read: {error}")),
        }
        at.line = record.position().map_or(at.line, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        let mut cells: Vec<&str> = Vec::with_capacity(record.len());
        for cell in &record {
            let Ok(cell) = std::str::from_utf8(cell) else {
                return builder.fault(at, "a cell is no UTF-8");
            };
            cells.push(cell);
        }
        if let Some(fits) = fits.take() {
            crlf = cells.last().is_some_and(|cell| cell.ends_with('\r'));
            let name = |cell: &&str| cell.trim_start_matches('\u{feff}').trim().to_owned();
            columns = cells.iter().map(name).collect();
            if !fits(builder, &columns) {
                return;
            }
            continue;
        }
        if let Some(last) = cells.last_mut().filter(|_| crlf) {
            *last = last.strip_suffix('\r').unwrap_or(last);
        }
        if cells == [""] && columns.len() > 1 {
            continue;
        }
        if cells.len() != columns.len() {
            let (found, expected) = (cells.len(), columns.len());
            let why = "is the file cut off, or a quote missing?";
            builder.fault(at, format!("it has {found} cells, the header has {expected}: {why}"));
        } else {
            visit(builder, at, Fields::of_cells(&columns, cells.into_iter()));
        }
        if builder.is_full() {
            return;
        }
    }
    if fits.is_some() {
        builder.fault(at, "it is empty: expected the names of the columns");
    }
}
