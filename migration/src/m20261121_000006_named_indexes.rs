//! On SQLite, indexes by name where tables had unnamed UNIQUE constraints, so that a bulk load can make them at its end.
//!
//! PostgreSQL stays as it is: there, to drop an index would keep everybody from reading until the load is over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::sql::{Unique, name_unique, unname_unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UNIQUE: &[Unique] = &[
    Unique { table: "concept", index: "concept_key", columns: "kind, taxonomy_id, key", number: 3 },
    Unique { table: "concept", index: "concept_slug", columns: "kind, slug", number: 4 },
    link("role_skill", "role_skill_ends", "role_id, skill_id"),
    link("role_tool", "role_tool_ends", "role_id, tool_id"),
    link("role_task", "role_task_ends", "role_id, task_id"),
    link("role_pathway", "role_pathway_ends", "role_id, pathway_id"),
    link("skill_tool", "skill_tool_ends", "skill_id, tool_id"),
    link("pathway_skill", "pathway_skill_ends", "pathway_id, skill_id"),
    link("pathway_provider", "pathway_provider_ends", "pathway_id, provider_id"),
    link("role_relation", "role_relation_ends", "kind, from_id, to_id"),
    link("skill_relation", "skill_relation_ends", "kind, from_id, to_id"),
    link("tool_relation", "tool_relation_ends", "kind, from_id, to_id"),
    link("mapping", "mapping_ends", "kind, from_ref, to_ref"),
    link("collection_member", "collection_member_ends", "collection_id, concept_id"),
    link("translation", "translation_language", "concept_id, language"),
];

/// The first constraint of these tables is their primary key, the second the one on what they link.
const fn link(table: &'static str, index: &'static str, columns: &'static str) -> Unique {
    Unique { table, index, columns, number: 2 }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => name_unique(manager, UNIQUE).await,
            _ => Ok(()),
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => unname_unique(manager, UNIQUE).await,
            _ => Ok(()),
        }
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
