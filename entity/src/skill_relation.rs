//! A relation between two skills.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::{Requirement, SkillLinkKind};

/// A relation between two skills.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "skill_relation")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Where it starts.
    pub from_id: Uuid,
    /// Where it ends.
    pub to_id: Uuid,
    /// Which relation.
    pub kind: SkillLinkKind,
    /// Essential or optional, where the source says.
    pub requirement: Option<Requirement>,
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
    /// `from_id` is a skill.
    #[sea_orm(belongs_to = "super::skill::Entity", from = "Column::FromId", to = "super::skill::Column::Id")]
    From,
    /// `to_id` is a skill.
    #[sea_orm(belongs_to = "super::skill::Entity", from = "Column::ToId", to = "super::skill::Column::Id")]
    To,
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
