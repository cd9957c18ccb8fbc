//! Many documents, generated and broken by a seed: none is a fault of ours, and every refusal has its code.

use std::sync::Arc;

use serde_json::{Value, json};

use super::attacks::attacks;
use super::generate::{broken, query};
use crate::support::{App, Dice, Schema};

const README: &str = include_str!("../../../README.md");

/// How many documents are sent; `CAREER_GRAPH_DOCUMENTS=2000000` sends more.
fn documents() -> u64 {
    let asked = std::env::var_os("CAREER_GRAPH_DOCUMENTS").and_then(|text| text.to_str()?.parse().ok());
    asked.unwrap_or(200_000)
}

/// What is broken: the questions of the README, attacks that are small, and generated queries.
fn corpus(schema: &Schema) -> Vec<String> {
    let blocks = README.split("\n```graphql\n").skip(1).filter_map(|rest| rest.split_once("\n```"));
    let mut corpus: Vec<String> = blocks.map(|(query, _)| query.to_owned()).collect();
    corpus.extend(attacks().into_iter().map(|attack| attack.query).filter(|query| query.len() < 2_000));
    corpus.extend((0..600).map(|seed| query(schema, &mut Dice::new(seed + 1_000_000))));
    corpus
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_document_is_a_fault_of_ours() {
    let app = Arc::new(App::curated().await);
    let corpus = Arc::new(corpus(&Schema::printed()));
    let tasks = 4;
    let tasks: Vec<_> = (0..tasks)
        .map(|task| {
            let (app, corpus) = (Arc::clone(&app), Arc::clone(&corpus));
            tokio::spawn(async move {
                let mut answered = 0;
                for seed in (task..documents()).step_by(4) {
                    let document = broken(&corpus, &mut Dice::new(seed));
                    answered += u64::from(one(&app, seed, &document).await);
                }
                answered
            })
        })
        .collect();
    let mut answered = 0;
    for task in tasks {
        answered += task.await.expect("no document is a fault of ours");
    }
    assert!(answered > documents() / 50, "some of them are answered, too: {answered}");
}

/// Whether the document is answered with data.
async fn one(app: &App, seed: u64, document: &str) -> bool {
    let raw = app.post(&json!({"query": document}).to_string()).await;
    assert!(!raw.status.is_server_error(), "seed {seed}: {}: {document}", raw.status);
    let answer: Value = serde_json::from_slice(&raw.body).expect("JSON");
    for error in answer["errors"].as_array().into_iter().flatten() {
        let code = error["extensions"]["code"].as_str().unwrap_or_default();
        assert!(!code.is_empty() && code != "INTERNAL", "seed {seed}: {error}: {document}");
        let length = error["message"].as_str().map_or(0, str::len);
        assert!((1..1_300).contains(&length), "seed {seed}: {error}");
    }
    assert!(
        answer.get("data").is_some_and(|data| !data.is_null()) || !answer["errors"].is_null(),
        "seed {seed}"
    );
    !answer["data"].is_null()
}
