//! The project's own form of data in files.
//!
//! - `column`: what columns a record has
//! - `cell`: a record as its cells, and back
//! - `table`: every table with its columns
//! - `derive`: what may be left out because it follows from the rest
//! - `names`: what names a record where its id would tell nobody anything

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
