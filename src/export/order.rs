//! In which order files hold what is exported: equal data gives equal bytes, whatever was imported when and where.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use ::entity::StatementKind;
use serde::de::value::Error;
use uuid::Uuid;

use crate::dataset::interchange::{Cell, Column, Names, Row, Rows, Type, ends};
use crate::dataset::{Dataset, Reference};

/// Where a statement stands: by dataset, kind, what it is about, its position there, and what it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    dataset: usize,
    kind: StatementKind,
    about: u32,
    position: i64,
    to: u32,
    choice: usize,
    id: Uuid,
}

/// The datasets in an order in which each refers only to concepts of earlier ones, as far as there is one; else by slug.
pub(super) fn datasets(dataset: &Dataset) -> Result<Vec<Uuid>, Error> {
    let mut left: Vec<(&str, Uuid)> = dataset.datasets.iter().map(|d| (d.slug.as_str(), d.id)).collect();
    left.sort_unstable();
    if left.len() < 2 {
        return Ok(left.into_iter().map(|(_, id)| id).collect());
    }
    let owners: HashMap<Uuid, Uuid> = dataset.statements.iter().map(|s| (s.id, s.dataset_id)).collect();
    let mut needs: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    let visit = |row: Row| {
        let Some(at) = row.table.owner else { return };
        let Some(of) = owners.get(&row.cells[at].id()) else { return };
        for (at, column) in row.table.own_columns().filter(|(_, column)| column.refers()) {
            let to = if column.of == Type::Id { row.cells[at].id() } else { named(&row.cells[at]) };
            needs.entry(*of).or_default().extend(owners.get(&to).filter(|to| *to != of));
        }
    };
    dataset.visit(|table| table.rows != Rows::References, visit)?;
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let ready =
            |id: &Uuid| needs.get(id).is_none_or(|needs| needs.iter().all(|need| order.contains(need)));
        let next = left.iter().position(|(_, id)| ready(id)).unwrap_or(0);
        order.push(left.remove(next).1);
    }
    Ok(order)
}

fn named(cell: &Cell) -> Uuid {
    cell.text().parse::<Reference>().map(|reference| reference.id()).unwrap_or_default()
}

/// The statements, given the order of their datasets.
pub(super) fn statements(dataset: &Dataset, datasets: &[Uuid], names: &Names) -> Result<Vec<Uuid>, Error> {
    let stated: HashMap<Uuid, (StatementKind, Uuid)> =
        dataset.statements.iter().map(|s| (s.id, (s.kind, s.dataset_id))).collect();
    let mut places: Vec<Place> = Vec::with_capacity(dataset.statements.len());
    dataset.visit(
        |table| matches!(table.rows, Rows::Concepts | Rows::Statements(_)),
        |row| {
            let id = row.table.owner.map(|at| row.cells[at].id()).unwrap_or_default();
            let Some((kind, of)) = stated.get(&id) else { return };
            let concept = row.table.rows == Rows::Concepts;
            let ends = if concept { vec![id] } else { ends(&row) };
            let end = |at: usize| ends.get(at).map_or(0, |id| names.rank(*id));
            let place = datasets.iter().position(|id| id == of).unwrap_or(datasets.len());
            let choice =
                row.table.columns.iter().zip(&row.cells).find_map(|(column, cell)| chosen(column, cell));
            places.push(Place {
                dataset: place,
                kind: *kind,
                about: end(0),
                position: row.get("position").integer(),
                to: end(1),
                choice: choice.unwrap_or(0),
                id,
            });
        },
    )?;
    places.sort_unstable();
    Ok(places.into_iter().map(|place| place.id).collect())
}

/// Which of its values a cell of a closed set is.
fn chosen(column: &Column, cell: &Cell) -> Option<usize> {
    let Type::Choice(values) = column.of else { return None };
    values.iter().position(|value| *value == cell.text())
}

/// The order of the parts of one statement: by table, language, choices and position, then by the rest.
pub(super) fn parts(a: &Row, b: &Row) -> Ordering {
    let first = a.table.index.cmp(&b.table.index);
    if first.is_ne() {
        return first;
    }
    let rank = |column: &Column| match column.of {
        _ if column.name == "language" => 0,
        Type::Choice(_) => 1,
        _ if column.name == "position" => 2,
        _ => 3,
    };
    let mut columns: Vec<(usize, &Column)> = a.table.columns.iter().enumerate().collect();
    columns.sort_by_key(|(_, column)| rank(column));
    let mut orders = columns.into_iter().map(|(at, column)| {
        let (a, b) = (&a.cells[at], &b.cells[at]);
        chosen(column, a).cmp(&chosen(column, b)).then_with(|| a.order(b))
    });
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
