//! One JSON object a line.

use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::records::{Record, Reference, Statement};
use super::{Counts, ExportError, Records};
use crate::dataset::interchange::{Cell, FORMAT, Row, VERSION};

/// Writes the header and every record, a line each.
pub fn write(records: &Records, mut out: impl Write) -> Result<Counts, ExportError> {
    let header = Header { format: FORMAT, version: VERSION, digest: records.digest().to_hex() };
    line(&mut out, &header)?;
    let counts = records.each(|record| match &record {
        Record::Reference(reference) | Record::Dataset(reference) => line(&mut out, reference),
        Record::Statement(statement) => line(&mut out, statement),
    })?;
    out.flush()?;
    Ok(counts)
}

fn line(out: &mut impl Write, value: &impl Serialize) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

#[derive(Serialize)]
struct Header {
    format: &'static str,
    version: i64,
    digest: String,
}

/// `{"name": value}`.
struct Named<'a, T>(&'a str, T);

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.0, &self.1)])
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Named(self.row.table.name, Body::Reference(self)).serialize(serializer)
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = self.details.first().map_or("", |row| row.table.name);
        Named(name, Body::Statement(self)).serialize(serializer)
    }
}

/// What stands in a record.
enum Body<'a> {
    Reference(&'a Reference),
    Statement(&'a Statement),
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Body::Reference(reference) => {
                if let Some(id) = reference.id {
                    map.serialize_entry("id", &id)?;
                }
                cells(&mut map, &reference.row)?;
            }
            Body::Statement(statement) => {
                if let Some((reference, _)) = &statement.concept {
                    map.serialize_entry("ref", reference)?;
                }
                if let Some(id) = statement.id {
                    map.serialize_entry("id", &id)?;
                }
                if statement.retired {
                    map.serialize_entry("retired", &true)?;
                }
                for row in &statement.details {
                    cells(&mut map, row)?;
                }
                for rows in statement.parts.chunk_by(|a, b| a.table.index == b.table.index) {
                    let name = rows.first().map_or("", |row| row.table.name);
                    map.serialize_entry(name, &rows.iter().map(Part).collect::<Vec<_>>())?;
                }
            }
        }
        map.end()
    }
}

fn cells<M: SerializeMap>(map: &mut M, row: &Row) -> Result<(), M::Error> {
    for (at, column) in row.table.own_columns() {
        if row.cells[at] != Cell::Null {
            map.serialize_entry(column.title(), &Value(&row.cells[at]))?;
        }
    }
    Ok(())
}

/// A part: an object, or its value alone where there is but one column.
struct Part<'a>(&'a Row);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some((at, _)) = self.0.table.only_column() {
            return Value(&self.0.cells[at]).serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        cells(&mut map, self.0)?;
        map.end()
    }
}

struct Value<'a>(&'a Cell);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Null => serializer.serialize_none(),
            Cell::Flag(value) => serializer.serialize_bool(*value),
            Cell::Integer(value) => serializer.serialize_i64(*value),
            Cell::Real(value) => serializer.serialize_f64(*value),
            Cell::Text(value) => serializer.serialize_str(value),
            Cell::Id(value) => serializer.collect_str(value),
        }
    }
}
