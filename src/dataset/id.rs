//! Ids, derived from what they name: the same on every machine, whatever was imported in which order.
//!
//! Each is the UUIDv5 of its parts, joined by the unit separator U+001F, under one namespace.

use ::entity::{ConceptKind, StatementKind};
use uuid::Uuid;

/// The namespace of all ids: the UUIDv5 of `career-graph` under the DNS namespace.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x7ecf_2463_1aa3_5b25_a3f8_fe0f_96fa_9d88);

fn derive(parts: &[&str]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, parts.join("\u{1f}").as_bytes())
}

/// Id of a taxonomy, from its slug.
pub fn taxonomy(slug: &str) -> Uuid {
    derive(&["TAXONOMY", slug])
}

/// Id of a source, from its key.
pub fn source(key: &str) -> Uuid {
    derive(&["SOURCE", key])
}

/// Id of a dataset, from its slug.
pub fn dataset(slug: &str) -> Uuid {
    derive(&["DATASET", slug])
}

/// Id of a concept, from its taxonomy's slug, its kind and its key there.
pub fn concept(taxonomy: &str, kind: ConceptKind, key: &str) -> Uuid {
    derive(&[taxonomy, kind.text(), key])
}

/// Id of a link, from its kind, both ends and what tells it from others between them (a relation kind, or nothing).
pub fn link(kind: StatementKind, from: Uuid, to: Uuid, discriminator: &str) -> Uuid {
    derive(&[kind.text(), &from.to_string(), &to.to_string(), discriminator])
}

/// Id of what hangs on one concept (a note, a salary, a step), from its kind, that concept and what tells it from
/// the others there.
pub fn part(kind: StatementKind, of: Uuid, discriminator: &str) -> Uuid {
    derive(&[kind.text(), &of.to_string(), discriminator])
}

/// Id of a reference record, from the name of its table and its slug.
pub(crate) fn reference(table: &str, slug: &str) -> Uuid {
    derive(&[&table.to_uppercase(), slug])
}

/// Id of a note, from its concept, kind and text.
pub(crate) fn note(concept: Uuid, kind: &str, text: &str) -> Uuid {
    part(StatementKind::Note, concept, &format!("{kind}\u{1f}{text}"))
}

/// Id of a step of a pathway, from its position.
pub(crate) fn step(pathway: Uuid, position: i64) -> Uuid {
    part(StatementKind::PathwayStep, pathway, &position.to_string())
}

/// Id of a question in interviews for a role, from its text.
pub(crate) fn question(role: Uuid, text: &str) -> Uuid {
    part(StatementKind::InterviewQuestion, role, text)
}

/// Id of a salary, from its role and what is told: region, level, statistic, period, whom it cites, whether it is a
/// bonus.
pub(crate) fn salary(role: Uuid, told: [&str; 6]) -> Uuid {
    part(StatementKind::Salary, role, &told.join("\u{1f}"))
}
