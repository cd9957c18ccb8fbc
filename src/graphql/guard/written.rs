//! An answer as JSON, of bounded size.

use std::collections::BTreeMap;
use std::io::{self, Write};

use async_graphql::{Response, ServerError, Value};
use serde::Serialize;

/// An answer as JSON has it: without `data` if nothing was executed.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    extensions: &'a BTreeMap<String, Value>,
}

/// The text of an answer; none if it has more than `limit` bytes, or if it cannot be written.
///
/// Writing ends at the limit: what is too large is never held whole.
pub(in crate::graphql) fn written(response: &Response, executed: bool, limit: usize) -> Option<String> {
    let body = Body {
        data: executed.then_some(&response.data),
        errors: &response.errors,
        extensions: &response.extensions,
    };
    let mut bounded = Bounded { bytes: Vec::with_capacity(1024), limit };
    serde_json::to_writer(&mut bounded, &body).ok()?;
    String::from_utf8(bounded.bytes).ok()
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
