//! What is said of a concept in words.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use ::entity::{LabelRole, NoteKind};
use oxrdf::NamedNode;
use uuid::Uuid;

use super::turtle::{Turtle, skos};
use crate::export::{ExportError, Records};

/// Names and remarks by concept.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    concepts: HashMap<Uuid, Said<'a>>,
}

#[derive(Debug, Default)]
struct Said<'a> {
    /// Role, language and text.
    labels: Vec<(LabelRole, String, String)>,
    /// Language and text.
    definitions: Vec<(String, String)>,
    notes: Vec<(NoteKind, &'a str, &'a str)>,
}

impl<'a> Words<'a> {
    pub(super) fn of(records: &'a Records) -> Result<Self, ExportError> {
        let mut words = Self::default();
        let dataset = &records.dataset;
        for l in &dataset.labels {
            words.at(l.concept_id).labels.push((l.role, l.language.clone(), l.text.clone()));
        }
        for d in &dataset.descriptions {
            words.at(d.concept_id).definitions.push((d.language.clone(), d.text.clone()));
        }
        for n in dataset.notes.iter().filter(|n| !records.is_retired(n.id)) {
            words.at(n.concept_id).notes.push((n.note_kind, &n.language, &n.text));
        }
        words.translations(records)?;
        for said in words.concepts.values_mut() {
            // Preferred names first: what is preferred is nothing else besides.
            said.labels.sort();
            said.definitions.sort();
        }
        Ok(words)
    }

    fn at(&mut self, concept: Uuid) -> &mut Said<'a> {
        self.concepts.entry(concept).or_default()
    }

    /// Names that other datasets give.
    fn translations(&mut self, records: &Records) -> Result<(), ExportError> {
        let mut of: HashMap<Uuid, (Uuid, String)> = HashMap::new();
        let id = |row: &crate::dataset::interchange::Row| row.table.owner.map(|at| row.cells[at].id());
        records.dataset.visit(
            |table| table.name == "translation",
            |row| {
                let id = id(&row).filter(|id| !records.is_retired(*id));
                let (concept, language) = (row.get("concept_id").id(), row.get("language").text().to_owned());
                let text = row.get("description").text();
                if id.is_some() && !text.is_empty() {
                    self.at(concept).definitions.push((language.clone(), text.to_owned()));
                }
                of.extend(id.map(|id| (id, (concept, language))));
            },
        )?;
        records.dataset.visit(
            |table| table.name == "translation_label",
            |row| {
                let role = LabelRole::ALL.iter().find(|role| role.text() == row.get("role").text());
                let of = id(&row).and_then(|id| of.get(&id));
                if let (Some((concept, language)), Some(role)) = (of, role) {
                    let text = row.get("text").text().to_owned();
                    self.at(*concept).labels.push((*role, language.clone(), text));
                }
            },
        )?;
        Ok(())
    }

    /// Writes all that is said of a concept.
    ///
    /// SKOS has one preferred name a language (S14), and no name in two roles (S13).
    pub(super) fn write<W: Write>(
        &self,
        turtle: &mut Turtle<W>,
        node: &NamedNode,
        concept: Uuid,
    ) -> io::Result<()> {
        let Some(said) = self.concepts.get(&concept) else { return Ok(()) };
        let mut preferred = HashSet::new();
        let mut names = HashSet::new();
        for (role, language, text) in &said.labels {
            let folded = language.to_lowercase();
            if !names.insert((folded.clone(), text)) {
                continue;
            }
            let word = match role {
                LabelRole::Preferred if preferred.insert(folded) => skos::PREF_LABEL,
                LabelRole::Preferred | LabelRole::Alternative => skos::ALT_LABEL,
                LabelRole::Hidden => skos::HIDDEN_LABEL,
            };
            turtle.words(node, word, language, text)?;
        }
        for (language, text) in &said.definitions {
            turtle.words(node, skos::DEFINITION, language, text)?;
        }
        for (kind, language, text) in &said.notes {
            let word = match kind {
                NoteKind::Definition => skos::DEFINITION,
                NoteKind::Scope => skos::SCOPE_NOTE,
                _ => skos::NOTE,
            };
            turtle.words(node, word, language, text)?;
        }
        Ok(())
    }
}
