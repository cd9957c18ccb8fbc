//! `import`: loads data into a database and reports what it altered.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::failure::Failure;
use super::output::print;
use super::{now_ms, open};
use crate::config::{Database, Format, Import, Report};
use crate::dataset::{Dataset, Language, NoLanguage};
use crate::import::{self, Archive, crosswalk, curated, esco, onet};
use crate::store::{Changeset, Pending, Store, Write};

/// How many of the mappings that wait are listed as text.
const LISTED: usize = 10;

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
        Import::Esco { path, release, language, database, report } => {
            let language: Language = language
                .parse()
                .map_err(|error: NoLanguage| Failure::value("--language", language, &error))?;
            let mut archive = Archive::open(path)?;
            esco::has_language(&archive, &language)?;
            let imported = if language.is_default() {
                esco::read(&mut archive, release.as_deref())?
            } else {
                let store = open(database).await?;
                let known = store.concept_ids().await?;
                store.close().await?;
                esco::translate(&mut archive, release.as_deref(), &language, &known)?
            };
            load(&esco::dataset(&language), imported.dataset, Some(&imported.report), database, report).await
        }
        Import::Onet { path, release, database, report } => {
            let imported = onet::read(&mut Archive::open(path)?, release.as_deref())?;
            load(onet::DATASET, imported.dataset, Some(&imported.report), database, report).await
        }
        Import::Crosswalk { path, database, report } => {
            let imported = crosswalk::read(&mut Archive::open(path)?)?;
            load(crosswalk::DATASET, imported.dataset, Some(&imported.report), database, report).await
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
    let pending = store.pending().await?;
    store.close().await?;
    print(&told(name, changes, read, &pending, report.format))?;
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

/// What was altered; of a release, what was read and what was not taken; and the mappings that wait.
fn told(
    dataset: &str,
    changes: Changeset,
    read: Option<&import::Report>,
    pending: &[Pending],
    format: Format,
) -> String {
    let Changeset { revision, added, changed, retired, restored } = changes;
    if format == Format::Json {
        let mut report = json!({
            "dataset": dataset, "revision": revision, "added": added, "changed": changed, "retired": retired,
            "restored": restored, "pending": pending.iter().map(of_pending).collect::<Vec<_>>(),
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
    lines.extend(waiting(pending));
    lines.join("\n") + "\n"
}

fn of_pending(pending: &Pending) -> Value {
    json!({"from": pending.from, "to": pending.to, "kind": pending.kind.text()})
}

/// How many mappings wait, for concepts of which taxonomies, and the first of them.
fn waiting(pending: &[Pending]) -> Vec<String> {
    let mut lacking: BTreeMap<&str, usize> = BTreeMap::new();
    for taxonomy in pending.iter().flat_map(|pending| &pending.lacking) {
        *lacking.entry(taxonomy).or_default() += 1;
    }
    if lacking.is_empty() {
        return Vec::new();
    }
    let lacking: Vec<String> =
        lacking.iter().map(|(taxonomy, count)| format!("{taxonomy} ({count})")).collect();
    let (count, lacking) = (pending.len(), lacking.join(", "));
    let wait = if count == 1 { "mapping waits" } else { "mappings wait" };
    let mut lines = vec![format!("{count} {wait} for concepts that are not here: {lacking}")];
    let of = |pending: &Pending| format!("  {} {} {}", pending.from, pending.kind.text(), pending.to);
    lines.extend(pending.iter().take(LISTED).map(of));
    if count > LISTED {
        lines.push(format!("  and {} more", count - LISTED));
    }
    lines
}
