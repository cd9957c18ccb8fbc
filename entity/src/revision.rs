//! One write.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One write.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    /// Counted up from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub rev: i64,
    /// When, in Unix milliseconds UTC.
    pub at: i64,
    /// Who wrote.
    pub actor: String,
    /// Why.
    pub message: String,
    /// Which dataset was written.
    pub dataset_id: Uuid,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `dataset_id` is a dataset.
    #[sea_orm(
        belongs_to = "super::dataset::Entity",
        from = "Column::DatasetId",
        to = "super::dataset::Column::Id"
    )]
    Dataset,
}

impl Related<super::dataset::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Dataset.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
