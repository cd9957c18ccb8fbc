//! An occupation, a group of them, or a counterpart.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::RoleKind;

/// An occupation, a group of them, or a counterpart.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "role")]
pub struct Model {
    /// The concept that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which of the three.
    pub role_kind: RoleKind,
    /// O*NET job zone, 1 to 5.
    pub job_zone: Option<i32>,
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
