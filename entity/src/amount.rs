//! An amount of money that a statement gives.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::{AmountPurpose, Period, Qualifier};

/// An amount of money that a statement gives.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "amount")]
pub struct Model {
    /// What gives it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_id: Uuid,
    /// What the money is for.
    #[sea_orm(primary_key, auto_increment = false)]
    pub purpose: AmountPurpose,
    /// Lower bound, in minor units of the currency.
    pub min: Option<i64>,
    /// Upper bound, in minor units of the currency.
    pub max: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// What time the amount is for.
    pub period: Period,
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
