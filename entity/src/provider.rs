//! Who offers a pathway.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Who offers a pathway.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "provider")]
pub struct Model {
    /// The concept that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its site.
    pub url: Option<String>,
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
