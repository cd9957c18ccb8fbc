//! A length of time that a statement gives.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::{Attendance, Qualifier};

/// A length of time that a statement gives.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "duration")]
pub struct Model {
    /// What gives it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_id: Uuid,
    /// Full-time or part-time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub attendance: Attendance,
    /// Lower bound, in weeks.
    pub min_weeks: Option<f64>,
    /// Upper bound, in weeks.
    pub max_weeks: Option<f64>,
    /// How exact the source is.
    pub qualifier: Qualifier,
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
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
