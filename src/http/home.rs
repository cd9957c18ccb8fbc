//! GET /: what this is, what it holds, whose data it serves and where to go, for people.

use axum::Router;
use axum::extract::State;
use axum::http::header::HOST;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use axum::routing::get;
use html_escape::{encode_double_quoted_attribute, encode_text};
use web::{EXAMPLES, Example};

use super::App;
use super::kept::page;
use crate::graph::{Graph, Taxonomy};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

const LEAD: &str = "Roles, skills, tools and pathways as one GraphQL graph, with a source for every fact.";

/// Where this server is, as far as no request tells.
const HERE: &str = "127.0.0.1:8080";

pub(super) fn routes() -> Router<App> {
    Router::new().route("/", get(home))
}

async fn home(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&headers, POLICY, html(&app.live.graph(), &address(&uri, &headers)))
}

/// The address that a request was sent to, as far as it is a plain one.
fn address(uri: &Uri, headers: &HeaderMap) -> String {
    let named = uri.authority().map(|authority| authority.as_str());
    let named = named.or_else(|| headers.get(HOST).and_then(|host| host.to_str().ok()));
    let plain = |host: &&str| {
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b))
    };
    let secure = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    let scheme = if secure { "https" } else { "http" };
    format!("{scheme}://{}", named.filter(plain).unwrap_or(HERE))
}

fn html(graph: &Graph, address: &str) -> String {
    let examples: String = EXAMPLES.iter().map(example).collect();
    let taxonomies: String = graph.taxonomies.iter().map(taxonomy).collect();
    format!(
        "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"description\" content=\"{LEAD}\">
<title>career-graph</title>
<link rel=\"icon\" type=\"image/svg+xml\" href=\"/assets/icon.svg\">
<link rel=\"stylesheet\" href=\"/assets/page.css\">
<link rel=\"stylesheet\" href=\"/assets/home.css\">
</head>
<body>
<header>
<h1><img src=\"/assets/icon.svg\" alt=\"\">career-graph</h1>
<p class=\"lead\">{LEAD} What a role asks for, which ways lead there, what it pays and what it can become.</p>
<nav aria-label=\"Where to go\">
<ul class=\"links\">
<li><a class=\"first\" href=\"/graphiql\">Explorer</a></li>
<li><a href=\"/graphiql/plain\">Small query page</a></li>
<li><a href=\"/schema.graphql\">Schema</a></li>
<li><a href=\"/healthz\">Health</a></li>
</ul>
</nav>
</header>
<main>
<h2>What it holds</h2>
{}
<h2>Ask it</h2>
<pre class=\"command\"><code>{}</code></pre>
<p class=\"quiet\">One click selects it. A null in an answer is never a guess: no source says.</p>
<h2>Examples</h2>
<ul class=\"examples\">
{examples}</ul>
<h2>Whose data it is</h2>
{taxonomies}</main>
<footer></footer>
</body>
</html>
",
        counts(graph),
        encode_text(&command(address)),
    )
}

/// How much there is, or what to do where there is nothing.
fn counts(graph: &Graph) -> String {
    let there = graph.counts().filter(|(_, count)| *count > 0);
    let counts: String = there
        .map(|(kind, count)| {
            let ending = if count == 1 { "" } else { "s" };
            format!("<div><dt>{}{ending}</dt><dd>{}</dd></div>\n", kind.text().to_lowercase(), grouped(count))
        })
        .collect();
    let revision = graph.version.revision;
    if counts.is_empty() {
        return format!(
            "<p>Nothing yet, at revision {revision}: <code>career-graph import</code> fills it.</p>"
        );
    }
    let links = grouped(graph.link_count());
    format!(
        "<dl class=\"counts\">\n{counts}</dl>\n<p class=\"quiet\">Revision {revision}, {links} links between them.</p>"
    )
}

/// A number with a comma after each three digits from the right.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let group = |(at, digit): (usize, char)| {
        let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(group).collect()
}

/// A first question for a shell.
fn command(address: &str) -> String {
    format!(
        "curl -s {address}/graphql -H 'content-type: application/json' \\\n  -d '{{\"query\": \"{{ role(by: {{slug: \
         \\\"back-end-developer\\\"}}) {{ name skills {{ totalCount }} }} }}\"}}'"
    )
}

fn example(example: &Example) -> String {
    format!(
        "<li><a href=\"/graphiql?example={}\">{}</a><p>{}</p></li>\n",
        encode_double_quoted_attribute(example.slug),
        encode_text(example.title),
        encode_text(example.description),
    )
}

/// A taxonomy with what its publisher asks those who use it to say.
fn taxonomy(taxonomy: &Taxonomy) -> String {
    let record = &taxonomy.record;
    let mut html = format!("<section class=\"taxonomy\">\n<h3>{}</h3>\n<ul>\n", encode_text(&record.title));
    for (what, text) in
        [("Publisher", &record.publisher), ("Release", &taxonomy.release), ("Licence", &record.licence)]
    {
        if let Some(text) = text {
            html += &format!("<li>{what}: {}</li>\n", encode_text(text));
        }
    }
    // A partner names the site: what is no address on the web is shown, not linked.
    if let Some(url) = &record.url {
        let text = encode_text(url);
        html += &if url.starts_with("https://") || url.starts_with("http://") {
            format!("<li>Site: <a href=\"{}\">{text}</a></li>\n", encode_double_quoted_attribute(url))
        } else {
            format!("<li>Site: {text}</li>\n")
        };
    }
    html += "</ul>\n";
    if let Some(attribution) = &record.attribution {
        html += &format!("<p>{}</p>\n", encode_text(attribution));
    }
    html + "</section>\n"
}
