//! Records become a `Dataset`, each mistake with the line that it stands in.

use std::collections::HashMap;

use ::entity::{ConceptKind, LabelRole, StatementKind, statement};
use uuid::Uuid;

use super::MOST_FAULTS;
use super::fields::{Fields, short};
use super::named::Named;
use super::places::{Place, Places};
use crate::dataset::interchange::{
    Positions, Row, Rows, Table, concept_slug, concepts, ends, fill_in, of_concepts, statement_id,
};
use crate::dataset::{Dataset, Digest, Reference, id};
use crate::import::Fault;

/// The records so far.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) dataset: Dataset,
    pub(super) places: Places,
    pub(super) named: Named,
    /// The dataset that the statements belong to.
    current: Option<Uuid>,
    positions: Positions,
    /// Concepts that have no slug yet, by their place in the dataset.
    unslugged: Vec<(usize, Reference)>,
    /// Kinds of the concepts whose ids do not follow from their references.
    kinds: HashMap<Uuid, ConceptKind>,
    faults: Vec<Fault>,
}

impl Builder {
    /// A mistake at a place.
    pub(super) fn fault(&mut self, at: Place, message: impl Into<String>) {
        let fault = self.places.fault(at, message.into());
        self.faults.push(fault);
    }

    /// Whether there are so many mistakes that reading on tells nobody more.
    pub(super) fn is_full(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    /// Whether there is no mistake so far.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The statements that follow belong to the dataset of this slug; false if there is none.
    pub(super) fn enter(&mut self, dataset: &str) -> bool {
        let found = self.dataset.datasets.iter().find(|row| row.slug == dataset).map(|row| row.id);
        self.current = found;
        found.is_some()
    }

    /// What was read, or a mistake.
    pub(super) fn tell<T>(&mut self, at: Place, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.fault(at, message)).ok()
    }

    /// Adds a reference record.
    pub(super) fn reference(&mut self, at: Place, table: &'static Table, mut fields: Fields<'_>) {
        let before = self.faults.len();
        let given = self.tell(at, fields.take_id()).flatten();
        let mut row = self.row(at, table, &mut fields);
        self.unknown(at, table, None, fields);
        fill_in(&mut row, Uuid::nil(), None, &mut Positions::default());
        self.needs(at, &row);
        let key = row.get("slug").text().to_owned();
        if self.faults.len() > before {
            return;
        }
        if table.owner.is_some() {
            if key.contains(|c: char| c == '/' || c.is_whitespace() || c.is_control()) || key.is_empty() {
                let message = format!("`slug`: \"{}\": expected letters, digits and hyphens", short(&key));
                return self.fault(at, message);
            }
            let derived = id::reference(table.name, &key);
            let id = given.unwrap_or(derived);
            if !self.named.declare(table.name, &key, id) {
                return self.fault(
                    at,
                    format!(
                        "the {} `{key}` has an id of its own: it must stand before what names it",
                        table.name
                    ),
                );
            }
            row.set_owner(id);
            if !self.stands(at, id, &format!("{} `{key}`", table.name)) {
                return;
            }
            if table.name == "dataset" {
                self.current = Some(id);
            }
        }
        self.push(at, row);
    }

    /// Adds a statement; a concept is told by the table of all concepts or by that of its kind.
    pub(super) fn statement(&mut self, at: Place, table: &'static Table, mut fields: Fields<'_>) {
        let before = self.faults.len();
        let given = self.tell(at, fields.take_id()).flatten();
        let retired = self.tell(at, fields.take_flag("retired")).unwrap_or(false);
        let reference = match table.rows {
            Rows::Concepts | Rows::OfConcepts(_) => match self.concept_reference(at, table, &mut fields) {
                Some(reference) => Some(reference),
                None => return,
            },
            _ => None,
        };
        let tables = match &reference {
            Some(reference) => vec![concepts(), of_concepts(reference.kind)],
            None => vec![table],
        };
        let mut details: Vec<Row> = tables.iter().map(|table| self.row(at, table, &mut fields)).collect();
        let kind = reference.as_ref().map(|reference| reference.kind);
        let own = tables.last().copied().unwrap_or(table);
        let mut parts = self.parts(at, own, kind, fields);
        if let (Some(reference), [concept, ..]) = (&reference, &mut details[..]) {
            self.fill_concept(concept, reference);
        }
        for row in &mut details {
            let of = ends(row).first().copied().unwrap_or_default();
            fill_in(row, of, None, &mut self.positions);
            self.needs(at, row);
        }
        let Some(dataset_id) = self.current else {
            return self
                .fault(at, "a statement without a dataset: expected {\"dataset\": {\"slug\": …}} before it");
        };
        if self.faults.len() > before {
            return;
        }
        let (kind, derived) = match (table.rows, &reference, details.first()) {
            (Rows::Statements(kind), _, Some(row)) => (kind, statement_id(kind, row, &parts)),
            (_, Some(reference), _) => (StatementKind::Concept, reference.id()),
            _ => return,
        };
        let id = given.unwrap_or(derived);
        if !self.stands(at, id, kind.text().to_lowercase().as_str()) {
            return;
        }
        if let Some(reference) = reference {
            if id != derived {
                self.kinds.insert(id, reference.kind);
            }
            if details.first().is_some_and(|row| row.get("slug").text().is_empty()) {
                self.unslugged.push((self.dataset.concepts.len(), reference));
            }
        }
        let (created_rev, changed_rev, retired_rev) = (0, 0, retired.then_some(0));
        let stated = statement::Model { id, kind, dataset_id, created_rev, changed_rev, retired_rev };
        self.dataset.statements.push(stated);
        for mut row in details.into_iter().chain(parts.drain(..)) {
            row.set_owner(id);
            self.push(at, row);
        }
    }

    /// Adds a part that says itself what it belongs to.
    pub(super) fn part(&mut self, at: Place, table: &'static Table, mut fields: Fields<'_>) {
        let before = self.faults.len();
        let owner = table.owner.map_or("", |at| table.columns[at].title());
        let name = self.tell(at, fields.take_text(owner)).flatten();
        let mut row = self.row(at, table, &mut fields);
        let Some(name) = name else {
            return self.fault(at, format!("`{owner}` is missing: expected what this row belongs to"));
        };
        let found = self.named.concept(&name).map_err(|why| format!("`{owner}`: {why}"));
        let Some((id, kind)) = self.tell(at, found) else { return };
        if !self.places.has(id) {
            let message = format!(
                "`{owner}`: \"{}\": expected the reference or id of a row of these tables",
                short(&name)
            );
            return self.fault(at, message);
        }
        let kind = kind.or_else(|| self.kinds.get(&id).copied());
        row.set_owner(id);
        fill_in(&mut row, id, kind, &mut self.positions);
        self.needs(at, &row);
        if self.faults.len() == before {
            self.push(at, row);
        }
    }

    /// Whether a record is the first with its id.
    fn stands(&mut self, at: Place, id: Uuid, what: &str) -> bool {
        let Err(first) = self.places.add(id, at) else { return true };
        self.fault(at, format!("this {what} stands already at {first}: keep one, with the evidence of both"));
        false
    }

    fn push(&mut self, at: Place, row: Row) {
        let name = row.table.name;
        if let Err(error) = self.dataset.push(row) {
            self.fault(at, format!("{name}: {error}"));
        }
    }

    /// The slugs that were left out, then all that was read; or every mistake.
    ///
    /// `digest` is what the header says that the records have.
    pub(super) fn finish(mut self, digest: Option<&str>) -> Result<(Dataset, Places), Vec<Fault>> {
        let start = Place { file: 0, line: 1 };
        let mut names: HashMap<Uuid, Vec<(&str, &str)>> = HashMap::new();
        let Dataset { concepts, labels, .. } = &mut self.dataset;
        names.extend(self.unslugged.iter().map(|(at, _)| (concepts[*at].id, Vec::new())));
        for label in labels.iter().filter(|label| label.role == LabelRole::Preferred) {
            if let Some(names) = names.get_mut(&label.concept_id) {
                names.push((&label.language, &label.text));
            }
        }
        for (at, reference) in &self.unslugged {
            let concept = &mut concepts[*at];
            let names = names.remove(&concept.id).unwrap_or_default();
            concept.slug = concept_slug(reference, concept.id, names.into_iter());
        }
        if self.faults.is_empty() && self.dataset.datasets.is_empty() {
            self.fault(start, "there is no dataset: expected at least one");
        }
        if let Some(digest) = digest.filter(|_| self.faults.is_empty()) {
            self.check_digest(start, digest);
        }
        if !self.faults.is_empty() {
            self.faults.truncate(MOST_FAULTS);
            return Err(self.faults);
        }
        self.places.name(&self.named);
        Ok((self.dataset, self.places))
    }

    fn check_digest(&mut self, start: Place, expected: &str) {
        let found = self.dataset.digest();
        if Digest::from_hex(expected) != Some(found) {
            let (expected, found) = (short(expected), found.to_hex());
            let message = format!(
                "the digest of all records is {found}, and not {expected}: the file is cut off or altered; leave \
                 `digest` out of what is written by hand"
            );
            self.fault(start, message);
        }
    }
}
