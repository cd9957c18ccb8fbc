//! What is exported, in the order and the form that files have it.

use std::collections::{HashMap, HashSet};

use ::entity::{CodeScheme, ConceptKind, LabelRole, StatementKind};
use uuid::Uuid;

use super::{ExportError, order};
use crate::dataset::interchange::{
    Cell, Marks, Names, Positions, Row, Rows, Table, all, concept_slug, ends, in_reference, leads_to,
    leave_out, statement_id,
};
use crate::dataset::{Dataset, Digest, id};

/// The records of all datasets, or of some.
#[derive(Debug)]
pub struct Records {
    pub(super) dataset: Dataset,
    pub(super) names: Names,
    /// The datasets, in order.
    datasets: Vec<Uuid>,
    /// The statements, in order.
    pub(super) statements: Vec<Uuid>,
    /// The URIs of ESCO that concepts have, also of those that are not exported.
    pub(super) uris: HashMap<Uuid, String>,
    stated: HashMap<Uuid, Stated>,
}

#[derive(Clone, Copy, Debug)]
struct Stated {
    kind: StatementKind,
    dataset: Uuid,
    retired: bool,
}

/// How much was exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Datasets.
    pub datasets: usize,
    /// Reference records: taxonomies, sources, job zones, datasets.
    pub references: usize,
    /// Statements, retired ones included.
    pub statements: usize,
}

/// One record, its cells as files have them: ids are names, and what follows from the rest is null.
#[derive(Debug)]
pub(super) enum Record {
    /// A taxonomy, a source, a job zone.
    Reference(Reference),
    /// A dataset: the statements that follow are its own.
    Dataset(Reference),
    Statement(Statement),
}

#[derive(Debug)]
pub(super) struct Reference {
    /// Its id, where that does not follow from the slug.
    pub(super) id: Option<Uuid>,
    pub(super) row: Row,
}

#[derive(Debug)]
pub(super) struct Statement {
    /// What rows elsewhere name it by.
    pub(super) name: String,
    /// The reference and kind of a concept.
    pub(super) concept: Option<(String, ConceptKind)>,
    /// Its id, where that does not follow from the rest.
    pub(super) id: Option<Uuid>,
    pub(super) retired: bool,
    /// The row of all concepts and that of the kind, or the one row of any other statement.
    pub(super) details: Vec<Row>,
    pub(super) parts: Vec<Row>,
}

impl Records {
    /// Those of the datasets of these slugs, or of all if there are none; with the reference records that they name.
    ///
    /// `dataset` is all that is stored: what is exported may refer to the rest. Fails if a slug is unknown.
    pub fn of(mut dataset: Dataset, only: &[String]) -> Result<Self, ExportError> {
        let names = Names::of(&dataset)?;
        let uris = dataset.codes.iter().filter(|code| code.identifies && code.scheme == CodeScheme::EscoUri);
        let uris = uris.map(|code| (code.concept_id, code.value.clone())).collect();
        if !only.is_empty() {
            select(&mut dataset, only)?;
        }
        let datasets = order::datasets(&dataset)?;
        let statements = order::statements(&dataset, &datasets, &names)?;
        if statements.len() != dataset.statements.len() {
            return Err(ExportError::Broken);
        }
        let stated = |s: &::entity::statement::Model| Stated {
            kind: s.kind,
            dataset: s.dataset_id,
            retired: s.retired_rev.is_some(),
        };
        let stated = dataset.statements.iter().map(|s| (s.id, stated(s))).collect();
        let places: HashMap<Uuid, u32> = statements.iter().copied().zip(0..).collect();
        dataset.sort_rows(|id| places.get(&id).copied().unwrap_or(u32::MAX));
        Ok(Self { dataset, names, datasets, statements, uris, stated })
    }

    /// Whether a statement is retired.
    pub(super) fn is_retired(&self, statement: Uuid) -> bool {
        self.stated.get(&statement).is_some_and(|stated| stated.retired)
    }

    /// The source that the dataset of a statement implies.
    pub(super) fn implied_source(&self, statement: Uuid) -> Option<Uuid> {
        let of = self.stated.get(&statement)?.dataset;
        self.dataset.datasets.iter().find(|dataset| dataset.id == of)?.source_id
    }

    /// The digest of all of them.
    pub(super) fn digest(&self) -> Digest {
        self.dataset.digest()
    }

    /// Each record in its order.
    pub(super) fn each(
        &self,
        mut visit: impl FnMut(Record) -> Result<(), ExportError>,
    ) -> Result<Counts, ExportError> {
        let mut counts = Counts::default();
        let mut datasets: HashMap<Uuid, Reference> = HashMap::new();
        for reference in self.references()? {
            if reference.row.table.name == "dataset" {
                datasets.insert(id_of(&reference.row), reference);
            } else {
                counts.references += 1;
                visit(Record::Reference(reference))?;
            }
        }
        let mut statements = self.statements.iter().peekable();
        let (mut marks, mut positions) = (Marks::default(), Positions::default());
        for of in &self.datasets {
            let Some(dataset) = datasets.remove(of) else { continue };
            counts.references += 1;
            counts.datasets += 1;
            visit(Record::Dataset(dataset))?;
            while let Some(id) = statements.next_if(|id| self.stated[*id].dataset == *of) {
                let rows = self.dataset.next_rows(*id, &mut marks)?;
                counts.statements += 1;
                visit(Record::Statement(self.statement(*id, rows, &mut positions)?))?;
            }
        }
        Ok(counts)
    }

    fn references(&self) -> Result<Vec<Reference>, ExportError> {
        let mut rows = Vec::new();
        self.dataset.visit(|table| table.rows == Rows::References, |row| rows.push(row))?;
        let key =
            |row: &Row| (row.table.index, row.get("number").integer(), row.get("slug").text().to_owned());
        rows.sort_by_cached_key(key);
        let reference = |mut row: Row| {
            let derived = id::reference(row.table.name, row.get("slug").text());
            let own = row.table.owner.map(|_| id_of(&row));
            self.names.name(&mut row);
            leave_out(&mut row, Uuid::nil(), None, &mut Positions::default());
            Reference { id: own.filter(|own| *own != derived), row }
        };
        Ok(rows.into_iter().map(reference).collect())
    }

    fn statement(
        &self,
        id: Uuid,
        rows: Vec<Row>,
        positions: &mut Positions,
    ) -> Result<Statement, ExportError> {
        let Stated { kind, retired, .. } = self.stated[&id];
        let (mut parts, mut details): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| row.table.rows == Rows::Parts);
        let (concept, derived) = match self.names.reference(id).filter(|_| kind == StatementKind::Concept) {
            Some(reference) => {
                let text = reference.to_string();
                if text.parse().as_ref() != Ok(reference) {
                    return Err(ExportError::Unnameable { reference: text });
                }
                let slug = concept_slug(reference, id, preferred(&parts));
                details.iter_mut().for_each(|row| leave_out_of_concept(row, &slug));
                (Some((text, reference.kind)), leads_to(reference, id))
            }
            None => (None, details.first().is_some_and(|row| statement_id(kind, row, &parts) == id)),
        };
        for row in &mut details {
            let of = ends(row).first().copied().unwrap_or_default();
            leave_out(row, of, None, positions);
            self.names.name(row);
        }
        parts.iter_mut().for_each(|row| self.names.name(row));
        parts.sort_by(order::parts);
        let mut within = Positions::default();
        let of_kind = concept.as_ref().map(|(_, kind)| *kind);
        parts.iter_mut().for_each(|row| leave_out(row, Uuid::nil(), of_kind, &mut within));
        let name = self.names.text(id);
        Ok(Statement { name, concept, id: (!derived).then_some(id), retired, details, parts })
    }
}

fn id_of(row: &Row) -> Uuid {
    row.table.owner.map(|at| row.cells[at].id()).unwrap_or_default()
}

/// The preferred names among the parts of a concept, with their languages.
fn preferred(parts: &[Row]) -> impl Iterator<Item = (&str, &str)> {
    let role = LabelRole::Preferred.text();
    let labels = parts.iter().filter(move |row| row.table.name == "label" && row.get("role").text() == role);
    labels.map(|row| (row.get("language").text(), row.get("text").text()))
}

/// Its reference says all this already, or its name does.
fn leave_out_of_concept(row: &mut Row, slug: &str) {
    let table: &Table = row.table;
    if table.rows != Rows::Concepts {
        return;
    }
    for (column, cell) in table.columns.iter().zip(&mut row.cells) {
        if in_reference(column) || (column.name == "slug" && cell.text() == slug) {
            *cell = Cell::Null;
        }
    }
}

/// Leaves only these datasets, their statements and the reference records that they name.
fn select(dataset: &mut Dataset, only: &[String]) -> Result<(), ExportError> {
    let known = |slug: &String| dataset.datasets.iter().any(|d| d.slug == *slug);
    if let Some(slug) = only.iter().find(|slug| !known(slug)) {
        let mut known: Vec<String> = dataset.datasets.iter().map(|d| format!("`{}`", d.slug)).collect();
        known.sort_unstable();
        return Err(ExportError::UnknownDataset { slug: slug.clone(), known: known.join(", ") });
    }
    dataset.datasets.retain(|d| only.contains(&d.slug));
    let wanted: HashSet<Uuid> = dataset.datasets.iter().map(|d| d.id).collect();
    let kept = dataset.statements.iter().filter(|s| wanted.contains(&s.dataset_id));
    let kept: HashSet<Uuid> = kept.map(|s| s.id).collect();
    dataset.retain(|_| true, |id| kept.contains(&id))?;
    // A column that is called as a reference table names one of its records: by id, or by number.
    let tables = || all().iter().filter(|table| table.rows == Rows::References);
    let mut used: HashSet<(usize, Uuid, i64)> = HashSet::new();
    let named = |column: &str| tables().find(|table| table.name == column);
    dataset.visit(
        |table| table.columns.iter().any(|column| named(column.title()).is_some()),
        |row| {
            for (column, cell) in row.table.columns.iter().zip(&row.cells) {
                if let Some(table) = named(column.title()).filter(|_| *cell != Cell::Null) {
                    used.insert((table.index, cell.id(), cell.integer()));
                }
            }
        },
    )?;
    let is_used = |row: &Row| {
        let id = if row.table.owner.is_some() { id_of(row) } else { Uuid::nil() };
        row.table.name == "dataset" || used.contains(&(row.table.index, id, row.get("number").integer()))
    };
    dataset.retain(is_used, |_| true)?;
    Ok(())
}
