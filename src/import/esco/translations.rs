//! What concepts are called in another language than English: translations, a dataset of their own.

use std::collections::HashSet;

use ::entity::{ConceptKind, LabelRole, StatementKind, translation, translation_label};
use uuid::Uuid;

use super::collections::{SCHEME_COLUMNS, SCHEMES, scheme};
use super::files::{CONCEPTS, Files};
use super::{ESCO, text};
use crate::dataset::{Dataset, Language, id};
use crate::import::ImportError;

/// The translations so far.
pub(super) struct Translations<'a> {
    pub(super) dataset: Dataset,
    language: &'a Language,
    /// The concepts that there are.
    known: &'a HashSet<Uuid>,
    seen: HashSet<Uuid>,
}

impl<'a> Translations<'a> {
    /// None yet. Taxonomy and source are those of the English release, which brings them.
    pub(super) fn new(release: Option<String>, language: &'a Language, known: &'a HashSet<Uuid>) -> Self {
        let mut dataset = Dataset::new(&super::dataset(language));
        let of = &mut dataset.datasets[0];
        (of.taxonomy_id, of.source_id) = (Some(id::taxonomy(ESCO)), Some(id::source(ESCO)));
        of.release = release;
        Self { dataset, language, known, seen: HashSet::new() }
    }

    fn add(
        &mut self,
        kind: ConceptKind,
        uri: &str,
        labels: Vec<(LabelRole, String, i32)>,
        description: Option<String>,
    ) -> Result<(), String> {
        let concept_id = id::concept(ESCO, kind, uri);
        if !self.known.contains(&concept_id) {
            return Err(format!("`{uri}` names no {} of the database", kind.text().to_lowercase()));
        }
        let id = id::part(StatementKind::Translation, concept_id, self.language.tag());
        if !self.seen.insert(id) {
            return Err(text::twice(uri));
        }
        self.dataset.state(id, StatementKind::Translation);
        let language = self.language.tag().to_owned();
        self.dataset.translations.push(translation::Model { id, concept_id, language, description });
        let label =
            |(role, text, position)| translation_label::Model { translation_id: id, role, text, position };
        self.dataset.translation_labels.extend(labels.into_iter().map(label));
        Ok(())
    }
}

pub(super) fn read(files: &mut Files<'_>, translations: &mut Translations<'_>) -> Result<(), ImportError> {
    for (table, kind) in CONCEPTS {
        if files.name(table).is_some() {
            files.each(table, &text::COLUMNS, |row| {
                let text::Named { uri, labels, description } = text::named(row)?;
                translations.add(kind, uri, labels, description)
            })?;
        }
    }
    if files.name(SCHEMES).is_some() {
        files.each(SCHEMES, &SCHEME_COLUMNS, |row| {
            let (uri, name, description) = scheme(row)?;
            let labels = vec![(LabelRole::Preferred, name.ok_or("no preferredLabel")?, 0)];
            translations.add(ConceptKind::Collection, uri, labels, description)
        })?;
    }
    Ok(())
}
