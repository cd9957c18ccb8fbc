//! The facts as rows.
//!
//! A line of the text files has seven columns:
//!
//! 1. fact: its number, `F001` to `F386`
//! 2. source: the slug of the document that states it
//! 3. subject: what the question is put to, as look-up and slug; `subjects.txt` has its name and kind
//! 4. asked: what the subject is asked for (see `question`)
//! 5. answer: the name or text that the answer must hold; for a salary the amount
//! 6. values: what the answer must say besides, `field: value`, or `-`. A field is one of the answer; one
//!    that begins with the subject's look-up (`pathway.region`) is one of the subject. `none` stands for null
//!    or an empty list, `any` for whatever is not empty; `field has: value` is an entry of a list or a part of
//!    a text, in any case. `9250..9250 GBP YEAR EXACT` is a range (`..30000`: no minimum). `tools` are those
//!    that the skill is exercised with according to this fact; `steps` are words of the pathway's steps, in
//!    their order
//! 7. stated: what the document gave, as the evidence must have it

use std::fmt;

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

/// What a question is put to.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    /// The field of the API that looks it up: `role`, `skill`, `tool` or `pathway`.
    pub(super) look_up: &'static str,
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    /// Of a tool: its category.
    pub(super) kind: &'static str,
}

/// One fact and what the graph must answer.
pub(super) struct Row {
    pub(super) fact: &'static str,
    pub(super) source: &'static str,
    /// The date that the evidence must bear.
    pub(super) date: Option<&'static str>,
    pub(super) subject: Subject,
    pub(super) asked: &'static str,
    pub(super) answer: &'static str,
    pub(super) values: Vec<(&'static str, &'static str)>,
    pub(super) stated: &'static str,
}

impl Row {
    /// The value of one of the fields in the column of values.
    pub(super) fn value(&self, field: &str) -> Option<&'static str> {
        self.values.iter().find(|(key, _)| *key == field).map(|(_, value)| *value)
    }

    fn read(line: &'static str, subjects: &[Subject]) -> Self {
        let columns: Vec<&str> = line.split(" | ").collect();
        let [fact, source, subject, asked, answer, values, stated] = columns[..] else {
            panic!("seven columns are expected in: {line}");
        };
        let published = PUBLISHED.iter().find(|(slug, _)| *slug == source);
        let (_, date) = published.unwrap_or_else(|| panic!("{fact}: no document has the slug {source}"));
        let subject = subjects.iter().find(|known| known.to_string() == subject);
        let subject = subject.unwrap_or_else(|| panic!("{fact}: subjects.txt lacks the subject"));
        let values = values.split("; ").filter(|value| *value != "-");
        let values =
            values.map(|value| value.split_once(": ").unwrap_or_else(|| panic!("{fact}: no field: {value}")));
        let values = values.collect();
        Self { fact, source, date: *date, subject: *subject, asked, answer, values, stated }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.look_up, self.slug)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {} `{}`)", self.fact, self.subject, self.asked, self.answer)
    }
}

/// All facts, file by file.
pub(super) fn rows() -> Vec<Row> {
    let subjects = subjects();
    FILES.iter().flat_map(|file| lines(file)).map(|line| Row::read(line, &subjects)).collect()
}

/// All subjects of the facts.
pub(super) fn subjects() -> Vec<Subject> {
    let read = |line: &'static str| {
        let columns: Vec<&str> = line.split(" | ").collect();
        let [subject, name, kind] = columns[..] else { panic!("three columns are expected in: {line}") };
        let (look_up, slug) = subject.split_once(' ').expect("a subject is a look-up and a slug");
        Subject { look_up, slug, name, kind }
    };
    lines(include_str!("subjects.txt")).map(read).collect()
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
