//! What every node that can be named has in common.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::ConceptKind;

/// What every node that can be named has in common.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "concept")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which table holds what only this kind has.
    pub kind: ConceptKind,
    /// The body that it belongs to.
    pub taxonomy_id: Uuid,
    /// Its key in that taxonomy: immutable.
    pub key: String,
    /// Readable name in URLs: unique among its kind.
    pub slug: String,
    /// The concept to use in its place, where it is retired.
    pub replaced_by: Option<Uuid>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id` is a statement.
    #[sea_orm(
        belongs_to = "super::statement::Entity",
        from = "Column::Id",
        to = "super::statement::Column::Id"
    )]
    Statement,
    /// `taxonomy_id` is a taxonomy.
    #[sea_orm(
        belongs_to = "super::taxonomy::Entity",
        from = "Column::TaxonomyId",
        to = "super::taxonomy::Column::Id"
    )]
    Taxonomy,
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl Related<super::taxonomy::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Taxonomy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
