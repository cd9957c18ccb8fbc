//! The ids of what a file names.

use std::collections::HashMap;

use ::entity::ConceptKind;
use uuid::Uuid;

use super::fields::short;
use crate::dataset::interchange::{Column, Rows, all};
use crate::dataset::{Reference, id};

/// Every name that was read, with its id: a concept by its reference, a reference record by table and slug.
#[derive(Debug, Default)]
pub(super) struct Named {
    concepts: HashMap<String, (Uuid, Option<ConceptKind>)>,
    records: HashMap<(&'static str, String), Uuid>,
}

impl Named {
    /// The concept that a text names, and its kind, unless it names it by its id.
    pub(super) fn concept(&mut self, text: &str) -> Result<(Uuid, Option<ConceptKind>), String> {
        if let Some(found) = self.concepts.get(text) {
            return Ok(*found);
        }
        let found = match text.parse::<Reference>() {
            Ok(reference) => (reference.id(), Some(reference.kind)),
            Err(_) => match text.parse::<Uuid>() {
                Ok(id) => (id, None),
                Err(_) => {
                    return Err(format!(
                        "\"{}\": expected a concept as taxonomy/KIND/key, such as \"acme/SKILL/welding\"",
                        short(text)
                    ));
                }
            },
        };
        self.concepts.insert(text.to_owned(), found);
        Ok(found)
    }

    /// The id of what a column names; a concept must be of the `kind` that the column is called as.
    pub(super) fn id(
        &mut self,
        column: &Column,
        text: &str,
        kind: Option<ConceptKind>,
    ) -> Result<Uuid, String> {
        let tables = all().iter().filter(|table| table.rows == Rows::References);
        if let Some(table) = tables.clone().find(|table| table.name == column.title()) {
            return Ok(self.record(table.name, text));
        }
        let (id, found) = self.concept(text)?;
        match (kind, found) {
            (Some(kind), Some(found)) if kind != found => {
                Err(format!("\"{}\" is a {}: expected a {}", short(text), found.text(), kind.text()))
            }
            _ => Ok(id),
        }
    }

    /// The id of a reference record: that of its own record if it was read before, or else what its slug gives.
    pub(super) fn record(&mut self, table: &'static str, slug: &str) -> Uuid {
        *self.records.entry((table, slug.to_owned())).or_insert_with(|| id::reference(table, slug))
    }

    /// Says what id a reference record has; false if its name was given another before.
    pub(super) fn declare(&mut self, table: &'static str, slug: &str, id: Uuid) -> bool {
        *self.records.entry((table, slug.to_owned())).or_insert(id) == id
    }

    /// The names of these ids.
    pub(super) fn texts(&self, wanted: impl Fn(Uuid) -> bool) -> HashMap<Uuid, String> {
        let concepts = self.concepts.iter().map(|(text, (id, _))| (*id, text));
        let records = self.records.iter().map(|((_, slug), id)| (*id, slug));
        concepts.chain(records).filter(|(id, _)| wanted(*id)).map(|(id, text)| (id, text.clone())).collect()
    }
}
