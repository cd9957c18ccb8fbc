//! The dataset under construction.

use std::collections::HashMap;

use ::entity::{
    CodeScheme, ConceptKind, LabelRole, NoteKind, StatementKind, code, concept, description, evidence, label,
    note,
};
use uuid::Uuid;

use super::{ESCO, release, text};
use crate::dataset::{Dataset, id, slug};
use crate::import::Row;
use crate::import::self_relation::SelfRelation;

/// The columns of notes, and what each becomes.
const NOTES: [(&str, NoteKind); 3] = [
    ("definition", NoteKind::Definition),
    ("scopeNote", NoteKind::Scope),
    ("regulatedProfessionNote", NoteKind::Regulation),
];

/// Where the value list begins that `regulatedProfessionNote` takes: `regulated` or `unregulated` follows.
const REGULATION: &str = "http://data.europa.eu/esco/regulated-professions/";

/// The records so far.
pub(super) struct Records {
    pub(super) dataset: Dataset,
    language: String,
    /// Where each role and skill stands in `dataset.roles` or `dataset.skills`.
    pub(super) places: HashMap<Uuid, usize>,
}

impl Records {
    /// Those of the publisher.
    pub(super) fn new(release: Option<String>, language: &str) -> Self {
        let mut dataset = Dataset::new(ESCO);
        dataset.taxonomies.push(release::taxonomy());
        dataset.sources.push(release::source());
        let of = &mut dataset.datasets[0];
        (of.taxonomy_id, of.source_id) = (Some(id::taxonomy(ESCO)), Some(id::source(ESCO)));
        of.release = release;
        Self { dataset, language: language.to_owned(), places: HashMap::new() }
    }

    /// The concept that a cell names by its URI.
    pub(super) fn named(&self, kind: ConceptKind, row: &Row<'_>, column: &str) -> Result<Uuid, String> {
        let uri = text::needed(row, column)?;
        let id = id::concept(ESCO, kind, uri);
        let missing = || format!("{column} `{uri}` names no {} of this release", kind.text().to_lowercase());
        self.places.contains_key(&id).then_some(id).ok_or_else(missing)
    }

    /// Adds the concept of a row with all that its columns say; the row of its kind is the caller's.
    pub(super) fn concept(&mut self, kind: ConceptKind, row: &Row<'_>) -> Result<Uuid, String> {
        let text::Named { uri, labels, description } = text::named(row)?;
        let id = id::concept(ESCO, kind, uri);
        if self.places.contains_key(&id) {
            return Err(text::twice(uri));
        }
        let name = labels.first().map_or("", |(_, name, _)| name);
        self.add(id, kind, uri, name, description);
        for (role, label, position) in labels {
            self.label(id, role, label, position);
        }
        self.notes(id, row);
        if let Some(day) = text::day(row.get("modifiedDate")) {
            self.dataset.evidence.push(evidence::Model {
                statement_id: id,
                source_id: id::source(ESCO),
                locator: uri.to_owned(),
                date: Some(day.to_owned()),
                stated: None,
            });
        }
        Ok(id)
    }

    /// Adds a concept with its description, and its URI as a code; `name` is for its slug, its names are the caller's.
    pub(super) fn add(&mut self, id: Uuid, kind: ConceptKind, key: &str, name: &str, text: Option<String>) {
        self.dataset.state(id, StatementKind::Concept);
        self.dataset.concepts.push(concept::Model {
            id,
            kind,
            taxonomy_id: id::taxonomy(ESCO),
            key: key.to_owned(),
            slug: slug::of_taxonomy(name, ESCO, id),
            replaced_by: None,
        });
        let language = self.language.clone();
        let text = text.map(|text| description::Model { concept_id: id, language, text });
        self.dataset.descriptions.extend(text);
        if key.contains("://") {
            self.code(id, kind, CodeScheme::EscoUri, key, true);
        }
    }

    pub(super) fn label(&mut self, concept_id: Uuid, role: LabelRole, text: String, position: i32) {
        let language = self.language.clone();
        self.dataset.labels.push(label::Model { concept_id, language, role, text, position });
    }

    fn notes(&mut self, concept_id: Uuid, row: &Row<'_>) {
        let mut position = 0;
        for (column, note_kind) in NOTES {
            let Some(text) = text::prose(row.get(column)) else { continue };
            let text = text.strip_prefix(REGULATION).map(str::to_owned).unwrap_or(text);
            // One of each kind and language: a new wording alters it, and is no other note.
            let discriminator = format!("{}\u{1f}{}", note_kind.text(), self.language);
            let id = id::part(StatementKind::Note, concept_id, &discriminator);
            self.dataset.state(id, StatementKind::Note);
            let language = self.language.clone();
            self.dataset.notes.push(note::Model { id, concept_id, note_kind, language, text, position });
            position += 1;
        }
    }

    /// Keeps that a row relates a concept with itself, after the notes that every concept can have: `says` completes "It is
    /// said that it …".
    pub(super) fn itself(&mut self, concept_id: Uuid, relation: &str, says: &str) {
        let (language, position) = (&self.language, NOTES.len());
        SelfRelation { concept_id, relation, says, language, position }.keep(&mut self.dataset);
    }

    /// Adds a code, as the text that it is, unless the cell is empty.
    pub(super) fn code(
        &mut self,
        concept_id: Uuid,
        concept_kind: ConceptKind,
        scheme: CodeScheme,
        value: &str,
        identifies: bool,
    ) {
        if !value.is_empty() {
            let value = value.to_owned();
            self.dataset.codes.push(code::Model { concept_id, concept_kind, scheme, value, identifies });
        }
    }

    /// The dataset; a code that two concepts of one kind have identifies neither.
    pub(super) fn finish(mut self) -> Dataset {
        let mut bearers = HashMap::new();
        for code in self.dataset.codes.iter().filter(|code| code.identifies) {
            *bearers.entry((code.concept_kind, code.scheme, code.value.clone())).or_insert(0) += 1;
        }
        bearers.retain(|_, count| *count > 1);
        for code in &mut self.dataset.codes {
            code.identifies &= !bearers.contains_key(&(code.concept_kind, code.scheme, code.value.clone()));
        }
        self.dataset
    }
}
