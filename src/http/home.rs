//! GET /: what this is and whose data it serves, for people.

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use html_escape::encode_text;

use super::App;
use crate::graph::{Graph, Taxonomy};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/", get(page))
}

async fn page(State(app): State<App>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, html(&app.live.graph())).into_response()
}

fn html(graph: &Graph) -> String {
    let counts =
        graph.counts().map(|(kind, count)| format!("<li>{}: {count}</li>", kind.text().to_lowercase()));
    let counts: String = counts.collect();
    let taxonomies: String = graph.taxonomies.iter().map(taxonomy).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>career-graph</title></head><body><main><h1>career-graph</h1>\
         <p>Roles, skills, tools and pathways as one GraphQL graph, with a source for every fact. Send queries to \
         <code>POST /graphql</code>.</p>\
         <h2>What it holds</h2><p>Revision {}, {} links.</p><ul>{counts}</ul>\
         <h2>Whose data it is</h2>{taxonomies}</main></body></html>\n",
        graph.version.revision,
        graph.link_count(),
    )
}

/// A taxonomy with what its publisher asks those who use it to say.
fn taxonomy(taxonomy: &Taxonomy) -> String {
    let record = &taxonomy.record;
    let mut html = format!("<section><h3>{}</h3><ul>", encode_text(&record.title));
    for (what, text) in [
        ("Publisher", &record.publisher),
        ("Release", &taxonomy.release),
        ("Licence", &record.licence),
        ("Site", &record.url),
    ] {
        if let Some(text) = text {
            html += &format!("<li>{what}: {}</li>", encode_text(text));
        }
    }
    html.push_str("</ul>");
    if let Some(attribution) = &record.attribution {
        html += &format!("<p>{}</p>", encode_text(attribution));
    }
    html + "</section>"
}
