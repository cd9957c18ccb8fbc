//! The one row that every write locks first.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The one row that every write locks first.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "head")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// The newest revision; 0 before the first write.
    pub revision: i64,
    /// Digest over all records at that revision.
    pub digest: String,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
