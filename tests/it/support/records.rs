//! Small datasets by hand.

use career_graph::dataset::{Dataset, id};
use entity::{
    ConceptKind, LabelRole, RoleKind, SkillKind, StatementKind, ToolCategory, concept, evidence, label, role,
    role_skill, role_tool, skill, source, taxonomy, tool,
};
use uuid::Uuid;

/// A dataset under construction; every statement has evidence of the dataset's one source.
#[derive(Clone)]
pub(crate) struct Records {
    pub(crate) dataset: Dataset,
    pub(super) slug: String,
}

impl Records {
    /// One of the given slug, with a taxonomy and a source of the same slug.
    pub(crate) fn new(slug: &str) -> Self {
        let mut dataset = Dataset::new(slug);
        dataset.taxonomies.push(taxonomy::Model {
            id: id::taxonomy(slug),
            slug: slug.to_owned(),
            title: format!("Taxonomy {slug}"),
            publisher: None,
            url: None,
            licence: None,
            attribution: None,
        });
        dataset.sources.push(source::Model {
            id: id::source(slug),
            slug: slug.to_owned(),
            title: format!("Source {slug}"),
            publisher: Some("Example Press".to_owned()),
            url: None,
            published: Some("2026-11".to_owned()),
            licence: None,
            attribution: None,
        });
        Self { dataset, slug: slug.to_owned() }
    }

    /// A statement with evidence.
    pub(crate) fn state(&mut self, id: Uuid, kind: StatementKind) {
        self.dataset.state(id, kind);
        self.dataset.evidence.push(evidence::Model {
            statement_id: id,
            source_id: id::source(&self.slug),
            locator: "section 1".to_owned(),
            date: None,
            stated: None,
        });
    }

    /// Says where the one place stands that states something.
    pub(crate) fn locate(&mut self, statement: Uuid, locator: &str) {
        let row = self.dataset.evidence.iter_mut().find(|row| row.statement_id == statement);
        locator.clone_into(&mut row.expect("it has evidence").locator);
    }

    /// A concept without the row of its kind.
    pub(crate) fn concept(&mut self, kind: ConceptKind, key: &str) -> Uuid {
        let id = id::concept(&self.slug, kind, key);
        self.state(id, StatementKind::Concept);
        self.dataset.concepts.push(concept::Model {
            id,
            kind,
            taxonomy_id: id::taxonomy(&self.slug),
            key: key.to_owned(),
            slug: key.to_owned(),
            replaced_by: None,
        });
        self.label(id, LabelRole::Preferred, key);
        id
    }

    pub(crate) fn label(&mut self, concept_id: Uuid, role: LabelRole, text: &str) {
        let (language, text) = ("en".to_owned(), text.to_owned());
        self.dataset.labels.push(label::Model { concept_id, language, role, text, position: 0 });
    }

    pub(crate) fn role(&mut self, key: &str) -> Uuid {
        let id = self.concept(ConceptKind::Role, key);
        self.dataset.roles.push(role::Model { id, role_kind: RoleKind::Occupation, job_zone: None });
        id
    }

    pub(crate) fn skill(&mut self, key: &str) -> Uuid {
        let id = self.concept(ConceptKind::Skill, key);
        self.dataset.skills.push(skill::Model { id, skill_kind: SkillKind::Technical, reuse: None });
        id
    }

    pub(crate) fn tool(&mut self, key: &str) -> Uuid {
        let id = self.concept(ConceptKind::Tool, key);
        self.dataset.tools.push(tool::Model { id, category: ToolCategory::Database, hot: false });
        id
    }

    pub(crate) fn role_skill(&mut self, role_id: Uuid, skill_id: Uuid, level: Option<f64>) -> Uuid {
        let id = id::link(StatementKind::RoleSkill, role_id, skill_id, "");
        self.state(id, StatementKind::RoleSkill);
        let link = role_skill::Model { id, role_id, skill_id, requirement: None, importance: None, level };
        self.dataset.role_skills.push(link);
        id
    }

    pub(crate) fn role_tool(&mut self, role_id: Uuid, tool_id: Uuid) -> Uuid {
        let id = id::link(StatementKind::RoleTool, role_id, tool_id, "");
        self.state(id, StatementKind::RoleTool);
        self.dataset.role_tools.push(role_tool::Model {
            id,
            role_id,
            tool_id,
            requirement: None,
            in_demand: true,
        });
        id
    }

    /// Takes a statement and all rows of this builder's tables that belong to it out again.
    pub(crate) fn without(mut self, id: Uuid) -> Self {
        let dataset = &mut self.dataset;
        dataset.statements.retain(|row| row.id != id);
        dataset.evidence.retain(|row| row.statement_id != id);
        dataset.concepts.retain(|row| row.id != id);
        dataset.labels.retain(|row| row.concept_id != id);
        dataset.roles.retain(|row| row.id != id);
        dataset.skills.retain(|row| row.id != id);
        dataset.tools.retain(|row| row.id != id);
        dataset.role_skills.retain(|row| row.id != id);
        dataset.role_tools.retain(|row| row.id != id);
        self
    }
}

/// The same records as a store gives them back: revisions and digests left out, each table in one order.
pub(crate) fn in_order(dataset: &Dataset) -> Dataset {
    let mut dataset = dataset.clone();
    for statement in &mut dataset.statements {
        (statement.created_rev, statement.changed_rev) = (0, 0);
        statement.retired_rev = statement.retired_rev.map(|_| 0);
    }
    dataset.datasets.iter_mut().for_each(|row| row.digest = None);
    macro_rules! sort {
        ($($table:ident,)+) => { $(dataset.$table.sort_by_key(|row| format!("{row:?}"));)+ };
    }
    sort! {
        taxonomies, sources, job_zones, datasets, statements, concepts, roles, skills, tools, pathways,
        tasks, credentials, providers, collections, former_slugs, labels, descriptions, codes, interests,
        education_shares, notes, translations, translation_labels, role_skills, ratings, role_tools, role_tasks, role_pathways,
        role_relations, skill_relations, tool_relations, skill_tools, pathway_skills, pathway_providers,
        pathway_steps, pathway_step_skills, mappings, collection_members, salaries, interview_questions,
        interview_questions_about, amounts, durations, evidence,
    }
    dataset
}
