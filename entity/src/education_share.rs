//! How many in a role have a level of education.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How many in a role have a level of education.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "education_share")]
pub struct Model {
    /// The role.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role_id: Uuid,
    /// O*NET category, 1 to 12.
    #[sea_orm(primary_key, auto_increment = false)]
    pub category: i32,
    /// The level.
    pub name: String,
    /// Share of those asked, 0 to 100.
    pub percent: f64,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `role_id` is a role.
    #[sea_orm(belongs_to = "super::role::Entity", from = "Column::RoleId", to = "super::role::Column::Id")]
    Role,
}

impl Related<super::role::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Role.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
