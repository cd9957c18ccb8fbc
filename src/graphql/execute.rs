//! One request against one graph: prepared, then executed.
//!
//! Whatever carries a request (POST, GET, a batch, a WebSocket, server-sent events), it comes through `Schema::prepare`:
//! nothing that is not `Prepared` can be executed, so no way in can leave a check out.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use apollo_compiler::Node;
use apollo_compiler::executable::{ExecutableDocument, Operation, OperationType};
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument as Ready};
use async_graphql::{EmptyMutation, Name, Request, Response, ServerError};
use async_graphql::{ValidationMode, Value};
use futures_util::stream::{BoxStream, StreamExt, once};
use futures_util::{FutureExt, Stream};
use serde_json::Map;

use super::error::{Code, cut, shown};
use super::guard::{self, Bill, Document, Documents, Limits, Refusal, Types, Walls};
use super::root_field;
use super::scope::Scope;
use super::subscription::{Source, Subscription};
use super::{Bare, Query};
use crate::graph::Languages;
use crate::live::{Live, Snapshot};

/// The schema, without data: the graph comes with each request.
#[derive(Clone)]
pub struct Schema(Arc<Inner>);

struct Inner {
    bare: Bare,
    types: Types,
    documents: Documents,
    limits: Limits,
}

/// The schema, with what one request may ask for.
pub fn schema(limits: Limits) -> Schema {
    let bare = Bare::build(Query::default(), EmptyMutation, Subscription);
    // Documents come to it validated and within the limits: it checks only what it needs to be sure of itself.
    let bare = bare.validation_mode(ValidationMode::Fast).limit_recursive_depth(limits.nesting);
    let bare = bare.disable_suggestions().finish();
    let types = Types::of(&bare.sdl());
    Schema(Arc::new(Inner { bare, types, documents: Documents::default(), limits }))
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
    /// What the request is called in the log; told to the client where a fault is ours.
    pub request_id: String,
}

/// An operation that passed every check and can be executed.
pub struct Prepared {
    request: Request,
    kind: Kind,
    name: Option<String>,
    bill: Bill,
    request_id: String,
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
    /// What it did cost.
    pub cost: u64,
    /// Most bytes that it may have.
    most: usize,
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
        let mut sdl = self.0.bare.sdl();
        sdl.truncate(sdl.trim_end().len());
        sdl.push('\n');
        sdl
    }

    /// Checks what a client asks. What is refused is answered at once, with `revision` as what is served now.
    pub fn prepare(&self, asked: Asked, revision: i64) -> Result<Prepared, Box<Answer>> {
        let request_id = asked.request_id.clone();
        let checked = catch_unwind(AssertUnwindSafe(|| self.checked(asked)));
        let refused = checked.unwrap_or_else(|panic| Err(vec![fault(&*panic, &request_id)]));
        refused.map_err(|refusals| {
            let errors = refusals.into_iter().map(ServerError::from).collect();
            Box::new(Answer::unexecuted(errors, revision))
        })
    }

    /// Whether what a client asks is to alter something, also where it is refused.
    pub fn alters(&self, asked: &Asked) -> bool {
        guard::alters(&asked.query, asked.operation_name.as_deref(), &self.0.limits)
    }

    fn checked(&self, asked: Asked) -> Result<Prepared, Vec<Refusal>> {
        let Inner { types, documents, limits, .. } = &*self.0;
        let document = documents.get(&asked.query, types, limits)?;
        let one = |refusal| vec![refusal];
        let operation = chosen(&document.valid, asked.operation_name.as_deref()).map_err(one)?;
        let kind = match operation.operation_type {
            OperationType::Query => Kind::Query,
            OperationType::Mutation => Kind::Mutation,
            OperationType::Subscription => Kind::Subscription,
        };
        let variables =
            guard::coerced(operation, &asked.query, asked.variables, types, limits).map_err(one)?;
        let bill = guard::bill(&document, operation, &variables, types, limits).map_err(one)?;
        documents.remember(&asked.query, &document);
        let name = operation.name.as_ref().map(ToString::to_string);
        let mut ready = alone(&document, name.as_deref());
        if variables.len() < operation.variables.len() {
            guard::leave_out(&mut ready, &variables);
        }
        let mut request = Request::new(asked.query).variables(variables);
        request.set_parsed_query(ready);
        Ok(Prepared { request, kind, name, bill, request_id: asked.request_id })
    }

    /// Answers an operation from a graph; the answer says from which revision.
    ///
    /// `languages` are those of names and texts where a field asks for none.
    pub async fn execute(&self, prepared: Prepared, snapshot: Snapshot, languages: Languages) -> Answer {
        let Prepared { request, bill, request_id, .. } = prepared;
        let revision = snapshot.graph.version.revision;
        let walls = Walls::new(bill, &self.0.limits);
        let scope = Scope::new(snapshot, languages, walls.clone());
        let executing = self.0.bare.execute(request.data(scope).data(walls.clone()));
        let response = caught(executing, &request_id).await;
        let answer = self.within(&walls, response, revision);
        Answer { executed: true, ..answer }
    }

    /// What was executed within bounds as an answer, with what it cost; the bounds are as new then, for what is executed
    /// next in the same subscription.
    fn within(&self, walls: &Walls, response: Response, revision: i64) -> Answer {
        let response = walls.refusal().map_or(response, stopped);
        let mut answer = Answer::new(response, revision);
        let limits = &self.0.limits;
        answer.most = limits.answer;
        let more = answer.response.errors.len().saturating_sub(limits.errors);
        if more > 0 {
            answer.response.errors.truncate(limits.errors);
            answer.response.extensions.insert("moreErrors".to_owned(), Value::from(more));
        }
        let (requested, actual) = walls.cost();
        answer.cost = actual;
        walls.renew();
        let cost = [("requested", requested), ("actual", actual), ("limit", limits.cost)];
        let cost = cost.into_iter().map(|(name, cost)| (Name::new(name), Value::from(cost))).collect();
        answer.response.extensions.insert("cost".to_owned(), Value::Object(cost));
        answer
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
        let schema = self.clone();
        if prepared.kind != Kind::Subscription {
            return once(async move { schema.execute(prepared, live.snapshot(), languages).await }).boxed();
        }
        let Prepared { request, bill, request_id, .. } = prepared;
        let (source, walls) = (Source::new(live), Walls::new(bill, &self.0.limits));
        let request = root_field::brought_up(request).data(source.clone()).data(walls.clone());
        let events = each_caught(self.0.bare.execute_stream(request), request_id);
        events.map(move |response| schema.within(&walls, response, source.revision())).boxed()
    }
}

impl Answer {
    /// What is sent where a request is refused before any of it is executed.
    pub fn refused(error: ServerError, revision: i64) -> Self {
        Self::unexecuted(vec![error], revision)
    }

    /// Refused for these reasons, or as many of them as go into a kilobyte.
    fn unexecuted(mut errors: Vec<ServerError>, revision: i64) -> Self {
        const MOST: usize = 800;
        // Besides its message an error takes about a hundred bytes: locations, code, names.
        let sizes = errors.iter().scan(0, |sum, error| {
            *sum += error.message.len() + 110;
            Some(*sum)
        });
        let kept = sizes.take_while(|sum| *sum <= MOST).count().max(1);
        let more = errors.len().saturating_sub(kept);
        errors.truncate(kept);
        let mut answer = Self::new(Response::from_errors(errors), revision);
        if more > 0 {
            answer.response.extensions.insert("moreErrors".to_owned(), Value::from(more));
        }
        answer
    }

    fn new(mut response: Response, revision: i64) -> Self {
        for error in &mut response.errors {
            if error.extensions.as_ref().is_none_or(|e| e.get("code").is_none()) {
                let executed = !error.path.is_empty();
                let code = if executed { Code::BadUserInput } else { Code::GraphqlValidationFailed };
                error.extensions.get_or_insert_default().set("code", code.text());
            }
            error.message = cut(&error.message);
        }
        response.extensions.insert("revision".to_owned(), Value::from(revision));
        let executed = response.data != Value::Null || response.errors.iter().all(|e| !e.path.is_empty());
        Self { response, executed, cost: 0, most: usize::MAX }
    }

    /// As JSON, without `data` if nothing was executed; that it is too large, if it is.
    pub fn json(&self) -> String {
        guard::written(&self.response, self.executed, self.most).unwrap_or_else(|| {
            let message = format!(
                "the answer has more than {} bytes: give lists a smaller `first`, or select fewer fields",
                self.most
            );
            let mut response = stopped(Refusal::new(Code::AnswerTooLarge, message));
            response.extensions.clone_from(&self.response.extensions);
            guard::written(&response, true, usize::MAX).unwrap_or_default()
        })
    }
}

/// The operation that is to be executed, or why there is none.
fn chosen<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Result<&'a Node<Operation>, Refusal> {
    let wrong = |message: String| Refusal::new(Code::GraphqlValidationFailed, message);
    let operations = &document.operations;
    match name {
        Some(name) => operations.named.get(name).ok_or_else(|| {
            let why = match &operations.anonymous {
                Some(_) => "the operation has no name",
                None => "the document has no such operation",
            };
            wrong(format!("`operationName` is `{}`: {why}", shown(name)))
        }),
        None => {
            let mut all = operations.iter();
            match (all.next(), all.next()) {
                (Some(operation), None) => Ok(operation),
                (None, _) => Err(wrong("the document has no operation".to_owned())),
                _ => Err(wrong("`operationName` is missing: the document has several operations".to_owned())),
            }
        }
    }
}

/// A document of one operation alone, for the executor.
fn alone(document: &Document, name: Option<&str>) -> Ready {
    let operation = match (&document.ready.operations, name) {
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name).cloned(),
        (DocumentOperations::Single(operation), _) => Some(operation.clone()),
        (DocumentOperations::Multiple(_), None) => None,
    };
    let operations = match operation {
        Some(operation) => DocumentOperations::Single(operation),
        None => document.ready.operations.clone(),
    };
    Ready { operations, fragments: document.ready.fragments.clone() }
}

/// What an execution gives; a fault of ours where it panics.
async fn caught(executing: impl Future<Output = Response>, request_id: &str) -> Response {
    let executed = AssertUnwindSafe(executing).catch_unwind().await;
    executed.unwrap_or_else(|panic| stopped(fault(&*panic, request_id)))
}

/// Each event of an execution; a fault of ours, and the end, where it panics.
fn each_caught(events: impl Stream<Item = Response>, request_id: String) -> impl Stream<Item = Response> {
    let events = AssertUnwindSafe(events).catch_unwind();
    events.map(move |event| event.unwrap_or_else(|panic| stopped(fault(&*panic, &request_id))))
}

/// What is answered where an execution was stopped: nothing but why.
fn stopped(refusal: Refusal) -> Response {
    Response::from_errors(vec![refusal.into()])
}

/// A fault of ours: the log has all of it, the client is told where to ask.
fn fault(panic: &(dyn Any + Send), request_id: &str) -> Refusal {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without a message");
    tracing::error!(request_id, panic = text, "a request made us fail");
    let mut refusal = Refusal::new(
        Code::Internal,
        "this is a fault of ours: `extensions.requestId` is what our log calls this request",
    );
    refusal.more = vec![("requestId", Value::from(request_id))];
    refusal
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::Mutex;

    use super::*;

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// A request that every resolver fails on, as it lacks what all of them take for granted.
    fn broken(schema: &Schema, query: &str) -> Request {
        let asked = Asked { query: query.to_owned(), ..Asked::default() };
        let Ok(prepared) = schema.prepare(asked, 1) else { panic!("it is valid") };
        prepared.request
    }

    #[tokio::test]
    async fn a_resolver_that_panics_is_told_by_the_id_of_the_request_and_not_by_its_cause() {
        let (schema, log) = (schema(Limits::default()), Log::default());
        let writer = log.clone();
        let logging = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
        let logging = tracing::subscriber::set_default(logging);
        let query = broken(&schema, "{ graph { revision } }");
        let answered = caught(schema.0.bare.execute(query), "r-1").await;
        let listening = broken(&schema, "subscription { graphChanged { revision } }");
        let told: Vec<Response> =
            each_caught(schema.0.bare.execute_stream(listening), "r-2".to_owned()).collect().await;
        drop(logging);
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert_eq!(told.len(), 1);
        for (response, id) in [(answered, "r-1"), (told.into_iter().next().unwrap(), "r-2")] {
            let text = Answer { executed: true, ..Answer::new(response, 1) }.json();
            assert!(
                text.starts_with("{\"data\":null,\"errors\":[{\"message\":\"this is a fault of ours: "),
                "{text}"
            );
            assert!(text.contains("\"code\":\"INTERNAL\"") && text.contains(id), "{text}");
            assert!(!text.contains("does not exist"), "{text}");
            assert!(log.contains(id) && log.contains("does not exist"), "{log}");
        }
        // The same schema goes on.
        let asked = Asked { query: "{ __typename }".to_owned(), ..Asked::default() };
        let Ok(prepared) = schema.prepare(asked, 1) else { panic!("it is valid") };
        let response = caught(schema.0.bare.execute(prepared.request), "r-3").await;
        assert!(response.errors.is_empty(), "{:?}", response.errors);
    }
}
