//! What hangs on a link or a concept: ratings, steps, pay, questions, interests, education.

use crate::sql::{Table, migration};

migration!();

const TABLES: &[Table] = &[
    Table {
        name: "rating",
        columns: "
            link_id {uuid} NOT NULL REFERENCES role_skill (id),
            scale {text} NOT NULL,
            value {real} NOT NULL,
            sample_size {int} CHECK (sample_size >= 0),
            standard_error {real} CHECK (standard_error >= 0),
            lower {real},
            upper {real},
            suppressed {bool} NOT NULL,
            not_relevant {bool} NOT NULL,
            date {text},
            PRIMARY KEY (link_id, scale),
            CHECK (lower <= upper)",
    },
    Table {
        name: "pathway_step",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('PATHWAY_STEP') {generated},
            pathway_id {uuid} NOT NULL REFERENCES pathway (id),
            position {int} NOT NULL CHECK (position >= 1),
            title {text} NOT NULL CHECK (length(title) > 0),
            description {text},
            credential_id {uuid} REFERENCES credential (id),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "pathway_step_skill",
        columns: "
            step_id {uuid} NOT NULL REFERENCES pathway_step (id),
            skill_id {uuid} NOT NULL REFERENCES skill (id),
            PRIMARY KEY (step_id, skill_id)",
    },
    Table {
        name: "salary",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('SALARY') {generated},
            role_id {uuid} NOT NULL REFERENCES role (id),
            region {text} NOT NULL CHECK (length(region) = 2),
            level {text} NOT NULL CHECK (level IN ('ENTRY', 'EXPERIENCED', 'SENIOR', 'ANY')),
            statistic {text} NOT NULL CHECK (statistic IN ('AVERAGE', 'MEDIAN', 'LOW', 'HIGH')),
            bonus {bool} NOT NULL,
            cites {text},
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "interview_question",
        columns: "
            id {uuid} NOT NULL PRIMARY KEY,
            statement_kind {text} NOT NULL GENERATED ALWAYS AS ('INTERVIEW_QUESTION') {generated},
            role_id {uuid} NOT NULL REFERENCES role (id),
            text {text} NOT NULL CHECK (length(text) > 0),
            position {int} NOT NULL CHECK (position >= 0),
            FOREIGN KEY (id, statement_kind) REFERENCES statement (id, kind)",
    },
    Table {
        name: "interview_question_about",
        columns: "
            question_id {uuid} NOT NULL REFERENCES interview_question (id),
            concept_id {uuid} NOT NULL REFERENCES concept (id),
            PRIMARY KEY (question_id, concept_id)",
    },
    Table {
        name: "interest",
        columns: "
            role_id {uuid} NOT NULL REFERENCES role (id),
            code {text} NOT NULL CHECK (code IN ('R', 'I', 'A', 'S', 'E', 'C')),
            name {text} NOT NULL,
            value {real} NOT NULL CHECK (value BETWEEN 1 AND 7),
            PRIMARY KEY (role_id, code)",
    },
    Table {
        name: "education_share",
        columns: "
            role_id {uuid} NOT NULL REFERENCES role (id),
            category {int} NOT NULL CHECK (category >= 1),
            name {text} NOT NULL,
            percent {real} NOT NULL CHECK (percent BETWEEN 0 AND 100),
            PRIMARY KEY (role_id, category)",
    },
];

const FURTHER: &[&str] = &[
    "CREATE INDEX pathway_step_pathway ON pathway_step (pathway_id)",
    "CREATE INDEX pathway_step_credential ON pathway_step (credential_id)",
    "CREATE INDEX salary_role ON salary (role_id)",
    "CREATE INDEX interview_question_role ON interview_question (role_id)",
];
