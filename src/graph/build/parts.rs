//! What is looked up while a graph is built: statements, ends, amounts, durations.

use std::sync::Arc;

use ::entity::{AmountPurpose, Attendance, StatementKind, amount, duration, evidence, statement};
use rustc_hash::{FxHashMap, FxHashSet};
use uuid::Uuid;

use super::super::concept::ConceptIdx;
use super::super::value::{Money, Origin, Pending, SharedText, SourceIdx, Stated, StoredEvidence, Weeks};
use crate::dataset::Dataset;

/// Records that are being taken apart, and what they refer to.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) data: Dataset,
    pub(super) statements: Statements,
    pub(super) ends: Ends,
    pub(super) values: Values,
    pub(super) texts: Texts,
    pub(super) pending: Vec<Pending>,
}

/// Statements and their evidence by id.
#[derive(Debug)]
pub(super) struct Statements {
    by_id: FxHashMap<Uuid, (u16, bool)>,
    evidence: FxHashMap<Uuid, u32>,
    /// The lists that `evidence` points into; the first is empty.
    pub(super) lists: Vec<Box<[StoredEvidence]>>,
    pub(super) origins: Vec<Origin>,
    /// Datasets that state more than translations.
    pub(super) originals: FxHashSet<Uuid>,
}

impl Statements {
    pub(super) fn new(data: &mut Dataset) -> Self {
        let sources: FxHashMap<Uuid, SourceIdx> =
            data.sources.iter().map(|s| s.id).zip((0..).map(SourceIdx)).collect();
        data.datasets.sort_by(|a, b| a.slug.cmp(&b.slug));
        let datasets: FxHashMap<Uuid, u16> = data.datasets.iter().map(|d| d.id).zip(0..).collect();
        let origin = |d: &::entity::dataset::Model| Origin {
            source: d.source_id.and_then(|s| sources.get(&s).copied()),
        };
        let origins = data.datasets.iter().map(origin).collect();

        let original = |s: &&statement::Model| s.kind != StatementKind::Translation;
        let originals = data.statements.iter().filter(original).map(|s| s.dataset_id).collect();
        let with_origin =
            |s: &statement::Model| Some((s.id, (*datasets.get(&s.dataset_id)?, s.retired_rev.is_some())));
        let by_id = std::mem::take(&mut data.statements).iter().filter_map(with_origin).collect();

        let mut by_statement: FxHashMap<Uuid, Vec<StoredEvidence>> = FxHashMap::default();
        for evidence::Model { statement_id, source_id, locator, date, stated } in
            std::mem::take(&mut data.evidence)
        {
            if let Some(&source) = sources.get(&source_id) {
                let (date, stated) = (date.map(Into::into), stated.map(Into::into));
                let stored = StoredEvidence { source, locator: locator.into(), date, stated };
                by_statement.entry(statement_id).or_default().push(stored);
            }
        }
        let mut lists: Vec<Box<[StoredEvidence]>> = vec![Box::default()];
        let kept = by_statement.into_iter().zip(1..).map(|((id, mut list), at)| {
            list.sort_unstable_by(|a, b| (a.source, &a.locator).cmp(&(b.source, &b.locator)));
            lists.push(list.into());
            (id, at)
        });
        let evidence = kept.collect();
        Self { by_id, evidence, lists, origins, originals }
    }

    /// A statement that is in use.
    pub(super) fn live(&mut self, id: Uuid) -> Option<Stated> {
        self.any(id).filter(|(_, retired)| !retired).map(|(stated, _)| stated)
    }

    /// A statement, and whether it is retired.
    pub(super) fn any(&mut self, id: Uuid) -> Option<(Stated, bool)> {
        let (origin, retired) = *self.by_id.get(&id)?;
        let evidence = self.evidence.get(&id).copied().unwrap_or_default();
        Some((Stated { id, origin, evidence }, retired))
    }
}

/// Positions of concepts by id.
#[derive(Debug)]
pub(super) struct Ends(pub(super) FxHashMap<Uuid, ConceptIdx>);

impl Ends {
    pub(super) fn get(&self, id: Uuid) -> Option<ConceptIdx> {
        self.0.get(&id).copied()
    }
}

/// Short texts that many records share, such as languages: each is kept once.
#[derive(Debug, Default)]
pub(super) struct Texts(FxHashMap<Box<str>, SharedText>);

impl Texts {
    pub(super) fn shared(&mut self, text: &str) -> SharedText {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: SharedText = Arc::new(text.into());
        self.0.insert(text.into(), Arc::clone(&new));
        new
    }
}

/// Amounts and durations by the statement that gives them.
#[derive(Debug)]
pub(super) struct Values {
    amounts: FxHashMap<(Uuid, AmountPurpose), Money>,
    durations: FxHashMap<(Uuid, Attendance), Weeks>,
}

impl Values {
    pub(super) fn new(data: &mut Dataset) -> Self {
        let money = |a: amount::Model| {
            let amount::Model { min, max, currency, period, qualifier, .. } = a;
            ((a.statement_id, a.purpose), Money { min, max, currency: currency.into(), period, qualifier })
        };
        let weeks = |d: duration::Model| {
            let weeks = Weeks { min: d.min_weeks, max: d.max_weeks, qualifier: d.qualifier };
            ((d.statement_id, d.attendance), weeks)
        };
        Self {
            amounts: std::mem::take(&mut data.amounts).into_iter().map(money).collect(),
            durations: std::mem::take(&mut data.durations).into_iter().map(weeks).collect(),
        }
    }

    pub(super) fn money(&mut self, of: Uuid, purpose: AmountPurpose) -> Option<Money> {
        self.amounts.remove(&(of, purpose))
    }

    pub(super) fn weeks(&mut self, of: Uuid, attendance: Attendance) -> Option<Weeks> {
        self.durations.remove(&(of, attendance))
    }
}

pub(super) fn grouped<T>(records: Vec<T>, by: impl Fn(&T) -> Uuid) -> FxHashMap<Uuid, Vec<T>> {
    let mut groups: FxHashMap<Uuid, Vec<T>> = FxHashMap::default();
    for record in records {
        groups.entry(by(&record)).or_default().push(record);
    }
    groups
}

pub(super) fn sorted(concepts: impl Iterator<Item = ConceptIdx>) -> Box<[ConceptIdx]> {
    let mut concepts: Vec<ConceptIdx> = concepts.collect();
    concepts.sort_unstable();
    concepts.into()
}
