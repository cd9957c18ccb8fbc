//! Reading whole tables: several connections at one revision, thousands of rows a time.
//!
//! A driver hands rows over one by one, value by value, from a thread of its own; that takes longer than all else that
//! is done to serve a database. So the engine writes a page of rows as one text, each row a JSON array in the order of
//! its record's fields, and the records are read from that.

use ::entity::{ConceptKind, concept, dataset, revision, statement};
use sea_orm::sea_query::{Alias, ColumnType, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable,
    ModelTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect,
};
use serde::de::DeserializeOwned;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{Mutex, OwnedSemaphorePermit};
use uuid::Uuid;

use super::rows;
use crate::dataset::{Dataset, Known};

/// Rows that are read at a time.
const PAGE: u64 = 5_000;

/// Transactions that see the same revision; a table is read through whichever is free.
#[derive(Debug)]
pub(super) struct Lanes {
    waiting: Mutex<Receiver<DatabaseTransaction>>,
    back: Sender<DatabaseTransaction>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Lanes {
    pub(super) fn new(transactions: Vec<DatabaseTransaction>, permit: Option<OwnedSemaphorePermit>) -> Self {
        let (back, waiting) = channel(transactions.len().max(1));
        for transaction in transactions {
            // There is room for all.
            drop(back.try_send(transaction));
        }
        Self { waiting: Mutex::new(waiting), back, _permit: permit }
    }

    /// The reference records.
    pub(super) async fn references(&self) -> Result<Dataset, DbErr> {
        let lane = self.lane().await?;
        let references = rows::read_references(&lane).await;
        self.free(lane);
        references
    }

    /// A revision.
    pub(super) async fn revision(&self, rev: i64) -> Result<Option<revision::Model>, DbErr> {
        let lane = self.lane().await?;
        let revision = revision::Entity::find_by_id(rev).one(&lane).await;
        self.free(lane);
        revision
    }

    /// What the datasets other than `own` hold that one may refer to or collide with.
    pub(super) async fn known(&self, own: &[Uuid], references: &Dataset) -> Result<Known, DbErr> {
        let lane = self.lane().await?;
        let mut concepts = concept::Entity::find().select_only();
        concepts = concepts.columns([concept::Column::Id, concept::Column::Kind, concept::Column::Slug]);
        let theirs = concepts.inner_join(statement::Entity);
        let theirs = theirs.filter(statement::Column::DatasetId.is_not_in(own.iter().copied()));
        let found: Result<Vec<(Uuid, ConceptKind, String)>, DbErr> = theirs.into_tuple().all(&lane).await;
        self.free(lane);
        Ok(Known {
            concepts: found?.into_iter().map(|(id, kind, slug)| (id, (kind, slug))).collect(),
            sources: references.sources.iter().map(|s| s.id).collect(),
            taxonomies: references.taxonomies.iter().map(|t| t.id).collect(),
        })
    }

    /// The first of some statements that is stored, with its dataset.
    pub(super) async fn owner_of_any(
        &self,
        ids: &[Uuid],
    ) -> Result<Option<(statement::Model, Option<dataset::Model>)>, DbErr> {
        let lane = self.lane().await?;
        let mut found = Ok(None);
        for chunk in ids.chunks(rows::PARAMETERS) {
            let stored = statement::Entity::find().find_also_related(dataset::Entity);
            let stored = stored.filter(statement::Column::Id.is_in(chunk.iter().copied()));
            found = stored.order_by_asc(statement::Column::Id).one(&lane).await;
            if !matches!(found, Ok(None)) {
                break;
            }
        }
        self.free(lane);
        found
    }

    /// All rows of a table in the order of its primary key, or those that are `wanted`.
    pub(super) async fn table<E>(&self, wanted: Option<Wanted<E>>) -> Result<Vec<E::Model>, DbErr>
    where
        E: EntityTrait,
        E::Model: DeserializeOwned + Send + 'static,
    {
        let lane = self.lane().await?;
        let rows = all::<E>(&lane, wanted).await;
        self.free(lane);
        rows
    }

    /// A lane that is free; it goes back with `free`.
    async fn lane(&self) -> Result<DatabaseTransaction, DbErr> {
        let lane = self.waiting.lock().await.recv().await;
        lane.ok_or_else(|| DbErr::Custom("no connection is left to read with".to_owned()))
    }

    fn free(&self, lane: DatabaseTransaction) {
        // Room is kept for every lane that was taken.
        drop(self.back.try_send(lane));
    }
}

/// Which rows are wanted. The database is not asked for them alone: which dataset a row belongs to stands in another
/// table, and joining it page by page takes longer than reading all.
pub(super) type Wanted<E> = Box<dyn Fn(&<E as EntityTrait>::Model) -> bool + Send + Sync>;

async fn all<E>(lane: &DatabaseTransaction, wanted: Option<Wanted<E>>) -> Result<Vec<E::Model>, DbErr>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + Send + 'static,
{
    let backend = lane.get_database_backend();
    let keys: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let mut rows: Vec<E::Model> = Vec::new();
    let mut last: Option<E::Model> = None;
    loop {
        let mut page = Query::select();
        page.expr_as(Expr::cust(row::<E>(backend)), Alias::new("line")).from(E::default()).limit(PAGE);
        for key in &keys {
            page.order_by(*key, Order::Asc);
        }
        if let Some(last) = &last {
            let before = keys.iter().map(|key| Expr::value(last.get(*key)));
            let columns = keys.iter().map(|key| Expr::col(*key));
            page.and_where(Expr::tuple(columns).gt(Expr::tuple(before)));
        }
        let Some(text) = joined(lane, page).await? else { return Ok(rows) };
        let read = tokio::task::spawn_blocking(move || serde_json::from_str::<Vec<E::Model>>(&text)).await;
        let page = read.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
        let page = page.map_err(|error| DbErr::Type(format!("{}: {error}", E::default().as_str())))?;
        let full = page.len() as u64 == PAGE;
        if full && last.is_none() && wanted.is_none() {
            // A list that grows by doubling is held up to three times; one count tells how long it will be.
            rows.reserve_exact(count::<E>(lane).await?);
        }
        last = page.last().cloned();
        match &wanted {
            Some(wanted) => rows.extend(page.into_iter().filter(wanted)),
            None => rows.extend(page),
        }
        if !full {
            rows.shrink_to_fit();
            return Ok(rows);
        }
    }
}

async fn count<E: EntityTrait>(lane: &DatabaseTransaction) -> Result<usize, DbErr> {
    let mut query = Query::select();
    query.expr(Expr::cust("count(*)")).from(E::default());
    let row = lane.query_one(&query).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get_by(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The rows of a page as one JSON array; none if there are none.
async fn joined(lane: &DatabaseTransaction, page: SelectStatement) -> Result<Option<String>, DbErr> {
    let join = match lane.get_database_backend() {
        DbBackend::Sqlite => "'[' || group_concat(line, ',') || ']'",
        _ => "'[' || string_agg(line::text, ',') || ']'",
    };
    let mut query = Query::select();
    query.expr(Expr::cust(join)).from_subquery(page, Alias::new("page"));
    let found = lane.query_one(&query).await?;
    found.map_or(Ok(None), |row| row.try_get_by(0))
}

/// SQL that writes a row as a JSON array of its columns.
fn row<E: EntityTrait>(backend: DbBackend) -> String {
    let columns = E::Column::iter().map(|column| match backend {
        DbBackend::Sqlite => on_sqlite::<E>(column),
        _ => format!("\"{}\"", column.as_str()),
    });
    let function = if backend == DbBackend::Sqlite { "json_array" } else { "json_build_array" };
    format!("{function}({})", columns.collect::<Vec<_>>().join(", "))
}

/// SQLite has no type for what is no number, text or bytes, and writes only 15 digits of a number by itself.
fn on_sqlite<E: EntityTrait>(column: E::Column) -> String {
    let name = format!("\"{}\"", column.as_str());
    let def = column.def();
    match def.get_column_type() {
        ColumnType::Uuid if def.is_null() => format!("iif({name} IS NULL, NULL, hex({name}))"),
        ColumnType::Uuid => format!("hex({name})"),
        ColumnType::Boolean => {
            format!("json(CASE {name} WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 'null' END)")
        }
        ColumnType::Double => {
            format!("json(iif({name} IS NULL, 'null', printf('%!.17g', {name})))")
        }
        _ => name,
    }
}
