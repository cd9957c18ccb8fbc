//! What a concept is, in one language.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a concept is, in one language.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "description")]
pub struct Model {
    /// What it describes.
    #[sea_orm(primary_key, auto_increment = false)]
    pub concept_id: Uuid,
    /// BCP 47 tag.
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: String,
    /// The description.
    pub text: String,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `concept_id` is a concept.
    #[sea_orm(
        belongs_to = "super::concept::Entity",
        from = "Column::ConceptId",
        to = "super::concept::Column::Id"
    )]
    Concept,
}

impl Related<super::concept::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Concept.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
