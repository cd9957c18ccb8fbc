//! The graph answers every fact of the five documents, with evidence from the document that states it.
//!
//! - `*.txt`: the facts and what is expected of the graph, written out; a line is one fact
//! - `table`: reads those files
//! - `question`: what each kind of line asks the graph
//! - `check`: what the answer must hold
//! - `answers`: sends the queries, each once

mod answers;
mod check;
mod question;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use self::answers::Answers;
use self::question::{PATHWAY_FIELDS, Question};
use crate::support::App;

#[tokio::test]
async fn the_graph_answers_every_fact_with_evidence_from_its_document() {
    let mut answers = Answers::of(App::curated().await);
    let mut asked = Vec::new();
    let mut failures = Vec::new();
    for row in table::rows() {
        failures.extend(answers.failures(&row).await.into_iter().map(|failure| format!("{row}: {failure}")));
        asked.push(row.fact);
    }
    asked.sort_unstable();
    let facts: Vec<String> = (1..=386).map(|number| format!("F{number:03}")).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(asked, facts, "the table holds each fact once");
}

#[tokio::test]
async fn a_pathway_says_nothing_that_no_document_states() {
    let mut stated: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in table::rows().into_iter().filter(|row| row.subject.look_up == "pathway") {
        let fields = stated.entry(row.subject.slug).or_default();
        fields.extend(row.values.iter().filter_map(|(key, _)| key.strip_prefix("pathway.")));
        if row.asked == "entry" {
            fields.insert("entryRequirement");
        }
    }
    let mut answers = Answers::of(App::curated().await);
    let mut failures = Vec::new();
    for (slug, fields) in stated {
        let pathway = answers.concept("pathway", slug, "").await;
        for field in PATHWAY_FIELDS {
            if !fields.contains(field) && !pathway[field].is_null() {
                failures.push(format!("{slug}: {field} is {}", pathway[field]));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The answer to F141 as it should be, and what `check` says of it after `change`.
fn told_of(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let row = table::rows().into_iter().find(|row| row.fact == "F141").expect("F141 is in the table");
    let mut answer = json!({
        "slug": "back-end-developer",
        "name": "Back-end developer",
        "kind": "OCCUPATION",
        "skills": {
            "edges": [{
                "node": { "slug": "front-end-languages", "name": "Front-end languages", "kind": "TECHNICAL" },
                "requirement": "OPTIONAL",
                "evidence": [{
                    "source": { "slug": "what-does-a-backend-developer-do-286ba7bb" },
                    "locator": "Technical skills",
                    "date": null,
                    "stated": "Front-end languages; level: basic; requirement: beneficial; examples: HTML, CSS, JavaScript",
                }],
            }],
            "pageInfo": { "hasNextPage": false },
        },
    });
    change(&mut answer);
    check::answer(&row, &Question::of(&row), &answer)
}

#[test]
fn an_answer_that_lacks_anything_of_the_fact_is_a_failure() {
    assert_eq!(told_of(|_| ()), Vec::<String>::new());
    let changes: [(&str, Value); 12] = [
        ("", Value::Null),
        ("/name", json!("Web developer")),
        ("/kind", json!("GROUP")),
        ("/skills/pageInfo/hasNextPage", json!(true)),
        ("/skills/edges", json!([])),
        ("/skills/edges/0/node/name", json!("Languages")),
        ("/skills/edges/0/node/kind", json!("SOFT")),
        ("/skills/edges/0/requirement", Value::Null),
        ("/skills/edges/0/evidence/0/source/slug", json!("what-is-a-backend-developer-7aa4583e")),
        ("/skills/edges/0/evidence/0/stated", json!("Front-end languages")),
        ("/skills/edges/0/evidence/0/locator", Value::Null),
        ("/skills/edges/0/evidence/0/date", json!("2023-10-02")),
    ];
    for (place, value) in changes {
        let told = told_of(|answer| *answer.pointer_mut(place).expect("the place is in the answer") = value);
        assert_eq!(told.len(), 1, "with another {place}: {told:?}");
    }
}
