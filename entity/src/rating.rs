//! A measured value of a role–skill link.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A measured value of a role–skill link.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "rating")]
pub struct Model {
    /// The link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub link_id: Uuid,
    /// O*NET scale id, such as `IM`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub scale: String,
    /// The value on that scale.
    pub value: f64,
    /// How many answered.
    pub sample_size: Option<i32>,
    /// Standard error of the value.
    pub standard_error: Option<f64>,
    /// Lower bound of the 95% confidence interval.
    pub lower: Option<f64>,
    /// Upper bound of the 95% confidence interval.
    pub upper: Option<f64>,
    /// The publisher recommends not to use it.
    pub suppressed: bool,
    /// Those asked found it not relevant.
    pub not_relevant: bool,
    /// ISO 8601 date, also with year or year-month precision.
    pub date: Option<String>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `link_id` is a role skill.
    #[sea_orm(
        belongs_to = "super::role_skill::Entity",
        from = "Column::LinkId",
        to = "super::role_skill::Column::Id"
    )]
    RoleSkill,
}

impl Related<super::role_skill::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RoleSkill.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
