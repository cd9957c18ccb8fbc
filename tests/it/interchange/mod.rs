//! What is exported is imported again without loss, and what partners write is understood or refused.
//!
//! - `round_trip`: export, import, export: equal bytes, on and across both engines
//! - `form`: what stands in the files
//! - `partner`: a framework that was written by hand
//! - `refused`: what is wrong is told with file and line
//! - `skos`: read back by an RDF library
//! - `commands`: the command
//! - `full`: published releases

mod commands;
mod form;
mod full;
mod partner;
mod refused;
mod round_trip;
mod skos;

use career_graph::dataset::Dataset;
use career_graph::export::{self, Records as Exported};
use career_graph::import::interchange::{self, InterchangeError, Whole};
use career_graph::store::{Changeset, Store, Write};
use entity::StatementKind;
use uuid::Uuid;

use crate::store::everything;
use crate::support::Records;

/// The lines of a dataset.
fn lines(dataset: &Dataset) -> String {
    let mut out = Vec::new();
    export::ndjson::write(&Exported::of(dataset.clone(), &[]).expect("it can be named"), &mut out)
        .expect("it can be written");
    String::from_utf8(out).expect("it is UTF-8")
}

fn read(text: &str) -> Result<Whole, InterchangeError> {
    interchange::lines("acme.ndjson", text.as_bytes())
}

async fn apply(store: &Store, dataset: Dataset) -> Changeset {
    let write = Write { actor: "tester".to_owned(), message: "test".to_owned(), at_ms: 0 };
    store.apply(dataset, write).await.expect("it can be stored")
}

/// A row in every table, every value of every enum, and all that is hard to write.
fn odd() -> Records {
    let mut r = everything();
    let (role, skill) = (r.dataset.roles[0].id, r.dataset.skills[0].id);
    for (text, position) in ODD[1..].iter().zip(10..) {
        r.name(skill, "x-odd", entity::LabelRole::Hidden, text);
        r.dataset.labels.last_mut().expect("it was added").position = position;
    }
    for (text, at) in ODD.iter().zip(0..) {
        r.dataset.evidence.push(entity::evidence::Model {
            statement_id: skill,
            source_id: r.dataset.sources[0].id,
            locator: if at == 0 { String::new() } else { format!(" {text}\n") },
            date: None,
            stated: Some(if at == 0 { String::new() } else { (*text).to_owned() }),
        });
    }
    for (row, value) in r.dataset.ratings.iter_mut().zip([0.1 + 0.2, 4.0 / 3.0]) {
        (row.value, row.standard_error, row.lower) = (value, Some(f64::MIN_POSITIVE), Some(1e-7));
    }
    // Retired ones: a concept with another in its place, a link, a note.
    let old = r.role("old-role");
    r.dataset.concepts.last_mut().expect("it was added").replaced_by = Some(role);
    r.dataset.former_slugs.push(entity::former_slug::Model {
        kind: entity::ConceptKind::Role,
        slug: "older-role".to_owned(),
        concept_id: old,
    });
    let link = r.role_skill(old, skill, None);
    let note = r.dataset.notes[0].id;
    retire(&mut r.dataset, &[old, link, note]);
    // A concept of another key than its id says.
    let stray = career_graph::dataset::id::source("stray");
    r.state(stray, StatementKind::Concept);
    let mut concept = r.dataset.concepts[0].clone();
    (concept.id, concept.key, concept.slug) = (stray, "a stray/key ".to_owned(), "stray".to_owned());
    r.dataset.concepts.push(concept);
    r.dataset.roles.push(entity::role::Model {
        id: stray,
        role_kind: entity::RoleKind::Occupation,
        job_zone: None,
    });
    r.label(stray, entity::LabelRole::Preferred, "Stray");
    r.dataset.codes.push(entity::code::Model {
        concept_id: stray,
        concept_kind: entity::ConceptKind::Role,
        scheme: entity::CodeScheme::Isco08,
        value: "0012".to_owned(),
        identifies: false,
    });
    r.role_skill(stray, skill, Some(0.0));
    r
}

fn retire(dataset: &mut Dataset, ids: &[Uuid]) {
    for statement in dataset.statements.iter_mut().filter(|s| ids.contains(&s.id)) {
        statement.retired_rev = Some(1);
    }
}

/// Texts that spreadsheets, parsers and writers are known to trip over.
const ODD: [&str; 14] = [
    "",
    "quo\"te",
    "\"",
    "two\nlines",
    "two\r\nlines",
    "a\rb",
    "tab\there",
    "comma, semicolon; pipe|",
    "=1+1",
    "\\",
    "\\\\N",
    "👩‍💻 über Ω \u{2028} \u{feff}",
    "\u{1}\u{1f}\u{7f}",
    "NULL",
];
