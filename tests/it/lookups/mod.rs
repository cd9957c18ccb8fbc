//! One concept by each of its keys, any node by id, and what answers where there is none.
//!
//! - `nodes`: any node by id
//! - `by_kind`: codes, notes and matches of a concept
//! - `retired`: what is retired, and what comes back
//! - `refused`: arguments that are refused, and that every error has its code
//!
//! Below: the keys.

mod by_kind;
mod nodes;
mod refused;
mod retired;

use entity::{CodeScheme, LabelRole, former_slug};
use serde_json::json;
use uuid::Uuid;

use crate::support::{App, Database, Records};

/// One concept of each kind that can be looked up, each with every key.
async fn keyed() -> (App, Vec<(&'static str, Uuid)>) {
    let mut records = Records::new("keys");
    let concepts = vec![
        ("role", records.role("keeper")),
        ("skill", records.skill("keeper")),
        ("tool", records.tool("keeper")),
        ("pathway", records.pathway("keeper", entity::PathwayKind::Degree)),
        ("task", records.task("keeper")),
    ];
    for (number, (_, id)) in concepts.iter().enumerate() {
        records.rename(*id, "Keeper of the Keys");
        records.name(*id, "de", LabelRole::Alternative, "Schlüsselwart");
        records.name(*id, "en", LabelRole::Hidden, "keyper");
        records.code(*id, CodeScheme::OnetTask, &format!("17-{number}"), true);
        records.code(*id, CodeScheme::Isco08, "9999", false);
        let kind = records.dataset.concepts[number].kind;
        let slug = "warden".to_owned();
        records.dataset.former_slugs.push(former_slug::Model { kind, slug, concept_id: *id });
    }
    (App::holding(Database::sqlite(), records.dataset).await, concepts)
}

#[tokio::test]
async fn a_concept_is_found_by_each_of_its_keys() {
    let (app, concepts) = keyed().await;
    for (number, (field, id)) in concepts.iter().enumerate() {
        let keys = [
            format!("id: \"{id}\""),
            format!("id: \"{}\"", id.to_string().to_uppercase()),
            "slug: \"keeper\"".to_owned(),
            "slug: \"warden\"".to_owned(),
            format!("code: {{scheme: ONET_TASK, value: \"17-{number}\"}}"),
            "name: \"Keeper of the Keys\"".to_owned(),
            "name: \" keeper OF  the keys \"".to_owned(),
            "name: \"SCHLÜSSELWART\"".to_owned(),
        ];
        for key in keys {
            let data = app.data(&format!("{{ it: {field}(by: {{{key}}}) {{ id slug }} }}")).await;
            assert_eq!(data["it"], json!({"id": id.to_string(), "slug": "keeper"}), "{field} by {key}");
        }
    }
}

#[tokio::test]
async fn a_key_that_nobody_has_gives_null_and_no_error() {
    let (app, concepts) = keyed().await;
    for (number, (field, _)) in concepts.iter().enumerate() {
        let other = concepts[(number + 1) % concepts.len()].1;
        let other_code = (number + 1) % concepts.len();
        let keys = [
            format!("id: \"{}\"", Uuid::nil()),
            format!("id: \"{other}\""),
            "slug: \"keepers\"".to_owned(),
            "slug: \"Keeper\"".to_owned(),
            "slug: \"\"".to_owned(),
            format!("code: {{scheme: ONET_TASK, value: \"17-{other_code}\"}}"),
            "code: {scheme: ISCO_08, value: \"9999\"}".to_owned(),
            format!("code: {{scheme: ONET_ELEMENT, value: \"17-{number}\"}}"),
            "name: \"keyper\"".to_owned(),
            "name: \"Keeper\"".to_owned(),
            "name: \"\"".to_owned(),
        ];
        for key in keys {
            let data = app.data(&format!("{{ it: {field}(by: {{{key}}}) {{ id }} }}")).await;
            assert_eq!(data, json!({"it": null}), "{field} by {key}");
        }
    }
    let nobody = format!("{{ node(id: \"{}\") {{ id }} taxonomy(slug: \"none\") {{ id }} }}", Uuid::nil());
    assert_eq!(app.data(&nobody).await, json!({"node": null, "taxonomy": null}));
    for key in ["slug: \"none\"".to_owned(), format!("id: \"{}\"", concepts[0].1)] {
        assert_eq!(app.data(&format!("{{ source(by: {{{key}}}) {{ id }} }}")).await, json!({"source": null}));
    }
}

#[tokio::test]
async fn a_name_that_several_bear_is_ambiguous_and_names_them() {
    let app = App::curated().await;
    let answer = app.answer("{ a: pathway(by: {name: \"bootcamp\"}) { id } graph { revision } }").await;
    assert_eq!(answer["data"], json!({"a": null, "graph": {"revision": 1}}));
    let errors = answer["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["extensions"]["code"], "AMBIGUOUS");
    let candidates = &errors[0]["extensions"]["candidates"];
    assert!(candidates.as_array().is_some_and(|ids| ids.len() > 1), "{candidates}");
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Pathway { name otherNames } } }";
    let data = app.data_with(query, json!({"ids": candidates})).await;
    for pathway in data["nodes"].as_array().expect("pathways") {
        assert!(
            pathway.to_string().to_lowercase().contains("\"bootcamp\""),
            "{pathway} does not bear the name"
        );
    }
}

#[tokio::test]
async fn a_name_that_is_also_that_of_a_retired_concept_belongs_to_the_one_in_use() {
    let mut records = Records::new("keys");
    let (old, new) = (records.role("old-smith"), records.role("smith"));
    records.rename(old, "Smith");
    records.rename(new, "Smith");
    records.retire(old, Some(new));
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let data = app.data("{ role(by: {name: \"smith\"}) { slug retired } }").await;
    assert_eq!(data["role"], json!({"slug": "smith", "retired": false}));
}
