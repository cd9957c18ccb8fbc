//! A typed remark on a concept.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::NoteKind;

/// A typed remark on a concept.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "note")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is about.
    pub concept_id: Uuid,
    /// What sort of remark.
    pub note_kind: NoteKind,
    /// BCP 47 tag.
    pub language: String,
    /// The remark.
    pub text: String,
    /// Order among the notes of one concept, from 0.
    pub position: i32,
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
    /// `concept_id` is a concept.
    #[sea_orm(
        belongs_to = "super::concept::Entity",
        from = "Column::ConceptId",
        to = "super::concept::Column::Id"
    )]
    Concept,
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl Related<super::concept::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Concept.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
