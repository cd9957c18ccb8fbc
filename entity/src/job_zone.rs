//! A level of preparation, on O*NET's scale from 1 to 5.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A level of preparation, on O*NET's scale from 1 to 5.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "job_zone")]
pub struct Model {
    /// 1 to 5.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// Its title.
    pub name: String,
    /// What preparation it takes.
    pub preparation: String,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
