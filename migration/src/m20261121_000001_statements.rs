//! Who publishes, what is stated, by whom, and the history of it.

use crate::sql::{Table, migration};

migration!();

const TABLES: &[Table] = &[
    Table {
        name: "taxonomy",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            slug {text} NOT NULL UNIQUE,
            title {text} NOT NULL,
            publisher {text},
            url {text},
            licence {text},
            attribution {text}",
    },
    Table {
        name: "source",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            slug {text} NOT NULL UNIQUE,
            title {text} NOT NULL,
            publisher {text},
            url {text},
            published {text},
            licence {text},
            attribution {text}",
    },
    Table {
        name: "job_zone",
        columns: "
            number {int} NOT NULL PRIMARY KEY CHECK (number BETWEEN 1 AND 5),
            name {text} NOT NULL,
            preparation {text} NOT NULL",
    },
    Table {
        name: "dataset",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            slug {text} NOT NULL UNIQUE,
            taxonomy_id {uuid} REFERENCES taxonomy (id),
            source_id {uuid} REFERENCES source (id),
            release {text},
            digest {text}",
    },
    Table {
        name: "head",
        columns: "
            id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
            revision {bigint} NOT NULL CHECK (revision >= 0),
            digest {text} NOT NULL",
    },
    Table {
        name: "revision",
        columns: "
            rev {bigint} NOT NULL PRIMARY KEY CHECK (rev >= 1),
            at {bigint} NOT NULL,
            actor {text} NOT NULL,
            message {text} NOT NULL,
            dataset_id {uuid} NOT NULL REFERENCES dataset (id)",
    },
    Table {
        name: "statement",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            kind {text} NOT NULL CHECK (kind IN ('CONCEPT', 'NOTE', 'ROLE_SKILL', 'ROLE_TOOL', 'ROLE_TASK',
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
            reference {text},
            op {text} NOT NULL CHECK (op IN ('ADD', 'CHANGE', 'RETIRE', 'RESTORE')),
            before {text},
            after {text},
            PRIMARY KEY (rev, seq),
            CHECK ((statement_id IS NULL) <> (reference IS NULL))",
    },
    Table {
        name: "evidence",
        columns: "
            statement_id {uuid} NOT NULL REFERENCES statement (id),
            source_id {uuid} NOT NULL REFERENCES source (id),
            locator {text} NOT NULL,
            date {text},
            stated {text},
            PRIMARY KEY (statement_id, source_id, locator)",
    },
    Table {
        name: "amount",
        columns: "
            statement_id {uuid} NOT NULL REFERENCES statement (id),
            purpose {text} NOT NULL CHECK (purpose IN ('COST', 'DEBT', 'PAY_WHILE_LEARNING', 'SALARY')),
            min {bigint} CHECK (min >= 0),
            max {bigint} CHECK (max >= 0),
            currency {text} NOT NULL CHECK (length(currency) = 3),
            period {text} NOT NULL CHECK (period IN ('HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR', 'TOTAL')),
            qualifier {text} NOT NULL CHECK (qualifier IN ('EXACT', 'ABOUT', 'UP_TO', 'AT_LEAST')),
            PRIMARY KEY (statement_id, purpose),
            CHECK (min <= max),
            CHECK (min IS NOT NULL OR max IS NOT NULL)",
    },
    Table {
        name: "duration",
        columns: "
            statement_id {uuid} NOT NULL REFERENCES statement (id),
            attendance {text} NOT NULL CHECK (attendance IN ('FULL_TIME', 'PART_TIME')),
            min_weeks {real} CHECK (min_weeks >= 0),
            max_weeks {real} CHECK (max_weeks >= 0),
            qualifier {text} NOT NULL CHECK (qualifier IN ('EXACT', 'ABOUT', 'UP_TO', 'AT_LEAST')),
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
    // The digest of no records: nothing put into an exclusive or.
    "INSERT INTO head (id, revision, digest)
        VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')",
];
