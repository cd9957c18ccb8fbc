//! All tables alike: read, insert, replace, take apart.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashSet;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, PrimaryKeyToColumn, QueryFilter,
    QueryOrder,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::bulk;
use super::pages::{Lanes, Wanted};
use crate::dataset::{Dataset, is_details, tables};
use crate::progress::Progress;

/// Values that one statement carries: below what SQLite (32,766) and PostgreSQL (65,535) take.
pub(super) const PARAMETERS: usize = 16_000;

macro_rules! rows {
    (
        references { $($reference:ident: $reference_module:ident,)+ }
        statements { $($field:ident: $module:ident by $owner:ident,)+ }
    ) => {
        /// The reference records, each table in the order of its primary key.
        pub(super) async fn read_references(db: &impl ConnectionTrait) -> Result<Dataset, DbErr> {
            Ok(Dataset {
                $($reference: by_key::<::entity::$reference_module::Entity>(db).await?,)+
                ..Dataset::default()
            })
        }

        /// How many rows there are, statements among them.
        pub(super) fn count(dataset: &Dataset) -> usize {
            dataset.statements.len() $(+ dataset.$field.len())+
        }

        /// Statements and their rows, with the reference records of `references`.
        pub(super) fn with_references(statements: Dataset, references: Dataset) -> Dataset {
            Dataset { $($reference: references.$reference,)+ ..statements }
        }

        /// All statements with their rows, each table in the order of its primary key; only the tables that are
        /// `wanted`, by name.
        pub(super) async fn read_statements(
            lanes: Arc<Lanes>,
            wanted: impl Fn(&str) -> bool,
        ) -> Result<Dataset, DbErr> {
            let lanes = |table: &str| wanted(table).then(|| Arc::clone(&lanes));
            let statements = read_table::<::entity::statement::Entity>(lanes("statement"), None);
            $(let $field = read_table::<::entity::$module::Entity>(lanes(stringify!($module)), None);)+
            Ok(Dataset {
                statements: finished(statements).await?,
                $($field: finished($field).await?,)+
                ..Dataset::default()
            })
        }

        /// The statements of some datasets with their rows, each table in the order of its primary key.
        pub(super) async fn read_own(lanes: &Arc<Lanes>, datasets: &[Uuid]) -> Result<Dataset, DbErr> {
            let datasets = datasets.to_vec();
            let of = Box::new(move |row: &::entity::statement::Model| datasets.contains(&row.dataset_id));
            let statements = lanes.table::<::entity::statement::Entity>(Some(of)).await?;
            let ids: FxHashSet<Uuid> = statements.iter().map(|row| row.id).collect();
            // What owns nothing, as before its first import, has no rows.
            let lanes = (!ids.is_empty()).then(|| Arc::clone(lanes));
            let ids = Arc::new(ids);
            $(let $field = {
                let ids = Arc::clone(&ids);
                let own = move |row: &::entity::$module::Model| ids.contains(&row.$owner);
                read_table::<::entity::$module::Entity>(lanes.clone(), Some(Box::new(own)))
            };)+
            Ok(Dataset { statements, $($field: finished($field).await?,)+ ..Dataset::default() })
        }

        /// Writes reference records, over those with the same primary key.
        pub(super) async fn upsert_references(
            db: &impl ConnectionTrait,
            dataset: &mut Dataset,
        ) -> Result<(), DbErr> {
            $(put::<::entity::$reference_module::Entity>(db, std::mem::take(&mut dataset.$reference), true, &Progress::default()).await?;)+
            Ok(())
        }

        /// Inserts new statements and their rows, in the order of their keys: ids are random, and indexes that grow
        /// at their end are written once and stay dense.
        pub(super) async fn insert(
            db: &impl ConnectionTrait,
            mut dataset: Dataset,
            progress: &Progress,
        ) -> Result<(), DbErr> {
            dataset.statements.sort_unstable_by_key(|row| row.id);
            bulk::insert::<::entity::statement::Entity>(db, dataset.statements, progress).await?;
            $(
                dataset.$field.sort_unstable_by_key(|row| row.$owner);
                bulk::insert::<::entity::$module::Entity>(db, dataset.$field, progress).await?;
            )+
            Ok(())
        }

        /// Replaces the rows of stored statements: details are written over, parts removed and inserted.
        ///
        /// All parts are removed first, so that what is unique, such as a code, can move from one to another.
        pub(super) async fn replace(
            db: &impl ConnectionTrait,
            dataset: Dataset,
            progress: &Progress,
        ) -> Result<(), DbErr> {
            let owners: Vec<Uuid> = dataset.statements.iter().map(|statement| statement.id).collect();
            $(if !is_details!($owner) {
                delete::<::entity::$module::Entity>(db, stringify!($owner), &owners).await?;
            })+
            $(put::<::entity::$module::Entity>(db, dataset.$field, is_details!($owner), progress).await?;)+
            Ok(())
        }

        /// Moves the statements that are `wanted`, and their rows, out of `dataset`.
        pub(super) fn take(dataset: &mut Dataset, wanted: impl Fn(Uuid) -> bool) -> Dataset {
            Dataset {
                statements: dataset.statements.extract_if(.., |row| wanted(row.id)).collect(),
                $($field: dataset.$field.extract_if(.., |row| wanted(row.$owner)).collect(),)+
                ..Dataset::default()
            }
        }

        /// The rows of each `wanted` statement as canonical JSON: `{"table":[row, …]}`, tables by name, rows by text.
        pub(super) fn aggregates(dataset: &Dataset, wanted: &HashSet<Uuid>) -> HashMap<Uuid, String> {
            let mut aggregates: HashMap<Uuid, Aggregate> = HashMap::with_capacity(wanted.len());
            $(for row in dataset.$field.iter().filter(|row| wanted.contains(&row.$owner)) {
                aggregates.entry(row.$owner).or_default().entry(stringify!($module)).or_default().push(json(row));
            })+
            aggregates.into_iter().map(|(id, aggregate)| (id, text(aggregate))).collect()
        }

        /// Each reference record by its table and what names it there, with its JSON.
        pub(super) fn references(dataset: &Dataset) -> BTreeMap<String, String> {
            let mut records = BTreeMap::new();
            $(for row in &dataset.$reference {
                records.insert(format!("{}/{}", stringify!($reference_module), name(row)), json(row));
            })+
            records
        }

        /// Keeps the reference records that are `wanted`, by the names that `references` gives them.
        pub(super) fn retain_references(dataset: &mut Dataset, wanted: impl Fn(&str) -> bool) {
            $(dataset.$reference.retain(|row| {
                wanted(&format!("{}/{}", stringify!($reference_module), name(row)))
            });)+
        }
    };
}
tables!(rows);

/// Rows of one statement, as JSON, by table.
type Aggregate = BTreeMap<&'static str, Vec<String>>;

fn text(aggregate: Aggregate) -> String {
    let tables = aggregate.into_iter().map(|(table, mut rows)| {
        rows.sort_unstable();
        format!("\"{table}\":[{}]", rows.join(","))
    });
    format!("{{{}}}", tables.collect::<Vec<_>>().join(","))
}

fn json(row: &impl Serialize) -> String {
    serde_json::to_string(row).expect("a record has only text keys and finite numbers")
}

/// What names a reference record: its slug, or its number if it has none.
fn name(row: &impl Serialize) -> String {
    let row = serde_json::to_value(row).expect("a record has only text keys and finite numbers");
    match &row["slug"] {
        serde_json::Value::String(slug) => slug.clone(),
        _ => row["number"].to_string(),
    }
}

/// Begins to read a table, unless there is nothing to read it with; on a task of its own, so that tables are read side by side.
fn read_table<E>(
    lanes: Option<Arc<Lanes>>,
    wanted: Option<Wanted<E>>,
) -> JoinHandle<Result<Vec<E::Model>, DbErr>>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + Send + 'static,
{
    tokio::spawn(async move {
        match lanes {
            Some(lanes) => lanes.table::<E>(wanted).await,
            None => Ok(Vec::new()),
        }
    })
}

async fn finished<T>(table: JoinHandle<Result<T, DbErr>>) -> Result<T, DbErr> {
    table.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

async fn by_key<E: EntityTrait>(db: &impl ConnectionTrait) -> Result<Vec<E::Model>, DbErr> {
    let keys = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    keys.fold(E::find(), |select, key: E::Column| select.order_by_asc(key)).all(db).await
}

/// Inserts rows; with `over`, writes them over those with the same primary key.
pub(super) async fn put<E>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    over: bool,
    progress: &Progress,
) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let width = E::Column::iter().count();
    let mut rows = rows.into_iter();
    loop {
        let chunk = rows.by_ref().take(PARAMETERS / width).map(IntoActiveModel::into_active_model);
        let chunk: Vec<E::ActiveModel> = chunk.collect();
        if chunk.is_empty() {
            return Ok(());
        }
        let count = chunk.len() as u64;
        let mut insert = E::insert_many(chunk);
        if over {
            insert = insert.on_conflict(write_over::<E>());
        }
        insert.exec_without_returning(db).await?;
        progress.advance(count);
    }
}

fn write_over<E: EntityTrait>() -> OnConflict {
    let keys: Vec<String> = E::PrimaryKey::iter().map(|key| column::<E>(key.into_column())).collect();
    let others = E::Column::iter().map(column::<E>).filter(|name| !keys.contains(name)).map(Alias::new);
    let others: Vec<Alias> = others.collect();
    let mut conflict = OnConflict::columns(keys.iter().map(Alias::new));
    if others.is_empty() { conflict.do_nothing() } else { conflict.update_columns(others) }.to_owned()
}

fn column<E: EntityTrait>(column: E::Column) -> String {
    sea_orm::IdenStatic::as_str(&column).to_owned()
}

async fn delete<E: EntityTrait>(
    db: &impl ConnectionTrait,
    owner: &str,
    owners: &[Uuid],
) -> Result<(), DbErr> {
    for chunk in owners.chunks(PARAMETERS) {
        E::delete_many().filter(Expr::col(Alias::new(owner)).is_in(chunk.iter().copied())).exec(db).await?;
    }
    Ok(())
}
