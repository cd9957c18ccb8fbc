//! The records of career-graph: one file a table, and the enums that they use.
//!
//! A model is also the record that importers make and the graph is built from: nothing is written twice.
//! Rules that need more than one row stand in `migration` (constraints) and in `dataset` (checks).

pub mod amount;
pub mod change;
pub mod code;
pub mod collection;
pub mod collection_member;
pub mod concept;
pub mod credential;
pub mod dataset;
pub mod description;
pub mod duration;
pub mod education_share;
pub mod enums;
pub mod evidence;
pub mod former_slug;
pub mod head;
pub mod interest;
pub mod interview_question;
pub mod interview_question_about;
pub mod job_zone;
pub mod label;
pub mod mapping;
pub mod note;
pub mod pathway;
pub mod pathway_provider;
pub mod pathway_skill;
pub mod pathway_step;
pub mod pathway_step_skill;
pub mod provider;
pub mod rating;
pub mod revision;
pub mod role;
pub mod role_pathway;
pub mod role_relation;
pub mod role_skill;
pub mod role_task;
pub mod role_tool;
pub mod salary;
pub mod skill;
pub mod skill_relation;
pub mod skill_tool;
pub mod source;
pub mod statement;
pub mod task;
pub mod taxonomy;
pub mod tool;
pub mod tool_relation;
pub mod translation;
pub mod translation_label;

pub use enums::*;
