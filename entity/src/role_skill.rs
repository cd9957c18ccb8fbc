//! A role asks for a skill.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::Requirement;

/// A role asks for a skill.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "role_skill")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The role.
    pub role_id: Uuid,
    /// The skill.
    pub skill_id: Uuid,
    /// Essential or optional, where the source says.
    pub requirement: Option<Requirement>,
    /// O*NET IM, 1 to 5.
    pub importance: Option<f64>,
    /// O*NET LV, 0 to 7.
    pub level: Option<f64>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id` is a statement.
    #[sea_orm(
        belongs_to = "super::statement::Entity",
        from = "Column::Id",
        to = "super::statement::Column::Id"
    )]
    Statement,
    /// `role_id` is a role.
    #[sea_orm(belongs_to = "super::role::Entity", from = "Column::RoleId", to = "super::role::Column::Id")]
    Role,
    /// `skill_id` is a skill.
    #[sea_orm(belongs_to = "super::skill::Entity", from = "Column::SkillId", to = "super::skill::Column::Id")]
    Skill,
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl Related<super::role::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Role.def()
    }
}

impl Related<super::skill::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Skill.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
