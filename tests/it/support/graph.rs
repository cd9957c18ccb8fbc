//! The rest of a dataset by hand: every kind of concept and link, and what hangs on them.

use career_graph::dataset::{Reference, id};
use entity::*;
use uuid::Uuid;

use super::Records;

impl Records {
    pub(crate) fn pathway(&mut self, key: &str, pathway_kind: PathwayKind) -> Uuid {
        let id = self.concept(ConceptKind::Pathway, key);
        self.dataset.pathways.push(pathway::Model {
            id,
            pathway_kind,
            region: None,
            relative_cost_min: None,
            relative_cost_max: None,
            relative_cost_of: None,
            entry_age: None,
            entry_requirement: None,
        });
        id
    }

    pub(crate) fn task(&mut self, key: &str) -> Uuid {
        let id = self.concept(ConceptKind::Task, key);
        self.dataset.tasks.push(task::Model { id });
        id
    }

    pub(crate) fn credential(&mut self, key: &str) -> Uuid {
        let id = self.concept(ConceptKind::Credential, key);
        self.dataset.credentials.push(credential::Model { id });
        id
    }

    pub(crate) fn provider(&mut self, key: &str) -> Uuid {
        let id = self.concept(ConceptKind::Provider, key);
        self.dataset.providers.push(provider::Model { id, url: None });
        id
    }

    pub(crate) fn collection(&mut self, key: &str) -> Uuid {
        let id = self.concept(ConceptKind::Collection, key);
        self.dataset.collections.push(collection::Model { id });
        id
    }

    /// A name in a language.
    pub(crate) fn name(&mut self, concept_id: Uuid, language: &str, role: LabelRole, text: &str) {
        let position = i32::try_from(self.dataset.labels.len()).expect("a small dataset");
        let (language, text) = (language.to_owned(), text.to_owned());
        self.dataset.labels.push(label::Model { concept_id, language, role, text, position });
    }

    /// Another preferred name than the key.
    pub(crate) fn rename(&mut self, concept_id: Uuid, text: &str) {
        self.dataset.labels.retain(|l| l.concept_id != concept_id || l.role != LabelRole::Preferred);
        self.label(concept_id, LabelRole::Preferred, text);
    }

    pub(crate) fn describe(&mut self, concept_id: Uuid, language: &str, text: &str) {
        let (language, text) = (language.to_owned(), text.to_owned());
        self.dataset.descriptions.push(description::Model { concept_id, language, text });
    }

    pub(crate) fn code(&mut self, id: Uuid, scheme: CodeScheme, value: &str, identifies: bool) {
        let concept = self.dataset.concepts.iter().find(|concept| concept.id == id).expect("a concept");
        let (concept_kind, value) = (concept.kind, value.to_owned());
        self.dataset.codes.push(code::Model { concept_id: id, concept_kind, scheme, value, identifies });
    }

    /// Takes a concept out of use.
    pub(crate) fn retire(&mut self, id: Uuid, replaced_by: Option<Uuid>) {
        let statement = self.dataset.statements.iter_mut().find(|s| s.id == id).expect("a statement");
        statement.retired_rev = Some(0);
        let concept = self.dataset.concepts.iter_mut().find(|c| c.id == id).expect("a concept");
        concept.replaced_by = replaced_by;
    }

    /// One more place where the dataset's source says so.
    pub(crate) fn confirm(&mut self, statement_id: Uuid, locator: &str) {
        self.evidence_of(statement_id, &self.slug.clone(), locator);
    }

    /// A place in a source, which need not be the dataset's own.
    pub(crate) fn evidence_of(&mut self, statement_id: Uuid, source: &str, locator: &str) {
        self.dataset.evidence.push(evidence::Model {
            statement_id,
            source_id: id::source(source),
            locator: locator.to_owned(),
            date: None,
            stated: None,
        });
    }

    fn link(&mut self, kind: StatementKind, from: Uuid, to: Uuid, discriminator: &str) -> Uuid {
        let id = id::link(kind, from, to, discriminator);
        self.state(id, kind);
        id
    }

    pub(crate) fn role_task(&mut self, role_id: Uuid, task_id: Uuid, position: i32) {
        let id = self.link(StatementKind::RoleTask, role_id, task_id, "");
        self.dataset.role_tasks.push(role_task::Model { id, role_id, task_id, core: Some(true), position });
    }

    pub(crate) fn role_pathway(&mut self, role_id: Uuid, pathway_id: Uuid) -> Uuid {
        let id = self.link(StatementKind::RolePathway, role_id, pathway_id, "");
        self.dataset.role_pathways.push(role_pathway::Model { id, role_id, pathway_id, coverage: Some(0.5) });
        id
    }

    pub(crate) fn role_relation(&mut self, from_id: Uuid, to_id: Uuid, kind: RoleLinkKind) -> Uuid {
        let id = self.link(StatementKind::RoleRelation, from_id, to_id, kind.text());
        let link = role_relation::Model { id, from_id, to_id, kind, tier: None, rank: None, note: None };
        self.dataset.role_relations.push(link);
        id
    }

    pub(crate) fn skill_relation(&mut self, from_id: Uuid, to_id: Uuid, kind: SkillLinkKind) {
        let id = self.link(StatementKind::SkillRelation, from_id, to_id, kind.text());
        let requirement = None;
        self.dataset.skill_relations.push(skill_relation::Model { id, from_id, to_id, kind, requirement });
    }

    pub(crate) fn tool_relation(&mut self, from_id: Uuid, to_id: Uuid, kind: ToolLinkKind) {
        let id = self.link(StatementKind::ToolRelation, from_id, to_id, kind.text());
        self.dataset.tool_relations.push(tool_relation::Model { id, from_id, to_id, kind, note: None });
    }

    pub(crate) fn skill_tool(&mut self, skill_id: Uuid, tool_id: Uuid) {
        let id = self.link(StatementKind::SkillTool, skill_id, tool_id, "");
        self.dataset.skill_tools.push(skill_tool::Model { id, skill_id, tool_id });
    }

    pub(crate) fn pathway_skill(&mut self, pathway_id: Uuid, skill_id: Uuid) {
        let id = self.link(StatementKind::PathwaySkill, pathway_id, skill_id, "");
        self.dataset.pathway_skills.push(pathway_skill::Model { id, pathway_id, skill_id });
    }

    pub(crate) fn pathway_provider(&mut self, pathway_id: Uuid, provider_id: Uuid) {
        let id = self.link(StatementKind::PathwayProvider, pathway_id, provider_id, "");
        let link = pathway_provider::Model { id, pathway_id, provider_id, note: Some("evenings".to_owned()) };
        self.dataset.pathway_providers.push(link);
    }

    pub(crate) fn member(&mut self, collection_id: Uuid, concept_id: Uuid) {
        let id = self.link(StatementKind::CollectionMember, collection_id, concept_id, "");
        self.dataset.collection_members.push(collection_member::Model { id, collection_id, concept_id });
    }

    /// A mapping between two concepts of this builder.
    pub(crate) fn mapping(&mut self, from: Uuid, to: Uuid, kind: MappingKind) {
        let (from, to) = (self.reference(from), self.reference(to));
        self.mapping_between(&from, &to, kind);
    }

    /// A mapping between any two concepts.
    pub(crate) fn mapping_between(&mut self, from: &Reference, to: &Reference, kind: MappingKind) {
        let id = self.link(StatementKind::Mapping, from.id(), to.id(), kind.text());
        let (from_ref, to_ref, confidence) = (from.to_string(), to.to_string(), Some(0.75));
        self.dataset.mappings.push(mapping::Model { id, from_ref, to_ref, kind, confidence });
    }

    /// What names a concept of this builder.
    pub(crate) fn reference(&self, id: Uuid) -> Reference {
        let concept = self.dataset.concepts.iter().find(|c| c.id == id).expect("a concept of this builder");
        Reference::new(&self.slug, concept.kind, &concept.key)
    }

    pub(crate) fn note(&mut self, concept_id: Uuid, note_kind: NoteKind, text: &str) {
        let id = id::part(StatementKind::Note, concept_id, text);
        self.state(id, StatementKind::Note);
        let (language, text) = ("en".to_owned(), text.to_owned());
        self.dataset.notes.push(note::Model { id, concept_id, note_kind, language, text, position: 1 });
    }

    /// An amount from `min` to `max` in minor units, if they are given.
    pub(crate) fn amount(
        &mut self,
        of: Uuid,
        purpose: AmountPurpose,
        (min, max): (Option<i64>, Option<i64>),
        currency: &str,
    ) {
        self.dataset.amounts.push(amount::Model {
            statement_id: of,
            purpose,
            min,
            max,
            currency: currency.to_owned(),
            period: Period::Year,
            qualifier: if min.is_none() { Qualifier::UpTo } else { Qualifier::Exact },
        });
    }

    pub(crate) fn weeks(
        &mut self,
        of: Uuid,
        attendance: Attendance,
        (min_weeks, max_weeks): (Option<f64>, Option<f64>),
    ) {
        let qualifier = if min_weeks.is_none() { Qualifier::UpTo } else { Qualifier::Exact };
        let duration = duration::Model { statement_id: of, attendance, min_weeks, max_weeks, qualifier };
        self.dataset.durations.push(duration);
    }

    /// A yearly salary in whole units of the currency.
    pub(crate) fn salary(
        &mut self,
        role_id: Uuid,
        region: &str,
        level: ExperienceLevel,
        amount: i64,
    ) -> Uuid {
        let key = format!("{region} {} {amount}", level.text());
        let id = id::part(StatementKind::Salary, role_id, &key);
        self.state(id, StatementKind::Salary);
        let (region, statistic) = (region.to_owned(), Statistic::Average);
        let salary = salary::Model { id, role_id, region, level, statistic, bonus: false, cites: None };
        self.dataset.salaries.push(salary);
        let bound = Some(amount * 100);
        self.amount(id, AmountPurpose::Salary, (bound, bound), "GBP");
        id
    }

    pub(crate) fn question(&mut self, role_id: Uuid, text: &str, about: &[Uuid]) -> Uuid {
        let id = id::part(StatementKind::InterviewQuestion, role_id, text);
        self.state(id, StatementKind::InterviewQuestion);
        let position = i32::try_from(self.dataset.interview_questions.len()).expect("a small dataset");
        let question = interview_question::Model { id, role_id, text: text.to_owned(), position };
        self.dataset.interview_questions.push(question);
        for concept_id in about {
            let about = interview_question_about::Model { question_id: id, concept_id: *concept_id };
            self.dataset.interview_questions_about.push(about);
        }
        id
    }

    pub(crate) fn step(&mut self, pathway_id: Uuid, position: i32, ends_with: Option<Uuid>, skills: &[Uuid]) {
        let id = id::part(StatementKind::PathwayStep, pathway_id, &position.to_string());
        self.state(id, StatementKind::PathwayStep);
        self.dataset.pathway_steps.push(pathway_step::Model {
            id,
            pathway_id,
            position,
            title: format!("Step {position}"),
            description: None,
            credential_id: ends_with,
        });
        for skill_id in skills {
            self.dataset
                .pathway_step_skills
                .push(pathway_step_skill::Model { step_id: id, skill_id: *skill_id });
        }
    }

    /// The role–skill link of an id, to be filled in.
    pub(crate) fn role_skill_mut(&mut self, id: Uuid) -> &mut role_skill::Model {
        self.dataset.role_skills.iter_mut().find(|link| link.id == id).expect("a link of that id")
    }
}
