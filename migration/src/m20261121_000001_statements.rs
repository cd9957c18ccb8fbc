//! Who publishes, what is stated, by whom, and the history of it.

use crate::sql::{Table, migration};

migration!();

const TABLES: &[Table] = &[
    Table {
        name: "taxonomy",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            publisher TEXT,
            url TEXT,
            licence TEXT,
            attribution TEXT",
    },
    Table {
        name: "source",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            publisher TEXT,
            url TEXT,
            published TEXT,
            licence TEXT,
            attribution TEXT",
    },
    Table {
        name: "job_zone",
        columns: "
            number {int} NOT NULL PRIMARY KEY CHECK (number BETWEEN 1 AND 5),
            name TEXT NOT NULL,
            preparation TEXT NOT NULL",
    },
    Table {
        name: "dataset",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            taxonomy_id {uuid} REFERENCES taxonomy (id),
            source_id {uuid} REFERENCES source (id),
            release TEXT,
            digest TEXT",
    },
    Table {
        name: "head",
        columns: "
            id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
            revision {bigint} NOT NULL CHECK (revision >= 0),
            digest TEXT NOT NULL",
    },
    Table {
        name: "revision",
        columns: "
            rev {bigint} NOT NULL PRIMARY KEY CHECK (rev >= 1),
            at {bigint} NOT NULL,
            actor TEXT NOT NULL,
            message TEXT NOT NULL,
            dataset_id {uuid} NOT NULL REFERENCES dataset (id)",
    },
    Table {
        name: "statement",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('CONCEPT', 'NOTE', 'ROLE_SKILL', 'ROLE_TOOL', 'ROLE_TASK',
                'ROLE_PATHWAY', 'ROLE_RELATION', 'SKILL_RELATION', 'TOOL_RELATION', 'SKILL_TOOL',
                'PATHWAY_SKILL', 'PATHWAY_PROVIDER', 'PATHWAY_STEP', 'MAPPING', 'COLLECTION_MEMBER',
                'SALARY', 'INTERVIEW_QUESTION')),
            dataset_id {uuid} NOT NULL REFERENCES dataset (id),
            created_rev {bigint} NOT NULL REFERENCES revision (rev),
            changed_rev {bigint} NOT NULL REFERENCES revision (rev),
            retired_rev {bigint} REFERENCES revision (rev),
            UNIQUE (id, kind),
            CHECK (created_rev <= changed_rev),
            CHECK (retired_rev <= changed_rev)",
    },
    Table {
        name: "change",
        columns: "
            rev {bigint} NOT NULL REFERENCES revision (rev),
            seq {bigint} NOT NULL CHECK (seq >= 0),
            statement_id {uuid} REFERENCES statement (id),
            reference TEXT,
            op TEXT NOT NULL CHECK (op IN ('ADD', 'CHANGE', 'RETIRE', 'RESTORE')),
            before TEXT,
            after TEXT,
            PRIMARY KEY (rev, seq),
            CHECK ((statement_id IS NULL) <> (reference IS NULL))",
    },
    Table {
        name: "evidence",
        columns: "
            statement_id {uuid} NOT NULL REFERENCES statement (id),
            source_id {uuid} NOT NULL REFERENCES source (id),
            locator TEXT NOT NULL,
            date TEXT,
            stated TEXT,
            PRIMARY KEY (statement_id, source_id, locator)",
    },
    Table {
        name: "amount",
        columns: "
            statement_id {uuid} NOT NULL REFERENCES statement (id),
            purpose TEXT NOT NULL CHECK (purpose IN ('COST', 'DEBT', 'PAY_WHILE_LEARNING', 'SALARY')),
            min {bigint} CHECK (min >= 0),
            max {bigint} CHECK (max >= 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            period TEXT NOT NULL CHECK (period IN ('HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR', 'TOTAL')),
            qualifier TEXT NOT NULL CHECK (qualifier IN ('EXACT', 'ABOUT', 'UP_TO', 'AT_LEAST')),
            PRIMARY KEY (statement_id, purpose),
            CHECK (min <= max),
            CHECK (min IS NOT NULL OR max IS NOT NULL)",
    },
    Table {
        name: "duration",
        columns: "
            statement_id {uuid} NOT NULL REFERENCES statement (id),
            attendance TEXT NOT NULL CHECK (attendance IN ('FULL_TIME', 'PART_TIME')),
            min_weeks {real} CHECK (min_weeks >= 0),
            max_weeks {real} CHECK (max_weeks >= 0),
            qualifier TEXT NOT NULL CHECK (qualifier IN ('EXACT', 'ABOUT', 'UP_TO', 'AT_LEAST')),
            PRIMARY KEY (statement_id, attendance),
            CHECK (min_weeks <= max_weeks),
            CHECK (min_weeks IS NOT NULL OR max_weeks IS NOT NULL)",
    },
];

const FURTHER: &[&str] = &[
    "CREATE INDEX statement_dataset ON statement (dataset_id)",
    "CREATE INDEX statement_changed ON statement (changed_rev)",
    "CREATE INDEX change_statement ON change (statement_id)",
    "CREATE INDEX evidence_source ON evidence (source_id)",
    "INSERT INTO head (id, revision, digest) VALUES (1, 0, '')",
];
