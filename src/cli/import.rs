//! `import`: loads data into a database and reports what it altered.

use std::process::ExitCode;

use serde_json::json;

use super::failure::Failure;
use super::output::print;
use super::{now_ms, open};
use crate::config::{Format, Import};
use crate::dataset::Dataset;
use crate::import::curated;
use crate::store::{Changeset, Store, Write};

pub(super) async fn run(what: &Import) -> Result<ExitCode, Failure> {
    let Import::Curated { path, database, report } = what;
    let files = match path {
        Some(path) => curated::folder(path)?,
        None => curated::embedded(),
    };
    let dataset = curated::read(&files)?;
    let store = open(database).await?;
    let changes = store.apply(dataset, write("import curated")).await?;
    store.close().await?;
    print(&told(curated::DATASET, changes, report.format))?;
    Ok(ExitCode::SUCCESS)
}

/// Loads the edition of this binary, unless the database holds it.
pub(super) async fn curated_edition(store: &Store) -> Result<Option<Changeset>, Failure> {
    let edition: Dataset = curated::read(&curated::embedded())?;
    if store.dataset_digest(curated::DATASET).await? == Some(edition.digest().to_hex()) {
        return Ok(None);
    }
    Ok(Some(store.apply(edition, write("the curated edition of this binary")).await?))
}

fn write(message: &str) -> Write {
    Write { actor: "career-graph".to_owned(), message: message.to_owned(), at_ms: now_ms() }
}

fn told(dataset: &str, changes: Changeset, format: Format) -> String {
    let Changeset { revision, added, changed, retired, restored } = changes;
    match (format, revision) {
        (Format::Json, _) => {
            let report = json!({
                "dataset": dataset, "revision": revision, "added": added, "changed": changed, "retired": retired,
                "restored": restored,
            });
            format!("{report}\n")
        }
        (Format::Text, None) => format!("{dataset}: nothing to change\n"),
        (Format::Text, Some(revision)) => format!(
            "{dataset}: revision {revision}: {added} added, {changed} changed, {retired} retired, {restored} \
             restored\n"
        ),
    }
}
