//! Every table with its columns, and their rows as cells: all from the one list of all record kinds.

use std::sync::LazyLock;

use ::entity::{ConceptKind, StatementKind};
use serde::de::value::Error;
use uuid::Uuid;

use super::cell::{Cell, cells, record};
use super::column::{Column, columns};
use crate::dataset::{Dataset, tables};

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its place in the list.
    pub(crate) index: usize,
    /// Its name.
    pub(crate) name: &'static str,
    /// What its rows are.
    pub(crate) rows: Rows,
    /// Which column is a row's own id, or says to which statement it belongs; a job zone has none.
    pub(crate) owner: Option<usize>,
    /// All of its columns.
    pub(crate) columns: Vec<Column>,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Reference records: no statements.
    References,
    /// What all concepts have in common.
    Concepts,
    /// What concepts of one kind have besides.
    OfConcepts(ConceptKind),
    /// Statements that are no concepts.
    Statements(StatementKind),
    /// Parts of statements.
    Parts,
}

impl Table {
    fn new(index: usize, name: &'static str, owner: Option<&str>, columns: Vec<Column>) -> Self {
        let concept = ConceptKind::ALL.iter().copied().find(|kind| kind.text().eq_ignore_ascii_case(name));
        let statement =
            StatementKind::ALL.iter().copied().find(|kind| kind.text().eq_ignore_ascii_case(name));
        let rows = match (owner, concept, statement) {
            (None, ..) => Rows::References,
            (Some("id"), Some(kind), _) => Rows::OfConcepts(kind),
            (Some("id"), _, Some(StatementKind::Concept)) => Rows::Concepts,
            (Some("id"), _, Some(kind)) => Rows::Statements(kind),
            _ => Rows::Parts,
        };
        let owner = columns.iter().position(|column| column.name == owner.unwrap_or("id"));
        Self { index, name, rows, owner, columns }
    }

    /// The place of a column by its name in the record.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The columns but the owner's, each with its place.
    pub(crate) fn own_columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(at, _)| Some(*at) != self.owner)
    }

    /// The one column beside the owner's, where there is no other.
    pub(crate) fn only_column(&self) -> Option<(usize, &Column)> {
        let mut columns = self.own_columns();
        columns.next().filter(|_| columns.next().is_none())
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The table.
    pub(crate) table: &'static Table,
    /// A cell for each of its columns.
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    /// A cell by the name of its column; null if there is no such column.
    pub(crate) fn get(&self, column: &str) -> &Cell {
        self.table.column(column).and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Null)
    }

    /// Says whose row it is.
    pub(crate) fn set_owner(&mut self, id: Uuid) {
        if let Some(cell) = self.table.owner.and_then(|at| self.cells.get_mut(at)) {
            *cell = Cell::Id(id);
        }
    }
}

/// Every table, in foreign-key order.
pub(crate) fn all() -> &'static [Table] {
    static ALL: LazyLock<Vec<Table>> =
        LazyLock::new(|| list().expect("a test sees that all records are structs of plain columns"));
    &ALL
}

/// A table by its name.
pub(crate) fn named(name: &str) -> Option<&'static Table> {
    all().iter().find(|table| table.name == name)
}

/// The table of concepts.
pub(crate) fn concepts() -> &'static Table {
    all().iter().find(|table| table.rows == Rows::Concepts).expect("it is in the list")
}

/// The table of what concepts of one kind have besides.
pub(crate) fn of_concepts(kind: ConceptKind) -> &'static Table {
    all()
        .iter()
        .find(|table| table.rows == Rows::OfConcepts(kind))
        .expect("a test sees that each kind has one")
}

macro_rules! rows {
    (
        references { $($reference:ident: $reference_module:ident,)+ }
        statements { $($field:ident: $module:ident by $owner:ident,)+ }
    ) => {
        fn list() -> Result<Vec<Table>, Error> {
            let mut list = Vec::new();
            $(
                let of = columns::<::entity::$reference_module::Model>()?;
                list.push(Table::new(list.len(), stringify!($reference_module), None, of));
            )+
            $(
                let of = columns::<::entity::$module::Model>()?;
                list.push(Table::new(list.len(), stringify!($module), Some(stringify!($owner)), of));
            )+
            Ok(list)
        }

        impl Dataset {
            /// Adds a row.
            pub(crate) fn push(&mut self, row: Row) -> Result<(), Error> {
                let mut index = 0..;
                $(if index.next() == Some(row.table.index) {
                    self.$reference.push(record(row.cells)?);
                    return Ok(());
                })+
                $(if index.next() == Some(row.table.index) {
                    self.$field.push(record(row.cells)?);
                    return Ok(());
                })+
                Ok(())
            }

            /// The rows of the tables that are `wanted`, one after the other.
            pub(crate) fn visit(
                &self,
                wanted: impl Fn(&Table) -> bool,
                mut visit: impl FnMut(Row),
            ) -> Result<(), Error> {
                let mut tables = all().iter();
                $(if let Some(table) = tables.next().filter(|table| wanted(table)) {
                    for row in &self.$reference {
                        visit(Row { table, cells: cells(row)? });
                    }
                })+
                $(if let Some(table) = tables.next().filter(|table| wanted(table)) {
                    for row in &self.$field {
                        visit(Row { table, cells: cells(row)? });
                    }
                })+
                Ok(())
            }

            /// Keeps the reference records and the statements, with their rows, that are `wanted`.
            pub(crate) fn retain(
                &mut self,
                reference: impl Fn(&Row) -> bool,
                statement: impl Fn(Uuid) -> bool,
            ) -> Result<(), Error> {
                let mut tables = all().iter();
                $(if let Some(table) = tables.next() {
                    let mut kept = Vec::new();
                    for row in std::mem::take(&mut self.$reference) {
                        if reference(&Row { table, cells: cells(&row)? }) {
                            kept.push(row);
                        }
                    }
                    self.$reference = kept;
                })+
                self.statements.retain(|row| statement(row.id));
                $(self.$field.retain(|row| statement(row.$owner));)+
                Ok(())
            }

            /// Sorts all rows by the place of their statements, as `next_rows` wants them.
            pub(crate) fn sort_rows(&mut self, place: impl Fn(Uuid) -> u32) {
                $(self.$field.sort_by_cached_key(|row| place(row.$owner));)+
            }

            /// The rows of a statement, table by table; `marks` are how many of each table were given before.
            ///
            /// Statements must be asked for in the order of `sort_rows`.
            pub(crate) fn next_rows(&self, id: Uuid, marks: &mut Marks) -> Result<Vec<Row>, Error> {
                let mut rows = Vec::new();
                let mut tables = all().iter().filter(|table| table.rows != Rows::References).zip(&mut marks.0);
                $(if let Some((table, mark)) = tables.next() {
                    while let Some(row) = self.$field.get(*mark).filter(|row| row.$owner == id) {
                        rows.push(Row { table, cells: cells(row)? });
                        *mark += 1;
                    }
                })+
                Ok(rows)
            }
        }
    };
}
tables!(rows);

/// How many rows of each table were given.
#[derive(Debug)]
pub(crate) struct Marks(Vec<usize>);

impl Default for Marks {
    fn default() -> Self {
        Self(vec![0; all().len()])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::dataset::interchange::Type;

    #[test]
    fn every_table_has_columns_that_files_can_hold() {
        for table in list().unwrap() {
            assert_eq!(table.owner.is_none(), table.name == "job_zone", "{table:?}");
            assert!(table.owner.is_none_or(|at| table.columns[at].of == Type::Id), "{table:?}");
        }
        let skill = named("skill").unwrap();
        assert_eq!(skill.rows, Rows::OfConcepts(ConceptKind::Skill));
        let columns: Vec<(&str, bool)> = skill.columns.iter().map(|c| (c.name, c.optional)).collect();
        assert_eq!(columns, [("id", false), ("skill_kind", false), ("reuse", true)]);
        assert!(matches!(skill.columns[2].of, Type::Choice(values) if values.contains(&"TRANSVERSAL")));
        let types: Vec<Type> = named("rating").unwrap().columns.iter().map(|c| c.of).collect();
        use Type::{Flag, Id, Integer, Real, Text};
        let whole = Integer(i32::MAX.into());
        assert_eq!(types, [Id, Text, Real, whole, Real, Real, Real, Flag, Flag, Text]);
    }

    #[test]
    fn every_kind_has_a_table_and_no_two_names_of_a_record_are_one() {
        for kind in ConceptKind::ALL {
            let (common, own) = (concepts(), of_concepts(*kind));
            let mut names = HashSet::new();
            let columns = common.own_columns().chain(own.own_columns()).map(|(_, column)| column.title());
            let parts = all().iter().filter(|table| table.rows == Rows::Parts).map(|table| table.name);
            for name in columns.chain(parts).chain(["id", "ref", "dataset", "retired"]) {
                assert!(names.insert(name), "{name} stands twice in a {}", kind.text());
            }
        }
        for kind in StatementKind::ALL {
            let name = kind.text().to_lowercase();
            let table = named(&name).unwrap_or_else(|| panic!("no table {name}"));
            let mut names = HashSet::from(["id", "ref", "dataset", "retired"]);
            assert!(table.own_columns().all(|(_, column)| names.insert(column.title())), "{name}");
        }
    }
}
