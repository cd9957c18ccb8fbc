//! All records of a database, or of some of its datasets, as files.
//!
//! - `records`: what is exported, in the form that files have it
//! - `order`: in which order
//! - `ndjson`, `csv`: our own form, which `import dataset` reads; `dataset::interchange` describes it
//! - `skos`: concepts, names and mappings for who speaks that

pub mod csv;
pub mod ndjson;
mod order;
mod records;
pub mod skos;

use std::path::PathBuf;

pub use records::{Counts, Records};

/// Why nothing could be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is no such dataset.
    #[error("there is no dataset `{slug}`: expected one of {known}")]
    UnknownDataset {
        /// The slug.
        slug: String,
        /// The slugs that there are.
        known: String,
    },
    /// A concept whose reference cannot be read back.
    #[error("the concept `{reference}` cannot be named: a taxonomy's slug has no `/`, and no key is empty")]
    Unnameable {
        /// The reference.
        reference: String,
    },
    /// A statement without the row that says what it is.
    #[error("a statement has no row that says what it is: `check` tells which")]
    Broken,
    /// A record of a form that files cannot hold.
    #[error("a record cannot be written")]
    Record(#[from] serde::de::value::Error),
    /// The place to write to is taken.
    #[error("{} is there already and is not empty: name another folder, or a file that ends in .zip", path.display())]
    Taken {
        /// The folder.
        path: PathBuf,
    },
    /// A file or folder cannot be written.
    #[error("cannot write {}", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// What is written to takes no more.
    #[error("cannot write what is exported")]
    Write(#[from] std::io::Error),
    /// A zip cannot be made.
    #[error("cannot write {}", path.display())]
    Zip {
        /// The zip.
        path: PathBuf,
        /// Why.
        source: zip::result::ZipError,
    },
}
