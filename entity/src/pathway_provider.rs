//! A provider offers a pathway, on its own terms.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A provider offers a pathway, on its own terms.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "pathway_provider")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The pathway.
    pub pathway_id: Uuid,
    /// The provider.
    pub provider_id: Uuid,
    /// The provider's own terms, in words.
    pub note: Option<String>,
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
    /// `pathway_id` is a pathway.
    #[sea_orm(
        belongs_to = "super::pathway::Entity",
        from = "Column::PathwayId",
        to = "super::pathway::Column::Id"
    )]
    Pathway,
    /// `provider_id` is a provider.
    #[sea_orm(
        belongs_to = "super::provider::Entity",
        from = "Column::ProviderId",
        to = "super::provider::Column::Id"
    )]
    Provider,
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl Related<super::pathway::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Pathway.def()
    }
}

impl Related<super::provider::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Provider.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
