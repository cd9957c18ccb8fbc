//! What several taxonomies side by side need: mappings whose ends may come later, names that another dataset brings.

use sea_orm_migration::prelude::*;

use crate::sql::{Table, create, drop, execute, widen};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &[Table] = &[
    Table {
        name: "mapping",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('MAPPING') {generated},
            from_ref {text} NOT NULL,
            to_ref {text} NOT NULL,
            kind {text} NOT NULL CHECK (kind IN ('EXACT', 'CLOSE', 'BROAD', 'NARROW', 'RELATED')),
            confidence {real} CHECK (confidence BETWEEN 0 AND 1),
            CHECK (from_ref <> to_ref),
            UNIQUE (kind, from_ref, to_ref),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "translation",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('TRANSLATION') {generated},
            concept_id {uuid} NOT NULL REFERENCES concept (id),
            language {text} NOT NULL,
            description {text} CHECK (length(description) > 0),
            UNIQUE (concept_id, language),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "translation_label",
        columns: "
            translation_id {uuid} NOT NULL REFERENCES translation (id),
            role {text} NOT NULL CHECK (role IN ('PREFERRED', 'ALTERNATIVE', 'HIDDEN')),
            text {text} NOT NULL CHECK (length(text) > 0),
            position {int} NOT NULL CHECK (position >= 0),
            PRIMARY KEY (translation_id, role, text)",
    },
];

const FURTHER: &[&str] = &[
    "CREATE UNIQUE INDEX translation_preferred ON translation_label (translation_id) WHERE role = 'PREFERRED'",
];

/// As it was before: nothing had written a mapping yet.
const BEFORE: &[Table] = &[Table {
    name: "mapping",
    columns: "
        id {uuid} NOT NULL PRIMARY KEY,
        statement_kind {text} NOT NULL GENERATED ALWAYS AS ('MAPPING') {generated},
        from_id {uuid} NOT NULL REFERENCES concept (id),
        to_id {uuid} NOT NULL REFERENCES concept (id),
        kind {text} NOT NULL CHECK (kind IN ('EXACT', 'CLOSE', 'BROAD', 'NARROW', 'RELATED')),
        confidence {real} CHECK (confidence BETWEEN 0 AND 1),
        CHECK (from_id <> to_id),
        UNIQUE (kind, from_id, to_id),
        FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
}];

const BEFORE_FURTHER: &[&str] =
    &["CREATE INDEX mapping_from ON mapping (from_id)", "CREATE INDEX mapping_to ON mapping (to_id)"];

/// The last of the kinds that a statement could have, and what is added after it.
const KINDS: (&str, &str) = ("'INTERVIEW_QUESTION'", "'INTERVIEW_QUESTION', 'TRANSLATION'");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        widen(manager, "statement", "kind", KINDS.0, KINDS.1).await?;
        drop(manager, BEFORE).await?;
        create(manager, TABLES, FURTHER).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, TABLES).await?;
        execute(manager, "DELETE FROM evidence WHERE statement_id IN (SELECT id FROM statement WHERE kind IN ('MAPPING', 'TRANSLATION'))").await?;
        execute(manager, "DELETE FROM change WHERE statement_id IN (SELECT id FROM statement WHERE kind IN ('MAPPING', 'TRANSLATION'))").await?;
        execute(manager, "DELETE FROM statement WHERE kind IN ('MAPPING', 'TRANSLATION')").await?;
        create(manager, BEFORE, BEFORE_FURTHER).await?;
        widen(manager, "statement", "kind", KINDS.1, KINDS.0).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
