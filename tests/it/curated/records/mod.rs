//! One small example of every kind of record.
//!
//! - `concepts`: concepts, and what each kind of them has besides
//! - `links`: links, and matches with other taxonomies
//! - `facts`: notes, salaries and questions
//!
//! Below: who publishes.

mod concepts;
mod facts;
mod links;

use career_graph::dataset::{Dataset, id};
use entity::{ConceptKind, source, taxonomy};
use uuid::Uuid;

use super::{base_with, dataset};

fn of(kind: ConceptKind, key: &str) -> Uuid {
    id::concept("house", kind, key)
}

/// The record of one statement in a table.
fn one<T: Clone>(rows: &[T], id: Uuid, of: impl Fn(&T) -> Uuid) -> T {
    let mut found = rows.iter().filter(|row| of(row) == id);
    let row = found.next().expect("it is there").clone();
    assert!(found.next().is_none(), "it is there once");
    row
}

/// What says so, of one statement, in the order of the file.
fn evidence_of(dataset: &Dataset, id: Uuid) -> Vec<(String, Option<&str>, Option<&str>)> {
    let rows = dataset.evidence.iter().filter(|row| row.statement_id == id);
    rows.map(|row| {
        assert_eq!(row.source_id, id::source("book"));
        (row.locator.clone(), row.date.as_deref(), row.stated.as_deref())
    })
    .collect()
}

#[test]
fn publishers() {
    let files = base_with(&[
        (
            "taxonomies.toml",
            "publisher = \"We\"\nurl = \"https://house.example\"\nlicence = \"MIT\"\nattribution = \"by us\"\n",
        ),
        (
            "sources.toml",
            "publisher = \"Press\"\nurl = \"https://book.example\"\nlicence = \"CC BY 4.0\"\nattribution = \"after a \
             book\"\n",
        ),
    ]);
    let dataset = dataset(&files);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        dataset.taxonomies,
        [taxonomy::Model {
            id: id::taxonomy("house"),
            slug: "house".to_owned(),
            title: "The house".to_owned(),
            publisher: text("We"),
            url: text("https://house.example"),
            licence: text("MIT"),
            attribution: text("by us"),
        }]
    );
    assert_eq!(
        dataset.sources,
        [source::Model {
            id: id::source("book"),
            slug: "a-book".to_owned(),
            title: "A book".to_owned(),
            publisher: text("Press"),
            url: text("https://book.example"),
            published: text("2024-05"),
            licence: text("CC BY 4.0"),
            attribution: text("after a book"),
        }]
    );
    let [owner] = &dataset.datasets[..] else { panic!("one dataset") };
    assert_eq!((owner.slug.as_str(), owner.release.as_deref()), ("curated", Some("2026.11")));
    assert_eq!(owner.taxonomy_id, Some(id::taxonomy("house")));
    assert_eq!(owner.source_id, None);
}
