//! The project's own form of data in files: all that a database holds, without loss, and nothing that only one
//! database knows. `export ndjson` and `export csv` write it, `import dataset` reads it, and partners may write it.
//!
//! # Lines (NDJSON)
//!
//! UTF-8, one JSON object a line. The first is the header, `{"format":"career-graph","version":1}`; an export adds
//! `digest`, which tells on import whether a file was cut off or altered. Every further line is one record under its
//! name: first taxonomies, sources and job zones, then each dataset with the statements that it owns behind it.
//!
//! ```text
//! {"taxonomy":{"slug":"acme","title":"Acme Skills","publisher":"Acme Ltd","licence":"CC-BY-4.0"}}
//! {"source":{"slug":"acme","title":"Acme Skills"}}
//! {"dataset":{"slug":"acme","taxonomy":"acme","source":"acme","release":"2026.1"}}
//! {"concept":{"ref":"acme/SKILL/sk-12","skill_kind":"TECHNICAL","label":[{"language":"en","role":"PREFERRED","text":"Welding"}]}}
//! {"role_skill":{"role":"acme/ROLE/r1","skill":"esco/SKILL/http://data.europa.eu/esco/skill/…","requirement":"ESSENTIAL"}}
//! {"mapping":{"from":"acme/SKILL/sk-12","to":"esco/SKILL/http://data.europa.eu/esco/skill/…","kind":"CLOSE"}}
//! ```
//!
//! - A record is named as its table (`entity`), and has its columns; a concept has those of all concepts, those of its
//!   kind, and `ref`. The rows of other tables that belong to a statement (names, codes, evidence, amounts …) stand in
//!   it as lists under the names of their tables; where such a row has but one column, as that value alone.
//! - A concept is named by its reference, `taxonomy/KIND/key` (everything behind the second `/` is the key); taxonomies,
//!   sources and datasets by their slugs. Columns that name something are called without `_id`. What is named may
//!   stand in the file, before or behind, or in the database.
//! - `"retired":true` marks a statement that no longer holds. No revision and no time is written.
//! - What is null is left out. So is what follows from the rest, and it is then the same as if it were written:
//!
//! | left out | is |
//! | --- | --- |
//! | `id` | derived from the slug, the reference, the ends of a link and its kind, or what tells a note, step, salary or question from the others of its concept (`dataset::id`) |
//! | `slug` of a concept | its key in the taxonomy `house`; elsewhere made of its preferred name (the English one, or that of the first language), the taxonomy and the id |
//! | `position` | how many of the same list come before: of a concept's notes, a role's tasks, its names of one language and role … from 0, but tasks and steps from 1 |
//! | a boolean | false, where it may not be null |
//! | `locator` of evidence | empty: the source as a whole |
//! | `concept_kind` of a code, `kind` of a former slug | the kind of the concept |
//!
//! # Tables (CSV)
//!
//! The same records as a folder or a zip: `header.csv`, and `<name>.csv` for each table that has rows, with the names
//! of the columns in the first line, in any order. Concepts stand in the file of their kind (`role.csv`, `skill.csv` …),
//! whose columns are `ref` and those above. Statements begin with their `dataset`. The rows that belong to a statement
//! stand in files of their own, and name it in their first column (`concept`, `statement`, `link` …): a concept by its
//! reference, anything else by the `id` in its own row. An export writes that `id` where such rows are, or where it
//! does not follow from the rest.
//!
//! An empty cell is null, or left out. A text that begins with a backslash has it doubled, and a backslash alone is the
//! empty text. Nothing else is altered: spreadsheets may take a text that begins with `=` for a formula.
//!
//! # Order
//!
//! Equal data gives equal bytes, on both engines and whatever was imported in which order: reference records go by
//! slug, datasets by slug behind those that they refer to, statements by kind, by what they are about, by position,
//! and by what they lead to.
//!
//! # Files
//!
//! - `column`: what columns a record has
//! - `cell`: a record as its cells, and back
//! - `table`: every table with its columns
//! - `derive`: what may be left out because it follows from the rest
//! - `names`: what names a record where its id would tell nobody anything
//!
//! All of it follows from `dataset::tables` and the records themselves: a new table or column is in the files without
//! a line here.

mod cell;
mod column;
mod derive;
mod names;
mod table;

pub(crate) use cell::Cell;
pub(crate) use column::{Column, Type};
pub(crate) use derive::{
    Positions, concept_slug, ends, fill_in, in_reference, leave_out, may_belong, statement_id,
};
pub(crate) use names::{Names, leads_to};
pub(crate) use table::{Marks, Row, Rows, Table, all, concepts, named, of_concepts};

/// What the first line of a file says that it is.
pub const FORMAT: &str = "career-graph";

/// The version of the form that is written, and the only one that is read.
pub const VERSION: i64 = 1;

/// The table that says what a folder or zip of tables is.
pub const HEADER: &str = "header.csv";
