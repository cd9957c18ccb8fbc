//! A step teaches a skill.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A step teaches a skill.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "pathway_step_skill")]
pub struct Model {
    /// The step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_id: Uuid,
    /// The skill.
    #[sea_orm(primary_key, auto_increment = false)]
    pub skill_id: Uuid,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `step_id` is a pathway step.
    #[sea_orm(
        belongs_to = "super::pathway_step::Entity",
        from = "Column::StepId",
        to = "super::pathway_step::Column::Id"
    )]
    PathwayStep,
    /// `skill_id` is a skill.
    #[sea_orm(belongs_to = "super::skill::Entity", from = "Column::SkillId", to = "super::skill::Column::Id")]
    Skill,
}

impl Related<super::pathway_step::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PathwayStep.def()
    }
}

impl Related<super::skill::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Skill.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
