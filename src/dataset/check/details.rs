//! Each statement has the row that says what it is, and each record is given once.

use ::entity::{ConceptKind, StatementKind};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use uuid::Uuid;

use super::{Dataset, Report};

pub(super) fn check(dataset: &Dataset, report: &mut Report<'_>) {
    statements(dataset, report);
    references(dataset, report);
}

fn statements(dataset: &Dataset, report: &mut Report<'_>) {
    // Each statement's kind, and how many rows say what it is.
    let mut stated: FxHashMap<Uuid, (StatementKind, u32)> =
        FxHashMap::with_capacity_and_hasher(dataset.statements.len(), FxBuildHasher);
    for statement in &dataset.statements {
        if stated.insert(statement.id, (statement.kind, 0)).is_some() {
            let kind = statement.kind.text().to_lowercase();
            report.add(statement.id, format!("the same {kind} is stated twice"));
        }
    }
    let concepts: FxHashMap<Uuid, ConceptKind> = dataset.concepts.iter().map(|c| (c.id, c.kind)).collect();
    dataset.each_row(|row| {
        let Some((kind, rows)) = stated.get_mut(&row.statement) else {
            let message = format!("a row of `{}` whose statement is not in the dataset", row.table);
            return report.add(row.statement, message);
        };
        if !row.details {
            return;
        }
        let concept = concepts.get(&row.statement);
        let names = [kind.text(), concept.map_or("", |concept| concept.text())];
        if names.iter().any(|name| row.table.eq_ignore_ascii_case(name)) {
            *rows += 1;
        } else {
            let kind = concept.map_or(kind.text(), |concept| concept.text()).to_lowercase();
            report.add(row.statement, format!("a row of `{}` on a {kind}", row.table));
        }
    });
    for (id, (kind, found)) in stated {
        // A concept has the row of all concepts and that of its kind.
        let expected = if kind == StatementKind::Concept { 2 } else { 1 };
        let kind = kind.text().to_lowercase();
        if found < expected {
            report.add(id, format!("a {kind} without the row that says what it is"));
        } else if found > expected {
            report.add(id, format!("the row that says what this {kind} is, is given twice"));
        }
    }
}

fn references(dataset: &Dataset, report: &mut Report<'_>) {
    let taxonomies = dataset.taxonomies.iter().map(|t| ("taxonomy", t.id, t.slug.as_str()));
    let sources = dataset.sources.iter().map(|s| ("source", s.id, s.slug.as_str()));
    let mut seen = FxHashSet::default();
    for (table, id, slug) in taxonomies.chain(sources) {
        if !seen.insert((table, slug)) {
            report.add(id, format!("the {table} `{slug}` is given twice"));
        }
    }
    let mut zones = FxHashSet::default();
    for zone in dataset.job_zones.iter().filter(|zone| !zones.insert(zone.number)) {
        report.add(Uuid::nil(), format!("job zone {} is given twice", zone.number));
    }
}
