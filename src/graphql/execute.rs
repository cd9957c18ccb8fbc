//! One request against one graph.

use std::sync::Arc;

use async_graphql::parser::parse_query;
use async_graphql::{EmptyMutation, EmptySubscription, Request, Response, ServerError, Value};

use super::error::Code;
use super::scope::Scope;
use super::{Bare, Query};
use crate::graph::{Graph, Languages};

/// The schema, without data: the graph comes with each request.
#[derive(Clone)]
pub struct Schema(Bare);

/// Deepest selection that is answered.
const DEEPEST: usize = 20;

/// The schema.
pub fn schema() -> Schema {
    let bare = Bare::build(Query::default(), EmptyMutation, EmptySubscription);
    Schema(bare.limit_depth(DEEPEST).disable_suggestions().finish())
}

impl Schema {
    /// The schema in its own language, as `schema.graphql` has it.
    pub fn sdl(&self) -> String {
        let mut sdl = self.0.sdl();
        sdl.truncate(sdl.trim_end().len());
        sdl.push('\n');
        sdl
    }
}

/// Answers a request from a graph; the answer says from which revision.
///
/// `languages` are those of names and texts where a field asks for none.
pub async fn execute(schema: &Schema, graph: Arc<Graph>, request: Request, languages: Languages) -> Response {
    let revision = graph.version.revision;
    let mut response = match parse_query(&request.query) {
        Ok(document) => {
            let mut request = request.data(Scope::new(graph, languages));
            request.set_parsed_query(document);
            schema.0.execute(request).await
        }
        Err(error) => {
            let mut error = ServerError::from(error);
            // The parser draws the place in several lines; the place is in `locations`.
            error.message = "the query is no GraphQL document".to_owned();
            code(&mut error, Code::GraphqlParseFailed);
            Response::from_errors(vec![error])
        }
    };
    for error in &mut response.errors {
        if error.extensions.as_ref().is_none_or(|e| e.get("code").is_none()) {
            let executed = !error.path.is_empty();
            code(error, if executed { Code::BadUserInput } else { Code::GraphqlValidationFailed });
        }
    }
    response.extensions.insert("revision".to_owned(), Value::from(revision));
    response
}

fn code(error: &mut ServerError, code: Code) {
    error.extensions.get_or_insert_default().set("code", code.text());
}
