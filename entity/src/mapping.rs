//! Two concepts of different taxonomies that match.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::MappingKind;

/// Two concepts of different taxonomies that match.
///
/// Its ends are named, not linked: either taxonomy may be imported later, or never.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "mapping")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Where it starts: `taxonomy/KIND/key`.
    pub from_ref: String,
    /// Where it ends: `taxonomy/KIND/key`.
    pub to_ref: String,
    /// How well they match (SKOS), read from `from` to `to`.
    pub kind: MappingKind,
    /// 0 to 1, where the source gives one.
    pub confidence: Option<f64>,
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
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
