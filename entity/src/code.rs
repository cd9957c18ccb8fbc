//! A code that a concept has in a scheme.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::{CodeScheme, ConceptKind};

/// A code that a concept has in a scheme.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "code")]
pub struct Model {
    /// Who has it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub concept_id: Uuid,
    /// Kind of that concept.
    pub concept_kind: ConceptKind,
    /// The scheme.
    #[sea_orm(primary_key, auto_increment = false)]
    pub scheme: CodeScheme,
    /// The code, as the scheme writes it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub value: String,
    /// Whether the code names this concept alone among its kind.
    pub identifies: bool,
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
