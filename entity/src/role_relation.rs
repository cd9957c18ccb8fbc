//! A relation between two roles.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::{RelatedTier, RoleLinkKind};

/// A relation between two roles.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "role_relation")]
pub struct Model {
    /// The statement that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Where it starts.
    pub from_id: Uuid,
    /// Where it ends.
    pub to_id: Uuid,
    /// Which relation.
    pub kind: RoleLinkKind,
    /// How near (O*NET related occupations).
    pub tier: Option<RelatedTier>,
    /// Position among the related, 1 to 20 (O*NET index).
    pub rank: Option<i32>,
    /// What the relation is about.
    pub note: Option<String>,
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
    /// `from_id` is a role.
    #[sea_orm(belongs_to = "super::role::Entity", from = "Column::FromId", to = "super::role::Column::Id")]
    From,
    /// `to_id` is a role.
    #[sea_orm(belongs_to = "super::role::Entity", from = "Column::ToId", to = "super::role::Column::Id")]
    To,
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
