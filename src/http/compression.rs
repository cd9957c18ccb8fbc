//! Answers take less room on the way, if the client takes them so.
//!
//! An answer holds nothing secret beside what its client sent, so its length tells nobody anything (BREACH).

use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, NotForContentType, Predicate, SizeAbove};

/// What is smaller, in bytes, fits in one packet anyhow.
const WORTH_IT: u64 = 1_024;

/// Brotli and gzip, fast enough for what is made at the moment; events are sent as they come.
pub(super) fn layer() -> CompressionLayer<And<SizeAbove, NotForContentType>> {
    let worth_it = SizeAbove::new(WORTH_IT).and(NotForContentType::SSE);
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worth_it)
}
