//! What stands between a client and the executor: one guard before the parser and one before the executor.
//!
//! - `lexer`: bytes, tokens, nesting, directives, before any parser
//! - `expansion`: fields, depth, aliases and the like after every fragment is put in its place
//! - `document`: parsed and validated, with those that were asked before
//! - `literals`, `variables`: the values that a document and a request give
//! - `convert`: a document in the form that the executor takes
//! - `cost`, `price`, `sizes`: what a query costs, known before it runs
//! - `walls`: what it costs while it runs, and when its time is over
//! - `written`: an answer of bounded size
//! - `lines`: where something stands in a document

mod convert;
mod cost;
mod document;
mod expansion;
mod lexer;
mod lines;
mod literals;
mod price;
mod sizes;
mod types;
mod variables;
mod walls;
mod written;

use std::time::Duration;

use async_graphql::{Pos, ServerError, Value};

use super::error::Code;
use lines::Lines;

pub(super) use convert::leave_out;
pub(super) use cost::{Bill, bill};
pub(super) use document::{Document, Documents, alters};
pub(super) use types::Types;
pub(super) use variables::coerced;
pub(super) use walls::{List, Walls};
pub(super) use written::written;

/// What one request may ask for.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a document.
    pub document: usize,
    /// Tokens of a document, and values in the variables of a request.
    pub tokens: usize,
    /// Brackets of any kind that are open at once; selections, fragments included, that stand in each other.
    pub nesting: usize,
    /// Directives in a document.
    pub directives: usize,
    /// Fields that stand in each other.
    pub depth: usize,
    /// Fields with an alias, each as often as fragments repeat it.
    pub aliases: usize,
    /// Fields of an operation at its root.
    pub root_fields: usize,
    /// Fields of a document once every fragment is put in its place.
    pub fields: usize,
    /// Cost of an operation; the README has the rule.
    pub cost: u64,
    /// Bytes of an answer.
    pub answer: usize,
    /// Errors in an answer.
    pub errors: usize,
    /// How long an operation may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document: 100_000,
            tokens: 5_000,
            nesting: 64,
            directives: 50,
            depth: 20,
            aliases: 100,
            root_fields: 50,
            fields: 2_000,
            cost: 20_000,
            answer: 8_000_000,
            errors: 20,
            time: Duration::from_secs(10),
        }
    }
}

/// Why a request is refused before anything of it is executed.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) locations: Vec<Pos>,
    /// More for `extensions`.
    pub(super) more: Vec<(&'static str, Value)>,
}

impl Refusal {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), locations: Vec::new(), more: Vec::new() }
    }

    /// More of something than is answered.
    fn over(what: &str, limit: usize, way_out: &str) -> Self {
        Self::new(Code::QueryTooExpensive, format!("there are more than {limit} {what}: {way_out}"))
    }

    /// Where in a text it is.
    fn at(self, text: &str, offset: usize) -> Self {
        self.at_pos(Lines::of(text).pos(offset))
    }

    fn at_pos(mut self, pos: Pos) -> Self {
        self.locations = vec![pos];
        self
    }
}

impl From<Refusal> for ServerError {
    fn from(refusal: Refusal) -> Self {
        let mut error = ServerError::new(refusal.message, None);
        error.locations = refusal.locations;
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", refusal.code.text());
        for (name, value) in refusal.more {
            extensions.set(name, value);
        }
        error
    }
}
