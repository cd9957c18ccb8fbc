//! `import`: loads data into a database and reports what it altered.

use std::process::ExitCode;

use serde_json::json;

use super::failure::Failure;
use super::output::print;
use super::{now_ms, open};
use crate::config::{Database, Format, Import, Report};
use crate::dataset::Dataset;
use crate::import::interchange::{InterchangeError, Whole};
use crate::import::{self, Archive, curated, esco, interchange, onet};
use crate::store::{Changeset, Store, StoreError, Write};

pub(super) async fn run(what: &Import) -> Result<ExitCode, Failure> {
    match what {
        Import::Curated { path, database, report } => {
            let files = match path {
                Some(path) => curated::folder(path)?,
                None => curated::embedded(),
            };
            let dataset = curated::read(&files)?;
            load(curated::DATASET, dataset, None, database, report).await
        }
        Import::Dataset { path, database, report } => {
            let Whole { dataset, report: read, places } = interchange::read(path)?;
            let slugs: Vec<String> = dataset.datasets.iter().map(|dataset| dataset.slug.clone()).collect();
            let name = slugs.join(", ");
            let store = open(database).await?;
            let applied = store.apply(dataset, write(&format!("import {name}"))).await;
            store.close().await?;
            let changes = applied.map_err(|error| match error {
                // The file and line of each, which the store does not know.
                StoreError::Invalid(problems) => {
                    Failure::from(InterchangeError::of(places.faults(&problems)))
                }
                other => Failure::from(other),
            })?;
            print(&told(&name, changes, Some(&read), report.format))?;
            Ok(ExitCode::SUCCESS)
        }
        Import::Esco { path, release, database, report } => {
            let imported = esco::read(&mut Archive::open(path)?, release.as_deref())?;
            load(esco::DATASET, imported.dataset, Some(&imported.report), database, report).await
        }
        Import::Onet { path, release, database, report } => {
            let imported = onet::read(&mut Archive::open(path)?, release.as_deref())?;
            load(onet::DATASET, imported.dataset, Some(&imported.report), database, report).await
        }
    }
}

async fn load(
    name: &str,
    dataset: Dataset,
    read: Option<&import::Report>,
    database: &Database,
    report: &Report,
) -> Result<ExitCode, Failure> {
    let store = open(database).await?;
    let changes = store.apply(dataset, write(&format!("import {name}"))).await?;
    store.close().await?;
    print(&told(name, changes, read, report.format))?;
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

/// What was altered, and, of a release, what was read and what was not taken.
fn told(dataset: &str, changes: Changeset, read: Option<&import::Report>, format: Format) -> String {
    let Changeset { revision, added, changed, retired, restored } = changes;
    if format == Format::Json {
        let mut report = json!({
            "dataset": dataset, "revision": revision, "added": added, "changed": changed, "retired": retired,
            "restored": restored,
        });
        if let Some(read) = read {
            report["read"] = json!(read);
        }
        return format!("{report}\n");
    }
    let mut lines = Vec::new();
    for table in read.iter().flat_map(|read| &read.tables) {
        lines.push(format!("{}: {} of {} rows taken", table.file, table.taken, table.rows));
    }
    for rows in read.iter().flat_map(|read| &read.skipped_by_reason) {
        lines.push(format!("{}: {} rows not taken: {}", rows.file, rows.lines.len(), rows.reason));
    }
    for row in read.iter().flat_map(|read| &read.skipped) {
        lines.push(format!("{}:{}: not taken: {}", row.file, row.line, row.reason));
    }
    lines.push(match revision {
        None => format!("{dataset}: nothing to change"),
        Some(revision) => format!(
            "{dataset}: revision {revision}: {added} added, {changed} changed, {retired} retired, {restored} restored"
        ),
    });
    lines.join("\n") + "\n"
}
