//! A way into a role.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::enums::PathwayKind;

/// A way into a role.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "pathway")]
pub struct Model {
    /// The concept that this row details.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What sort of way.
    pub pathway_kind: PathwayKind,
    /// ISO 3166-1 alpha-2, where it holds for one.
    pub region: Option<String>,
    /// Lower bound of its cost, in percent of that of `relative_cost_of`.
    pub relative_cost_min: Option<f64>,
    /// Upper bound, in percent.
    pub relative_cost_max: Option<f64>,
    /// The pathway that its cost is compared with.
    pub relative_cost_of: Option<Uuid>,
    /// Youngest age, in years.
    pub entry_age: Option<i32>,
    /// What is asked of those who enter.
    pub entry_requirement: Option<String>,
}

/// What a row refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id` is a concept.
    #[sea_orm(belongs_to = "super::concept::Entity", from = "Column::Id", to = "super::concept::Column::Id")]
    Concept,
}

impl Related<super::concept::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Concept.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
