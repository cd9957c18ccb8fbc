//! Answers that a client may keep: a tag tells whether they have changed, and 304 says that they have not.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// What is asked for again each time, and sent only if it has changed.
pub(super) const REVALIDATED: &str = "no-cache";

/// What never changes at its address.
pub(super) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A page with the Content-Security-Policy that it lives under.
pub(super) fn page(request: &HeaderMap, policy: &'static str, html: impl Into<Bytes>) -> Response {
    let mut response = kept(request, "text/html; charset=utf-8", REVALIDATED, html.into());
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// A body with its tag, or 304 if the client has this one.
///
/// The tag is a weak one: the bytes that are sent may be compressed in several ways.
pub(super) fn kept(
    request: &HeaderMap,
    media_type: &'static str,
    lasts: &'static str,
    body: Bytes,
) -> Response {
    let tag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..32]);
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let mut known = known.flat_map(|line| line.split(',')).map(str::trim);
    let has_it = known.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag);
    let headers = [(ETAG, format!("W/{tag}")), (CACHE_CONTROL, lasts.to_owned())];
    if has_it {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(CONTENT_TYPE, media_type)], body).into_response()
}
