//! A publication that facts come from; not a release of it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A publication that facts come from; not a release of it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// Derived from the key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Readable name in URLs.
    pub slug: String,
    /// Title of the publication.
    pub title: String,
    /// Who published it, where it says so.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// ISO 8601 date, also with year or year-month precision.
    pub published: Option<String>,
    /// SPDX expression or name of the licence.
    pub licence: Option<String>,
    /// The sentence that must accompany its use.
    pub attribution: Option<String>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
