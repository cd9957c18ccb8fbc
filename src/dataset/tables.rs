//! The one list of all record kinds. A new table is added here and is then stored, compared and read.

use uuid::Uuid;

/// Calls `$each!` with every table in foreign-key order: `field: module` of a reference record, then
/// `field: module by owner` of what belongs to a statement, `owner` being the column that says to which.
macro_rules! tables {
    ($each:ident) => {
        $each! {
            references {
                taxonomies: taxonomy,
                sources: source,
                job_zones: job_zone,
                datasets: dataset,
            }
            statements {
                concepts: concept by id,
                roles: role by id,
                skills: skill by id,
                tools: tool by id,
                pathways: pathway by id,
                tasks: task by id,
                credentials: credential by id,
                providers: provider by id,
                collections: collection by id,
                former_slugs: former_slug by concept_id,
                labels: label by concept_id,
                descriptions: description by concept_id,
                codes: code by concept_id,
                interests: interest by role_id,
                education_shares: education_share by role_id,
                notes: note by id,
                translations: translation by id,
                translation_labels: translation_label by translation_id,
                role_skills: role_skill by id,
                ratings: rating by link_id,
                role_tools: role_tool by id,
                role_tasks: role_task by id,
                role_pathways: role_pathway by id,
                role_relations: role_relation by id,
                skill_relations: skill_relation by id,
                tool_relations: tool_relation by id,
                skill_tools: skill_tool by id,
                pathway_skills: pathway_skill by id,
                pathway_providers: pathway_provider by id,
                pathway_steps: pathway_step by id,
                pathway_step_skills: pathway_step_skill by step_id,
                mappings: mapping by id,
                collection_members: collection_member by id,
                salaries: salary by id,
                interview_questions: interview_question by id,
                interview_questions_about: interview_question_about by question_id,
                amounts: amount by statement_id,
                durations: duration by statement_id,
                evidence: evidence by statement_id,
            }
        }
    };
}
pub(crate) use tables;

/// The tables of links and of what is measured on them: most of all rows.
pub(crate) const LINKS: &[&str] = &[
    "role_skill",
    "rating",
    "role_tool",
    "role_task",
    "role_pathway",
    "role_relation",
    "skill_relation",
    "tool_relation",
    "skill_tool",
    "pathway_skill",
    "pathway_provider",
    "mapping",
    "collection_member",
];

/// Whether rows with this owner column are details: the one row that says what a statement is, not a part of it.
macro_rules! is_details {
    (id) => {
        true
    };
    ($other:ident) => {
        false
    };
}
pub(crate) use is_details;

/// A row of any table that belongs to a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) table: &'static str,
    pub(crate) statement: Uuid,
    /// The one row that says what the statement is; its table is named as the statement's kind or the concept's.
    pub(crate) details: bool,
}

macro_rules! declare {
    (
        references { $($reference:ident: $reference_module:ident,)+ }
        statements { $($field:ident: $module:ident by $owner:ident,)+ }
    ) => {
        /// All records, one list a table; the order within a list means nothing.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Dataset {
            $(
                #[doc = concat!("Records of the table `", stringify!($reference_module), "`.")]
                pub $reference: Vec<::entity::$reference_module::Model>,
            )+
            /// What is stated, by which dataset, and whether it is retired.
            pub statements: Vec<::entity::statement::Model>,
            $(
                #[doc = concat!("Records of the table `", stringify!($module), "`.")]
                pub $field: Vec<::entity::$module::Model>,
            )+
        }

        impl Dataset {
            /// Adds the statements of `other` and their rows at the end of each table.
            pub(crate) fn append(&mut self, mut other: Dataset) {
                self.statements.append(&mut other.statements);
                $(self.$field.append(&mut other.$field);)+
            }

            /// Every row that belongs to a statement, table by table.
            pub(crate) fn each_row(&self, mut visit: impl FnMut(Row)) {
                $(for row in &self.$field {
                    visit(Row {
                        table: stringify!($module),
                        statement: row.$owner,
                        details: is_details!($owner),
                    });
                })+
            }
        }
    };
}
tables!(declare);
