//! The facts as rows.
//!
//! A line of the text files has seven columns:
//!
//! 1. fact: its number, `F001` to `F386`
//! 2. source: the slug of the document that states it
//! 3. subject: what the question is put to, as kind and slug; `subjects.txt` has its name
//! 4. asked: what the subject is asked for (see `question`)
//! 5. answer: the name or text that the answer must hold; for a salary the amount
//! 6. values: what the answer must say besides, `field: value`, or `-`. A field is one of the answer; one that begins
//!    with the subject's kind (`pathway.region`) is one of the subject. `none` stands for null or an empty list,
//!    `any` for whatever is not empty; `field has: value` is an entry of a list or a part of a text.
//!    `9250..9250 GBP YEAR EXACT` is a range (`..30000`: no minimum). `tools` are tools that the skill is exercised
//!    with according to this fact; `steps` are words of the pathway's steps, in their order
//! 7. stated: what the document gave, as the evidence must have it

use std::collections::BTreeMap;

const FILES: [&str; 10] = [
    include_str!("definitions.txt"),
    include_str!("tasks.txt"),
    include_str!("skills.txt"),
    include_str!("tools.txt"),
    include_str!("tool_relations.txt"),
    include_str!("role_relations.txt"),
    include_str!("notes.txt"),
    include_str!("salaries.txt"),
    include_str!("pathways.txt"),
    include_str!("interview_questions.txt"),
];

/// When each document was published; the evidence it gives bears the same date.
const PUBLISHED: [(&str, Option<&str>); 5] = [
    ("what-is-a-backend-developer-a6ba4e85", Some("2023-10-02")),
    ("what-does-a-backend-developer-do-286ba7bb", None),
    ("what-is-a-back-end-developer-fe34e3cd", None),
    ("what-is-a-back-end-developer-9847aa31", None),
    ("what-is-a-backend-developer-7aa4583e", None),
];

/// One fact and what the graph must answer.
pub(super) struct Row {
    pub(super) fact: &'static str,
    pub(super) source: &'static str,
    /// The date that the evidence must bear.
    pub(super) date: Option<&'static str>,
    /// Kind and slug: `role back-end-developer`.
    pub(super) subject: &'static str,
    pub(super) asked: &'static str,
    pub(super) answer: &'static str,
    pub(super) values: Vec<(&'static str, &'static str)>,
    pub(super) stated: &'static str,
}

impl Row {
    /// The subject's kind, which is also the name of its look-up, and its slug.
    pub(super) fn subject(&self) -> (&'static str, &'static str) {
        self.subject.split_once(' ').expect("a subject is a kind and a slug")
    }

    /// The value of one of the fields in the column of values.
    pub(super) fn value(&self, field: &str) -> Option<&'static str> {
        self.values.iter().find(|(key, _)| *key == field).map(|(_, value)| *value)
    }

    fn read(line: &'static str) -> Self {
        let columns: Vec<&str> = line.split(" | ").collect();
        let [fact, source, subject, asked, answer, values, stated] = columns[..] else {
            panic!("seven columns are expected in: {line}");
        };
        let published = PUBLISHED.iter().find(|(slug, _)| *slug == source);
        let (_, date) = published.unwrap_or_else(|| panic!("{fact}: no document has the slug {source}"));
        let values = values.split("; ").filter(|value| *value != "-");
        let values = values.map(|value| value.split_once(": ").unwrap_or_else(|| panic!("{fact}: no field: {value}")));
        Self { fact, source, date: *date, subject, asked, answer, values: values.collect(), stated }
    }
}

/// All facts, file by file.
pub(super) fn rows() -> Vec<Row> {
    FILES.iter().flat_map(|file| lines(file)).map(Row::read).collect()
}

/// The name of each subject.
pub(super) fn names() -> BTreeMap<&'static str, &'static str> {
    lines(include_str!("subjects.txt")).map(|line| line.split_once(" | ").expect("two columns")).collect()
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
