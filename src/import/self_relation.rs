//! What a source relates with itself.

use ::entity::{NoteKind, StatementKind, note};
use uuid::Uuid;

use crate::dataset::{Dataset, id};

/// That a source relates a concept with itself, which no link may say.
pub(super) struct SelfRelation<'a> {
    pub(super) concept_id: Uuid,
    /// What tells it from others of the concept.
    pub(super) relation: &'a str,
    /// It completes "It is said that it …".
    pub(super) says: &'a str,
    /// The language of that.
    pub(super) language: &'a str,
    /// Its place among the notes of the concept.
    pub(super) position: usize,
}

impl SelfRelation<'_> {
    /// Keeps it as a note. Said twice, it is kept once.
    pub(super) fn keep(self, dataset: &mut Dataset) {
        let Self { concept_id, relation, says, language, position } = self;
        let note_kind = NoteKind::SelfRelation;
        let discriminator = format!("{}\u{1f}{relation}", note_kind.text());
        let id = id::part(StatementKind::Note, concept_id, &discriminator);
        if dataset.notes.iter().any(|note| note.id == id) {
            return;
        }
        dataset.state(id, StatementKind::Note);
        let (language, text) = (language.to_owned(), format!("It is said that it {says}."));
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        dataset.notes.push(note::Model { id, concept_id, note_kind, language, text, position });
    }
}
