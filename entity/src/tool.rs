//! Something that a person works with.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::ToolCategory;

/// Something that a person works with.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "tool")]
pub struct Model {
    /// The concept that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What sort of tool.
    pub category: ToolCategory,
    /// Often named in job postings (O*NET hot technology).
    pub hot: bool,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id` is a concept.
    #[sea_orm(belongs_to = "super::concept::Entity", from = "Column::Id", to = "super::concept::Column::Id")]
    Concept,
}

impl Related<super::concept::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Concept.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
