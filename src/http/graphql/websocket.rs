//! A connection goes over to WebSocket (RFC 6455, 4.2).

use axum::extract::Request;
use axum::http::header::{
    CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION,
    UPGRADE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tracing::Instrument;

use super::socket::{self, Session};
use crate::http::problem::Problem;
use crate::http::{App, language, origin, request_id};

/// The one protocol that is spoken.
const PROTOCOL: &str = "graphql-transport-ws";

/// What is read at once, in bytes: most messages are smaller, and each socket holds that much.
const READ_AT_ONCE: usize = 4_096;

/// Whether a client asks to go over.
pub(super) fn is_wanted(headers: &HeaderMap) -> bool {
    lists(headers, &UPGRADE, "websocket")
}

/// Goes over, or says why not.
///
/// A client that does not offer the protocol (it offers the legacy `graphql-ws`, or none) is let in and told to go with
/// 4406 at once, as `graphql-ws` servers do: a browser shows scripts a close code, never the status of a refusal.
pub(super) fn response(app: &App, mut request: Request) -> Response {
    let headers = request.headers();
    if !lists(headers, &CONNECTION, "upgrade") || headers.get(SEC_WEBSOCKET_VERSION) != Some(&VERSION) {
        let problem = Problem::new(StatusCode::UPGRADE_REQUIRED, "expected a WebSocket of version 13");
        return problem.with(SEC_WEBSOCKET_VERSION, "13").into_response();
    }
    let Some(key) = headers.get(SEC_WEBSOCKET_KEY).map(|key| derive_accept_key(key.as_bytes())) else {
        return Problem::new(StatusCode::BAD_REQUEST, "Sec-WebSocket-Key is missing").into_response();
    };
    if !origin::is_allowed(headers, &app.edge.allowed_origins) {
        let detail = "the page is of an origin that is not let in: see the setting --allowed-origins";
        return Problem::new(StatusCode::FORBIDDEN, detail).into_response();
    }
    let is_spoken = lists(headers, &SEC_WEBSOCKET_PROTOCOL, PROTOCOL);
    let entered = match app.open.enter() {
        Ok(entered) => entered,
        Err(problem) => return problem.into_response(),
    };
    let session = Session::new(app, entered, language::accepted(headers), request_id::of(headers));
    let mut response = StatusCode::SWITCHING_PROTOCOLS.into_response();
    let Some(upgrade) = request.extensions_mut().remove::<OnUpgrade>() else {
        return Problem::new(StatusCode::BAD_REQUEST, "the connection cannot go over").into_response();
    };
    let most = app.edge.streams.socket_max_message;
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_AT_ONCE)
        .write_buffer_size(0)
        .max_message_size(Some(most))
        .max_frame_size(Some(most));
    // Whatever is logged for the socket has the id of its request.
    let spoken = async move {
        match upgrade.await {
            Ok(upgraded) => {
                let io = TokioIo::new(upgraded);
                let socket = WebSocketStream::from_raw_socket(io, Role::Server, Some(config)).await;
                if is_spoken {
                    session.run(socket).await;
                } else {
                    socket::refuse(socket, PROTOCOL).await;
                }
            }
            Err(error) => tracing::debug!(error = &error as &dyn std::error::Error, "no WebSocket"),
        }
    };
    tokio::spawn(spoken.in_current_span());
    // With them goes how the client spells names of headers: gql, of Python, knows an answer only if it is spelled so.
    response.extensions_mut().extend(request.extensions().clone());
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.extend(HeaderValue::try_from(key).ok().map(|key| (SEC_WEBSOCKET_ACCEPT, key)));
    if is_spoken {
        headers.insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(PROTOCOL));
    }
    response
}

/// The one version of the protocol there is.
const VERSION: HeaderValue = HeaderValue::from_static("13");

/// Whether a header that is a list has this member.
fn lists(headers: &HeaderMap, name: &HeaderName, member: &str) -> bool {
    let lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| one.trim().eq_ignore_ascii_case(member))
}
