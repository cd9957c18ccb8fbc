//! /graphql: GraphQL over HTTP, over WebSockets and over server-sent events.
//!
//! - `request`: what a client asks, from a body, a URL or a message
//! - `negotiate`: in which form the answer is wanted
//! - `answer`: status, headers and body
//! - `sse`: answers as events
//! - `websocket`: a connection goes over to WebSocket
//! - `socket`, `message`: graphql-transport-ws

mod answer;
mod message;
mod negotiate;
mod request;
mod socket;
mod sse;
mod websocket;

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Bytes, HttpBody};
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{StreamExt, once};
use tokio::time::timeout;

use self::answer::Refusal;
use self::negotiate::{Accepted, Form};
use self::request::Asking;
use super::{App, language, request_id};
use crate::config::Limits;
use crate::graphql::{Asked, Kind, Languages};
use crate::live::Snapshot;

/// The methods that are taken.
const METHODS: &str = "GET, HEAD, POST, OPTIONS";

pub(super) fn routes(limits: &Limits) -> Router<App> {
    let methods = get(by_get).post(by_post).options(options).fallback(other);
    Router::new().route("/graphql", methods).layer(DefaultBodyLimit::max(limits.max_body))
}

async fn by_get(State(app): State<App>, request: Request) -> Response {
    if websocket::is_wanted(request.headers()) {
        return websocket::response(&app, request);
    }
    let asked = request::of_url(request.uri().query().unwrap_or_default());
    respond(&app, request.headers(), request.method(), asked.map(Asking::One)).await
}

async fn by_post(State(app): State<App>, request: Request) -> Response {
    let headers = request.headers().clone();
    let limits = &app.edge.limits;
    let told = request.body().size_hint().lower();
    let asking = match request::is_json(&headers) {
        Ok(()) if told > limits.max_body as u64 => Err(too_large(limits)),
        Ok(()) => match timeout(app.edge.connections.body_timeout(), Bytes::from_request(request, &())).await
        {
            Ok(Ok(body)) => request::of_body(&body, limits),
            Ok(Err(rejection)) => Err(unread(&rejection, limits)),
            // What is unread of it closes the connection.
            Err(_) => {
                Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body did not come to its end in time"))
            }
        },
        Err(refusal) => Err(refusal),
    };
    respond(&app, &headers, &Method::POST, asking).await
}

async fn options() -> impl IntoResponse {
    (StatusCode::NO_CONTENT, [(ALLOW, METHODS)])
}

async fn other(State(app): State<App>, method: Method, headers: HeaderMap) -> Response {
    let message = format!("the method is {method}: expected POST, or GET for a query");
    respond(&app, &headers, &method, Err(Refusal::method(METHODS, message))).await
}

fn unread(rejection: &BytesRejection, limits: &Limits) -> Refusal {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large(limits);
    }
    Refusal::bad("the body could not be read to its end")
}

fn too_large(limits: &Limits) -> Refusal {
    let message = format!("the body is larger than {} bytes", limits.max_body);
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message)
}

/// Answers what is asked, in a form that the client takes.
async fn respond(
    app: &App,
    headers: &HeaderMap,
    method: &Method,
    asking: Result<Asking, Refusal>,
) -> Response {
    let accepted = Accepted::of(headers);
    let form = accepted.form().unwrap_or(Form::Json);
    let snapshot = app.live.snapshot();
    let revision = snapshot.graph.version.revision;
    let is_batch = matches!(asking, Ok(Asking::Batch(_)));
    if accepted.form().is_none() && (is_batch || !accepted.takes_events()) {
        let refusal = not_acceptable();
        app.metrics.refused(refusal.reason());
        return refusal.response(form, revision);
    }
    let (languages, request_id) = (language::accepted(headers), request_id::of(headers));
    let client = Client { app, snapshot, languages, accepted, form, request_id };
    match asking {
        Ok(Asking::One(asked)) => client.one(asked, method).await,
        Ok(Asking::Batch(each)) => client.batch(each).await,
        Err(refusal) => {
            app.metrics.refused(refusal.reason());
            refusal.response(form, revision)
        }
    }
}

/// Who asks, and what is served at that moment.
struct Client<'a> {
    app: &'a App,
    snapshot: Snapshot,
    languages: Languages,
    accepted: Accepted,
    form: Form,
    request_id: String,
}

impl Client<'_> {
    async fn one(self, asked: Asked, method: &Method) -> Response {
        let Self { app, snapshot, languages, accepted, form, request_id } = self;
        let asked = Asked { request_id, ..asked };
        let (revision, started) = (snapshot.graph.version.revision, Instant::now());
        let events = |answers| match app.open.enter() {
            Ok(entered) => sse::response(answers, entered, app.edge.streams.sse_heartbeat_ms),
            Err(problem) => problem.into_response(),
        };
        if method != Method::POST && app.schema.alters(&asked) {
            let message = format!("the method is {method}: a mutation is taken by POST only");
            return Refusal::method("POST", message).response(form, revision);
        }
        let prepared = match app.schema.prepare(asked, revision) {
            Ok(prepared) => prepared,
            Err(refused) => {
                app.metrics.refused(answer::outcome(&refused));
                if accepted.prefers_events() {
                    return events(once(async { *refused }).boxed());
                }
                return answer::one(form, &refused);
            }
        };
        let name = prepared.name().map(str::to_owned);
        match prepared.kind() {
            Kind::Subscription if !accepted.takes_events() => only_by_stream().response(form, revision),
            kind if kind == Kind::Subscription || accepted.prefers_events() => {
                // What goes on answering holds no graph.
                drop(snapshot);
                app.metrics.begun(name.as_deref(), "STREAM");
                events(app.schema.subscribe(prepared, Arc::clone(&app.live), languages))
            }
            _ => {
                let answer = app.schema.execute(prepared, snapshot, languages).await;
                app.metrics.answered(
                    name.as_deref(),
                    answer::outcome(&answer),
                    started.elapsed(),
                    answer.cost,
                );
                answer::one(form, &answer)
            }
        }
    }

    /// Answers each operation of a batch from one graph.
    async fn batch(self, each: Vec<Result<Asked, Refusal>>) -> Response {
        let Self { app, snapshot, languages, form, request_id, .. } = self;
        let revision = snapshot.graph.version.revision;
        let mut answers = Vec::with_capacity(each.len());
        for asked in each {
            let prepared = match asked {
                Ok(asked) => {
                    let asked = Asked { request_id: request_id.clone(), ..asked };
                    app.schema.prepare(asked, revision).map_err(|refused| *refused)
                }
                Err(refusal) => Err(refusal.answer(revision)),
            };
            let started = Instant::now();
            let name = prepared.as_ref().ok().and_then(|prepared| prepared.name()).map(str::to_owned);
            let answer = match prepared {
                Ok(prepared) if prepared.kind() == Kind::Subscription => only_by_stream().answer(revision),
                Ok(prepared) => app.schema.execute(prepared, snapshot.clone(), languages.clone()).await,
                Err(refused) => refused,
            };
            if answer.executed {
                app.metrics.answered(
                    name.as_deref(),
                    answer::outcome(&answer),
                    started.elapsed(),
                    answer.cost,
                );
            } else {
                app.metrics.refused(answer::outcome(&answer));
            }
            answers.push(answer);
        }
        answer::batch(form, &answers)
    }
}

fn not_acceptable() -> Refusal {
    let message = "Accept fits no form of the answer: there are application/graphql-response+json and application/json, \
                   and text/event-stream for a single operation";
    Refusal::new(StatusCode::NOT_ACCEPTABLE, message)
}

fn only_by_stream() -> Refusal {
    Refusal::request(
        "a subscription is answered by a WebSocket (graphql-transport-ws), or one at a time as server-sent events \
         (Accept: text/event-stream)",
    )
}
