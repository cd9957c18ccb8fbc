//! The links: one table a kind, each with real keys on both ends.

use crate::sql::{Table, migration};

migration!();

const TABLES: &[Table] = &[
    Table {
        name: "role_skill",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('ROLE_SKILL') {generated},
            role_id {uuid} NOT NULL REFERENCES role (id),
            skill_id {uuid} NOT NULL REFERENCES skill (id),
            requirement {text} CHECK (requirement IN ('ESSENTIAL', 'OPTIONAL')),
            importance {real} CHECK (importance BETWEEN 1 AND 5),
            level {real} CHECK (level BETWEEN 0 AND 7),
            UNIQUE (role_id, skill_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "role_tool",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('ROLE_TOOL') {generated},
            role_id {uuid} NOT NULL REFERENCES role (id),
            tool_id {uuid} NOT NULL REFERENCES tool (id),
            requirement {text} CHECK (requirement IN ('ESSENTIAL', 'OPTIONAL')),
            in_demand {bool} NOT NULL,
            UNIQUE (role_id, tool_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "role_task",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('ROLE_TASK') {generated},
            role_id {uuid} NOT NULL REFERENCES role (id),
            task_id {uuid} NOT NULL REFERENCES task (id),
            core {bool},
            position {int} NOT NULL CHECK (position >= 1),
            UNIQUE (role_id, task_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "role_pathway",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('ROLE_PATHWAY') {generated},
            role_id {uuid} NOT NULL REFERENCES role (id),
            pathway_id {uuid} NOT NULL REFERENCES pathway (id),
            coverage {real} CHECK (coverage BETWEEN 0 AND 1),
            UNIQUE (role_id, pathway_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "skill_tool",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('SKILL_TOOL') {generated},
            skill_id {uuid} NOT NULL REFERENCES skill (id),
            tool_id {uuid} NOT NULL REFERENCES tool (id),
            UNIQUE (skill_id, tool_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "pathway_skill",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('PATHWAY_SKILL') {generated},
            pathway_id {uuid} NOT NULL REFERENCES pathway (id),
            skill_id {uuid} NOT NULL REFERENCES skill (id),
            UNIQUE (pathway_id, skill_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "pathway_provider",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('PATHWAY_PROVIDER') {generated},
            pathway_id {uuid} NOT NULL REFERENCES pathway (id),
            provider_id {uuid} NOT NULL REFERENCES provider (id),
            note {text},
            UNIQUE (pathway_id, provider_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "role_relation",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('ROLE_RELATION') {generated},
            from_id {uuid} NOT NULL REFERENCES role (id),
            to_id {uuid} NOT NULL REFERENCES role (id),
            kind {text} NOT NULL CHECK (kind IN ('BROADER', 'CAN_BECOME', 'WORKS_WITH', 'COMPARED_WITH', 'COMBINES',
                'RELATED')),
            tier {text} CHECK (tier IN ('PRIMARY_SHORT', 'PRIMARY_LONG', 'SUPPLEMENTAL')),
            rank {int} CHECK (rank >= 1),
            note {text},
            CHECK (from_id <> to_id),
            UNIQUE (kind, from_id, to_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "skill_relation",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('SKILL_RELATION') {generated},
            from_id {uuid} NOT NULL REFERENCES skill (id),
            to_id {uuid} NOT NULL REFERENCES skill (id),
            kind {text} NOT NULL CHECK (kind IN ('BROADER', 'REQUIRES', 'RELATED')),
            requirement {text} CHECK (requirement IN ('ESSENTIAL', 'OPTIONAL')),
            CHECK (from_id <> to_id),
            UNIQUE (kind, from_id, to_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "tool_relation",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('TOOL_RELATION') {generated},
            from_id {uuid} NOT NULL REFERENCES tool (id),
            to_id {uuid} NOT NULL REFERENCES tool (id),
            kind {text} NOT NULL CHECK (kind IN ('BUILT_ON', 'USES', 'COMPARED_WITH', 'ALTERNATIVE_TO')),
            note {text},
            CHECK (from_id <> to_id),
            UNIQUE (kind, from_id, to_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
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
    },
    Table {
        name: "collection_member",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('COLLECTION_MEMBER') {generated},
            collection_id {uuid} NOT NULL REFERENCES collection (id),
            concept_id {uuid} NOT NULL REFERENCES concept (id),
            UNIQUE (collection_id, concept_id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
];

/// Deleting or renumbering an end would otherwise scan the links.
const FURTHER: &[&str] = &[
    "CREATE INDEX role_skill_skill ON role_skill (skill_id)",
    "CREATE INDEX role_tool_tool ON role_tool (tool_id)",
    "CREATE INDEX role_task_task ON role_task (task_id)",
    "CREATE INDEX role_pathway_pathway ON role_pathway (pathway_id)",
    "CREATE INDEX skill_tool_tool ON skill_tool (tool_id)",
    "CREATE INDEX pathway_skill_skill ON pathway_skill (skill_id)",
    "CREATE INDEX pathway_provider_provider ON pathway_provider (provider_id)",
    "CREATE INDEX role_relation_from ON role_relation (from_id)",
    "CREATE INDEX role_relation_to ON role_relation (to_id)",
    "CREATE INDEX skill_relation_from ON skill_relation (from_id)",
    "CREATE INDEX skill_relation_to ON skill_relation (to_id)",
    "CREATE INDEX tool_relation_from ON tool_relation (from_id)",
    "CREATE INDEX tool_relation_to ON tool_relation (to_id)",
    "CREATE INDEX mapping_from ON mapping (from_id)",
    "CREATE INDEX mapping_to ON mapping (to_id)",
    "CREATE INDEX collection_member_concept ON collection_member (concept_id)",
];
