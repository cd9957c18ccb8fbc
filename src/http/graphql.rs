//! POST /graphql: GraphQL over HTTP.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Map, Value, json};

use super::{App, language};
use crate::config::Limits;
use crate::graphql::{Answer, Asked, Code};

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

/// The headers of a request that its answer depends on.
const DEPENDS_ON: &str = "accept, accept-language";

pub(super) fn routes(limits: &Limits) -> Router<App> {
    Router::new().route("/graphql", post(answer)).layer(DefaultBodyLimit::max(limits.max_body))
}

async fn answer(State(app): State<App>, headers: HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    let graph = app.live.graph();
    let revision = graph.version.revision;
    let asked = match read(&headers, body, &app.edge.limits) {
        Ok(asked) => asked,
        Err((status, message)) => return refuse(&headers, status, &message, revision),
    };
    match app.schema.prepare(asked, revision) {
        Ok(prepared) => {
            let answer = app.schema.execute(prepared, graph, language::accepted(&headers)).await;
            respond(&headers, &answer, app.schema.written(&answer))
        }
        Err(refused) => respond(&headers, &refused, app.schema.written(&refused)),
    }
}

/// The request that a body holds, or the status and the sentence that refuse it.
fn read(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
    limits: &Limits,
) -> Result<Asked, (StatusCode, String)> {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(JSON) {
        let message = format!("the content type is `{essence}`: expected {JSON}");
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            (StatusCode::PAYLOAD_TOO_LARGE, format!("the body is larger than {} bytes", limits.max_body))
        }
        _ => (StatusCode::BAD_REQUEST, "the body could not be read to its end".to_owned()),
    })?;
    let bad = |message: String| (StatusCode::BAD_REQUEST, message);
    let body: Value =
        serde_json::from_slice(&body).map_err(|error| bad(format!("the body is no JSON: {error}")))?;
    let Value::Object(mut parameters) = body else {
        return Err(bad("the body is no JSON object: expected {\"query\": …}".to_owned()));
    };
    let query = match parameters.remove("query") {
        Some(Value::String(query)) => query,
        Some(_) => return Err(bad("`query` is no string".to_owned())),
        None => return Err(bad("`query` is missing".to_owned())),
    };
    let operation_name = match parameters.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(bad("`operationName` is no string".to_owned())),
    };
    let variables = object(&mut parameters, "variables").map_err(bad)?;
    object(&mut parameters, "extensions").map_err(bad)?;
    Ok(Asked { query, operation_name, variables, request_id: String::new() })
}

fn object(parameters: &mut Map<String, Value>, name: &str) -> Result<Map<String, Value>, String> {
    match parameters.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object),
        Some(_) => Err(format!("`{name}` is no object")),
    }
}

/// The answer in the form that the client takes; nothing executed is 400 in the newer of the two.
fn respond(headers: &HeaderMap, answer: &Answer, body: Vec<u8>) -> Response {
    let media_type = preferred(headers);
    let newer = media_type == GRAPHQL_RESPONSE;
    let status = if newer && !answer.executed { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    written(status, media_type, body)
}

fn refuse(headers: &HeaderMap, status: StatusCode, message: &str, revision: i64) -> Response {
    let errors = [json!({"message": message, "extensions": {"code": Code::BadUserInput.text()}})];
    let body = json!({"errors": errors, "extensions": {"revision": revision}});
    written(status, preferred(headers), body.to_string().into_bytes())
}

fn written(status: StatusCode, media_type: &str, body: Vec<u8>) -> Response {
    let content_type = format!("{media_type}; charset=utf-8");
    (status, [(CONTENT_TYPE, content_type.as_str()), (VARY, DEPENDS_ON)], body).into_response()
}

/// Which of the two media types a client likes more: the newer one only if it is named.
fn preferred(headers: &HeaderMap) -> &'static str {
    let ranges = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<&str> = ranges.flat_map(|value| value.split(',')).collect();
    let quality = |media_type: &str| {
        let of = |range: &&str| {
            let mut parts = range.split(';').map(str::trim);
            parts.next().filter(|named| named.eq_ignore_ascii_case(media_type))?;
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            Some(weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0)))
        };
        ranges.iter().filter_map(of).fold(0.0, f64::max)
    };
    let newer = quality(GRAPHQL_RESPONSE);
    if newer > 0.0 && newer >= quality(JSON) { GRAPHQL_RESPONSE } else { JSON }
}
