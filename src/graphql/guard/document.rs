//! A document that is parsed and validated, and those that were asked before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use apollo_compiler::ExecutableDocument;
use apollo_compiler::Node;
use apollo_compiler::ast::OperationType;
use apollo_compiler::diagnostic::ToCliReport;
use apollo_compiler::executable::Field;
use apollo_compiler::parser::Parser;
use apollo_compiler::validation::{DiagnosticData, DiagnosticList, Valid};
use async_graphql::Pos;
use async_graphql::parser::types::ExecutableDocument as Ready;

use super::lines::Lines;
use super::types::Types;
use super::{Limits, Refusal, convert, expansion, lexer, literals};
use crate::graphql::error::{Code, cut};

/// A valid document within the limits.
pub(in crate::graphql) struct Document {
    pub(in crate::graphql) valid: Valid<ExecutableDocument>,
    /// The same as the executor takes it.
    pub(in crate::graphql) ready: Ready,
    /// Where each field stands, by its first byte.
    pub(super) places: HashMap<usize, Pos>,
}

impl Document {
    /// Where a field stands.
    pub(super) fn place(&self, field: &Node<Field>) -> Option<Pos> {
        self.places.get(&field.location()?.offset()).copied()
    }

    fn read(text: &str, types: &Types, limits: &Limits) -> Result<Self, Vec<Refusal>> {
        let one = |refusal| vec![refusal];
        lexer::check(text, limits).map_err(one)?;
        // Everything is bounded already: the parser's own limits are never met.
        let mut parser = Parser::new().recursion_limit(limits.nesting.saturating_mul(8));
        let parsed = parser.parse_ast(text, "query");
        let ast = parsed.map_err(|broken| told(text, &broken.errors, Code::GraphqlParseFailed, limits))?;
        expansion::check(&ast, text, limits).map_err(one)?;
        let valid = ast
            .to_executable_validate(&types.schema)
            .map_err(|wrong| told(text, &wrong.errors, Code::GraphqlValidationFailed, limits))?;
        literals::check(&valid, text, types).map_err(one)?;
        let (ready, places) = convert::document(&valid, text);
        Ok(Self { valid, ready, places })
    }
}

/// Whether an operation of a text alters, valid or not: of that name, or any if none is named.
pub(in crate::graphql) fn alters(text: &str, name: Option<&str>, limits: &Limits) -> bool {
    if !text.contains("mutation") || lexer::check(text, limits).is_err() {
        return false;
    }
    let mut parser = Parser::new().recursion_limit(limits.nesting.saturating_mul(8));
    let Ok(ast) = parser.parse_ast(text, "query") else { return false };
    let mut operations = ast.definitions.iter().filter_map(|definition| definition.as_operation_definition());
    operations.any(|operation| {
        let named = name.is_none() || operation.name.as_deref() == name;
        named && operation.operation_type == OperationType::Mutation
    })
}

/// Whether a mistake follows from others: a selection of nothing but unknown fields is empty to the validator.
fn follows(mistake: &DiagnosticData, text: &str) -> bool {
    let field = mistake.location().and_then(|at| text.get(at.offset()..at.end_offset()));
    mistake.unstable_error_name() == Some("MissingSubselection")
        && field.is_some_and(|field| field.trim_end().ends_with('}'))
}

/// The mistakes of a document, as many as are told of one.
fn told(text: &str, mistakes: &DiagnosticList, code: Code, limits: &Limits) -> Vec<Refusal> {
    let mut lines = Lines::of(text);
    let mistakes: Vec<_> = mistakes.iter().filter(|mistake| !follows(mistake.error, text)).collect();
    // What follows the first mistake of form follows from it.
    let most = if code == Code::GraphqlParseFailed { 1 } else { limits.errors.max(1) };
    let told = mistakes.iter().take(most).map(|mistake| {
        let message = mistake.error.to_string();
        let refusal = Refusal::new(code, cut(&message));
        match mistake.error.location() {
            Some(location) => refusal.at_pos(lines.pos(location.offset())),
            None => refusal,
        }
    });
    let mut told: Vec<Refusal> = told.collect();
    let more = if code == Code::GraphqlParseFailed { 0 } else { mistakes.len().saturating_sub(told.len()) };
    if let (1.., Some(last)) = (more, told.last_mut()) {
        last.message.push_str(&format!(" (and {more} more mistakes)"));
    }
    told
}

/// Documents that were found valid: each is parsed and validated once, as long as it is remembered.
///
/// Two generations: when the younger is full, the older is forgotten, and what is asked again is taken over.
#[derive(Default)]
pub(in crate::graphql) struct Documents(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: Generation,
    old: Generation,
}

#[derive(Default)]
struct Generation {
    documents: HashMap<Arc<str>, Arc<Document>>,
    bytes: usize,
}

/// How many documents a generation holds.
const ENTRIES: usize = 512;
/// How many bytes of text they have together; in memory a document of short names takes about a hundred times its text.
const BYTES: usize = 128 * 1024;
/// A longer document is not remembered.
const LONGEST: usize = 16 * 1024;

impl Documents {
    /// The document of a text, or what is wrong with it.
    pub(in crate::graphql) fn get(
        &self,
        text: &str,
        types: &Types,
        limits: &Limits,
    ) -> Result<Arc<Document>, Vec<Refusal>> {
        match self.find(text) {
            Some(known) => Ok(known),
            None => Ok(Arc::new(Document::read(text, types, limits)?)),
        }
    }

    /// Remembers a document that is to be executed; one that is valid and too dear is not worth its memory.
    pub(in crate::graphql) fn remember(&self, text: &str, document: &Arc<Document>) {
        if text.len() <= LONGEST {
            self.lock().remember(text, document);
        }
    }

    fn find(&self, text: &str) -> Option<Arc<Document>> {
        let generations = self.lock();
        let found = generations.young.documents.get(text).or_else(|| generations.old.documents.get(text));
        found.map(Arc::clone)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn remember(&mut self, text: &str, document: &Arc<Document>) {
        if self.young.documents.contains_key(text) {
            return;
        }
        if self.young.documents.len() >= ENTRIES || self.young.bytes + text.len() > BYTES {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.bytes += text.len();
        let text = match self.old.documents.remove_entry(text) {
            Some((text, _)) => text,
            None => text.into(),
        };
        self.young.documents.insert(text, Arc::clone(document));
    }
}
