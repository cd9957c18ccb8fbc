//! The dataset under construction.

use std::collections::HashMap;

use ::entity::{
    CodeScheme, ConceptKind, LabelRole, RoleLinkKind, StatementKind, code, concept, description, label,
};
use uuid::Uuid;

use super::{ONET, cell, release};
use crate::dataset::{Dataset, id, slug};
use crate::import::Row;
use crate::import::Skip;
use crate::import::self_relation::SelfRelation;

const LANGUAGE: &str = "en";

/// The records so far.
pub(super) struct Records {
    pub(super) dataset: Dataset,
    /// Where each occupation stands in `dataset.roles`, by its code.
    pub(super) roles: HashMap<String, usize>,
}

impl Records {
    /// Those of the publisher.
    pub(super) fn new(release: Option<String>) -> Self {
        let mut dataset = Dataset::new(ONET);
        dataset.taxonomies.push(release::taxonomy(release.as_deref()));
        dataset.sources.push(release::source(release.as_deref()));
        let of = &mut dataset.datasets[0];
        (of.taxonomy_id, of.source_id) = (Some(id::taxonomy(ONET)), Some(id::source(ONET)));
        of.release = release;
        Self { dataset, roles: HashMap::new() }
    }

    /// The occupation that a cell names by its code.
    pub(super) fn role(&self, row: &Row<'_>, column: &str) -> Result<Uuid, Skip> {
        Ok(self.dataset.roles[self.role_index(row, column)?].id)
    }

    /// As `role`, its place in `dataset.roles`.
    pub(super) fn role_index(&self, row: &Row<'_>, column: &str) -> Result<usize, Skip> {
        let soc = cell::needed(row, column)?;
        let found = self.roles.get(soc).copied();
        found.ok_or_else(|| Skip::Row(format!("{column} `{soc}` is not in Occupation Data")))
    }

    /// Adds a concept with its preferred name; the row of its kind is the caller's.
    pub(super) fn concept(
        &mut self,
        kind: ConceptKind,
        key: &str,
        name: &str,
        description: Option<&str>,
    ) -> Uuid {
        let id = id::concept(ONET, kind, key);
        self.dataset.state(id, StatementKind::Concept);
        self.dataset.concepts.push(concept::Model {
            id,
            kind,
            taxonomy_id: id::taxonomy(ONET),
            key: key.to_owned(),
            slug: slug::of_taxonomy(name, ONET, id),
            replaced_by: None,
        });
        self.label(id, LabelRole::Preferred, name, 0);
        self.dataset.descriptions.extend(description.map(|text| description::Model {
            concept_id: id,
            language: LANGUAGE.to_owned(),
            text: text.to_owned(),
        }));
        id
    }

    pub(super) fn label(&mut self, concept_id: Uuid, role: LabelRole, text: &str, position: i32) {
        let (language, text) = (LANGUAGE.to_owned(), text.to_owned());
        self.dataset.labels.push(label::Model { concept_id, language, role, text, position });
    }

    /// Keeps that a row relates a role with itself: `says` completes "It is said that it …".
    pub(super) fn itself(&mut self, concept_id: Uuid, relation: RoleLinkKind, says: &str) {
        let (relation, language) = (relation.text(), LANGUAGE);
        SelfRelation { concept_id, relation, says, language, position: 0 }.keep(&mut self.dataset);
    }

    pub(super) fn code(
        &mut self,
        concept: (Uuid, ConceptKind),
        scheme: CodeScheme,
        value: &str,
        identifies: bool,
    ) {
        let ((concept_id, concept_kind), value) = (concept, value.to_owned());
        self.dataset.codes.push(code::Model { concept_id, concept_kind, scheme, value, identifies });
    }
}

/// Why a row that repeats another is not taken.
pub(super) fn twice(what: &str) -> Skip {
    Skip::Row(format!("{what} is given twice"))
}
