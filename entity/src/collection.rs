//! A named set of concepts.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A named set of concepts.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "collection")]
pub struct Model {
    /// The concept that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
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
