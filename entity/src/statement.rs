//! Anything that can be evidenced, changed and retired: a concept, a link, a salary, a note.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::StatementKind;

/// Anything that can be evidenced, changed and retired: a concept, a link, a salary, a note.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    /// Derived from what is stated.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which table holds the details.
    pub kind: StatementKind,
    /// Whose it is.
    pub dataset_id: Uuid,
    /// Revision that added it; 0 before it is written.
    pub created_rev: i64,
    /// Revision that altered it last.
    pub changed_rev: i64,
    /// Revision that retired it, if it is retired.
    pub retired_rev: Option<i64>,
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
