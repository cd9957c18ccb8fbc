//! What may be left out of a file because it follows from the rest, the same for who writes and who reads.

use std::collections::HashMap;

use ::entity::{AmountPurpose, ConceptKind, StatementKind};
use uuid::Uuid;

use super::cell::Cell;
use super::column::{Column, Type};
use super::table::{Row, Rows, Table};
use crate::dataset::{Reference, id, slug};

/// Positions that are counted from 1; all others are counted from 0.
const FROM_ONE: [&str; 2] = ["role_task", "pathway_step"];

/// The taxonomy whose concepts have their keys as slugs.
const HOUSE: &str = "house";

/// How many rows there were before, by table, by what the position is among, and by group.
#[derive(Debug, Default)]
pub(crate) struct Positions(HashMap<(usize, Uuid, String), i64>);

impl Positions {
    /// The position of the next row about `of`; that of a part counts within its language and choices.
    fn next(&mut self, row: &Row, of: Uuid) -> i64 {
        let group = if row.table.rows == Rows::Parts { group(row) } else { String::new() };
        let first = i64::from(FROM_ONE.contains(&row.table.name));
        let count = self.0.entry((row.table.index, of, group)).or_insert(first);
        *count += 1;
        *count - 1
    }
}

fn group(row: &Row) -> String {
    let among = |column: &Column| column.name == "language" || matches!(column.of, Type::Choice(_));
    let cells = row.table.columns.iter().zip(&row.cells).filter(|(column, _)| among(column));
    cells.map(|(_, cell)| cell.text()).collect::<Vec<_>>().join("\u{1f}")
}

/// Puts what follows into the cells that are null and may not be.
///
/// `of` is what the position is among, `kind` the kind of the concept that a part belongs to.
pub(crate) fn fill_in(row: &mut Row, of: Uuid, kind: Option<ConceptKind>, positions: &mut Positions) {
    for (at, value) in derived(row, of, kind, positions) {
        if row.cells[at] == Cell::Null {
            row.cells[at] = value;
        }
    }
}

/// Makes null what `fill_in` would put there.
pub(crate) fn leave_out(row: &mut Row, of: Uuid, kind: Option<ConceptKind>, positions: &mut Positions) {
    for (at, value) in derived(row, of, kind, positions) {
        if row.cells[at] == value {
            row.cells[at] = Cell::Null;
        }
    }
}

fn derived(row: &Row, of: Uuid, kind: Option<ConceptKind>, positions: &mut Positions) -> Vec<(usize, Cell)> {
    let kind = kind.filter(|_| row.table.rows == Rows::Parts);
    let mut value = |column: &Column| match column.of {
        Type::Flag => Some(Cell::Flag(false)),
        Type::Integer(_) if column.name == "position" => Some(Cell::Integer(positions.next(row, of))),
        // The whole of a source needs no place in it.
        Type::Text if column.name == "locator" => Some(Cell::Text(String::new())),
        Type::Choice(values)
            if values.iter().copied().eq(ConceptKind::ALL.iter().map(|kind| kind.text())) =>
        {
            kind.map(|kind| Cell::Text(kind.text().to_owned()))
        }
        _ => None,
    };
    let required = row.table.own_columns().filter(|(_, column)| !column.optional);
    required.filter_map(|(at, column)| Some((at, value(column)?))).collect()
}

/// The concepts that a row of a statement must name, in the order of its columns: the ends of a link.
pub(crate) fn ends(row: &Row) -> Vec<Uuid> {
    let columns = row.table.own_columns().filter(|(_, column)| column.refers() && !column.optional);
    let ends = columns.map(|(at, _)| match &row.cells[at] {
        Cell::Text(text) => text.parse::<Reference>().map(|reference| reference.id()).unwrap_or_default(),
        cell => cell.id(),
    });
    ends.collect()
}

/// The id of a statement that is no concept, from the row that details it and its parts.
///
/// A link's is that of its ends and its `kind`, if it has one. What hangs on one concept is told from the others there
/// by what `dataset::id` says of its kind, and by all that a row must have where that says nothing.
pub(crate) fn statement_id(kind: StatementKind, row: &Row, parts: &[Row]) -> Uuid {
    let ends = ends(row);
    let of = ends.first().copied().unwrap_or_default();
    if let [from, to, ..] = ends[..] {
        return id::link(kind, from, to, row.get("kind").text());
    }
    let text = |column: &str| row.get(column).text();
    match kind {
        StatementKind::Note => id::note(of, text("note_kind"), text("text")),
        StatementKind::PathwayStep => id::step(of, row.get("position").integer()),
        StatementKind::InterviewQuestion => id::question(of, text("text")),
        StatementKind::Salary => {
            let of_pay = |part: &&Row| part.get("purpose").text() == AmountPurpose::Salary.text();
            let amount = parts.iter().find(of_pay);
            let period = amount.map_or("", |amount| amount.get("period").text());
            let bonus = if *row.get("bonus") == Cell::Flag(true) { "true" } else { "false" };
            let told = [text("region"), text("level"), text("statistic"), period, text("cites"), bonus];
            id::salary(of, told)
        }
        _ => {
            let columns = row.table.own_columns().filter(|(_, column)| !column.optional && !column.refers());
            let told = columns.filter(|(_, column)| column.name != "position").map(|(at, _)| &row.cells[at]);
            id::part(kind, of, &told.map(Cell::text).collect::<Vec<_>>().join("\u{1f}"))
        }
    }
}

/// The slug of a concept, from its preferred names by language: the English one, or else that of the first language.
pub(crate) fn concept_slug<'a>(
    reference: &Reference,
    id: Uuid,
    names: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    if reference.taxonomy == HOUSE {
        return reference.key.clone();
    }
    let name = names.min_by_key(|(language, _)| (*language != "en", *language));
    slug::of_taxonomy(name.map_or("", |(_, text)| text), &reference.taxonomy, id)
}

/// Whether rows of a table may belong to a statement, given the table that details it.
pub(crate) fn may_belong(part: &Table, details: &Table, of: Option<ConceptKind>) -> bool {
    let owner = part.owner.map_or("", |at| part.columns[at].title());
    let is_link =
        || details.own_columns().filter(|(_, column)| column.refers() && !column.optional).count() > 1;
    match (owner, of) {
        ("statement", _) => true,
        ("concept", of) => of.is_some(),
        (owner, Some(kind)) => kind.text().eq_ignore_ascii_case(owner),
        ("link", None) => is_link(),
        (owner, None) => {
            let name = details.name;
            name == owner || name.strip_suffix(owner).is_some_and(|rest| rest.ends_with('_'))
        }
    }
}

/// Whether the reference of a concept says already what stands in this column of all concepts.
pub(crate) fn in_reference(column: &Column) -> bool {
    matches!(column.name, "kind" | "taxonomy_id" | "key")
}
