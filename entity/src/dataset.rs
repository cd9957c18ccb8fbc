//! What one import owns: it adds, changes and retires only its own statements.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What one import owns: it adds, changes and retires only its own statements.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "dataset")]
pub struct Model {
    /// Derived from the slug.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `curated`, `esco`, `esco-fr`, `onet` …
    pub slug: String,
    /// The taxonomy whose concepts it brings.
    pub taxonomy_id: Option<Uuid>,
    /// Implied evidence: a statement of this dataset without evidence of its own comes from this source.
    pub source_id: Option<Uuid>,
    /// The release that was imported last.
    pub release: Option<String>,
    /// Digest of the records of that import; set when it is written, and no part of the record itself.
    #[serde(skip)]
    pub digest: Option<String>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `taxonomy_id` is a taxonomy.
    #[sea_orm(
        belongs_to = "super::taxonomy::Entity",
        from = "Column::TaxonomyId",
        to = "super::taxonomy::Column::Id"
    )]
    Taxonomy,
    /// `source_id` is a source.
    #[sea_orm(
        belongs_to = "super::source::Entity",
        from = "Column::SourceId",
        to = "super::source::Column::Id"
    )]
    Source,
}

impl Related<super::taxonomy::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Taxonomy.def()
    }
}

impl Related<super::source::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Source.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
