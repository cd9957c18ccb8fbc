//! Every error code, and how errors are made.

use async_graphql::{Error, ErrorExtensionValues, ErrorExtensions, ID, Value};
use uuid::Uuid;

/// The codes that `extensions.code` of an error can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// A variable or an argument has a value that is not allowed there; the message names it and says what was expected.
    BadUserInput,
    /// An argument refers to something that is not in the graph.
    NotFound,
    /// Several concepts bear the name; `extensions.candidates` has their ids.
    Ambiguous,
    /// The document is no GraphQL.
    GraphqlParseFailed,
    /// The document does not fit the schema.
    GraphqlValidationFailed,
    /// The request names a document that is kept here, and none is: the document has to be sent.
    PersistedQueryNotSupported,
    /// The WebSocket has as many operations under way as one may have.
    TooManySubscriptions,
    /// The request asks for more than is answered: the message says of what, and how to ask for less.
    QueryTooExpensive,
    /// The answer has more bytes than are sent; nothing of it is.
    AnswerTooLarge,
    /// Answering took longer than it may, and was stopped.
    Timeout,
    /// A fault of ours; the log has the cause under the request's id.
    Internal,
}

impl Code {
    /// Every code.
    pub const ALL: &[Self] = &[
        Self::BadUserInput,
        Self::NotFound,
        Self::Ambiguous,
        Self::GraphqlParseFailed,
        Self::GraphqlValidationFailed,
        Self::QueryTooExpensive,
        Self::AnswerTooLarge,
        Self::Timeout,
        Self::PersistedQueryNotSupported,
        Self::TooManySubscriptions,
        Self::Internal,
    ];

    /// The code as it is sent.
    pub const fn text(self) -> &'static str {
        match self {
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::NotFound => "NOT_FOUND",
            Self::Ambiguous => "AMBIGUOUS",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::PersistedQueryNotSupported => "PERSISTED_QUERY_NOT_SUPPORTED",
            Self::TooManySubscriptions => "TOO_MANY_SUBSCRIPTIONS",
            Self::QueryTooExpensive => "QUERY_TOO_EXPENSIVE",
            Self::AnswerTooLarge => "ANSWER_TOO_LARGE",
            Self::Timeout => "TIMEOUT",
            Self::Internal => "INTERNAL",
        }
    }

    /// An error with this code.
    pub(super) fn error(self, message: impl Into<String>) -> Error {
        Error::new(message).extend_with(|_, e: &mut ErrorExtensionValues| e.set("code", self.text()))
    }
}

/// `BAD_USER_INPUT`.
pub(super) fn bad_input(message: impl Into<String>) -> Error {
    Code::BadUserInput.error(message)
}

/// `NOT_FOUND`.
pub(super) fn not_found(message: impl Into<String>) -> Error {
    Code::NotFound.error(message)
}

/// `AMBIGUOUS`, with the ids of those that bear the name.
pub(super) fn ambiguous(what: &str, name: &str, candidates: impl Iterator<Item = Uuid>) -> Error {
    let candidates: Vec<Value> = candidates.map(|id| Value::String(id.to_string())).collect();
    let message = format!(
        "{} {what}s bear the name `{}`: look one of `extensions.candidates` up by id",
        candidates.len(),
        shown(name)
    );
    Code::Ambiguous.error(message).extend_with(|_, e| e.set("candidates", Value::List(candidates.clone())))
}

/// An id that was sent.
pub(super) fn parse_id(argument: &str, id: &ID) -> Result<Uuid, Error> {
    let well_formed = |id: &&str| id.len() == 36;
    Some(id.as_str()).filter(well_formed).and_then(|id| Uuid::try_parse(id).ok()).ok_or_else(|| {
        bad_input(format!("`{argument}` is `{}`: expected an id as the API gives it, a UUID", shown(id)))
    })
}

/// What a client sent, short enough to be sent back.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// A message that may repeat what a client sent, short enough to be sent.
pub(super) fn cut(message: &str) -> String {
    const LONGEST: usize = 300;
    match message.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &message[..cut]),
        None => message.to_owned(),
    }
}
