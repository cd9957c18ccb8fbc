//! The difference between what is stored and what is given.

use std::collections::{HashMap, HashSet};

use ::entity::{ChangeOp, CodeScheme, ConceptKind, StatementKind, change, code, statement};
use rustc_hash::{FxHashMap, FxHashSet};
use uuid::Uuid;

use super::{Altered, Outcome, StoreError, rows};
use crate::dataset::{Dataset, Digest, Digests, Known, Problem, check};

/// A revision that adds more statements than this does not repeat them in the change log: they say themselves when
/// they were created, and a later change keeps their rows as its `before`.
const BULK: usize = 1_000;

/// What is stored already, as far as a plan needs it.
#[derive(Debug)]
pub(super) struct Before {
    /// Statements of the datasets that are given, with their rows.
    pub(super) own: Dataset,
    /// All reference records.
    pub(super) references: Dataset,
    /// Concepts of other datasets.
    pub(super) known: Known,
}

/// What is to be written, all of it in memory.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) outcome: Outcome,
    /// `Dataset::digest` of what was given, as the store keeps it with the dataset; none where several datasets share one set of reference records.
    pub(super) alone: Option<String>,
    /// Slug of the dataset, or of the first.
    pub(super) slug: String,
    /// What to toggle in head's digest.
    pub(super) toggled: Digest,
    /// Reference records that are new or different, and nothing else.
    pub(super) references: Dataset,
    /// New statements with their rows.
    pub(super) added: Dataset,
    /// Stored statements whose rows are other ones now, with those.
    pub(super) replaced: Dataset,
    /// Codes of concepts out of use that identify others from now on.
    pub(super) released: Vec<code::Model>,
    /// Stored statements by what happens to them.
    pub(super) altered: Vec<(Uuid, ChangeOp)>,
    /// The change log: reference records by name, then statements by id.
    pub(super) changes: Vec<change::Model>,
}

impl Plan {
    /// What revision `rev` writes so that the datasets in `given` hold just that. O(n) in the rows of both.
    ///
    /// `all_names`: new statements of a bulk are named too. Fails if `given` contradicts itself or what others hold.
    pub(super) fn new(before: Before, given: Dataset, rev: i64, all_names: bool) -> Result<Self, StoreError> {
        let Before { own, references, known } = before;
        let mut problems = strangers(&given);
        problems.extend(check(&given, &known));
        problems.extend(slugs_of_retired(&given, &own));
        if !problems.is_empty() {
            return Err(StoreError::Invalid(problems));
        }
        // New statements that are in use need no digest of their own.
        let stored: FxHashSet<Uuid> = own.statements.iter().map(|s| s.id).collect();
        let retired: FxHashSet<Uuid> = given.retired().collect();
        let digests = given.digests(|id| stored.contains(&id) || retired.contains(&id));
        let digest = given.digest_with(&digests).to_hex();
        let alone = (given.datasets.len() == 1).then_some(digest);
        let mut plan = Self { alone, slug: given.datasets[0].slug.clone(), ..Self::default() };
        plan.references(references, &given);
        plan.statements(own, given, &digests, (&known, all_names));
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
        self.outcome.by_kind.is_empty()
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
            dataset.digest.clone_from(&self.alone);
        }
        for (name, row) in after {
            let before = before.get(&name).cloned();
            let op = if before.is_some() { ChangeOp::Change } else { ChangeOp::Add };
            self.outcome.count(op, name.split('/').next().unwrap_or_default());
            self.outcome.altered.push(Altered { op, kind: None, id: None, name: name.clone() });
            self.log(None, Some(name), op, before, Some(row));
        }
    }

    fn statements(
        &mut self,
        own: Dataset,
        mut given: Dataset,
        after: &Digests,
        (known, all_names): (&Known, bool),
    ) {
        self.released = released(&own, &given);
        self.toggled.toggle(after.rest);
        let before = own.digests(|_| true).each;
        let mut gone: FxHashMap<Uuid, &statement::Model> = own.statements.iter().map(|s| (s.id, s)).collect();
        let new = given.statements.iter().filter(|s| !gone.contains_key(&s.id)).count();
        let logged = |op: ChangeOp| op != ChangeOp::Add || new <= BULK;
        let (mut kept, mut replaced) = (FxHashSet::default(), FxHashSet::default());
        let mut ops: Vec<(Uuid, ChangeOp)> = Vec::new();
        for statement in &given.statements {
            let (id, live) = (statement.id, statement.retired_rev.is_none());
            let Some(stored) = gone.remove(&id) else {
                self.outcome.count(ChangeOp::Add, statement.kind.text());
                if all_names || logged(ChangeOp::Add) {
                    ops.push((id, ChangeOp::Add));
                }
                continue;
            };
            kept.insert(id);
            let was_live = stored.retired_rev.is_none();
            let (now, then) = (after.each[&id], before[&id]);
            let op = match (was_live, live) {
                (true, false) => ChangeOp::Retire,
                (false, true) => ChangeOp::Restore,
                _ if now == then => continue,
                _ => ChangeOp::Change,
            };
            if now != then {
                replaced.insert(id);
            }
            if was_live {
                self.toggled.toggle(then);
            }
            if live {
                self.toggled.toggle(now);
            }
            self.outcome.count(op, statement.kind.text());
            ops.push((id, op));
        }
        for statement in own.statements.iter().filter(|s| s.retired_rev.is_none()) {
            if gone.contains_key(&statement.id) {
                self.toggled.toggle(before[&statement.id]);
                self.outcome.count(ChangeOp::Retire, statement.kind.text());
                ops.push((statement.id, ChangeOp::Retire));
            }
        }
        ops.sort_unstable_by_key(|(id, _)| *id);
        self.names(&own, &given, known, ops.iter().filter(|(_, op)| all_names || logged(*op)));
        ops.retain(|(_, op)| logged(*op));
        self.log_statements(&own, &given, &ops);
        self.altered = ops.into_iter().filter(|(_, op)| *op != ChangeOp::Add).collect();
        self.replaced = rows::take(&mut given, |id| replaced.contains(&id));
        // Where nothing is stored yet, which is where there can be most, nothing need be moved.
        self.added = match kept.is_empty() {
            true => rows::with_references(given, Dataset::default()),
            false => rows::take(&mut given, |id| !kept.contains(&id)),
        };
    }

    /// Says of each statement what it is called: as it is now, or as it was where it is no longer given.
    fn names<'a>(
        &mut self,
        own: &Dataset,
        given: &Dataset,
        known: &Known,
        ops: impl Iterator<Item = &'a (Uuid, ChangeOp)> + Clone,
    ) {
        let wanted: HashSet<Uuid> = ops.clone().map(|(id, _)| *id).collect();
        let slug = |id: Uuid| known.concepts.get(&id).map(|(_, slug)| slug.as_str());
        let mut names = own.names(&wanted, slug);
        names.extend(given.names(&wanted, slug));
        let stored = own.statements.iter().filter(|s| wanted.contains(&s.id));
        let now = given.statements.iter().filter(|s| wanted.contains(&s.id));
        let kinds: HashMap<Uuid, StatementKind> = stored.chain(now).map(|s| (s.id, s.kind)).collect();
        for (id, op) in ops {
            let name = names.remove(id).unwrap_or_else(|| id.to_string());
            let (op, kind, id) = (*op, kinds.get(id).copied(), Some(*id));
            self.outcome.altered.push(Altered { op, kind, id, name });
        }
    }

    fn log_statements(&mut self, own: &Dataset, given: &Dataset, ops: &[(Uuid, ChangeOp)]) {
        let wanted: HashSet<Uuid> = ops.iter().map(|(id, _)| *id).collect();
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
        self.changes.push(change::Model { rev: 0, seq: 0, statement_id, reference, op, before, after });
    }
}

/// Statements that belong to no dataset that is given.
fn strangers(given: &Dataset) -> Vec<Problem> {
    if given.datasets.is_empty() {
        return vec![Problem { record: Uuid::nil(), message: "no dataset is given".to_owned() }];
    }
    let ids: HashSet<Uuid> = given.datasets.iter().map(|d| d.id).collect();
    let slugs: Vec<String> = given.datasets.iter().map(|d| format!("`{}`", d.slug)).collect();
    let strangers = given.statements.iter().filter(|s| !ids.contains(&s.dataset_id));
    let problems = strangers.map(|s| Problem {
        record: s.id,
        message: format!("belongs to dataset {}, not to {}", s.dataset_id, slugs.join(", ")),
    });
    problems.collect()
}

/// Codes of stored concepts that are no longer in use, where one that is given is identified by the same: a publisher
/// may give a code to another concept in the next release.
fn released(own: &Dataset, given: &Dataset) -> Vec<code::Model> {
    let live: FxHashSet<Uuid> =
        given.statements.iter().filter(|s| s.retired_rev.is_none()).map(|s| s.id).collect();
    let taken = given.codes.iter().filter(|c| c.identifies && live.contains(&c.concept_id));
    let taken: HashSet<(ConceptKind, CodeScheme, &str)> =
        taken.map(|c| (c.concept_kind, c.scheme, c.value.as_str())).collect();
    let out_of_use = own.codes.iter().filter(|c| c.identifies && !live.contains(&c.concept_id));
    out_of_use.filter(|c| taken.contains(&(c.concept_kind, c.scheme, c.value.as_str()))).cloned().collect()
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
