//! The records together, and their checks: what importers make, the store keeps and the graph is built from.
//!
//! - `tables`: the one list of all record kinds, in foreign-key order
//! - `id`: ids, derived from what they name
//! - `names`: what people call a statement
//! - `reference`: how a concept is named where its id would tell nobody anything
//! - `language`: tags of languages
//! - `slug`: readable names in URLs
//! - `digest`: fingerprints of records, independent of their order
//! - `interchange`: our own form of data in files: what `export` writes and `import dataset` reads
//! - `check`: what must hold across records

mod check;
mod digest;
pub mod id;
pub mod interchange;
mod language;
mod names;
mod reference;
pub mod slug;
mod tables;

use ::entity::{StatementKind, dataset, statement};
use uuid::Uuid;

pub(crate) use check::is_partial_date;
pub use check::{Known, Problem, check};
pub use digest::{Digest, Digests, row_digest};
pub use language::{Language, NoLanguage};
pub use reference::{NoReference, Reference};
pub use tables::Dataset;
pub(crate) use tables::{LINKS, is_details, tables};

impl Dataset {
    /// An empty record set of one dataset, ready to be filled.
    pub fn new(slug: &str) -> Self {
        Self {
            datasets: vec![dataset::Model {
                id: id::dataset(slug),
                slug: slug.to_owned(),
                taxonomy_id: None,
                source_id: None,
                release: None,
                digest: None,
            }],
            ..Self::default()
        }
    }

    /// Adds the statement that a record details; its revisions are set when it is written.
    ///
    /// The statement belongs to the first of `datasets`.
    pub fn state(&mut self, id: Uuid, kind: StatementKind) {
        self.statements.push(statement::Model {
            id,
            kind,
            dataset_id: self.datasets[0].id,
            created_rev: 0,
            changed_rev: 0,
            retired_rev: None,
        });
    }
}
