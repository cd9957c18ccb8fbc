//! What an import tells: what was read, what was altered, what waits.

use std::collections::BTreeMap;

use ::entity::{ChangeOp, StatementKind};
use serde_json::{Value, json};

use crate::config::Format;
use crate::import;
use crate::store::{Altered, Changeset, Outcome, Pending};

/// How many changes of concepts, and how many mappings that wait, are listed as text.
const LISTED: usize = 10;

/// What an import has to tell.
pub(super) struct Told<'a> {
    /// The dataset, or several.
    pub(super) name: &'a str,
    /// Whether nothing was written.
    pub(super) dry_run: bool,
    /// What was altered, or would be.
    pub(super) outcome: &'a Outcome,
    /// Of files, what was read and what was not taken.
    pub(super) read: Option<&'a import::Report>,
    /// Mappings that wait for a concept.
    pub(super) pending: &'a [Pending],
}

/// As text for people, or as one JSON object.
pub(super) fn told(told: &Told<'_>, format: Format) -> String {
    if format == Format::Json {
        return format!("{}\n", as_json(told));
    }
    let mut lines: Vec<String> = told.read.map(read).unwrap_or_default();
    lines.extend(altered(told));
    lines.extend(waiting(told.pending));
    lines.join("\n") + "\n"
}

fn as_json(told: &Told<'_>) -> Value {
    let Outcome { changeset, by_kind, altered } = told.outcome;
    let counts = |c: &Changeset| json!({"added": c.added, "changed": c.changed, "retired": c.retired, "restored": c.restored});
    let kinds: BTreeMap<&str, Value> = by_kind.iter().map(|(kind, c)| (kind.as_str(), counts(c))).collect();
    let change = |a: &Altered| {
        let kind = a.kind.map_or_else(|| "REFERENCE", StatementKind::text);
        json!({"op": a.op.text(), "kind": kind, "id": a.id, "name": a.name})
    };
    let waits = |p: &Pending| json!({"from": p.from, "to": p.to, "kind": p.kind.text()});
    let mut report = counts(changeset);
    report["dataset"] = json!(told.name);
    report["dryRun"] = json!(told.dry_run);
    report["revision"] = json!(changeset.revision);
    report["kinds"] = json!(kinds);
    report["changes"] = altered.iter().map(change).collect();
    report["pending"] = told.pending.iter().map(waits).collect();
    if let Some(read) = told.read {
        report["read"] = json!(read);
    }
    report
}

fn read(read: &import::Report) -> Vec<String> {
    let tables = read.tables.iter();
    let mut lines: Vec<String> =
        tables.map(|table| format!("{}: {} of {} rows taken", table.file, table.taken, table.rows)).collect();
    for rows in &read.skipped_by_reason {
        lines.push(format!("{}: {} rows not taken: {}", rows.file, rows.lines.len(), rows.reason));
    }
    for row in &read.skipped {
        lines.push(format!("{}:{}: not taken: {}", row.file, row.line, row.reason));
    }
    lines
}

fn altered(told: &Told<'_>) -> Vec<String> {
    let (name, Outcome { changeset, by_kind, altered }) = (told.name, told.outcome);
    let mut lines = vec![match (changeset.revision, told.dry_run) {
        _ if by_kind.is_empty() => format!("{name}: nothing to change"),
        (_, true) => format!("{name}: nothing was written; it would be {}", counts(changeset)),
        (revision, false) => format!("{name}: revision {}: {}", revision.unwrap_or(0), counts(changeset)),
    }];
    lines.extend(by_kind.iter().map(|(kind, changes)| format!("  {kind}: {}", counts(changes))));
    for (op, what) in
        [(ChangeOp::Change, "changed"), (ChangeOp::Retire, "retired"), (ChangeOp::Restore, "restored")]
    {
        let concepts = altered.iter().filter(|a| a.op == op && a.kind == Some(StatementKind::Concept));
        let names: Vec<&str> = concepts.map(|a| a.name.as_str()).collect();
        lines.extend(names.iter().take(LISTED).map(|name| format!("  {what}: {name}")));
        lines.extend(more(names.len(), what));
    }
    lines
}

fn counts(changes: &Changeset) -> String {
    let Changeset { added, changed, retired, restored, .. } = changes;
    format!("{added} added, {changed} changed, {retired} retired, {restored} restored")
}

fn more(count: usize, what: &str) -> Option<String> {
    (count > LISTED)
        .then(|| format!("  {what}: {} more concepts; --format json names them all", count - LISTED))
}

/// How many mappings wait, for concepts of which taxonomies, and the first of them.
fn waiting(pending: &[Pending]) -> Vec<String> {
    let mut lacking: BTreeMap<&str, usize> = BTreeMap::new();
    for taxonomy in pending.iter().flat_map(|pending| &pending.lacking) {
        *lacking.entry(taxonomy).or_default() += 1;
    }
    if lacking.is_empty() {
        return Vec::new();
    }
    let lacking: Vec<String> =
        lacking.iter().map(|(taxonomy, count)| format!("{taxonomy} ({count})")).collect();
    let (count, lacking) = (pending.len(), lacking.join(", "));
    let wait = if count == 1 { "mapping waits" } else { "mappings wait" };
    let mut lines = vec![format!("{count} {wait} for concepts that are not here: {lacking}")];
    let of = |pending: &Pending| format!("  {} {} {}", pending.from, pending.kind.text(), pending.to);
    lines.extend(pending.iter().take(LISTED).map(of));
    if count > LISTED {
        lines.push(format!("  and {} more", count - LISTED));
    }
    lines
}
