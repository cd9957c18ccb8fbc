//! A step on a pathway.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A step on a pathway.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "pathway_step")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The pathway.
    pub pathway_id: Uuid,
    /// Order on the pathway, from 1.
    pub position: i32,
    /// What is done.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// What it ends with.
    pub credential_id: Option<Uuid>,
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
    /// `credential_id` is a credential.
    #[sea_orm(
        belongs_to = "super::credential::Entity",
        from = "Column::CredentialId",
        to = "super::credential::Column::Id"
    )]
    Credential,
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

impl Related<super::credential::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Credential.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
