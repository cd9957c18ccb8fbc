//! Names in several languages: read from releases of ESCO, stored beside it, chosen by argument and header.
//!
//! - `french`, `german`: invented rows in the forms of releases 1.0 and 1.1, about concepts of the sample of ESCO
//! - `read`: what each form of row becomes, and what is refused
//! - `stored`: both engines keep what was read; releases come and go
//! - `answers`: the argument `language`
//! - `fallback`: which name is told where a concept has none in the language that is asked for
//! - `header`: Accept-Language
//! - `full`: releases 1.0.3 in French and German on 1.1.1

mod answers;
mod fallback;
mod full;
mod header;
mod read;
mod stored;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use career_graph::dataset::Dataset;
use career_graph::import::{Archive, ImportError, Imported, esco};
use uuid::Uuid;

use crate::support::{App, Database};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/languages").join(name)
}

/// The sample of ESCO in English.
fn base() -> Dataset {
    crate::esco::read(&crate::esco::folder()).expect("the sample can be read").dataset
}

/// The concepts of the sample.
fn known() -> HashSet<Uuid> {
    base().concepts.iter().map(|concept| concept.id).collect()
}

fn translate(path: &Path, language: &str) -> Result<Imported, ImportError> {
    let language = language.parse().expect("a tag");
    esco::translate(&mut Archive::open(path)?, None, &language, &known())
}

fn french() -> Imported {
    translate(&folder("french"), "fr").expect("the sample can be read")
}

fn german() -> Imported {
    translate(&folder("german"), "DE").expect("the sample can be read")
}

/// The sample in English, French and German, the French as release 1.0.9.
async fn app() -> App {
    let app = App::holding(Database::sqlite(), base()).await;
    let mut french = french().dataset;
    french.datasets[0].release = Some("1.0.9".to_owned());
    app.load(french).await;
    app.load(german().dataset).await;
    app
}

/// A role of the sample, in GraphQL.
fn role(path: &str, fields: &str) -> String {
    let code = format!("{{scheme: ESCO_URI, value: \"{}{path}\"}}", crate::esco::ESCO);
    format!("{{ role(by: {{code: {code}}}) {{ {fields} }} }}")
}
