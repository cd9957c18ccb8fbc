//! How an answer is written: body, status and headers.

use async_graphql::{ServerError, Value};
use axum::http::header::{ALLOW, CONTENT_TYPE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::negotiate::Form;
use crate::graphql::{Answer, Code};

/// The headers of a request that its answer depends on.
pub(super) const DEPENDS_ON: &str = "accept, accept-language";

/// Why a request is not even looked at as GraphQL, or not executed though it is.
#[derive(Debug)]
pub(super) struct Refusal {
    /// None where the form of the answer decides, as for any document that is refused.
    status: Option<StatusCode>,
    code: Code,
    message: String,
    allow: Option<&'static str>,
}

impl Refusal {
    /// With a status of its own.
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status: Some(status), ..Self::request(message) }
    }

    /// What is sent is no request.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// What is sent is a request, and is not answered here.
    pub(super) fn request(message: impl Into<String>) -> Self {
        Self { status: None, code: Code::BadUserInput, message: message.into(), allow: None }
    }

    /// The method is another than those that are allowed.
    pub(super) fn method(allow: &'static str, message: impl Into<String>) -> Self {
        Self { allow: Some(allow), ..Self::new(StatusCode::METHOD_NOT_ALLOWED, message) }
    }

    /// With a code of its own.
    pub(super) fn with(self, code: Code) -> Self {
        Self { code, ..self }
    }

    /// Whether what is sent is a request.
    pub(super) fn is_request(&self) -> bool {
        self.status.is_none()
    }

    /// What is wrong, for those who count: the status that it has of its own, or the code.
    pub(super) fn reason(&self) -> &str {
        self.status.as_ref().map_or(self.code.text(), StatusCode::as_str)
    }

    /// What is wrong, for people.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// As an answer of GraphQL.
    pub(super) fn answer(self, revision: i64) -> Answer {
        let mut error = ServerError::new(self.message, None);
        error.extensions.get_or_insert_default().set("code", self.code.text());
        Answer::refused(error, revision)
    }

    /// As a response.
    pub(super) fn response(self, form: Form, revision: i64) -> Response {
        let (status, allow) = (self.status, self.allow);
        let mut response = one(form, &self.answer(revision));
        if let Some(status) = status {
            *response.status_mut() = status;
        }
        response.headers_mut().extend(allow.map(|allow| (ALLOW, HeaderValue::from_static(allow))));
        response
    }
}

/// How an operation ended, for those who count: `OK`, or the code of its first error.
pub(super) fn outcome(answer: &Answer) -> &str {
    let Some(error) = answer.response.errors.first() else { return "OK" };
    match error.extensions.as_ref().and_then(|extensions| extensions.get("code")) {
        Some(Value::String(code)) => code,
        _ => "UNKNOWN",
    }
}

/// The response to one request; nothing executed is a failure in the newer form alone.
pub(super) fn one(form: Form, answer: &Answer) -> Response {
    let failed = form == Form::GraphqlResponse && !answer.executed;
    let status = if failed { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    written(status, form, answer.json())
}

/// The response to a batch: what each request is answered with, in their order.
pub(super) fn batch(form: Form, answers: &[Answer]) -> Response {
    let answers: Vec<String> = answers.iter().map(Answer::json).collect();
    written(StatusCode::OK, form, format!("[{}]", answers.join(",")))
}

fn written(status: StatusCode, form: Form, body: String) -> Response {
    let content_type = format!("{}; charset=utf-8", form.media_type());
    let headers = [(CONTENT_TYPE, content_type.as_str()), (VARY, DEPENDS_ON)];
    (status, headers, body).into_response()
}
