//! The difference between what is stored and what is given.

use std::collections::{HashMap, HashSet};

use ::entity::{ChangeOp, ConceptKind, change, statement};
use uuid::Uuid;

use super::{Changeset, StoreError, rows};
use crate::dataset::{Dataset, Digest, Known, Problem, check};

/// A revision that adds more statements than this leaves `after` of those empty: the rows themselves say it until a
/// later change keeps them as its `before`.
const BULK: usize = 1_000;

/// What is to be written, all of it in memory.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) counts: Changeset,
    /// `Dataset::digest` of what was given.
    pub(super) given: Digest,
    /// What to toggle in head's digest.
    pub(super) toggled: Digest,
    /// Reference records that are new or different, and nothing else.
    pub(super) references: Dataset,
    /// New statements with their rows.
    pub(super) added: Dataset,
    /// Stored statements whose rows are other ones now, with those.
    pub(super) replaced: Dataset,
    /// Stored statements by what happens to them.
    pub(super) altered: Vec<(Uuid, ChangeOp)>,
    /// The change log: reference records by name, then statements by id.
    pub(super) changes: Vec<change::Model>,
}

impl Plan {
    /// What revision `rev` writes so that the dataset in `given` holds just that; `stored` is all that the database
    /// holds. O(n) in the rows of both.
    ///
    /// Fails if `given` contradicts itself or what others hold, or states what another dataset states.
    pub(super) fn new(mut stored: Dataset, given: Dataset, rev: i64) -> Result<Self, StoreError> {
        let own = own(&mut stored, &given)?;
        let mut problems = check(&given, &Known::of(&stored));
        problems.extend(slugs_of_retired(&given, &own));
        if !problems.is_empty() {
            return Err(StoreError::Invalid(problems));
        }
        owned_by_another(&stored, &given)?;
        let digests = given.statement_digests();
        let mut plan = Self { given: given.digest_with(&digests), ..Self::default() };
        plan.references(stored, &given);
        plan.statements(own, given, &digests);
        for (change, seq) in plan.changes.iter_mut().zip(0..) {
            change.rev = rev;
            change.seq = seq;
        }
        for statement in &mut plan.added.statements {
            statement.created_rev = rev;
            statement.changed_rev = rev;
            statement.retired_rev = statement.retired_rev.map(|_| rev);
        }
        Ok(plan)
    }

    /// Whether nothing differs.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Takes up the reference records of `given` that are not stored just so. Those no longer given stay: others may
    /// name them.
    fn references(&mut self, mut stored: Dataset, given: &Dataset) {
        let before = rows::references(&stored);
        let mut after = rows::references(given);
        after.retain(|name, row| before.get(name) != Some(row));
        rows::retain_references(&mut stored, |name| after.contains_key(name));
        self.toggled.toggle(stored.references_digest());
        self.references = Dataset {
            taxonomies: given.taxonomies.clone(),
            sources: given.sources.clone(),
            job_zones: given.job_zones.clone(),
            datasets: given.datasets.clone(),
            ..Dataset::default()
        };
        rows::retain_references(&mut self.references, |name| after.contains_key(name));
        self.toggled.toggle(self.references.references_digest());
        for dataset in &mut self.references.datasets {
            dataset.digest = Some(self.given.to_hex());
        }
        for (name, row) in after {
            let before = before.get(&name).cloned();
            let op = if before.is_some() { ChangeOp::Change } else { ChangeOp::Add };
            self.log(None, Some(name), op, before, Some(row));
        }
    }

    fn statements(&mut self, own: Dataset, mut given: Dataset, after: &HashMap<Uuid, Digest>) {
        let before = own.statement_digests();
        let mut gone: HashMap<Uuid, &statement::Model> = own.statements.iter().map(|s| (s.id, s)).collect();
        let (mut added, mut replaced) = (HashSet::new(), HashSet::new());
        let mut ops: Vec<(Uuid, ChangeOp)> = Vec::new();
        for statement in &given.statements {
            let (id, live) = (statement.id, statement.retired_rev.is_none());
            let stored = gone.remove(&id);
            let was_live = stored.is_some_and(|s| s.retired_rev.is_none());
            let same = before.get(&id) == Some(&after[&id]);
            let op = match (stored, was_live, live) {
                (None, ..) => ChangeOp::Add,
                (_, true, false) => ChangeOp::Retire,
                (_, false, true) => ChangeOp::Restore,
                _ if same => continue,
                _ => ChangeOp::Change,
            };
            match stored {
                None => _ = added.insert(id),
                Some(_) if !same => _ = replaced.insert(id),
                Some(_) => {}
            }
            if was_live {
                self.toggled.toggle(before[&id]);
            }
            if live {
                self.toggled.toggle(after[&id]);
            }
            ops.push((id, op));
        }
        for id in own.statements.iter().filter(|s| s.retired_rev.is_none()).map(|s| s.id) {
            if gone.contains_key(&id) {
                self.toggled.toggle(before[&id]);
                ops.push((id, ChangeOp::Retire));
            }
        }
        ops.sort_unstable_by_key(|(id, _)| *id);
        self.log_statements(&own, &given, &ops, added.len() > BULK);
        self.altered = ops.into_iter().filter(|(_, op)| *op != ChangeOp::Add).collect();
        self.added = rows::take(&mut given, |id| added.contains(&id));
        self.replaced = rows::take(&mut given, |id| replaced.contains(&id));
    }

    fn log_statements(&mut self, own: &Dataset, given: &Dataset, ops: &[(Uuid, ChangeOp)], bulk: bool) {
        let logged = |op: ChangeOp| !(bulk && op == ChangeOp::Add);
        let wanted: HashSet<Uuid> = ops.iter().filter(|(_, op)| logged(*op)).map(|(id, _)| *id).collect();
        let mut before = rows::aggregates(own, &wanted);
        let mut after = rows::aggregates(given, &wanted);
        for (id, op) in ops {
            self.log(Some(*id), None, *op, before.remove(id), after.remove(id));
        }
    }

    fn log(
        &mut self,
        statement_id: Option<Uuid>,
        reference: Option<String>,
        op: ChangeOp,
        before: Option<String>,
        after: Option<String>,
    ) {
        let count = match op {
            ChangeOp::Add => &mut self.counts.added,
            ChangeOp::Change => &mut self.counts.changed,
            ChangeOp::Retire => &mut self.counts.retired,
            ChangeOp::Restore => &mut self.counts.restored,
        };
        *count += 1;
        self.changes.push(change::Model { rev: 0, seq: 0, statement_id, reference, op, before, after });
    }
}

/// Moves what the one dataset of `given` holds out of `stored`.
fn own(stored: &mut Dataset, given: &Dataset) -> Result<Dataset, StoreError> {
    let [dataset] = &given.datasets[..] else {
        let message = format!("{} datasets are given, one was expected", given.datasets.len());
        return Err(StoreError::Invalid(vec![Problem { record: Uuid::nil(), message }]));
    };
    let strangers = given.statements.iter().filter(|s| s.dataset_id != dataset.id);
    let problems = strangers.map(|s| Problem {
        record: s.id,
        message: format!("belongs to dataset {}, not to `{}`", s.dataset_id, dataset.slug),
    });
    let problems: Vec<Problem> = problems.collect();
    if !problems.is_empty() {
        return Err(StoreError::Invalid(problems));
    }
    let own: HashSet<Uuid> =
        stored.statements.iter().filter(|s| s.dataset_id == dataset.id).map(|s| s.id).collect();
    Ok(rows::take(stored, |id| own.contains(&id)))
}

fn owned_by_another(others: &Dataset, given: &Dataset) -> Result<(), StoreError> {
    let owners: HashMap<Uuid, Uuid> = others.statements.iter().map(|s| (s.id, s.dataset_id)).collect();
    for statement in &given.statements {
        let Some(owner) = owners.get(&statement.id) else { continue };
        let named = others.datasets.iter().find(|d| d.id == *owner);
        return Err(StoreError::Owned {
            kind: statement.kind.text().to_lowercase(),
            statement: statement.id,
            owner: named.map_or_else(|| owner.to_string(), |d| d.slug.clone()),
            dataset: given.datasets[0].slug.clone(),
        });
    }
    Ok(())
}

/// A slug stays with its concept when that is retired, so that old links lead nowhere else.
fn slugs_of_retired(given: &Dataset, own: &Dataset) -> Vec<Problem> {
    let given_ids: HashSet<Uuid> = given.concepts.iter().map(|c| c.id).collect();
    let kept = own.concepts.iter().filter(|c| !given_ids.contains(&c.id));
    let kept: HashSet<(ConceptKind, &str)> = kept.map(|c| (c.kind, c.slug.as_str())).collect();
    let taken = given.concepts.iter().filter(|c| kept.contains(&(c.kind, c.slug.as_str())));
    let problem = |c: &::entity::concept::Model| Problem {
        record: c.id,
        message: format!(
            "the slug `{}` belongs to a {} that is no longer given",
            c.slug,
            c.kind.text().to_lowercase()
        ),
    };
    taken.map(problem).collect()
}
