//! `import`: loads data into a database and reports what it altered.

use std::path::Path;
use std::process::ExitCode;

use super::failure::Failure;
use super::output::print;
use super::progress::Bar;
use super::report::{Told, told};
use super::{now_ms, open};
use crate::config::{Format, Import, Loading};
use crate::dataset::{Dataset, Language, NoLanguage, Problem};
use crate::import::interchange::{InterchangeError, Places, Whole};
use crate::import::{Archive, Imported, Report, crosswalk, curated, esco, interchange, onet};
use crate::store::{Changeset, Manner, Store, StoreError, Write};

pub(super) async fn run(what: &Import) -> Result<ExitCode, Failure> {
    let bar = Bar::new();
    let archive = |path: &Path| Ok::<_, Failure>(Archive::open(path)?.telling(bar.progress()));
    match what {
        Import::Curated { path, loading } => {
            let files = match path {
                Some(path) => curated::folder(path)?,
                None => curated::embedded(),
            };
            load(curated::DATASET, &bar, curated::read(&files)?, None, loading).await
        }
        Import::Esco { path, release, language, loading } => {
            let language: Language = language
                .parse()
                .map_err(|error: NoLanguage| Failure::value("--language", language, &error))?;
            let mut archive = archive(path)?;
            esco::has_language(&archive, &language)?;
            let imported = if language.is_default() {
                esco::read(&mut archive, release.as_deref())?
            } else {
                let store = open(&loading.database).await?;
                let known = store.concept_ids().await?;
                store.close().await?;
                esco::translate(&mut archive, release.as_deref(), &language, &known)?
            };
            release_of(&esco::dataset(&language), &bar, imported, loading).await
        }
        Import::Onet { path, release, loading } => {
            let imported = onet::read(&mut archive(path)?, release.as_deref())?;
            release_of(onet::DATASET, &bar, imported, loading).await
        }
        Import::Crosswalk { path, loading } => {
            release_of(crosswalk::DATASET, &bar, crosswalk::read(&mut archive(path)?)?, loading).await
        }
        Import::Dataset { path, loading } => {
            let Whole { dataset, report, places } = interchange::read_telling(path, &bar.progress())?;
            let slugs: Vec<String> = dataset.datasets.iter().map(|dataset| dataset.slug.clone()).collect();
            load(&slugs.join(", "), &bar, dataset, Some((report, Some(places))), loading).await
        }
    }
}

async fn release_of(
    name: &str,
    bar: &Bar,
    imported: Imported,
    loading: &Loading,
) -> Result<ExitCode, Failure> {
    load(name, bar, imported.dataset, Some((imported.report, None)), loading).await
}

async fn load(
    name: &str,
    bar: &Bar,
    dataset: Dataset,
    read: Option<(Report, Option<Places>)>,
    loading: &Loading,
) -> Result<ExitCode, Failure> {
    let (read, places) = read.unzip();
    let store = open(&loading.database).await?;
    let manner = Manner {
        dry_run: loading.dry_run,
        all_names: loading.report.format == Format::Json,
        progress: bar.progress(),
    };
    let imported = store.import(dataset, write(&format!("import {name}")), manner).await;
    let outcome = imported.map_err(|error| placed(error, places.flatten()))?;
    let pending = store.pending().await?;
    store.close().await?;
    bar.finish();
    let told_of =
        Told { name, dry_run: loading.dry_run, outcome: &outcome, read: read.as_ref(), pending: &pending };
    print(&told(&told_of, loading.report.format))?;
    Ok(ExitCode::SUCCESS)
}

/// What the store refuses, with the file and line of each, which it does not know.
fn placed(error: StoreError, places: Option<Places>) -> Failure {
    let problems = match &error {
        StoreError::Invalid(problems) => problems.clone(),
        StoreError::Owned { statement, .. } => {
            vec![Problem { record: *statement, message: error.to_string() }]
        }
        _ => Vec::new(),
    };
    match places.filter(|_| !problems.is_empty()) {
        Some(places) => InterchangeError::of(places.faults(&problems)).into(),
        None => error.into(),
    }
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
