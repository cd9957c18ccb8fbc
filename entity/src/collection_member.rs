//! A concept belongs to a collection.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A concept belongs to a collection.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "collection_member")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The collection.
    pub collection_id: Uuid,
    /// The member.
    pub concept_id: Uuid,
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
    /// `collection_id` is a collection.
    #[sea_orm(
        belongs_to = "super::collection::Entity",
        from = "Column::CollectionId",
        to = "super::collection::Column::Id"
    )]
    Collection,
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

impl Related<super::collection::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Collection.def()
    }
}

impl Related<super::concept::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Concept.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
