//! What names a record in a file, where its id would tell nobody anything.

use std::collections::HashMap;

use serde::de::value::Error;
use uuid::Uuid;

use super::cell::Cell;
use super::table::{Row, Rows};
use crate::dataset::{Dataset, Reference};

/// Texts of ids: the slug of a taxonomy, source or dataset, the reference of a concept.
#[derive(Debug, Default)]
pub(crate) struct Names {
    references: HashMap<Uuid, Reference>,
    slugs: HashMap<Uuid, String>,
    /// Places of concepts in the order of their references; also of those that are only named.
    ranks: HashMap<Uuid, u32>,
}

impl Names {
    /// Those of all records of a dataset.
    pub(crate) fn of(dataset: &Dataset) -> Result<Self, Error> {
        let mut names = Self::default();
        dataset.visit(
            |table| table.rows == Rows::References,
            |row| {
                let id = row.table.owner.map(|at| row.cells[at].id());
                names.slugs.extend(id.map(|id| (id, row.get("slug").text().to_owned())));
            },
        )?;
        for concept in &dataset.concepts {
            let taxonomy = names.slugs.get(&concept.taxonomy_id).map_or("", String::as_str);
            names.references.insert(concept.id, Reference::new(taxonomy, concept.kind, &concept.key));
        }
        let mut order: Vec<(String, Uuid)> =
            names.references.iter().map(|(id, reference)| (reference.to_string(), *id)).collect();
        dataset.visit(
            |table| table.columns.iter().any(|column| column.name.ends_with("_ref")),
            |row| {
                for (column, cell) in row.table.columns.iter().zip(&row.cells) {
                    if column.name.ends_with("_ref")
                        && let Ok(reference) = cell.text().parse::<Reference>()
                    {
                        order.push((cell.text().to_owned(), reference.id()));
                    }
                }
            },
        )?;
        order.sort_unstable();
        names.ranks = order.into_iter().zip(0..).map(|((_, id), rank)| (id, rank)).collect();
        Ok(names)
    }

    /// The reference of a concept.
    pub(crate) fn reference(&self, concept: Uuid) -> Option<&Reference> {
        self.references.get(&concept)
    }

    /// Where a concept stands in the order of references; what is not known comes last.
    pub(crate) fn rank(&self, concept: Uuid) -> u32 {
        self.ranks.get(&concept).copied().unwrap_or(u32::MAX)
    }

    /// What names a record: the id itself where its reference would be read as another.
    pub(crate) fn text(&self, id: Uuid) -> String {
        let reference = self.references.get(&id).filter(|reference| leads_to(reference, id));
        let named = reference.map(ToString::to_string).or_else(|| self.slugs.get(&id).cloned());
        named.unwrap_or_else(|| id.to_string())
    }

    /// Puts names in the place of ids, but for that of the owner.
    pub(crate) fn name(&self, row: &mut Row) {
        let owner = row.table.owner;
        for (at, cell) in row.cells.iter_mut().enumerate() {
            if let Cell::Id(id) = cell
                && Some(at) != owner
            {
                *cell = Cell::Text(self.text(*id));
            }
        }
    }
}

/// Whether a reference is read back as what it is, and leads to this concept.
pub(crate) fn leads_to(reference: &Reference, id: Uuid) -> bool {
    reference.id() == id && reference.to_string().parse().as_ref() == Ok(reference)
}
