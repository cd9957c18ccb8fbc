//! What a client asks, from the body of a POST, the URL of a GET, or a message.

use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::answer::Refusal;
use crate::config::Limits;
use crate::graphql::{Asked, Code};

/// One request, or several at once.
pub(super) enum Asking {
    One(Asked),
    /// Each answered by itself, also where another of them is wrong.
    Batch(Vec<Result<Asked, Refusal>>),
}

/// Whether the headers of a POST say that its body is JSON as it stands.
///
/// Nothing else is read: a form of any page can send the other types without asking first.
pub(super) fn is_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let unsupported = |message| Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default().trim());
    if let Some(encoding) = text(&CONTENT_ENCODING).filter(|name| !name.eq_ignore_ascii_case("identity")) {
        return unsupported(format!("the body is encoded as `{encoding}`: expected no encoding"));
    }
    let media_type = text(&CONTENT_TYPE).unwrap_or_default();
    let mut parts = media_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    if !essence.eq_ignore_ascii_case("application/json") {
        return unsupported(format!("the content type is `{essence}`: expected application/json"));
    }
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        let value = value.trim_matches('"');
        if name.eq_ignore_ascii_case("charset") && !value.eq_ignore_ascii_case("utf-8") {
            return unsupported(format!("the charset is `{value}`: expected utf-8"));
        }
    }
    Ok(())
}

/// What a body asks.
pub(super) fn of_body(body: &[u8], limits: &Limits) -> Result<Asking, Refusal> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| Refusal::bad(format!("the body is no JSON: {error}")))?;
    match body {
        Value::Object(parameters) => Ok(Asking::One(of_parameters(parameters)?)),
        Value::Array(batch) if batch.is_empty() => Err(Refusal::bad("the batch is empty")),
        Value::Array(batch) if batch.len() > limits.max_batch => {
            let (count, most) = (batch.len(), limits.max_batch);
            Err(Refusal::bad(format!("the batch has {count} operations: {most} are the most")))
        }
        Value::Array(batch) => {
            let each = batch.into_iter().map(|one| match one {
                Value::Object(parameters) => of_parameters(parameters),
                _ => {
                    Err(Refusal::bad("an operation of the batch is no JSON object: expected {\"query\": …}"))
                }
            });
            Ok(Asking::Batch(each.collect()))
        }
        _ => Err(Refusal::bad("the body is no JSON object: expected {\"query\": …}")),
    }
}

/// What the parameters of a URL ask. Those that are not GraphQL's are left alone.
pub(super) fn of_url(query: &str) -> Result<Asked, Refusal> {
    let mut parameters = Map::new();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name)?;
        if !matches!(name.as_str(), "query" | "operationName" | "variables" | "extensions") {
            continue;
        }
        let value = decoded(value)?;
        let value = match name.as_str() {
            "query" => Value::String(value),
            // A form has no other way to leave a field out.
            _ if value.is_empty() => Value::Null,
            "operationName" => Value::String(value),
            _ => serde_json::from_str(&value)
                .map_err(|error| Refusal::bad(format!("`{name}` is no JSON: {error}")))?,
        };
        if parameters.insert(name.clone(), value).is_some() {
            return Err(Refusal::bad(format!("`{name}` is given twice")));
        }
    }
    of_parameters(parameters)
}

fn decoded(text: &str) -> Result<String, Refusal> {
    let text = text.replace('+', " ");
    match percent_decode_str(&text).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(Refusal::bad("the URL is not encoded as UTF-8")),
    }
}

/// What parameters ask; others than GraphQL's are left alone.
pub(super) fn of_parameters(mut parameters: Map<String, Value>) -> Result<Asked, Refusal> {
    let operation_name = match parameters.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(Refusal::bad("`operationName` is no string")),
    };
    let variables = object(&mut parameters, "variables")?;
    let extensions = object(&mut parameters, "extensions")?;
    let query = match parameters.remove("query") {
        Some(Value::String(query)) => query,
        // The message is the one by which clients know that they have to send the document.
        None | Some(Value::Null) if extensions.contains_key("persistedQuery") => {
            let refusal = Refusal::request("PersistedQueryNotSupported");
            return Err(refusal.with(Code::PersistedQueryNotSupported));
        }
        Some(_) => return Err(Refusal::bad("`query` is no string")),
        None => return Err(Refusal::bad("`query` is missing")),
    };
    Ok(Asked { query, operation_name, variables, request_id: String::new() })
}

fn object(parameters: &mut Map<String, Value>, name: &str) -> Result<Map<String, Value>, Refusal> {
    match parameters.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object),
        Some(_) => Err(Refusal::bad(format!("`{name}` is no object"))),
    }
}
