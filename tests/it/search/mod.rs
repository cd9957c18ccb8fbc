//! Search, suggestions and skills in texts, as a client sees them.
//!
//! - `words`: how words are met, by a few concepts made for it
//! - `ads`: skills and tools in advertisements, over everything that is published
//! - `arguments`: pages, filters, limits, odd texts
//! - `edited`: an edited graph answers as one that is built anew
//! - `titles`: roles by the titles of jobs
//! - `texts`: skills and tools in texts, by a few concepts made for it
//! - `whole`: recall over everything that is published

mod ads;
mod arguments;
mod edited;
mod texts;
mod titles;
mod whole;
mod words;

use entity::ConceptKind;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{App, Records};

/// A concept of a name that is no slug.
fn named(records: &mut Records, kind: ConceptKind, name: &str) -> Uuid {
    let key = format!("c-{}", Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple());
    let id = match kind {
        ConceptKind::Role => records.role(&key),
        ConceptKind::Skill => records.skill(&key),
        _ => records.tool(&key),
    };
    records.rename(id, name);
    id
}

/// What a text finds: preferred names with how each was met.
async fn found(app: &App, text: &str) -> Vec<(String, String)> {
    let query = "query($text: String!) { search(text: $text) { edges { node { name } match } } }";
    let data = app.data_with(query, json!({"text": text})).await;
    let edges = data["search"]["edges"].as_array().expect("edges");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    edges.iter().map(|edge| (text(&edge["node"]["name"]), text(&edge["match"]))).collect()
}

/// The names of what a text finds.
async fn names(app: &App, text: &str) -> Vec<String> {
    found(app, text).await.into_iter().map(|(name, _)| name).collect()
}

/// What a text may become: texts with their hints.
async fn suggested(app: &App, prefix: &str) -> Vec<(String, Option<String>)> {
    let query = "query($prefix: String!) { suggest(prefix: $prefix) { text hint } }";
    let data = app.data_with(query, json!({"prefix": prefix})).await;
    let all = data["suggest"].as_array().expect("suggestions");
    let hint = |value: &Value| value.as_str().map(str::to_owned);
    all.iter().map(|one| (one["text"].as_str().expect("text").to_owned(), hint(&one["hint"]))).collect()
}
