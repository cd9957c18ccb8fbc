//! One request against one graph: prepared, then executed.
//!
//! Whatever carries a request (POST, GET, a batch, a WebSocket, server-sent events), it comes through `Schema::prepare`:
//! nothing that is not `Prepared` can be executed, so no way in can leave a check out.

use std::sync::Arc;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType,
};
use async_graphql::{EmptyMutation, Name, Positioned, Request, Response, ServerError};
use async_graphql::{Value, Variables};
use futures_util::stream::{BoxStream, StreamExt, once};
use serde_json::Map;

use super::error::Code;
use super::root_field;
use super::scope::Scope;
use super::subscription::{Source, Subscription};
use super::{Bare, Query};
use crate::graph::{Graph, Languages};
use crate::live::Live;

/// The schema, without data: the graph comes with each request.
#[derive(Clone)]
pub struct Schema(Bare);

/// Deepest selection that is answered.
const DEEPEST: usize = 20;

/// The schema.
pub fn schema() -> Schema {
    let bare = Bare::build(Query::default(), EmptyMutation, Subscription);
    Schema(bare.limit_depth(DEEPEST).disable_suggestions().finish())
}

/// What a client asks, as it sent it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The document.
    pub query: String,
    /// Which of its operations; it has just one if none is named.
    pub operation_name: Option<String>,
    /// Values of the operation's variables.
    pub variables: Map<String, serde_json::Value>,
}

/// An operation that passed every check and can be executed.
pub struct Prepared {
    request: Request,
    kind: Kind,
    name: Option<String>,
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It reads.
    Query,
    /// It alters.
    Mutation,
    /// It goes on answering.
    Subscription,
}

/// What is sent back for a request.
pub struct Answer {
    /// The answer as GraphQL has it.
    pub response: Response,
    /// Whether anything was executed; if not, the request itself was wrong.
    pub executed: bool,
}

impl Prepared {
    /// What the operation does.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The name that the document gives the operation.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Schema {
    /// The schema in its own language, as `schema.graphql` has it.
    pub fn sdl(&self) -> String {
        let mut sdl = self.0.sdl();
        sdl.truncate(sdl.trim_end().len());
        sdl.push('\n');
        sdl
    }

    /// Checks what a client asks. What is refused is answered at once, with `revision` as what is served now.
    pub fn prepare(&self, asked: Asked, revision: i64) -> Result<Prepared, Box<Answer>> {
        let refused = |error| Box::new(Answer::refused(error, revision));
        let document = parse_query(&asked.query).map_err(|error| {
            let mut error = ServerError::from(error);
            // The parser draws the place in several lines; the place is in `locations`.
            error.message = "the query is no GraphQL document".to_owned();
            refused(with_code(error, Code::GraphqlParseFailed))
        })?;
        let (name, operation) = chosen(&document, asked.operation_name.as_deref()).map_err(|message| {
            let error = ServerError::new(message, None);
            refused(with_code(error, Code::GraphqlValidationFailed))
        })?;
        let kind = match operation.node.ty {
            OperationType::Query => Kind::Query,
            OperationType::Mutation => Kind::Mutation,
            OperationType::Subscription => Kind::Subscription,
        };
        let name = name.map(ToString::to_string);
        let variables = Variables::from_json(serde_json::Value::Object(asked.variables));
        let mut request = Request::new(asked.query).variables(variables);
        if let Some(name) = &name {
            request = request.operation_name(name);
        }
        request.set_parsed_query(document);
        Ok(Prepared { request, kind, name })
    }

    /// Answers an operation from a graph; the answer says from which revision.
    ///
    /// `languages` are those of names and texts where a field asks for none.
    pub async fn execute(&self, prepared: Prepared, graph: Arc<Graph>, languages: Languages) -> Answer {
        let revision = graph.version.revision;
        let response = self.0.execute(prepared.request.data(Scope::new(graph, languages))).await;
        Answer::new(response, revision)
    }

    /// Answers an operation as long as there is something to tell: one that listens at every event, until what it
    /// listens to ends; any other once, from the graph that is served when it is first polled.
    ///
    /// Each answer says from which revision it is. No graph is held between two of them.
    pub fn subscribe(
        &self,
        prepared: Prepared,
        live: Arc<Live>,
        languages: Languages,
    ) -> BoxStream<'static, Answer> {
        let Self(bare) = self.clone();
        if prepared.kind != Kind::Subscription {
            let schema = Self(bare);
            return once(async move { schema.execute(prepared, live.graph(), languages).await }).boxed();
        }
        let source = Source::new(live);
        match root_field::brought_up(prepared.request, prepared.name.as_deref()) {
            Ok(request) => {
                let answers = bare.execute_stream(request.data(source.clone()));
                answers.map(move |answer| Answer::new(answer, source.revision())).boxed()
            }
            Err(error) => once(async move { Answer::refused(*error, source.revision()) }).boxed(),
        }
    }
}

impl Answer {
    /// What is sent where a request is refused before any of it is executed.
    pub fn refused(error: ServerError, revision: i64) -> Self {
        Self::new(Response::from_errors(vec![error]), revision)
    }

    fn new(mut response: Response, revision: i64) -> Self {
        for error in &mut response.errors {
            if error.extensions.as_ref().is_none_or(|e| e.get("code").is_none()) {
                let executed = !error.path.is_empty();
                let code = if executed { Code::BadUserInput } else { Code::GraphqlValidationFailed };
                error.extensions.get_or_insert_default().set("code", code.text());
            }
        }
        response.extensions.insert("revision".to_owned(), Value::from(revision));
        let executed = response.data != Value::Null || response.errors.iter().all(|e| !e.path.is_empty());
        Self { response, executed }
    }
}

/// The operation that is to be executed, and the name it has in the document; or why there is none.
fn chosen<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<(Option<&'a Name>, &'a Positioned<OperationDefinition>), String> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Ok((None, operation)),
        (DocumentOperations::Single(_), Some(name)) => {
            Err(format!("`operationName` is `{}`: the operation has no name", super::error::shown(name)))
        }
        (DocumentOperations::Multiple(operations), Some(name)) => {
            let found = operations.iter().find(|(own, _)| own.as_str() == name);
            let (name, operation) = found.ok_or_else(|| {
                format!(
                    "`operationName` is `{}`: the document has no such operation",
                    super::error::shown(name)
                )
            })?;
            Ok((Some(name), operation))
        }
        (DocumentOperations::Multiple(operations), None) => {
            let mut operations = operations.iter();
            match (operations.next(), operations.next()) {
                (Some((name, operation)), None) => Ok((Some(name), operation)),
                _ => Err("`operationName` is missing: the document has several operations".to_owned()),
            }
        }
    }
}

fn with_code(mut error: ServerError, code: Code) -> ServerError {
    error.extensions.get_or_insert_default().set("code", code.text());
    error
}
