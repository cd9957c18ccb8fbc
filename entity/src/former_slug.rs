//! A slug that a concept once had and still answers to.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::ConceptKind;

/// A slug that a concept once had and still answers to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "former_slug")]
pub struct Model {
    /// Kind of the concept.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: ConceptKind,
    /// The former slug.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    /// Who bears it.
    pub concept_id: Uuid,
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
