//! The nodes: what they have in common, what each kind adds, their names, texts and codes.

use crate::sql::{Table, migration};

migration!();

const TABLES: &[Table] = &[
    Table {
        name: "concept",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('CONCEPT') {generated},
            kind {text} NOT NULL CHECK (kind IN ('ROLE', 'SKILL', 'TOOL', 'PATHWAY', 'TASK', 'CREDENTIAL',
                'PROVIDER', 'COLLECTION')),
            taxonomy_id {uuid} NOT NULL REFERENCES taxonomy (id),
            key {text} NOT NULL,
            slug {text} NOT NULL,
            replaced_by {uuid} REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED,
            UNIQUE (id, kind),
            UNIQUE (kind, taxonomy_id, key),
            UNIQUE (kind, slug),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "former_slug",
        columns: "
            kind {text} NOT NULL,
            slug {text} NOT NULL,
            concept_id {uuid} NOT NULL,
            PRIMARY KEY (kind, slug),
            FOREIGN KEY (concept_id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "role",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('ROLE') {generated},
            role_kind {text} NOT NULL CHECK (role_kind IN ('OCCUPATION', 'GROUP', 'COUNTERPART')),
            job_zone {int} REFERENCES job_zone (number),
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "skill",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('SKILL') {generated},
            skill_kind {text} NOT NULL CHECK (skill_kind IN ('TECHNICAL', 'SOFT', 'COMPETENCE', 'KNOWLEDGE',
                'LANGUAGE', 'WORK_STYLE', 'GROUP', 'UNSPECIFIED')),
            reuse {text} CHECK (reuse IN ('TRANSVERSAL', 'CROSS_SECTOR', 'SECTOR_SPECIFIC', 'OCCUPATION_SPECIFIC')),
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "tool",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('TOOL') {generated},
            category {text} NOT NULL CHECK (category IN ('PROGRAMMING_LANGUAGE', 'MARKUP_LANGUAGE',
                'STYLE_SHEET_LANGUAGE', 'QUERY_LANGUAGE', 'FRAMEWORK', 'RUNTIME', 'PLATFORM', 'DATABASE', 'CACHE',
                'WEB_SERVER', 'CLOUD_PLATFORM', 'API_STYLE', 'PROTOCOL', 'DATA_FORMAT', 'SOFTWARE', 'EQUIPMENT')),
            hot {bool} NOT NULL,
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "pathway",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('PATHWAY') {generated},
            pathway_kind {text} NOT NULL CHECK (pathway_kind IN ('DEGREE', 'APPRENTICESHIP', 'BOOTCAMP',
                'CERTIFICATION', 'SELF_STUDY', 'VOCATIONAL', 'EXPERIENCE', 'COMBINED')),
            region {text} CHECK (length(region) = 2),
            relative_cost_min {real} CHECK (relative_cost_min >= 0),
            relative_cost_max {real},
            relative_cost_of {uuid} REFERENCES pathway (id) DEFERRABLE INITIALLY DEFERRED,
            entry_age {int} CHECK (entry_age >= 0),
            entry_requirement {text},
            CHECK (relative_cost_min <= relative_cost_max),
            CHECK ((relative_cost_of IS NULL) = (relative_cost_min IS NULL)),
            CHECK ((relative_cost_of IS NULL) = (relative_cost_max IS NULL)),
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "task",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('TASK') {generated},
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "credential",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('CREDENTIAL') {generated},
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "provider",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('PROVIDER') {generated},
            url {text},
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "collection",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL GENERATED ALWAYS AS ('COLLECTION') {generated},
            FOREIGN KEY (id, kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "label",
        columns: "
            concept_id {uuid} NOT NULL REFERENCES concept (id),
            language {text} NOT NULL,
            role {text} NOT NULL CHECK (role IN ('PREFERRED', 'ALTERNATIVE', 'HIDDEN')),
            text {text} NOT NULL CHECK (length(text) > 0),
            position {int} NOT NULL CHECK (position >= 0),
            PRIMARY KEY (concept_id, language, role, text)",
    },
    Table {
        name: "description",
        columns: "
            concept_id {uuid} NOT NULL REFERENCES concept (id),
            language {text} NOT NULL,
            text {text} NOT NULL CHECK (length(text) > 0),
            PRIMARY KEY (concept_id, language)",
    },
    Table {
        name: "code",
        columns: "
            concept_id {uuid} NOT NULL,
            concept_kind {text} NOT NULL,
            scheme {text} NOT NULL CHECK (scheme IN ('ESCO_URI', 'ESCO_CODE', 'ISCO_08', 'ISCED_F', 'ONET_SOC',
                'ONET_SOC_2010', 'SOC_2018', 'ONET_ELEMENT', 'ONET_TASK', 'UNSPSC')),
            value {text} NOT NULL CHECK (length(value) > 0),
            identifies {bool} NOT NULL,
            PRIMARY KEY (concept_id, scheme, value),
            FOREIGN KEY (concept_id, concept_kind) REFERENCES concept (id, kind)",
    },
    Table {
        name: "note",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('NOTE') {generated},
            concept_id {uuid} NOT NULL REFERENCES concept (id),
            note_kind {text} NOT NULL CHECK (note_kind IN ('DEFINITION', 'SCOPE', 'REGULATION', 'PAY_FACTOR',
                'WORKING_CONDITION', 'BENEFIT', 'DEMAND', 'SATISFACTION', 'EMPLOYER', 'EMPLOYER_ASKS',
                'COMPARISON', 'ADVICE')),
            language {text} NOT NULL,
            text {text} NOT NULL CHECK (length(text) > 0),
            position {int} NOT NULL CHECK (position >= 0),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
];

const FURTHER: &[&str] = &[
    "CREATE UNIQUE INDEX label_preferred ON label (concept_id, language) WHERE role = 'PREFERRED'",
    "CREATE UNIQUE INDEX code_identifies ON code (concept_kind, scheme, value) WHERE identifies",
    "CREATE INDEX former_slug_concept ON former_slug (concept_id)",
    "CREATE INDEX note_concept ON note (concept_id)",
];
