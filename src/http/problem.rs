//! What is wrong with a request that is no GraphQL, as a problem document (RFC 9457).

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::json;

const PROBLEM: &str = "application/problem+json";

/// A problem that its status says all of; `detail` is for people.
pub(super) struct Problem {
    status: StatusCode,
    detail: String,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), header: None }
    }

    /// With a header that the status asks for.
    pub(super) fn with(self, name: HeaderName, value: &'static str) -> Self {
        Self { header: Some((name, HeaderValue::from_static(value))), ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or_default();
        let body = json!({"title": title, "status": self.status.as_u16(), "detail": self.detail});
        let mut response = (self.status, [(CONTENT_TYPE, PROBLEM)], body.to_string()).into_response();
        response.headers_mut().extend(self.header);
        response
    }
}

/// Whatever path leads nowhere.
pub(super) async fn not_found(uri: Uri) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        format!("nothing is served at {}; GraphQL is at /graphql", uri.path()),
    )
}

/// A method that a path does not take; which ones it does is in the header Allow.
pub(super) async fn method_not_allowed(method: Method, uri: Uri) -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, format!("{} does not take {method}", uri.path()))
}
