//! Records into a `Dataset`; every mistake of meaning is reported at its line.
//!
//! - `mappings`: which concepts of other taxonomies the curated ones match

mod mappings;

use std::collections::{HashMap, HashSet};

use ::entity::{self as e, AmountPurpose, Attendance, ConceptKind, LabelRole, StatementKind};
use uuid::Uuid;

use super::parse::Faults;
use super::records::{At, Evidence, Key, Money, Pathway, Place, Records, Reference, Step, Weeks};
use crate::dataset::{Dataset, Known, check, id, is_partial_date, slug};

/// The taxonomy that all curated concepts belong to.
const HOUSE: &str = "house";
const LANGUAGE: &str = "en";

/// The record set; mistakes are added to `faults`, those that only show across records too.
///
/// What has a mistake gets a stand-in, so that the checks do not find its consequences: with a mistake nothing is
/// loaded anyway.
pub(super) fn convert(records: Records, faults: &mut Faults) -> Dataset {
    let mut all = Converter::new(&records, faults);
    all.publishers(&records);
    all.concepts(&records);
    all.links(&records);
    all.mappings(&records.mappings);
    all.details(records);
    all.check();
    all.dataset
}

struct Converter<'a> {
    dataset: Dataset,
    faults: &'a mut Faults,
    /// Where each statement and source stands.
    places: HashMap<Uuid, Place>,
    /// Concepts that a record has.
    known: HashSet<Uuid>,
    /// What is referred to and not there for a reason that is reported already.
    assumed: Known,
    /// Sources by key: id and date.
    sources: HashMap<String, (Uuid, Option<String>)>,
    /// How many tasks, notes and questions each concept has so far.
    positions: HashMap<(StatementKind, Uuid), i32>,
}

fn house(kind: ConceptKind, key: &str) -> Uuid {
    id::concept(HOUSE, kind, key)
}

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

impl<'a> Converter<'a> {
    fn new(records: &Records, faults: &'a mut Faults) -> Self {
        let mut dataset = Dataset::new(super::DATASET);
        dataset.datasets[0].taxonomy_id = Some(id::taxonomy(HOUSE));
        dataset.datasets[0].release =
            records.taxonomies.first().map(|taxonomy| taxonomy.record.release.clone());
        let mut assumed = Known::default();
        assumed.taxonomies.insert(id::taxonomy(HOUSE));
        Self {
            dataset,
            faults,
            places: HashMap::new(),
            known: HashSet::new(),
            assumed,
            sources: HashMap::new(),
            positions: HashMap::new(),
        }
    }

    fn publishers(&mut self, records: &Records) {
        for At { place, record: t } in &records.taxonomies {
            if t.slug != HOUSE {
                self.faults
                    .add(*place, format!("taxonomy `{}`: expected `{HOUSE}`, the only one here", t.slug));
            }
            if !self.stands(id::taxonomy(&t.slug), *place, &format!("the taxonomy `{}`", t.slug)) {
                continue;
            }
            self.dataset.taxonomies.push(e::taxonomy::Model {
                id: id::taxonomy(&t.slug),
                slug: t.slug.clone(),
                title: t.title.clone(),
                publisher: t.publisher.clone(),
                url: t.url.clone(),
                licence: t.licence.clone(),
                attribution: t.attribution.clone(),
            });
        }
        if records.taxonomies.is_empty() && !self.faults.unread.contains("taxonomy") {
            self.faults.add(Place { file: 0, offset: 0 }, format!("no [[taxonomy]]: expected `{HOUSE}`"));
        }
        for At { place, record: s } in &records.sources {
            let key = s.key.get_ref();
            let source = id::source(key);
            if !self.stands(source, *place, &format!("the source `{key}`")) {
                continue;
            }
            // Evidence takes the date over, but not a mistake in it.
            let published = s.published.clone().filter(|date| is_partial_date(date));
            self.sources.insert(key.clone(), (source, published));
            self.dataset.sources.push(e::source::Model {
                id: source,
                slug: s.slug.clone(),
                title: s.title.clone(),
                publisher: s.publisher.clone(),
                url: s.url.clone(),
                published: s.published.clone(),
                licence: s.licence.clone(),
                attribution: s.attribution.clone(),
            });
        }
    }

    fn concepts(&mut self, records: &Records) {
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

    fn links(&mut self, records: &Records) {
        use ConceptKind::{Pathway, Provider, Role, Skill, Task, Tool};
        // One record list into one link list: the kinds of its ends, and what the link carries.
        macro_rules! links {
            ($field:ident, $kind:ident, ($from:ident: $from_kind:ident, $to:ident: $to_kind:ident),
             |$place:ident, $id:ident, $start:ident, $end:ident, $r:ident| ($discriminator:expr) $model:expr) => {
                for At { place: $place, record: $r } in &records.$field {
                    let ends =
                        (self.key(*$place, $from_kind, &$r.$from), self.key(*$place, $to_kind, &$r.$to));
                    let (Some($start), Some($end)) = ends else { continue };
                    let $id = id::link(StatementKind::$kind, $start, $end, $discriminator);
                    if self.state($id, StatementKind::$kind, *$place, &$r.evidence) {
                        let model = $model;
                        self.dataset.$field.push(model);
                    }
                }
            };
        }
        links!(role_skills, RoleSkill, (role: Role, skill: Skill), |place, id, role_id, skill_id, r| ("")
            e::role_skill::Model { id, role_id, skill_id, requirement: r.requirement, importance: None, level: None });
        links!(role_tools, RoleTool, (role: Role, tool: Tool), |place, id, role_id, tool_id, r| ("")
            e::role_tool::Model { id, role_id, tool_id, requirement: r.requirement, in_demand: r.in_demand == Some(true) });
        links!(role_tasks, RoleTask, (role: Role, task: Task), |place, id, role_id, task_id, r| ("") {
            let position = 1 + self.next(StatementKind::RoleTask, role_id);
            e::role_task::Model { id, role_id, task_id, core: r.core, position }
        });
        links!(role_pathways, RolePathway, (role: Role, pathway: Pathway), |place, id, role_id, pathway_id, r| ("")
            e::role_pathway::Model { id, role_id, pathway_id, coverage: r.coverage });
        links!(role_relations, RoleRelation, (from: Role, to: Role), |place, id, from_id, to_id, r| (r.kind.text())
            e::role_relation::Model { id, from_id, to_id, kind: r.kind, tier: None, rank: None, note: r.note.clone() });
        links!(skill_relations, SkillRelation, (from: Skill, to: Skill), |place, id, from_id, to_id, r| (r.kind.text())
            e::skill_relation::Model { id, from_id, to_id, kind: r.kind, requirement: r.requirement });
        links!(tool_relations, ToolRelation, (from: Tool, to: Tool), |place, id, from_id, to_id, r| (r.kind.text())
            e::tool_relation::Model { id, from_id, to_id, kind: r.kind, note: r.note.clone() });
        links!(skill_tools, SkillTool, (skill: Skill, tool: Tool), |place, id, skill_id, tool_id, r| ("")
            e::skill_tool::Model { id, skill_id, tool_id });
        links!(pathway_skills, PathwaySkill, (pathway: Pathway, skill: Skill), |place, id, pathway_id, skill_id, r| ("")
            e::pathway_skill::Model { id, pathway_id, skill_id });
        links!(pathway_providers, PathwayProvider, (pathway: Pathway, provider: Provider), |place, id, pathway_id, provider_id, r| ("") {
            self.amount(*place, id, AmountPurpose::Cost, r.cost.as_ref());
            self.duration(id, Attendance::FullTime, r.weeks_full_time.as_ref());
            self.duration(id, Attendance::PartTime, r.weeks_part_time.as_ref());
            e::pathway_provider::Model { id, pathway_id, provider_id, note: r.note.clone() }
        });
    }

    fn details(&mut self, records: Records) {
        for At { place, record: n } in records.notes {
            let Some(concept_id) = self.reference(place, &n.about) else { continue };
            let id = id::note(concept_id, n.kind.text(), &n.text);
            if self.state(id, StatementKind::Note, place, &n.evidence) {
                let position = self.next(StatementKind::Note, concept_id);
                let (note_kind, language, text) = (n.kind, LANGUAGE.to_owned(), n.text);
                self.dataset.notes.push(e::note::Model {
                    id,
                    concept_id,
                    note_kind,
                    language,
                    text,
                    position,
                });
            }
        }
        for At { place, record: s } in records.salaries {
            let Some(role_id) = self.key(place, ConceptKind::Role, &s.role) else { continue };
            let bonus = s.bonus.unwrap_or(false);
            let cites = s.cites.as_deref().unwrap_or_default();
            let period = s.amount.period.text();
            let of_bonus = if bonus { "true" } else { "false" };
            let told = [&s.region, s.level.text(), s.statistic.text(), period, cites, of_bonus];
            let id = id::salary(role_id, told);
            if self.state(id, StatementKind::Salary, place, &s.evidence) {
                self.amount(place, id, AmountPurpose::Salary, Some(&s.amount));
                let (region, level, statistic, cites) = (s.region, s.level, s.statistic, s.cites);
                let salary = e::salary::Model { id, role_id, region, level, statistic, bonus, cites };
                self.dataset.salaries.push(salary);
            }
        }
        for At { place, record: q } in records.interview_questions {
            let Some(role_id) = self.key(place, ConceptKind::Role, &q.role) else { continue };
            let id = id::question(role_id, &q.text);
            if !self.state(id, StatementKind::InterviewQuestion, place, &q.evidence) {
                continue;
            }
            let mut concepts = HashSet::new();
            for about in q.about.iter().flatten() {
                let Some(concept_id) = self.reference(place, about) else { continue };
                if !concepts.insert(concept_id) {
                    self.twice(place, &about.key);
                } else {
                    let about = e::interview_question_about::Model { question_id: id, concept_id };
                    self.dataset.interview_questions_about.push(about);
                }
            }
            let position = self.next(StatementKind::InterviewQuestion, role_id);
            let question = e::interview_question::Model { id, role_id, text: q.text, position };
            self.dataset.interview_questions.push(question);
        }
    }

    /// What only shows across records, at the line of the record that has it.
    fn check(&mut self) {
        for problem in check(&self.dataset, &self.assumed) {
            let place = self.places.get(&problem.record).copied();
            self.faults.add(place.unwrap_or(Place { file: 0, offset: 0 }), problem.message);
        }
    }

    /// Whether a record is the first with its id; `what` names it.
    fn stands(&mut self, id: Uuid, place: Place, what: &str) -> bool {
        if let Some(first) = self.places.get(&id) {
            let first = self.faults.line(*first);
            let message =
                format!("{what} stands already at line {first}: keep one, with the evidence of both");
            self.faults.add(place, message);
            return false;
        }
        self.places.insert(id, place);
        true
    }

    fn twice(&mut self, place: Place, key: &Key) {
        let at = Place { offset: key.span().start, ..place };
        self.faults.add(at, format!("`{}` is given twice in this record", key.get_ref()));
    }

    /// A statement with its evidence; false if it stands already.
    fn state(&mut self, id: Uuid, kind: StatementKind, place: Place, evidence: &[Evidence]) -> bool {
        let stands = self.stands(id, place, &format!("this {}", kind.text().to_lowercase()));
        if stands {
            self.dataset.state(id, kind);
            self.evidence(id, place, evidence);
        }
        stands
    }

    fn evidence(&mut self, of: Uuid, place: Place, evidence: &[Evidence]) {
        for one in evidence {
            let (source_id, published) = self.source(place, &one.source);
            self.dataset.evidence.push(e::evidence::Model {
                statement_id: of,
                source_id,
                locator: one.at.clone().unwrap_or_default(),
                date: one.date.clone().or(published),
                stated: one.stated.clone(),
            });
        }
    }

    /// The source that a key names, with its date; a stand-in if it names none.
    fn source(&mut self, place: Place, key: &Key) -> (Uuid, Option<String>) {
        if let Some(found) = self.sources.get(key.get_ref()) {
            return found.clone();
        }
        let source = id::source(key.get_ref());
        self.assumed.sources.insert(source);
        let mut known: Vec<&str> = self.sources.keys().map(String::as_str).collect();
        known.sort_unstable();
        let expected = format!("expected one of {}", known.join(", "));
        self.unknown(place, "source", key, &expected);
        (source, None)
    }

    /// The concept that a key names; a stand-in if its record could not be read, nothing if there is none.
    fn key(&mut self, place: Place, kind: ConceptKind, key: &Key) -> Option<Uuid> {
        let id = house(kind, key.get_ref());
        if self.known.contains(&id) {
            return Some(id);
        }
        let table = kind.text().to_lowercase();
        if self.unknown(place, &table, key, &format!("expected the `key` of a [[{table}]]")) {
            return None;
        }
        self.assumed.concepts.insert(id, (kind, key.get_ref().clone()));
        Some(id)
    }

    /// Reports a key that names no record of a table, unless there is a mistake that explains it.
    fn unknown(&mut self, place: Place, table: &str, key: &Key, expected: &str) -> bool {
        let broken = |(of, broken): &(&str, String)| *of == table && broken == key.get_ref();
        if self.faults.unread.contains(table) || self.faults.broken.iter().any(broken) {
            return false;
        }
        let at = Place { offset: key.span().start, ..place };
        if let Some(table) = self.faults.absent.take(table) {
            // Once: every other reference to this table leads nowhere for the same reason.
            self.faults.unread.insert(table);
            let file = Faults::file_of(table);
            self.faults.add(at, format!("no {table} has the key `{}`: there is no {file}", key.get_ref()));
        } else {
            self.faults.add(at, format!("no {table} has the key `{}`: {expected}", key.get_ref()));
        }
        true
    }

    fn reference(&mut self, place: Place, reference: &Reference) -> Option<Uuid> {
        self.key(place, reference.kind, &reference.key)
    }

    fn amount(&mut self, place: Place, of: Uuid, purpose: AmountPurpose, money: Option<&Money>) {
        let Some(money) = money else { return };
        let range = minor_units(money).unwrap_or_else(|mistake| {
            let at = Place { offset: money.currency.span().start, ..place };
            self.faults.add(at, mistake);
            (Some(0), Some(0))
        });
        // The stand-in for a currency that does not exist is one that says so.
        let known = iso_currency::Currency::from_code(money.currency.get_ref());
        self.dataset.amounts.push(e::amount::Model {
            statement_id: of,
            purpose,
            min: range.0,
            max: range.1,
            currency: known.map_or("XXX", |currency| currency.code()).to_owned(),
            period: money.period,
            qualifier: money.qualifier,
        });
    }

    fn duration(&mut self, of: Uuid, attendance: Attendance, weeks: Option<&Weeks>) {
        let Some(weeks) = weeks else { return };
        self.dataset.durations.push(e::duration::Model {
            statement_id: of,
            attendance,
            min_weeks: weeks.min,
            max_weeks: weeks.max,
            qualifier: weeks.qualifier,
        });
    }

    fn next(&mut self, kind: StatementKind, of: Uuid) -> i32 {
        let position = self.positions.entry((kind, of)).or_default();
        *position += 1;
        *position - 1
    }
}

/// Both ends of an amount in minor units of its currency, such as pence; or what is wrong with it.
fn minor_units(money: &Money) -> Result<(Option<i64>, Option<i64>), String> {
    let code = money.currency.get_ref();
    let currency = iso_currency::Currency::from_code(code)
        .ok_or_else(|| format!("`{code}` is no ISO 4217 currency code: expected one such as GBP"))?;
    let decimals = currency.exponent().unwrap_or(0);
    let minor = |major: f64| {
        let minor = major * 10_f64.powi(i32::from(decimals));
        if !(0.0..9e15).contains(&minor) {
            return Err(format!("the amount {major} is outside what money can be: expected 0 or more"));
        }
        if (minor - minor.round()).abs() > 1e-6 {
            return Err(format!("the amount {major} has too many decimals: {code} has {decimals}"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^53")]
        let whole = minor.round() as i64;
        Ok(whole)
    };
    if let (Some(min), Some(max)) = (money.min, money.max)
        && min > max
    {
        return Err(format!("amount: min {min} is above max {max}"));
    }
    Ok((money.min.map(minor).transpose()?, money.max.map(minor).transpose()?))
}
