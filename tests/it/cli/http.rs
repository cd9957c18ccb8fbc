//! The smallest client there is: one request a connection.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use super::process::DEADLINE;

/// An answer as it came.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
}

/// A connection to the server at `http://HOST:PORT/…`.
pub(super) fn connect(url: &str) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address(url))?;
    stream.set_read_timeout(Some(DEADLINE))?;
    Ok(stream)
}

fn address(url: &str) -> &str {
    url.strip_prefix("http://").and_then(|rest| rest.split('/').next()).expect("an address")
}

/// The bytes of a POST of JSON to /graphql; the connection is to be closed after it unless it is kept.
pub(super) fn request(body: &str, keep: bool) -> String {
    let connection = if keep { "keep-alive" } else { "close" };
    format!(
        "POST /graphql HTTP/1.1\r\nhost: test\r\nconnection: {connection}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Reads an answer to the end of its connection.
pub(super) fn answer(stream: &mut TcpStream) -> std::io::Result<Answer> {
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Ok(Answer { status, body: body.to_owned() })
}

/// The answer to a query, with its errors and extensions.
pub(super) fn ask(url: &str, query: &str) -> Value {
    let mut stream = connect(url).expect("it listens");
    stream.write_all(request(&json!({"query": query}).to_string(), false).as_bytes()).expect("it is sent");
    let answer = answer(&mut stream).expect("it is answered");
    assert_eq!(answer.status, 200, "{answer:?}");
    serde_json::from_str(&answer.body).expect("an answer is JSON")
}
