//! Answers take less room on the way, if the client takes them so.
//!
//! An answer holds nothing secret beside what its client sent, so its length tells nobody anything (BREACH).

use axum::http::header::CACHE_CONTROL;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

/// What is smaller, in bytes, fits in one packet anyhow.
const WORTH_IT: u64 = 1_024;

/// Brotli and gzip, fast enough for what is made at the moment; events are sent as they come, and what never changes is
/// packed when it is built.
pub(super) fn layer() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(WORTH_IT).and(NotForContentType::SSE).and(changes);
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worth_it)
}

fn changes(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kept = headers.get(CACHE_CONTROL).and_then(|kept| kept.to_str().ok());
    !kept.is_some_and(|kept| kept.contains("immutable"))
}
