//! The explorer, the small page and the schema as a browser gets them; every example runs.

use std::collections::BTreeMap;
use std::io::Read;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use career_graph::dataset::{Dataset, Reference};
use entity::{ConceptKind, LabelRole, MappingKind, Requirement, SkillLinkKind};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use web::{ASSETS, EXAMPLES, EXPLORER, Example};

use crate::browser::{LEFT_OUT, missing};
use crate::support::{App, Database, Raw, Records};

/// What an example holds nothing of before ESCO and O*NET are imported.
const WAITING: &[(&str, &str)] = &[
    ("a-skill", "skill.mappings"),
    ("matches", "role.mappings"),
    ("matches", "role.skills.edges.importance"),
    ("matches", "role.skills.edges.mapping"),
    ("whose-data", "graph.taxonomies.attribution"),
];

/// What an example asks for and no source states: it tells of it as null.
const UNKNOWN: &[(&str, &str)] = &[("from-role-to-role", "skillGap.pathways.pathway.cost")];

/// The paths of an example in lists of them, in order.
fn paths(example: &Example, lists: &[&[(&str, &'static str)]]) -> Vec<&'static str> {
    let all = lists.iter().copied().flatten();
    let mut paths: Vec<&str> = all.filter(|(slug, _)| *slug == example.slug).map(|(_, path)| *path).collect();
    paths.sort_unstable();
    paths
}

/// What an example is answered with; of a subscription, the first that it is told.
async fn answer(app: &App, example: &Example) -> Value {
    if example.query.contains("\nsubscription ") {
        return told(app, &example.query.replace("graphChanged {", "graphChanged(first: 1) {")).await;
    }
    let variables = if example.variables.is_empty() { "{}" } else { example.variables };
    let variables = serde_json::from_str(variables).expect("variables are JSON");
    app.data_with(example.query, variables).await
}

/// What a subscription with one event tells.
async fn told(app: &App, subscription: &str) -> Value {
    let request = Request::post("/graphql")
        .header("content-type", "application/json")
        .header("accept", "text/event-stream")
        .body(Body::from(json!({"query": subscription}).to_string()));
    let raw = app.send(request.expect("a request")).await;
    let events = String::from_utf8(raw.body).expect("UTF-8");
    let event = events.lines().find_map(|line| line.strip_prefix("data: "));
    let mut event: Value = serde_json::from_str(event.expect("an event")).expect("JSON");
    event["data"].take()
}

/// By its path, how often each field holds something; lists are no part of a path.
fn held(value: &Value, path: &str, found: &mut BTreeMap<String, usize>) {
    let holds = !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    *found.entry(path.to_owned()).or_default() += usize::from(holds);
    match value {
        Value::Array(list) => list.iter().for_each(|value| held(value, path, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                held(value, format!("{path}.{name}").trim_start_matches('.'), found);
            }
        }
        _ => {}
    }
}

/// The paths of an answer that hold nothing anywhere.
fn empty(answer: &Value) -> Vec<String> {
    let mut found = BTreeMap::new();
    held(answer, "", &mut found);
    found.into_iter().filter(|(_, count)| *count == 0).map(|(path, _)| path).collect()
}

#[tokio::test]
async fn every_example_shows_something_of_each_field_that_it_asks_for() {
    let app = App::curated().await;
    assert!(EXAMPLES.len() >= 12, "about a dozen");
    for example in EXAMPLES {
        let nothing = paths(example, &[WAITING, UNKNOWN]);
        assert_eq!(empty(&answer(&app, example).await), nothing, "{}", example.slug);
    }
}

/// What the curated edition waits for, by hand: a role that matches, a skill with its place in a hierarchy.
fn esco() -> Dataset {
    let mut records = Records::new("esco");
    records.dataset.taxonomies[0].attribution = Some("This service uses ESCO.".to_owned());
    let role = records.role("http://data.europa.eu/esco/occupation/c40a2919-48a9-40ea-b506-1f34f693496d");
    records.dataset.concepts[0].slug = "web-developer-esco".to_owned();
    records.rename(role, "web developer");
    records.name(role, "fr", LabelRole::Preferred, "développeur web");
    let [broad, skill, narrow] =
        ["develop-software", "program-computers", "program-in-c"].map(|key| records.skill(key));
    records.skill_relation(skill, broad, SkillLinkKind::Broader);
    records.skill_relation(narrow, skill, SkillLinkKind::Broader);
    records.role_skill(role, skill, Some(3.0));
    let link = records.dataset.role_skills.last_mut().expect("a link");
    (link.requirement, link.importance) = (Some(Requirement::Essential), Some(4.0));
    let programming = Reference::new("house", ConceptKind::Skill, "computer-programming");
    records.mapping_between(&records.reference(skill), &programming, MappingKind::Exact);
    records.dataset
}

#[tokio::test]
async fn every_example_shows_all_of_it_once_what_it_waits_for_is_here() {
    let app = App::curated().await;
    app.load(esco()).await;
    for example in EXAMPLES {
        let answer = answer(&app, example).await;
        assert_eq!(empty(&answer), paths(example, &[UNKNOWN]), "{}: {answer:#}", example.slug);
    }
}

#[tokio::test]
async fn the_example_of_languages_shows_names_in_that_language() {
    let app = App::curated().await;
    app.load(esco()).await;
    let example = EXAMPLES.iter().find(|example| example.slug == "languages").expect("it is there");
    let answer = answer(&app, example).await;
    let roles = answer["roles"]["nodes"].as_array().expect("roles");
    let french = roles.iter().find(|role| role["nameLanguage"] == "fr");
    assert!(french.is_some_and(|role| role["name"] == "développeur web"), "{answer:#}");
}

#[test]
fn an_example_says_what_it_is_for() {
    let mut names: Vec<&str> = Vec::new();
    for Example { slug, title, description, query, .. } in EXAMPLES {
        names.extend([slug, title]);
        assert!(query.starts_with(&format!("# {title}\n#\n# ")), "{slug}: its title stands first");
        assert!(!title.contains('`') && description.ends_with('.'), "{slug}: {description}");
        let longest = query.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(80), "{slug}: fits an editor");
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "each has a name and a title of its own");
}

async fn app() -> App {
    App::holding(Database::sqlite(), Records::new("house").dataset).await
}

async fn get(app: &App, path: &str, headers: &[(&str, &str)]) -> Raw {
    let request =
        headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    app.send(request.body(Body::empty()).expect("a request")).await
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().expect("a text"))
}

#[tokio::test]
async fn the_schema_is_served_as_text_that_browsers_show() {
    let app = app().await;
    let raw = get(&app, "/schema.graphql", &[]).await;
    assert_eq!(raw.status, StatusCode::OK);
    assert_eq!(header(&raw.headers, "content-type"), "text/plain; charset=utf-8");
    assert_eq!(String::from_utf8(raw.body).expect("UTF-8"), include_str!("../../schema.graphql"));
}

#[tokio::test]
async fn what_may_change_is_asked_for_again_and_not_sent_again() {
    let app = app().await;
    let assets = ASSETS.iter().map(|asset| asset.path);
    let paths = ["/", "/graphiql", "/graphiql/plain", "/graphiql/examples.json", "/schema.graphql"];
    for path in paths.into_iter().chain(assets) {
        let first = get(&app, path, &[]).await;
        assert_eq!(
            (first.status, header(&first.headers, "cache-control")),
            (StatusCode::OK, "no-cache"),
            "{path}"
        );
        let tag = header(&first.headers, "etag").to_owned();
        let strong = tag.strip_prefix("W/").expect("a weak tag").to_owned();
        for known in [tag.clone(), strong, "*".to_owned(), format!("\"other\", {tag}")] {
            let again = get(&app, path, &[("if-none-match", &known)]).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {known}");
            assert_eq!((header(&again.headers, "etag"), again.body.len()), (tag.as_str(), 0), "{path}");
        }
        let other = get(&app, path, &[("if-none-match", "W/\"other\"")]).await;
        assert_eq!((other.status, other.body), (StatusCode::OK, first.body), "{path}");
    }
}

#[tokio::test]
async fn a_request_for_the_head_alone_gets_the_same_without_the_body() {
    let app = app().await;
    let bundled = EXPLORER.iter().flat_map(|explorer| explorer.assets).map(|asset| asset.path).take(2);
    for path in ["/", "/graphiql", "/schema.graphql", "/assets/page.css"].into_iter().chain(bundled) {
        let whole = get(&app, path, &[]).await;
        let request = Request::builder().method(Method::HEAD).uri(path).body(Body::empty());
        let head = app.send(request.expect("a request")).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0), "{path}");
        assert_eq!(header(&head.headers, "etag"), header(&whole.headers, "etag"), "{path}");
        assert_eq!(header(&head.headers, "content-length"), whole.body.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn hashed_assets_are_kept_for_ever_and_sent_as_the_client_takes_them() {
    let app = app().await;
    let Some(explorer) = &EXPLORER else { return missing(LEFT_OUT) };
    for asset in explorer.assets {
        let path = asset.path;
        assert!(
            explorer.page.contains("/graphiql/assets/") && path.starts_with("/graphiql/assets/"),
            "{path}"
        );
        let any = get(&app, path, &[("accept-encoding", "br;q=0, *;q=0.1")]).await;
        assert_eq!(header(&any.headers, "content-encoding"), "gzip", "{path}");
        let packed = get(&app, path, &[("accept-encoding", "deflate, Gzip;q=0.5, br")]).await;
        assert_eq!(packed.status, StatusCode::OK, "{path}");
        assert_eq!(header(&packed.headers, "content-encoding"), "gzip", "{path}");
        let lasts = "public, max-age=31536000, immutable";
        assert_eq!(header(&packed.headers, "cache-control"), lasts, "{path}");
        let mut bytes = Vec::new();
        GzDecoder::new(packed.body.as_slice()).read_to_end(&mut bytes).expect("it is whole");
        for coding in ["", "identity", "gzip;q=0, *", "GZIP; Q=0.000", "br", "*;q=0"] {
            let plain = get(&app, path, &[("accept-encoding", coding)]).await;
            assert_eq!(header(&plain.headers, "content-encoding"), "", "{path} {coding}");
            assert_eq!(header(&plain.headers, "vary"), "accept-encoding", "{path} {coding}");
            assert_eq!(header(&plain.headers, "content-type"), asset.media_type, "{path}");
            assert!(plain.body == bytes, "{path} {coding}: other bytes");
        }
    }
}

#[tokio::test]
async fn pages_may_load_nothing_from_elsewhere() {
    let app = app().await;
    for path in ["/", "/graphiql", "/graphiql/plain"] {
        let raw = get(&app, path, &[]).await;
        let policy = header(&raw.headers, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
        for part in ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        let scripts = policy.split("; ").find(|part| part.starts_with("script-src"));
        assert_eq!(scripts, (path != "/").then_some("script-src 'self'"), "{path}");
        assert!(!policy.contains("http") && !policy.contains('*'), "{path}: {policy}");
        let page = String::from_utf8(raw.body).expect("UTF-8");
        for forbidden in ["<style", "style=", "onclick", "<script>"] {
            assert!(!page.contains(forbidden), "{path} has `{forbidden}`");
        }
        let loaded = page.split(" src=\"").skip(1).chain(page.split("<link ").skip(1));
        assert!(
            loaded.into_iter().all(|tag| !tag.split('>').next().unwrap_or_default().contains("//")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn where_the_explorer_is_left_out_the_small_page_says_how_to_get_it() {
    let app = app().await;
    let text = |raw: Raw| String::from_utf8(raw.body).expect("UTF-8");
    let plain = text(get(&app, "/graphiql/plain", &[]).await);
    assert_eq!(get(&app, "/graphiql/", &[]).await.body, get(&app, "/graphiql", &[]).await.body);
    let explorer = text(get(&app, "/graphiql", &[]).await);
    assert!(plain.contains("<textarea id=\"query\""));
    if EXPLORER.is_some() {
        assert!(plain.contains("<a href=\"/graphiql\">the explorer</a>"));
        assert!(explorer.contains("<div id=\"explorer\">"));
    } else {
        assert_eq!(explorer, plain);
        assert!(plain.contains("CAREER_GRAPH_EXPLORER=require cargo build --release"));
    }
}

#[tokio::test]
async fn the_examples_are_served_to_both_pages() {
    let app = app().await;
    let raw = get(&app, "/graphiql/examples.json", &[]).await;
    assert_eq!(header(&raw.headers, "content-type"), "application/json");
    let served: Vec<Value> = serde_json::from_slice(&raw.body).expect("JSON");
    let slugs: Vec<&str> = served.iter().filter_map(|example| example["slug"].as_str()).collect();
    assert_eq!(slugs, EXAMPLES.iter().map(|example| example.slug).collect::<Vec<_>>());
    for example in &served {
        let variables = example["variables"].as_str().expect("a text");
        assert!(variables.is_empty() || serde_json::from_str::<Value>(variables).is_ok(), "{example}");
    }
}
