//! An answer as JSON, of bounded size.

use std::io::{self, Write};

use async_graphql::Response;

/// The bytes of an answer; none if there are more than `limit`, or if it cannot be written.
///
/// Writing ends at the limit: what is too large is never held whole.
pub(in crate::graphql) fn written(response: &Response, limit: usize) -> Option<Vec<u8>> {
    let mut bounded = Bounded { bytes: Vec::with_capacity(1024), limit };
    serde_json::to_writer(&mut bounded, response).ok()?;
    Some(bounded.bytes)
}

struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.limit {
            return Err(io::Error::other("the answer is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
