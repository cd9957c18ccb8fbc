//! A name that a translation gives.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::LabelRole;

/// A name that a translation gives.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "translation_label")]
pub struct Model {
    /// The translation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub translation_id: Uuid,
    /// Preferred, alternative or hidden.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: LabelRole,
    /// The name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub text: String,
    /// Order among the labels of one role, from 0.
    pub position: i32,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `translation_id` is a translation.
    #[sea_orm(
        belongs_to = "super::translation::Entity",
        from = "Column::TranslationId",
        to = "super::translation::Column::Id"
    )]
    Translation,
}

impl Related<super::translation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Translation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
