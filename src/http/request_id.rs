//! What a request is called: in its answer, and in everything that is logged for it.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Builder;

/// The header that has it, of a request and of its answer.
pub(super) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest id that is taken over from a client, in bytes.
const LONGEST: usize = 128;

/// What a request is called that was named.
pub(super) fn of(headers: &HeaderMap) -> String {
    headers.get(X_REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned()
}

/// The id that a client gave, if it is 1 to 128 visible characters of ASCII.
fn given(headers: &HeaderMap) -> Option<&HeaderValue> {
    let is_fit = |id: &&HeaderValue| {
        (1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic)
    };
    headers.get(X_REQUEST_ID).filter(is_fit)
}

/// A UUID of version 4; without randomness, the one that is nil.
fn made() -> HeaderValue {
    let mut bytes = [0; 16];
    let uuid = match getrandom::fill(&mut bytes) {
        Ok(()) => Builder::from_random_bytes(bytes).into_uuid(),
        Err(_) => uuid::Uuid::nil(),
    };
    HeaderValue::try_from(uuid.to_string()).expect("a UUID is digits and hyphens")
}

/// Names a request, and puts the name on whatever is logged meanwhile.
pub(super) async fn name(mut request: Request, next: Next) -> Response {
    let id = given(request.headers()).cloned().unwrap_or_else(made);
    request.headers_mut().insert(X_REQUEST_ID, id.clone());
    let span =
        tracing::info_span!("request", id = of(request.headers()), traceparent = tracing::field::Empty);
    if let Some(parent) = request.headers().get("traceparent").and_then(traceparent) {
        span.record("traceparent", parent);
    }
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took_us) = (response.status().as_u16(), started.elapsed().as_micros());
    span.in_scope(|| tracing::debug!(%method, path, status, took_us, "answered"));
    response.headers_mut().insert(X_REQUEST_ID, id);
    response
}

/// The trace that a request is part of, if it is well formed (W3C Trace Context, version 00).
fn traceparent(header: &HeaderValue) -> Option<&str> {
    let text = header.to_str().ok()?;
    let is_hex = |part: &str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let parts: Vec<&str> = text.split('-').collect();
    let [version, trace, parent, flags] = parts[..] else { return None };
    let is_some =
        |part: &str, length| part.len() == length && is_hex(part) && part.bytes().any(|b| b != b'0');
    let fits =
        version == "00" && is_some(trace, 32) && is_some(parent, 16) && flags.len() == 2 && is_hex(flags);
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_well_formed_trace_is_taken_over() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(traceparent(&HeaderValue::from_static(good)), Some(good));
        for bad in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        ] {
            assert_eq!(traceparent(&HeaderValue::from_static(bad)), None, "{bad}");
        }
    }
}
