//! A folder, or a zip, of tables.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::records::{Record, Reference, Statement};
use super::{Counts, ExportError, Records};
use crate::dataset::interchange::{
    Cell, Column, FORMAT, HEADER, Row, Rows, Table, VERSION, all, concepts, in_reference,
};

/// Writes all tables that have rows, and the header, into a new folder, or into a zip if the name of `path` ends so.
///
/// What stands at `path` afterwards is whole: it is written beside it first.
pub fn write(records: &Records, path: &Path) -> Result<Counts, ExportError> {
    let is_zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    let taken = || fs::read_dir(path).is_ok_and(|mut files| files.next().is_some());
    if !is_zip && (path.is_file() || taken()) {
        return Err(ExportError::Taken { path: path.to_owned() });
    }
    let unfinished = Unfinished::beside(path)?;
    let counts = tables(records, &unfinished.0)?;
    if is_zip {
        let zip = unfinished.0.join("zip");
        pack(&unfinished.0, &zip)?;
        fs::rename(&zip, path).map_err(unwritable(path))?;
    } else {
        fs::rename(&unfinished.0, path).map_err(unwritable(path))?;
    }
    Ok(counts)
}

fn unwritable(path: &Path) -> impl Fn(std::io::Error) -> ExportError {
    let path = path.to_owned();
    move |source| ExportError::Unwritable { path: path.clone(), source }
}

/// A folder that is removed with what is left in it.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(path: &Path) -> Result<Self, ExportError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.with_file_name(format!(".{name}.{}.unfinished", std::process::id()));
        fs::create_dir(&folder).map_err(unwritable(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // It is gone when all went well.
        drop(fs::remove_dir_all(&self.0));
    }
}

fn tables(records: &Records, folder: &Path) -> Result<Counts, ExportError> {
    let mut files = Files { folder, open: all().iter().map(|_| None).collect() };
    let mut header = File::create(folder.join(HEADER)).map_err(unwritable(folder))?;
    let digest = records.digest().to_hex();
    writeln!(header, "format,version,digest\n{FORMAT},{VERSION},{digest}")?;
    let mut dataset = String::new();
    let counts = records.each(|record| match record {
        Record::Reference(reference) => files.reference(&reference),
        Record::Dataset(reference) => {
            dataset = reference.row.get("slug").text().to_owned();
            files.reference(&reference)
        }
        Record::Statement(statement) => files.statement(&dataset, &statement),
    })?;
    for writer in files.open.iter_mut().flatten() {
        writer.flush()?;
    }
    Ok(counts)
}

/// The tables that have rows so far.
struct Files<'a> {
    folder: &'a Path,
    open: Vec<Option<csv::Writer<BufWriter<File>>>>,
}

impl Files<'_> {
    fn reference(&mut self, reference: &Reference) -> Result<(), ExportError> {
        let row = &reference.row;
        let id = reference.id.map(|id| id.to_string()).unwrap_or_default();
        let own = row.table.owner.map(|_| ("id", id));
        let own: Vec<(&'static str, String)> = own.into_iter().collect();
        self.row(row.table, &own, &[row])
    }

    fn statement(&mut self, dataset: &str, statement: &Statement) -> Result<(), ExportError> {
        let id = match (&statement.concept, statement.id) {
            (_, Some(id)) => id.to_string(),
            // Rows elsewhere name it by its id.
            (None, None) if !statement.parts.is_empty() => statement.name.clone(),
            _ => String::new(),
        };
        let retired = if statement.retired { "true" } else { "" };
        let dataset = ("dataset", dataset.to_owned());
        let reference = statement.concept.as_ref().map(|(reference, _)| ("ref", reference.clone()));
        let own = [Some(dataset), reference, Some(("id", id)), Some(("retired", retired.to_owned()))];
        let own: Vec<(&'static str, String)> = own.into_iter().flatten().collect();
        let details: Vec<&Row> = statement.details.iter().collect();
        let Some(table) = details.last().map(|row| row.table) else { return Ok(()) };
        self.row(table, &own, &details)?;
        for part in &statement.parts {
            let owner = part.table.owner.map_or("", |at| part.table.columns[at].title());
            self.row(part.table, &[(owner, statement.name.clone())], &[part])?;
        }
        Ok(())
    }

    /// Writes a row of what stands before all columns, and of the columns of one table or two.
    fn row(
        &mut self,
        table: &'static Table,
        own: &[(&'static str, String)],
        rows: &[&Row],
    ) -> Result<(), ExportError> {
        let Some(place) = self.open.get_mut(table.index) else { return Ok(()) };
        let writer = match place {
            Some(writer) => writer,
            None => {
                let path = self.folder.join(format!("{}.csv", table.name));
                let file = File::create(&path).map_err(unwritable(&path))?;
                let mut builder = csv::WriterBuilder::new();
                let writer = place.insert(builder.flexible(true).from_writer(BufWriter::new(file)));
                let columns = columns(table).map(Column::title);
                let titles = own.iter().map(|(title, _)| *title).chain(columns);
                writer.write_record(titles).map_err(std::io::Error::from)?;
                writer
            }
        };
        let cell = |(row, at): (&Row, usize)| text(&row.cells[at]);
        let cells = rows.iter().flat_map(|row| {
            let kept =
                |(_, column): &(usize, &Column)| row.table.rows != Rows::Concepts || !in_reference(column);
            row.table.own_columns().filter(kept).map(|(at, _)| (*row, at))
        });
        let cells: Vec<String> = own.iter().map(|(_, text)| text.clone()).chain(cells.map(cell)).collect();
        writer.write_record(&cells).map_err(std::io::Error::from)?;
        Ok(())
    }
}

/// The columns of a table's file; a concept has those of all concepts and those of its kind in one.
fn columns(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    let common = matches!(table.rows, Rows::OfConcepts(_)).then(concepts);
    let common = common.into_iter().flat_map(|table| table.own_columns().map(|(_, column)| column));
    common.filter(|column| !in_reference(column)).chain(table.own_columns().map(|(_, column)| column))
}

/// A cell as text: nothing is empty, and an empty text a backslash, which is doubled where a text begins with it.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Flag(value) => value.to_string(),
        Cell::Integer(value) => value.to_string(),
        Cell::Real(value) => value.to_string(),
        Cell::Text(text) if text.is_empty() => "\\".to_owned(),
        Cell::Text(text) if text.starts_with('\\') => format!("\\{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Id(id) => id.to_string(),
    }
}

/// Packs the tables of a folder, always in the same way.
fn pack(folder: &Path, zip: &Path) -> Result<(), ExportError> {
    let failed = |source| ExportError::Zip { path: zip.to_owned(), source };
    let mut names: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unwritable(folder))? {
        names.push(entry?.path());
    }
    names.sort();
    let mut packed = zip::ZipWriter::new(BufWriter::new(File::create(zip).map_err(unwritable(zip))?));
    for path in names {
        let mut file = File::open(&path).map_err(unwritable(&path))?;
        let large = file.metadata()?.len() >= u64::from(u32::MAX);
        let options = zip::write::SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644)
            .large_file(large);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        packed.start_file(name, options).map_err(failed)?;
        std::io::copy(&mut file, &mut packed)?;
    }
    packed.finish().map_err(failed)?.flush()?;
    Ok(())
}
