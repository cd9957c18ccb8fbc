//! One statement or reference record that a revision altered.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::ChangeOp;

/// One statement or reference record that a revision altered.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "change")]
pub struct Model {
    /// The revision.
    #[sea_orm(primary_key, auto_increment = false)]
    pub rev: i64,
    /// Position in the revision, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// The statement that was altered.
    pub statement_id: Option<Uuid>,
    /// Or `table/key` of the taxonomy, source or other record that is no statement.
    pub reference: Option<String>,
    /// What happened.
    pub op: ChangeOp,
    /// The whole record before, as canonical JSON.
    pub before: Option<String>,
    /// The whole record after. A bulk of new statements is not logged: each says itself when it was created.
    pub after: Option<String>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `rev` is a revision.
    #[sea_orm(
        belongs_to = "super::revision::Entity",
        from = "Column::Rev",
        to = "super::revision::Column::Rev"
    )]
    Revision,
    /// `statement_id` is a statement.
    #[sea_orm(
        belongs_to = "super::statement::Entity",
        from = "Column::StatementId",
        to = "super::statement::Column::Id"
    )]
    Statement,
}

impl Related<super::revision::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Revision.def()
    }
}

impl Related<super::statement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Statement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
