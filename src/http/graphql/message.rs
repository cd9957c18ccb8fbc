//! The messages of graphql-transport-ws.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::graphql::Answer;

/// Longest id of an operation, in bytes; a UUID has 36.
const LONGEST_ID: usize = 128;

/// Longest text of a client that is sent back to it, in characters: the reason of a close has room for 123 bytes.
const LONGEST_SHOWN: usize = 40;

/// What a client says.
pub(super) enum Message {
    /// It wants to begin.
    Init,
    /// It wants a pong, with its payload.
    Ping(Option<Value>),
    /// It answers a ping.
    Pong,
    /// It asks; the parameters are those of any request.
    Subscribe { id: String, parameters: Map<String, Value> },
    /// It no longer listens.
    Complete { id: String },
}

impl Message {
    /// Reads a message, or says what is wrong with it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let message: Value = serde_json::from_str(text).map_err(|_| "the message is no JSON".to_owned())?;
        let Value::Object(mut message) = message else {
            return Err("the message is no JSON object".to_owned());
        };
        let kind = match message.remove("type") {
            Some(Value::String(kind)) => kind,
            Some(_) => return Err("`type` is no string".to_owned()),
            None => return Err("`type` is missing".to_owned()),
        };
        let payload = message.remove("payload").filter(|payload| !payload.is_null());
        if payload.as_ref().is_some_and(|payload| !payload.is_object()) {
            return Err("`payload` is no object".to_owned());
        }
        match kind.as_str() {
            "connection_init" => Ok(Self::Init),
            "ping" => Ok(Self::Ping(payload)),
            "pong" => Ok(Self::Pong),
            "subscribe" => match payload {
                Some(Value::Object(parameters)) => Ok(Self::Subscribe { id: id(&mut message)?, parameters }),
                _ => Err("`payload` is missing".to_owned()),
            },
            "complete" => Ok(Self::Complete { id: id(&mut message)? }),
            _ => {
                let shown: String = kind.chars().take(LONGEST_SHOWN).collect();
                Err(format!("`type` is `{shown}`: no message of a client"))
            }
        }
    }
}

fn id(message: &mut Map<String, Value>) -> Result<String, String> {
    match message.remove("id") {
        Some(Value::String(id)) if id.is_empty() => Err("`id` is empty".to_owned()),
        Some(Value::String(id)) if id.len() > LONGEST_ID => {
            Err(format!("`id` is longer than {LONGEST_ID} bytes"))
        }
        Some(Value::String(id)) => Ok(id),
        Some(_) => Err("`id` is no string".to_owned()),
        None => Err("`id` is missing".to_owned()),
    }
}

#[derive(Serialize)]
struct Told<'a, P> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<P>,
}

/// The client may ask.
pub(super) fn ack() -> String {
    text(&Told::<()> { id: None, kind: "connection_ack", payload: None })
}

/// What a ping is answered with.
pub(super) fn pong(payload: Option<&Value>) -> String {
    text(&Told { id: None, kind: "pong", payload })
}

/// An answer: `error` if nothing was executed, after which there is no other; else `next`.
pub(super) fn answer(id: &str, answer: &Answer) -> String {
    if answer.executed {
        let payload = RawValue::from_string(answer.json()).ok();
        text(&Told { id: Some(id), kind: "next", payload })
    } else {
        text(&Told { id: Some(id), kind: "error", payload: Some(&answer.response.errors) })
    }
}

/// There is nothing more to tell.
pub(super) fn complete(id: &str) -> String {
    text(&Told::<()> { id: Some(id), kind: "complete", payload: None })
}

fn text(message: &impl Serialize) -> String {
    serde_json::to_string(message).expect("a message has text keys only and writes into memory")
}
