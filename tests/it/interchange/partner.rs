//! A framework of a partner's own, written by hand: it is served beside the others and mapped to them.

use std::path::Path;

use career_graph::dataset::{id, slug};
use career_graph::export::{self, Records as Exported};
use career_graph::import::interchange;
use entity::ConceptKind;
use serde_json::json;

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
    let welder = id::concept("acme", ConceptKind::Role, "welder");
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
                     notes { text }
                   } }",
            )
            .await;
        // The code of a group of occupations identifies none of them.
        assert_eq!(data["role"], json!(null));
        let source = json!({"title": "Acme Skills Framework"});
        let expected = json!({
            "slug": slug::of_taxonomy("Welder", "acme", welder),
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
                "amount": {"min": 32000.0, "currency": "GBP", "qualifier": "ABOUT"},
                "evidence": [{"source": source}],
            }]},
            "notes": [{"text": "Wear a mask."}, {"text": "And gloves."}],
        });
        assert_eq!(data["welder"], expected);
    }
}

#[tokio::test]
async fn what_it_leaves_out_is_left_out_of_its_export_too() {
    let database = Database::sqlite();
    let store = database.store().await;
    super::apply(&store, others().dataset).await;
    super::apply(&store, interchange::read(&file()).expect("it is read").dataset).await;
    let stored = store.read().await.expect("a read").dataset;
    let mut exported = Vec::new();
    let records = Exported::of(stored, &["acme".to_owned()]).expect("there is one");
    export::ndjson::write(&records, &mut exported).expect("it is written");
    let exported = String::from_utf8(exported).expect("it is UTF-8");
    let written = std::fs::read_to_string(file()).expect("the file");
    // The records and the names of a concept come in an order of their own.
    let records = |text: &str| -> Vec<String> {
        let record = |line: &str| {
            let mut record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            if let Some(labels) =
                record.pointer_mut("/concept/label").and_then(|labels| labels.as_array_mut())
            {
                labels.sort_by_key(ToString::to_string);
            }
            record.to_string()
        };
        let mut records: Vec<String> = text.lines().skip(1).map(record).collect();
        records.sort();
        records
    };
    assert_eq!(records(&exported), records(&written));
}

#[tokio::test]
async fn the_framework_in_the_readme_is_served_beside_the_curated_graph() {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("```jsonl\n").expect("a block of lines");
    let (block, _) = rest.split_once("```").expect("its end");
    let app = App::curated().await;
    app.load(super::read(block).expect("it is read").dataset).await;
    let data = app
        .data(
            "{ role(by: {name: \"Web engineer\"}) {
                 taxonomy { attribution }
                 skills { nodes { name taxonomy { slug } } }
               } }",
        )
        .await;
    let expected = json!({
        "taxonomy": {"attribution": "Acme Skills by Acme Ltd."},
        "skills": {"nodes": [
            {"name": "Communication", "taxonomy": {"slug": "house"}},
            {"name": "Query tuning", "taxonomy": {"slug": "acme"}},
        ]},
    });
    assert_eq!(data["role"], expected);
}
