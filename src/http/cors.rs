//! What pages of other origins may do: the CORS protocol of the Fetch standard.
//!
//! The origins are those of `origin`, each answered by its own name. Credentials are never allowed: nothing here goes
//! by cookies.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{App, origin};

/// What a page may send. Two hours is the longest that any browser remembers it.
const ALLOWED: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
    (
        ACCESS_CONTROL_ALLOW_HEADERS,
        "accept, accept-language, apollo-require-preflight, apollographql-client-name, \
         apollographql-client-version, authorization, content-type, traceparent, x-request-id",
    ),
    (ACCESS_CONTROL_MAX_AGE, "7200"),
];

/// What a page may read besides what it may anyhow.
const EXPOSED: &str = "retry-after, x-request-id";

/// Answers what a browser asks beforehand, and lets pages that are let in read the answer.
pub(super) async fn allow(State(app): State<App>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let allowed = headers.get(ORIGIN).filter(|_| origin::is_allowed(headers, &app.edge.allowed_origins));
    let allowed = allowed.cloned();
    let asks = request.method() == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match &allowed {
        Some(_) if asks => {
            let told = ALLOWED.map(|(name, value)| (name, HeaderValue::from_static(value)));
            (StatusCode::NO_CONTENT, told).into_response()
        }
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = allowed {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    }
    response
}
