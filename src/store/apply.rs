//! One transaction that writes the difference, the next revision and the change log.

use std::sync::Arc;

use ::entity::{ChangeOp, change, code, dataset, head, revision, statement};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use uuid::Uuid;

use super::pages::Lanes;
use super::plan::{Before, Plan};
use super::{Changeset, Head, Manner, Outcome, Store, StoreError, Write, listen, rows};
use crate::dataset::{Dataset, Digest};
use crate::progress::{Progress, Unit};

impl Store {
    /// Makes the dataset of `dataset` hold just these records, as the next revision; all of it or nothing.
    ///
    /// Compared are whole statements, with all rows that belong to them. New ones are inserted, different ones
    /// replaced, those no longer given are retired (and stay stored), retired ones that are given again restored. A
    /// statement that is given with `retired_rev` set is stored as retired; the revisions in the given records are
    /// not looked at otherwise. Reference records are written over stored ones of the same slug and never removed.
    /// Nothing different: no revision, and nothing is written but the dataset's digest, should it be another.
    ///
    /// Fails with `Invalid`, `Owned` or `Conflict` if the records cannot be stored. Writers wait for each other. O(n)
    /// in what the dataset holds and is to hold, and in all concepts.
    pub async fn apply(&self, dataset: Dataset, write: Write) -> Result<Changeset, StoreError> {
        Ok(self.import(dataset, write, Manner::default()).await?.changeset)
    }

    /// As `apply`, in a manner, and says what was altered one by one.
    ///
    /// Several datasets may be given at once; each then holds just the records that name it. A dry run neither waits
    /// for writers nor lets them wait.
    pub async fn import(
        &self,
        dataset: Dataset,
        write: Write,
        manner: Manner,
    ) -> Result<Outcome, StoreError> {
        if manner.dry_run {
            let (head, lanes) = self.lanes().await?;
            let plan = self.plan(lanes, dataset, head.revision + 1, &manner).await?;
            return Ok(plan.map(|plan| plan.outcome).unwrap_or_default());
        }
        let _turn = self.turn.lock().await;
        let tx = self.begin_write().await?;
        match self.import_in(&tx, dataset, write, &manner).await {
            Ok(outcome) => {
                tx.commit().await.map_err(self.failed("commit the records"))?;
                Ok(outcome)
            }
            Err(error) => {
                // The first error tells more than one of giving up.
                drop(tx.rollback().await);
                Err(error)
            }
        }
    }

    async fn import_in(
        &self,
        tx: &DatabaseTransaction,
        dataset: Dataset,
        write: Write,
        manner: &Manner,
    ) -> Result<Outcome, StoreError> {
        let head = self.lock_head(tx).await?;
        // Whoever reads now sees what this transaction sees: nobody else can write.
        let (_, lanes) = self.lanes().await?;
        let owners: Vec<Uuid> = dataset.datasets.iter().map(|d| d.id).collect();
        let Some(plan) = self.plan(lanes, dataset, head.revision + 1, manner).await? else {
            return Ok(Outcome::default());
        };
        let failed = self.failed("write the records");
        let mut outcome = Outcome::default();
        let digest = plan.alone.clone();
        if !plan.is_empty() {
            outcome =
                write_plan(tx, plan, &head, owners[0], write, &manner.progress).await.map_err(&failed)?;
        }
        let update = dataset::Entity::update_many().col_expr(dataset::Column::Digest, Expr::value(digest));
        update.filter(dataset::Column::Id.is_in(owners)).exec(tx).await.map_err(&failed)?;
        if outcome.changeset.revision.is_some() && self.is_postgres() {
            listen::notify(tx).await.map_err(&failed)?;
        }
        Ok(outcome)
    }

    /// What is to be written; none if the very same records were applied last.
    async fn plan(
        &self,
        lanes: Lanes,
        given: Dataset,
        revision: i64,
        manner: &Manner,
    ) -> Result<Option<Plan>, StoreError> {
        let failed = self.failed("read the records");
        let references = lanes.references().await.map_err(&failed)?;
        manner.progress.begin("comparing", None, Unit::Rows);
        let (given, references, same) = blocking(move || {
            let same = is_loaded(&given, &references);
            (given, references, same)
        })
        .await;
        if same {
            return Ok(None);
        }
        let owners: Vec<Uuid> = given.datasets.iter().map(|d| d.id).collect();
        let known = lanes.known(&owners, &references).await.map_err(&failed)?;
        let lanes = Arc::new(lanes);
        let own = rows::read_own(&lanes, &owners).await.map_err(&failed)?;
        let before = Before { own, references, known };
        let all_names = manner.all_names;
        let plan = blocking(move || Plan::new(before, given, revision, all_names)).await?;
        self.not_owned_by_another(&lanes, &plan).await?;
        Ok(Some(plan))
    }

    /// No new statement is stored as another dataset's.
    async fn not_owned_by_another(&self, lanes: &Lanes, plan: &Plan) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = plan.added.statements.iter().map(|s| s.id).collect();
        let found = lanes.owner_of_any(&ids).await.map_err(self.failed("read the records"))?;
        let Some((statement, owner)) = found else { return Ok(()) };
        Err(StoreError::Owned {
            kind: statement.kind.text().to_lowercase(),
            statement: statement.id,
            owner: owner.map_or_else(|| statement.dataset_id.to_string(), |d| d.slug),
            dataset: plan.slug.clone(),
        })
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
    progress: &Progress,
) -> Result<Outcome, DbErr> {
    let rev = head.revision + 1;
    plan.outcome.changeset.revision = Some(rev);
    let rows = rows::count(&plan.added) + rows::count(&plan.replaced) + plan.changes.len();
    progress.begin("writing", Some(rows as u64), Unit::Rows);
    rows::upsert_references(tx, &mut plan.references).await?;
    let revision =
        revision::Model { rev, at: write.at_ms, actor: write.actor, message: write.message, dataset_id };
    rows::put::<revision::Entity>(tx, vec![revision], false, &Progress::default()).await?;
    alter(tx, rev, &plan.altered).await?;
    for code in plan.released {
        let mut code = code.into_active_model();
        code.identifies = ActiveValue::Set(false);
        code::Entity::update(code).exec(tx).await?;
    }
    rows::replace(tx, plan.replaced, progress).await?;
    rows::insert(tx, plan.added, progress).await?;
    rows::put::<change::Entity>(tx, plan.changes, false, progress).await?;
    let mut digest = Digest::from_hex(&head.digest).unwrap_or_default();
    digest.toggle(plan.toggled);
    let head = head::ActiveModel {
        id: ActiveValue::Unchanged(1),
        revision: ActiveValue::Set(rev),
        digest: ActiveValue::Set(digest.to_hex()),
    };
    head::Entity::update(head).exec(tx).await?;
    Ok(plan.outcome)
}

/// Whether the one dataset that is given was applied last with these very records, and nobody has altered the
/// reference records that it names since.
fn is_loaded(given: &Dataset, stored: &Dataset) -> bool {
    let [dataset] = &given.datasets[..] else { return false };
    let loaded = stored.datasets.iter().find(|d| d.id == dataset.id).and_then(|d| d.digest.as_ref());
    let Some(loaded) = loaded else { return false };
    let now = rows::references(stored);
    rows::references(given).iter().all(|(name, row)| now.get(name) == Some(row))
        && *loaded == given.digest().to_hex()
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
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
