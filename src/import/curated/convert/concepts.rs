//! The concepts: what all have, what pathways have besides.

use std::collections::HashSet;

use ::entity::{self as e, AmountPurpose, Attendance, ConceptKind, LabelRole, StatementKind};
use uuid::Uuid;

use super::super::records::{At, Evidence, Key, Pathway, Place, Records, Step};
use super::{Converter, HOUSE, LANGUAGE, house};
use crate::dataset::{id, slug};

/// What every concept has.
struct Named<'a> {
    key: &'a Key,
    name: &'a str,
    other_names: Option<&'a Vec<String>>,
    description: Option<&'a String>,
    evidence: &'a [Evidence],
}

/// The common part of a record of a concept.
macro_rules! named {
    ($record:expr) => {
        Named {
            key: &$record.key,
            name: &$record.name,
            other_names: $record.other_names.as_ref(),
            description: $record.description.as_ref(),
            evidence: &$record.evidence,
        }
    };
}

impl Converter<'_> {
    pub(super) fn concepts(&mut self, records: &Records) {
        for At { place, record: r } in &records.roles {
            if let Some(id) = self.concept(*place, ConceptKind::Role, &named!(r)) {
                self.dataset.roles.push(e::role::Model { id, role_kind: r.kind, job_zone: None });
            }
        }
        for At { place, record: r } in &records.skills {
            if let Some(id) = self.concept(*place, ConceptKind::Skill, &named!(r)) {
                self.dataset.skills.push(e::skill::Model { id, skill_kind: r.kind, reuse: r.reuse });
            }
        }
        for At { place, record: r } in &records.tools {
            if let Some(id) = self.concept(*place, ConceptKind::Tool, &named!(r)) {
                let hot = r.hot.unwrap_or(false);
                self.dataset.tools.push(e::tool::Model { id, category: r.category, hot });
            }
        }
        for At { place, record: r } in &records.tasks {
            if let Some(id) = self.concept(*place, ConceptKind::Task, &named!(r)) {
                self.dataset.tasks.push(e::task::Model { id });
            }
        }
        for At { place, record: r } in &records.credentials {
            if let Some(id) = self.concept(*place, ConceptKind::Credential, &named!(r)) {
                self.dataset.credentials.push(e::credential::Model { id });
            }
        }
        for At { place, record: r } in &records.providers {
            if let Some(id) = self.concept(*place, ConceptKind::Provider, &named!(r)) {
                self.dataset.providers.push(e::provider::Model { id, url: r.url.clone() });
            }
        }
        let pathways: Vec<_> = records
            .pathways
            .iter()
            .filter_map(|at| Some((self.concept(at.place, ConceptKind::Pathway, &named!(at.record))?, at)))
            .collect();
        for (id, At { place, record }) in pathways {
            self.pathway(id, *place, record);
        }
    }

    /// A concept and its names; nothing if it is there already.
    fn concept(&mut self, place: Place, kind: ConceptKind, record: &Named<'_>) -> Option<Uuid> {
        let key = record.key.get_ref();
        let id = house(kind, key);
        self.known.insert(id);
        let what = format!("the {} `{key}`", kind.text().to_lowercase());
        if !self.stands(id, place, &what) {
            return None;
        }
        self.dataset.state(id, StatementKind::Concept);
        self.evidence(id, place, record.evidence);
        let mut slug = key.clone();
        if !slug::is_slug(key) {
            let at = Place { offset: record.key.span().start, ..place };
            let expected = slug::kebab(key);
            let expected = if expected.is_empty() { "letters and digits" } else { &expected };
            self.faults.add(at, format!("the key `{key}` is no slug: expected `{expected}`"));
            slug = format!("stand-in-{}", id.simple());
        }
        self.dataset.concepts.push(e::concept::Model {
            id,
            kind,
            taxonomy_id: id::taxonomy(HOUSE),
            key: key.clone(),
            slug,
            replaced_by: None,
        });
        let label = |role, text: &str, position| e::label::Model {
            concept_id: id,
            language: LANGUAGE.to_owned(),
            role,
            text: text.to_owned(),
            position,
        };
        self.dataset.labels.push(label(LabelRole::Preferred, record.name, 0));
        let others = record.other_names.into_iter().flatten().zip(0..);
        self.dataset
            .labels
            .extend(others.map(|(text, position)| label(LabelRole::Alternative, text, position)));
        let description = record.description.map(|text| e::description::Model {
            concept_id: id,
            language: LANGUAGE.to_owned(),
            text: text.clone(),
        });
        self.dataset.descriptions.extend(description);
        Some(id)
    }

    fn pathway(&mut self, id: Uuid, place: Place, record: &Pathway) {
        let relative = record.relative_cost.as_ref();
        let of = relative.and_then(|relative| self.key(place, ConceptKind::Pathway, &relative.of));
        self.dataset.pathways.push(e::pathway::Model {
            id,
            pathway_kind: record.kind,
            region: record.region.clone(),
            relative_cost_min: relative.map(|r| r.min_percent),
            relative_cost_max: relative.map(|r| r.max_percent),
            relative_cost_of: of,
            entry_age: record.entry_age,
            entry_requirement: record.entry_requirement.clone(),
        });
        self.amount(place, id, AmountPurpose::Cost, record.cost.as_ref());
        self.amount(place, id, AmountPurpose::Debt, record.debt.as_ref());
        self.amount(place, id, AmountPurpose::PayWhileLearning, record.pay_while_learning.as_ref());
        self.duration(id, Attendance::FullTime, record.weeks_full_time.as_ref());
        self.duration(id, Attendance::PartTime, record.weeks_part_time.as_ref());
        for (step, position) in record.step.iter().flatten().zip(1..) {
            self.step(id, Place { offset: step.span().start, ..place }, step.get_ref(), position);
        }
    }

    fn step(&mut self, pathway: Uuid, place: Place, record: &Step, position: i32) {
        let id = id::step(pathway, position.into());
        if !self.state(id, StatementKind::PathwayStep, place, &record.evidence) {
            return;
        }
        let credential = record.credential.as_ref();
        let credential_id = credential.and_then(|key| self.key(place, ConceptKind::Credential, key));
        self.dataset.pathway_steps.push(e::pathway_step::Model {
            id,
            pathway_id: pathway,
            position,
            title: record.title.clone(),
            description: record.description.clone(),
            credential_id,
        });
        self.duration(id, Attendance::FullTime, record.weeks_full_time.as_ref());
        let mut skills = HashSet::new();
        for key in record.skills.iter().flatten() {
            let Some(skill_id) = self.key(place, ConceptKind::Skill, key) else { continue };
            if skills.insert(skill_id) {
                self.dataset.pathway_step_skills.push(e::pathway_step_skill::Model { step_id: id, skill_id });
            } else {
                self.twice(place, key);
            }
        }
    }
}
