//! GET /graphiql: the explorer, or where it was not built a small page, with their assets; GET /schema.graphql.

use std::io::Read;
use std::sync::{LazyLock, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::read::GzDecoder;
use serde_json::json;
use web::{ASSETS, Asset, EXAMPLES, EXPLORER, QUERY_PAGE};

use super::App;
use super::kept::{IMMUTABLE, REVALIDATED, kept, page};

/// What the explorer may do: its own scripts and workers, and requests to this server. Its editor sets styles inline,
/// and underlines mistakes by an image in an address of `data:`.
const EXPLORER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                               img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
                               base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The same for the small page, which needs less.
const QUERY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                            connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What the small page says where it stands in for the explorer.
const MISSING: &str = "<p class=\"notice\">This server was built without the explorer: GraphiQL, with completion and \
                       the documentation of the schema. To have it, build where Node.js 20.19 or newer and npm are \
                       at hand: <code>CAREER_GRAPH_EXPLORER=require cargo build --release</code></p>";

const PRESENT: &str = "<p class=\"quiet\">With completion, documentation and subscriptions: \
                       <a href=\"/graphiql\">the explorer</a>.</p>";

/// The examples, for both pages.
static EXAMPLES_JSON: LazyLock<String> = LazyLock::new(|| {
    let examples = EXAMPLES.iter().map(|example| {
        json!({
            "slug": example.slug,
            "title": example.title,
            "description": example.description,
            "query": example.query.trim_end(),
            "variables": example.variables.trim_end(),
        })
    });
    examples.collect::<serde_json::Value>().to_string()
});

pub(super) fn routes() -> Router<App> {
    let routes = Router::new()
        .route("/graphiql", get(explorer))
        .route("/graphiql/", get(explorer))
        .route("/graphiql/plain", get(plain))
        .route("/graphiql/examples.json", get(examples))
        .route("/schema.graphql", get(sdl));
    let assets = ASSETS.iter().chain(EXPLORER.iter().flat_map(|explorer| explorer.assets));
    assets.fold(routes, |routes, asset| {
        routes.route(asset.path, get(async move |headers: HeaderMap| serve(&headers, asset)))
    })
}

async fn explorer(headers: HeaderMap) -> Response {
    match &EXPLORER {
        Some(explorer) => page(&headers, EXPLORER_POLICY, explorer.page),
        None => plain(headers).await,
    }
}

async fn plain(headers: HeaderMap) -> Response {
    let notice = if EXPLORER.is_some() { PRESENT } else { MISSING };
    page(&headers, QUERY_POLICY, QUERY_PAGE.replace("<!-- notice -->", notice))
}

async fn examples(headers: HeaderMap) -> Response {
    kept(&headers, "application/json", REVALIDATED, Bytes::from_static(EXAMPLES_JSON.as_bytes()))
}

/// The schema, as plain text: browsers show that, and store a file of any type that they do not know.
async fn sdl(State(app): State<App>, headers: HeaderMap) -> Response {
    static SDL: OnceLock<String> = OnceLock::new();
    let sdl = SDL.get_or_init(|| app.schema.sdl());
    kept(&headers, "text/plain; charset=utf-8", REVALIDATED, Bytes::from_static(sdl.as_bytes()))
}

/// An asset as it is stored, or taken apart for a client that does not say that it can do so itself.
fn serve(headers: &HeaderMap, asset: &'static Asset) -> Response {
    let lasts = if asset.immutable { IMMUTABLE } else { REVALIDATED };
    let compressed = asset.gzip && takes_gzip(headers);
    let body = match inflated(asset, compressed) {
        Ok(body) => body,
        Err(error) => {
            tracing::error!(%error, path = asset.path, "an asset cannot be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let mut response = kept(headers, asset.media_type, lasts, body);
    let answer = response.headers_mut();
    if asset.gzip {
        answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    if compressed && answer.contains_key(CONTENT_TYPE) {
        answer.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if asset.immutable {
        // A worker lives under the policy of its own file.
        answer.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(EXPLORER_POLICY));
    }
    response
}

/// The bytes of an asset, taken apart if they are compressed and `compressed` does not want them so.
fn inflated(asset: &'static Asset, compressed: bool) -> std::io::Result<Bytes> {
    if !asset.gzip || compressed {
        return Ok(Bytes::from_static(asset.bytes));
    }
    let mut bytes = Vec::new();
    GzDecoder::new(asset.bytes).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

/// Whether a client says that it takes gzip (RFC 9110, 12.5.3); one that says nothing gets what anything can read.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let codings: Vec<(String, bool)> = lines.flat_map(|line| line.split(',')).map(coding).collect();
    let taken = |name: &str| codings.iter().find(|(coding, _)| coding == name).map(|(_, taken)| *taken);
    taken("gzip").or_else(|| taken("*")).unwrap_or(false)
}

/// A coding in lower case, and whether its weight is other than 0.
fn coding(member: &str) -> (String, bool) {
    let (coding, weight) = member.split_once(';').unwrap_or((member, "q=1"));
    let weight = weight.trim().trim_start_matches(['q', 'Q', '=']);
    (coding.trim().to_ascii_lowercase(), !weight.trim_matches(['0', '.']).is_empty())
}
