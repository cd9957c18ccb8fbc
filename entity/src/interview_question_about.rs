//! A concept that an interview question is about.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A concept that an interview question is about.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "interview_question_about")]
pub struct Model {
    /// The question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_id: Uuid,
    /// The concept.
    #[sea_orm(primary_key, auto_increment = false)]
    pub concept_id: Uuid,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `question_id` is a interview question.
    #[sea_orm(
        belongs_to = "super::interview_question::Entity",
        from = "Column::QuestionId",
        to = "super::interview_question::Column::Id"
    )]
    InterviewQuestion,
    /// `concept_id` is a concept.
    #[sea_orm(
        belongs_to = "super::concept::Entity",
        from = "Column::ConceptId",
        to = "super::concept::Column::Id"
    )]
    Concept,
}

impl Related<super::interview_question::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InterviewQuestion.def()
    }
}

impl Related<super::concept::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Concept.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
