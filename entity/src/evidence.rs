//! Who says so: one source of one statement.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Who says so: one source of one statement.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "evidence")]
pub struct Model {
    /// What is stated.
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_id: Uuid,
    /// By whom.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: Uuid,
    /// Where in the source, by the source's own key; empty where it has none.
    #[sea_orm(primary_key, auto_increment = false)]
    pub locator: String,
    /// ISO 8601 date, also with year or year-month precision.
    pub date: Option<String>,
    /// What that source gave.
    pub stated: Option<String>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `statement_id` is a statement.
    #[sea_orm(
        belongs_to = "super::statement::Entity",
        from = "Column::StatementId",
        to = "super::statement::Column::Id"
    )]
    Statement,
    /// `source_id` is a source.
    #[sea_orm(
        belongs_to = "super::source::Entity",
        from = "Column::SourceId",
        to = "super::source::Column::Id"
    )]
    Source,
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl Related<super::source::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Source.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
