//! A framework of a partner's own, written by hand: it is served beside the others and mapped to them.

use std::path::Path;

use career_graph::import::interchange;
use serde_json::json;

use super::lines;
use crate::support::{App, Database, Records};

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/interchange/partner.ndjson")
}

fn others() -> Records {
    let mut other = Records::new("other");
    other.role("metal-worker");
    other.skill("welding");
    other
}

#[tokio::test]
async fn it_is_served_with_publisher_licence_and_mappings() {
    for database in Database::each().await {
        let app = App::holding(database, others().dataset).await;
        app.load(interchange::read(&file()).expect("it is read").dataset).await;
        let data = app
            .data(
                "{ role(by: {code: {scheme: ISCO_08, value: \"7212\"}}) { name }
                   welder: role(by: {name: \"Welder\"}) {
                     slug name(language: \"de\") taxonomy { slug title publisher licence attribution }
                     skills { edges { node { name description } requirement evidence { source { title } locator } } }
                     salaries { nodes { amount { min currency qualifier } evidence { source { title } } } }
                     notes { nodes { text } }
                   } }",
            )
            .await;
        // The code of a group of occupations identifies none of them.
        assert_eq!(data["role"], json!(null));
        let source = json!({"title": "Acme Skills Framework"});
        let expected = json!({
            "slug": "welder-acme-d7f1f1ff",
            "name": "Schweißer",
            "taxonomy": {
                "slug": "acme", "title": "Acme Skills Framework", "publisher": "Acme Ltd", "licence": "CC-BY-4.0",
                "attribution": "Acme Skills Framework by Acme Ltd, CC BY 4.0.",
            },
            "skills": {"edges": [{
                "node": {"name": "Arc welding", "description": "Joining metal by an electric arc."},
                "requirement": "ESSENTIAL",
                "evidence": [{"source": source, "locator": "table 4"}],
            }]},
            "salaries": {"nodes": [{
                "amount": {"min": 32000, "currency": "GBP", "qualifier": "ABOUT"},
                "evidence": [{"source": source}],
            }]},
            "notes": {"nodes": [{"text": "Wear a mask."}, {"text": "And gloves."}]},
        });
        assert_eq!(data["welder"], expected);
    }
}

#[test]
fn what_it_leaves_out_is_left_out_of_its_export_too() {
    let dataset = interchange::read(&file()).expect("it is read").dataset;
    let text = lines(&dataset);
    let written = std::fs::read_to_string(file()).expect("the file");
    let mut written: Vec<&str> = written.lines().skip(1).collect();
    let mut exported: Vec<&str> = text.lines().skip(1).collect();
    written.sort_unstable();
    exported.sort_unstable();
    for (exported, written) in exported.iter().zip(&written) {
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        let (mut exported, mut written) = (value(exported), value(written));
        // The parts of a concept come in an order of their own.
        for record in [&mut exported, &mut written] {
            if let Some(labels) = record["concept"]["label"].as_array_mut() {
                labels.sort_by_key(ToString::to_string);
            }
        }
        assert_eq!(exported, written);
    }
}
