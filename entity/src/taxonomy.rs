//! A body of concepts kept by one publisher.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A body of concepts kept by one publisher.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "taxonomy")]
pub struct Model {
    /// Derived from the slug.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Short name in filters and ids, such as `house` or `esco`.
    pub slug: String,
    /// What its publisher calls it.
    pub title: String,
    /// Who keeps it.
    pub publisher: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// SPDX expression or name of the licence.
    pub licence: Option<String>,
    /// The sentence that must accompany its use.
    pub attribution: Option<String>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
