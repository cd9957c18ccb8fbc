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
    let kinds: FxHashMap<Uuid, StatementKind> = dataset.statements.iter().map(|s| (s.id, s.kind)).collect();
    let concepts: FxHashMap<Uuid, ConceptKind> = dataset.concepts.iter().map(|c| (c.id, c.kind)).collect();
    let mut rows: FxHashMap<Uuid, usize> = FxHashMap::with_capacity_and_hasher(kinds.len(), FxBuildHasher);
    dataset.each_row(|row| {
        let Some(kind) = kinds.get(&row.statement) else {
            let message = format!("a row of `{}` whose statement is not in the dataset", row.table);
            return report.add(row.statement, message);
        };
        let concept = concepts.get(&row.statement);
        let names = [kind.text(), concept.map_or("", |concept| concept.text())];
        if row.details && !names.iter().any(|name| row.table.eq_ignore_ascii_case(name)) {
            let kind = concept.map_or(kind.text(), |concept| concept.text()).to_lowercase();
            report.add(row.statement, format!("a row of `{}` on a {kind}", row.table));
        } else if row.details {
            *rows.entry(row.statement).or_default() += 1;
        }
    });
    for (id, kind) in kinds {
        // A concept has the row of all concepts and that of its kind.
        let expected = if kind == StatementKind::Concept { 2 } else { 1 };
        let found = rows.get(&id).copied().unwrap_or(0);
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
