//! Every example of the README runs as it is written, and is answered as it says.

use axum::body::Body;
use axum::http::Request;
use career_graph::config::Limits;
use clap::{Args, Command};
use serde_json::Value;

use crate::support::App;

const README: &str = include_str!("../../README.md");

/// The blocks of a language with what follows each.
pub(crate) fn blocks(language: &str) -> Vec<(&'static str, &'static str)> {
    let fence = format!("\n```{language}\n");
    let starts = README.match_indices(&fence).map(|(at, _)| &README[at + fence.len()..]);
    starts.filter_map(|rest| rest.split_once("\n```")).collect()
}

#[tokio::test]
async fn every_query_of_the_readme_is_answered_without_an_error() {
    let app = App::curated().await;
    let queries = blocks("graphql");
    assert!(queries.len() >= 6, "the README has only {} queries", queries.len());
    for (query, _) in queries {
        let data = app.data(query).await;
        assert!(!holds_nothing(&data), "{query}\nis answered with nothing: {data:#}");
    }
}

#[tokio::test]
async fn the_first_question_has_the_answer_that_the_readme_shows() {
    let app = App::curated().await;
    let (query, _) = blocks("graphql")[0];
    let (shown, _) = blocks("json")[0];
    let shown: Value = serde_json::from_str(shown).unwrap();
    assert_eq!(app.answer(query).await, shown);
}

#[tokio::test]
async fn the_request_that_the_readme_sends_is_the_first_question() {
    let (query, _) = blocks("graphql")[0];
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (curl, _) = blocks("sh").into_iter().find(|(command, _)| command.starts_with("curl")).unwrap();
    let body = curl.split_once("-d '").unwrap().1.trim_end_matches('\'');
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(words(body["query"].as_str().unwrap()), words(query));
}

#[test]
fn the_table_of_limits_has_every_setting_with_its_default() {
    let limits = Limits::augment_args(Command::new("limits"));
    let settings = limits.get_arguments().map(|setting| {
        let default = setting.get_default_values().first().expect("a limit has a default");
        let name = setting.get_long().expect("a setting is long");
        (format!("`--{name}`"), default.to_string_lossy().into_owned())
    });
    let (_, table) = README.split_once("| limit | default | setting |\n").expect("there is a table");
    let rows = table.lines().skip(1).map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let told = rows.map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [_, default, setting] = cells[..] else { panic!("no row of three: {row}") };
        (setting.to_owned(), default.replace(',', ""))
    });
    assert_eq!(told.collect::<Vec<_>>(), settings.collect::<Vec<_>>());
}

#[tokio::test]
async fn all_that_is_counted_is_named() {
    let app = App::curated().await;
    // A counter is there once it has counted.
    app.data("{ __typename }").await;
    app.answer("{").await;
    let raw = app.send(Request::get("/metrics").body(Body::empty()).unwrap()).await;
    let page = String::from_utf8(raw.body).unwrap();
    let types = page.lines().filter_map(|line| line.strip_prefix("# TYPE career_graph_")?.split_once(' '));
    let row = README.lines().find(|line| line.starts_with("| `/metrics` |")).expect("a row");
    let mut names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
    names.retain(|name| name.starts_with("career_graph_") || name.starts_with("…_"));
    let told = types.map(|(name, kind)| match (name, kind) {
        // The first one is named in full, and a counter as its samples are.
        ("requests", "counter") => "career_graph_requests_total".to_owned(),
        (name, "counter") => format!("…_{name}_total"),
        (name, _) => format!("…_{name}"),
    });
    assert_eq!(names, told.collect::<Vec<_>>());
}

/// Whether some root field found nothing, or some list on the way is empty at the top.
fn holds_nothing(data: &Value) -> bool {
    data.as_object().is_none_or(|fields| fields.values().any(Value::is_null))
}
