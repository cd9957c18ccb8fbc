//! What is wrong in a database.

use std::collections::{HashMap, HashSet};

use ::entity::revision;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryOrder, QuerySelect, Statement};
use uuid::Uuid;

use super::{Head, Store, StoreError, Stored, rows};
use crate::dataset::{Dataset, Known, check};

impl Store {
    /// What is wrong in the database, each a sentence; empty if it is whole.
    ///
    /// Looks at the engine's own checks (SQLite), the head against the revisions, its digest against one of all
    /// rows, rows without a statement, and the records of each dataset as an import would. Reads everything.
    pub async fn verify(&self) -> Result<Vec<String>, StoreError> {
        let failed = self.failed("check the database");
        let tx = self.begin_read().await?;
        let mut wrong = Vec::new();
        if !self.is_postgres() {
            engine(&tx, &mut wrong).await.map_err(&failed)?;
        }
        revisions(&tx, &self.head_in(&tx).await?, &mut wrong).await.map_err(&failed)?;
        tx.commit().await.map_err(&failed)?;
        let Stored { head, dataset, .. } = self.read().await?;
        let checked = tokio::task::spawn_blocking(move || records(&head, dataset)).await;
        wrong.extend(checked.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic())));
        Ok(wrong)
    }
}

/// SQLite's own checks: damaged pages and indexes, rows that lead nowhere.
async fn engine(tx: &DatabaseTransaction, wrong: &mut Vec<String>) -> Result<(), DbErr> {
    let query = |sql: &'static str| Statement::from_string(tx.get_database_backend(), sql);
    for row in tx.query_all_raw(query("PRAGMA integrity_check")).await? {
        let says: String = row.try_get_by(0)?;
        if says != "ok" {
            wrong.push(format!("the file is damaged: {says}"));
        }
    }
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    for row in tx.query_all_raw(query("PRAGMA foreign_key_check")).await? {
        *counts.entry((row.try_get_by(0)?, row.try_get_by(2)?)).or_default() += 1;
    }
    let mut dangling: Vec<String> = counts
        .into_iter()
        .map(|((table, parent), count)| format!("rows of `{table}` that name no row of `{parent}`: {count}"))
        .collect();
    dangling.sort_unstable();
    wrong.extend(dangling);
    Ok(())
}

/// Revisions are numbered from 1 to that of the head, without gaps.
async fn revisions(tx: &DatabaseTransaction, head: &Head, wrong: &mut Vec<String>) -> Result<(), DbErr> {
    let query = revision::Entity::find().select_only().column(revision::Column::Rev);
    let revisions: Vec<i64> = query.order_by_asc(revision::Column::Rev).into_tuple().all(tx).await?;
    if !revisions.iter().copied().eq(1..=head.revision) {
        let last = revisions.last().copied().unwrap_or(0);
        let count = revisions.len();
        wrong.push(format!(
            "the head is at revision {}, but {count} revisions up to {last} are kept",
            head.revision
        ));
    }
    Ok(())
}

fn records(head: &Head, mut dataset: Dataset) -> Vec<String> {
    let mut wrong = Vec::new();
    let known: HashSet<Uuid> = dataset.statements.iter().map(|s| s.id).collect();
    let mut strays: HashMap<&'static str, usize> = HashMap::new();
    dataset.each_row(|row| {
        if !known.contains(&row.statement) {
            *strays.entry(row.table).or_default() += 1;
        }
    });
    let mut strays: Vec<_> = strays.into_iter().collect();
    strays.sort_unstable();
    wrong.extend(
        strays.iter().map(|(table, count)| format!("rows of `{table}` without a statement: {count}")),
    );
    if dataset.live_digest().to_hex() != head.digest {
        wrong.push(format!(
            "the digest of revision {} does not fit the records: some were altered otherwise",
            head.revision
        ));
    }
    if let Some(late) = dataset.statements.iter().find(|s| s.changed_rev > head.revision) {
        wrong.push(format!("statement {} changed in revision {}, after the head", late.id, late.changed_rev));
    }
    for owner in std::mem::take(&mut dataset.datasets) {
        let own = dataset.statements.iter().filter(|s| s.dataset_id == owner.id && s.retired_rev.is_none());
        let own: HashSet<Uuid> = own.map(|s| s.id).collect();
        let mut records = rows::take(&mut dataset, |id| own.contains(&id));
        let known = Known::of(&dataset);
        let slug = owner.slug.clone();
        records.datasets = vec![owner];
        wrong.extend(check(&records, &known).iter().map(|problem| format!("dataset `{slug}`: {problem}")));
        dataset.append(records);
    }
    wrong
}
