//! One transaction that writes the difference, the next revision and the change log.

use ::entity::{ChangeOp, change, dataset, head, revision, statement};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::plan::Plan;
use super::{Changeset, Head, Store, StoreError, Write, listen, rows};
use crate::dataset::{Dataset, Digest};

impl Store {
    /// Makes the one dataset of `dataset` hold just these records, as the next revision; all of it or nothing.
    ///
    /// Compared are whole statements, with all rows that belong to them. New ones are inserted, different ones
    /// replaced, those no longer given are retired (and stay stored), retired ones that are given again restored. A
    /// statement that is given with `retired_rev` set is stored as retired; the revisions in the given records are
    /// not looked at otherwise. Reference records are written over stored ones of the same slug and never removed.
    /// Nothing different: no revision, and nothing is written but the dataset's digest, should it be another.
    ///
    /// Fails with `Invalid`, `Owned` or `Conflict` if the records cannot be stored. Writers wait for each other. O(n)
    /// in all that is stored, because links may lead anywhere.
    pub async fn apply(&self, dataset: Dataset, write: Write) -> Result<Changeset, StoreError> {
        let _turn = self.turn.lock().await;
        let tx = self.begin_write().await?;
        match self.apply_in(&tx, dataset, write).await {
            Ok(changeset) => {
                tx.commit().await.map_err(self.failed("commit the records"))?;
                Ok(changeset)
            }
            Err(error) => {
                // The first error tells more than one of giving up.
                drop(tx.rollback().await);
                Err(error)
            }
        }
    }

    async fn apply_in(
        &self,
        tx: &DatabaseTransaction,
        dataset: Dataset,
        write: Write,
    ) -> Result<Changeset, StoreError> {
        let head = self.lock_head(tx).await?;
        let stored = rows::read(tx).await.map_err(self.failed("read the records"))?;
        let id = dataset.datasets.first().map(|d| d.id).unwrap_or_default();
        let loaded = stored.datasets.iter().find(|d| d.id == id).and_then(|d| d.digest.clone());
        let revision = head.revision + 1;
        let planned = tokio::task::spawn_blocking(move || Plan::new(stored, dataset, revision)).await;
        let plan = planned.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?;
        let failed = self.failed("write the records");
        let mut counts = plan.counts;
        let given = plan.given.to_hex();
        if !plan.is_empty() {
            counts.revision = Some(revision);
            write_plan(tx, plan, &head, id, write).await.map_err(&failed)?;
        }
        if loaded.as_ref() != Some(&given) {
            let update = dataset::Entity::update_many().col_expr(dataset::Column::Digest, Expr::value(given));
            update.filter(dataset::Column::Id.eq(id)).exec(tx).await.map_err(&failed)?;
        }
        if counts.revision.is_some() && self.is_postgres() {
            listen::notify(tx).await.map_err(&failed)?;
        }
        Ok(counts)
    }

    /// Reads the head so that no other transaction can; SQLite has locked the database already.
    async fn lock_head(&self, tx: &DatabaseTransaction) -> Result<Head, StoreError> {
        let mut query = head::Entity::find_by_id(1);
        if self.is_postgres() {
            query = query.lock_exclusive();
        }
        let found = query.one(tx).await.map_err(self.failed("lock the revision"))?;
        let head = found.ok_or_else(|| StoreError::NoHead { place: self.place.to_string() })?;
        Ok(Head { revision: head.revision, digest: head.digest })
    }
}

/// Writes in foreign-key order; retiring and restoring comes before the parts that may move between statements.
async fn write_plan(
    tx: &DatabaseTransaction,
    mut plan: Plan,
    head: &Head,
    dataset_id: Uuid,
    write: Write,
) -> Result<(), DbErr> {
    let rev = head.revision + 1;
    rows::upsert_references(tx, &mut plan.references).await?;
    let revision =
        revision::Model { rev, at: write.at_ms, actor: write.actor, message: write.message, dataset_id };
    rows::put::<revision::Entity>(tx, vec![revision], false).await?;
    alter(tx, rev, &plan.altered).await?;
    rows::replace(tx, plan.replaced).await?;
    rows::insert(tx, plan.added).await?;
    rows::put::<change::Entity>(tx, plan.changes, false).await?;
    let mut digest = Digest::from_hex(&head.digest).unwrap_or_default();
    digest.toggle(plan.toggled);
    let head = head::ActiveModel {
        id: ActiveValue::Unchanged(1),
        revision: ActiveValue::Set(rev),
        digest: ActiveValue::Set(digest.to_hex()),
    };
    head::Entity::update(head).exec(tx).await.map(drop)
}

/// Sets the revisions of stored statements.
async fn alter(tx: &DatabaseTransaction, rev: i64, altered: &[(Uuid, ChangeOp)]) -> Result<(), DbErr> {
    for op in [ChangeOp::Change, ChangeOp::Retire, ChangeOp::Restore] {
        let ids: Vec<Uuid> = altered.iter().filter(|(_, other)| *other == op).map(|(id, _)| *id).collect();
        for chunk in ids.chunks(rows::PARAMETERS) {
            let mut update =
                statement::Entity::update_many().col_expr(statement::Column::ChangedRev, Expr::value(rev));
            if op != ChangeOp::Change {
                let retired = (op == ChangeOp::Retire).then_some(rev);
                update = update.col_expr(statement::Column::RetiredRev, Expr::value(retired));
            }
            update.filter(Expr::col(statement::Column::Id).is_in(chunk.iter().copied())).exec(tx).await?;
        }
    }
    Ok(())
}
