//! What one record gives, as the rows of its tables.

use ::entity::ConceptKind;
use uuid::Uuid;

use super::builder::Builder;
use super::fields::{Fields, Given, cell, short};
use super::json::Json;
use super::places::Place;
use crate::dataset::Reference;
use crate::dataset::interchange::{
    Cell, Positions, Row, Rows, Table, all, concepts, fill_in, in_reference, may_belong, named,
};

impl Builder {
    pub(super) fn concept_reference(
        &mut self,
        at: Place,
        table: &Table,
        fields: &mut Fields<'_>,
    ) -> Option<Reference> {
        let text = self.tell(at, fields.take_text("ref"))?;
        let Some(text) = text else {
            self.fault(at, "`ref` is missing: expected taxonomy/KIND/key, such as \"acme/SKILL/welding\"");
            return None;
        };
        let reference: Result<Reference, String> = text.parse().map_err(|_| {
            let kinds: Vec<&str> = ConceptKind::ALL.iter().map(|kind| kind.text()).collect();
            format!(
                "`ref`: \"{}\": expected taxonomy/KIND/key, KIND one of {}",
                short(&text),
                kinds.join(", ")
            )
        });
        let reference = self.tell(at, reference)?;
        if let Rows::OfConcepts(kind) = table.rows
            && kind != reference.kind
        {
            let (found, kind) = (reference.kind.text(), kind.text());
            self.fault(at, format!("`ref`: \"{}\" is a {found}: expected a {kind}", short(&text)));
            return None;
        }
        Some(reference)
    }

    pub(super) fn fill_concept(&mut self, row: &mut Row, reference: &Reference) {
        let taxonomy = self.named.record("taxonomy", &reference.taxonomy);
        for (column, cell) in row.table.columns.iter().zip(&mut row.cells) {
            match column.name {
                "kind" => *cell = Cell::Text(reference.kind.text().to_owned()),
                "taxonomy_id" => *cell = Cell::Id(taxonomy),
                "key" => *cell = Cell::Text(reference.key.clone()),
                // It follows from the names, which may come later.
                "slug" if *cell == Cell::Null => *cell = Cell::Text(String::new()),
                _ => {}
            }
        }
    }

    /// The cells that are given of a table's columns; the others are null.
    pub(super) fn row(&mut self, at: Place, table: &'static Table, fields: &mut Fields<'_>) -> Row {
        let mut cells = vec![Cell::Null; table.columns.len()];
        for (place, column) in table.own_columns() {
            if table.rows == Rows::Concepts && in_reference(column) {
                continue;
            }
            let Some(given) = fields.take(column.title()) else { continue };
            let read = cell(column, given, &mut self.named);
            let read = read.map_err(|why| format!("`{}`: {why}", column.title()));
            // What has a mistake is not missing besides: the dataset is not used.
            cells[place] = self.tell(at, read).unwrap_or(Cell::Flag(false));
        }
        Row { table, cells }
    }

    /// Reports what is null and may not be.
    pub(super) fn needs(&mut self, at: Place, row: &Row) {
        for (place, column) in row.table.own_columns() {
            if !column.optional && row.cells[place] == Cell::Null {
                self.fault(at, format!("`{}` is missing", column.title()));
            }
        }
    }

    /// The parts among what is left of a statement's fields; all else is unknown.
    pub(super) fn parts(
        &mut self,
        at: Place,
        details: &Table,
        kind: Option<ConceptKind>,
        fields: Fields<'_>,
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut positions = Positions::default();
        let mut unknown = Vec::new();
        for (name, given) in fields.rest() {
            let part =
                named(name).filter(|table| table.rows == Rows::Parts && may_belong(table, details, kind));
            let (Some(table), Given::Json(value)) = (part, given) else {
                unknown.push(name);
                continue;
            };
            let Json::List(list) = value else {
                self.fault(at, format!("`{name}`: {value}: expected a list"));
                continue;
            };
            for value in list {
                let Some(mut row) = self.part_of(at, table, value) else { continue };
                fill_in(&mut row, Uuid::nil(), kind, &mut positions);
                self.needs(at, &row);
                rows.push(row);
            }
        }
        self.unknown_names(at, details, kind, &unknown);
        rows
    }

    /// A part as an object, or as its value where it has but one.
    pub(super) fn part_of(&mut self, at: Place, table: &'static Table, value: &Json) -> Option<Row> {
        if let Json::Object(object) = value {
            let mut fields = Fields::of_json(object);
            let row = self.row(at, table, &mut fields);
            self.unknown(at, table, None, fields);
            return Some(row);
        }
        if let Some((_, column)) = table.only_column() {
            let object = [(column.title().to_owned(), value.clone())];
            return Some(self.row(at, table, &mut Fields::of_json(&object)));
        }
        self.fault(at, format!("`{}`: {value}: expected an object in the list", table.name));
        None
    }

    pub(super) fn unknown(
        &mut self,
        at: Place,
        table: &Table,
        kind: Option<ConceptKind>,
        fields: Fields<'_>,
    ) {
        let names: Vec<&str> = fields.rest().into_iter().map(|(name, _)| name).collect();
        self.unknown_names(at, table, kind, &names);
    }

    pub(super) fn unknown_names(
        &mut self,
        at: Place,
        table: &Table,
        kind: Option<ConceptKind>,
        names: &[&str],
    ) {
        for name in names {
            let expected = [titles(table), part_names(table, kind)].concat().join(", ");
            let message =
                format!("`{}` is no field of a {}: expected one of {expected}", short(name), table.name);
            self.fault(at, message);
        }
    }
}

/// What a record of a table may have beside its parts.
pub(super) fn titles(table: &Table) -> Vec<&'static str> {
    let mut titles = match table.rows {
        Rows::Parts => Vec::new(),
        Rows::Concepts | Rows::OfConcepts(_) => vec!["ref", "id", "retired"],
        Rows::Statements(_) => vec!["id", "retired"],
        Rows::References => table.owner.map(|_| "id").into_iter().collect(),
    };
    if matches!(table.rows, Rows::OfConcepts(_)) {
        let common = concepts().own_columns().filter(|(_, column)| !in_reference(column));
        titles.extend(common.map(|(_, column)| column.title()));
    }
    titles.extend(table.own_columns().map(|(_, column)| column.title()));
    titles
}

/// The parts that a record of a table may have.
fn part_names(table: &Table, kind: Option<ConceptKind>) -> Vec<&'static str> {
    if !matches!(table.rows, Rows::OfConcepts(_) | Rows::Statements(_)) {
        return Vec::new();
    }
    let parts = all().iter().filter(|part| part.rows == Rows::Parts && may_belong(part, table, kind));
    parts.map(|part| part.name).collect()
}
