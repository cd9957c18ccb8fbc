//! The published tables; with ESCO 1.1.1, O*NET 29.0 and the curated graph.

use std::collections::{HashMap, HashSet};

use career_graph::dataset::{Dataset, Known, Reference, check};
use career_graph::import::Imported;
use entity::MappingKind;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{accounted, read};
use crate::support::{App, Database, curated_edition, esco_1_1_1, onet_29_0, published};

fn taxonomies() -> Option<[Dataset; 2]> {
    Some([esco_1_1_1()?.dataset.clone(), onet_29_0()?.dataset.clone()])
}

#[test]
fn every_row_of_every_table_is_accounted_for() {
    let Some(crosswalk) = published("crosswalk") else { return };
    let Imported { dataset, report } = read(&crosswalk).expect("it can be read");
    assert_eq!(
        accounted(&report),
        [
            ("2019_to_SOC_Crosswalk.csv", 1_016, 1_016),
            ("2010_to_2019_Crosswalk.csv", 1_164, 693),
            ("esco_onet_crosswalk_Nov2020.csv", 1_680, 1_680),
        ]
    );
    assert_eq!(report.skipped, []);
    assert_eq!(check(&dataset, &Known::default()), []);
    assert_eq!(dataset.datasets[0].release.as_deref(), Some("Nov2020"));
    let count = |kind| dataset.mappings.iter().filter(|mapping| mapping.kind == kind).count();
    assert_eq!(dataset.mappings.len(), 1_781);
    assert_eq!(MappingKind::ALL.iter().map(|kind| count(*kind)).collect::<Vec<_>>(), [0, 185, 1_370, 3, 223]);
    let sure = |at: f64| dataset.mappings.iter().filter(|mapping| mapping.confidence == Some(at)).count();
    assert_eq!([0.25, 0.5, 1.0].map(sure), [71, 1_179, 531]);
}

#[test]
fn every_code_is_one_of_onet_and_one_uri_is_none_of_esco() {
    let Some(crosswalk) = published("crosswalk") else { return };
    let ids: HashSet<Uuid> =
        taxonomies().iter().flatten().flat_map(|of| &of.concepts).map(|concept| concept.id).collect();
    let known = |end: &str| ids.contains(&end.parse::<Reference>().unwrap().id());
    let Imported { dataset, .. } = read(&crosswalk).unwrap();
    assert!(dataset.mappings.iter().all(|mapping| known(&mapping.to_ref)));
    let unknown: Vec<&str> =
        dataset.mappings.iter().map(|mapping| mapping.from_ref.as_str()).filter(|end| !known(end)).collect();
    let wind_turbine_technician =
        "esco/ROLE/http://data.europa.eu/esco/occupation/98562ce3-9632-4226-b129-c67eb9c54f0f";
    assert_eq!(unknown, [wind_turbine_technician]);
}

#[test]
fn every_curated_match_names_a_concept_that_is_there() {
    let Some(taxonomies) = taxonomies() else { return };
    let mut names: HashMap<Uuid, String> = HashMap::new();
    for dataset in taxonomies {
        let preferred = dataset.labels.into_iter().filter(|label| label.role == entity::LabelRole::Preferred);
        names.extend(preferred.map(|label| (label.concept_id, label.text)));
    }
    let edition = curated_edition();
    assert!(edition.mappings.len() > 150);
    let stated: HashMap<Uuid, &str> =
        edition.evidence.iter().filter_map(|row| Some((row.statement_id, row.stated.as_deref()?))).collect();
    for mapping in &edition.mappings {
        let id = mapping.to_ref.parse::<Reference>().unwrap().id();
        let name = names.get(&id).unwrap_or_else(|| panic!("{} is not there", mapping.to_ref));
        let stated = stated[&mapping.id];
        assert!(stated.starts_with(&format!("{name}: ")), "{} is `{name}`, not {stated}", mapping.to_ref);
    }
}

/// A role by its slug, asked for some fields.
async fn role(app: &App, slug: &str, fields: &str) -> Value {
    let query = format!("query($slug: String!) {{ role(by: {{slug: $slug}}) {{ {fields} }} }}");
    app.data_with(&query, json!({"slug": slug})).await["role"].take()
}

#[tokio::test]
async fn with_the_taxonomies_a_curated_role_has_what_they_know_of_it() {
    let Some(crosswalk) = published("crosswalk") else { return };
    let app = App::holding(Database::sqlite(), curated_edition()).await;
    for dataset in taxonomies().into_iter().flatten() {
        app.load(dataset).await;
    }
    assert_eq!(app.data("{ graph { pendingMappingCount } }").await["graph"]["pendingMappingCount"], 0);
    app.load(read(&crosswalk).unwrap().dataset).await;
    assert_eq!(app.data("{ graph { pendingMappingCount } }").await["graph"]["pendingMappingCount"], 1);

    let fields = "mappings { kind confidence concept { slug name taxonomy { slug } } evidence { source { slug } stated } } \
                  skills(through: [EXACT, CLOSE], first: 100) { totalCount edges { mapping requirement from { name } node { name } } } \
                  tools(through: [EXACT, CLOSE], first: 100) { totalCount edges { mapping from { name } node { name } } }";
    let role = role(&app, "back-end-developer", fields).await;
    let found: Vec<(&str, &str)> = role["mappings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mapping| (mapping["kind"].as_str().unwrap(), mapping["concept"]["name"].as_str().unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            ("CLOSE", "web developer"),
            ("CLOSE", "Web Developers"),
            ("BROAD", "software developer"),
            ("BROAD", "Software Developers"),
            ("BROAD", "Web and multimedia developers"),
        ]
    );
    assert!(role["mappings"][0]["confidence"].is_null());
    assert_eq!(role["mappings"][0]["evidence"][0]["source"]["slug"], "career-graph-mappings");
    let holds = |list: &Value, from: &str, name: &str| {
        let edges = list["edges"].as_array().unwrap();
        let fits = |edge: &&Value| edge["from"]["name"] == from && edge["node"]["name"] == name;
        edges.iter().find(fits).map(|edge| edge["mapping"].clone())
    };
    assert!(role["skills"]["totalCount"].as_u64().unwrap() > 28);
    let close = Some(json!("CLOSE"));
    assert_eq!(holds(&role["skills"], "web developer", "computer programming"), close);
    assert_eq!(holds(&role["skills"], "Back-end developer", "Communication"), Some(Value::Null));
    assert!(role["tools"]["totalCount"].as_u64().unwrap() > 100);
    assert_eq!(holds(&role["tools"], "Web Developers", "Apache Kafka"), close);
}

#[tokio::test]
async fn the_same_crosswalk_from_both_ends() {
    let Some(crosswalk) = published("crosswalk") else { return };
    let app = App::holding(Database::sqlite(), read(&crosswalk).unwrap().dataset).await;
    assert_eq!(
        app.data("{ graph { pendingMappingCount linkCount } }").await["graph"],
        json!({"pendingMappingCount": 1_781, "linkCount": 0})
    );
    for dataset in taxonomies().into_iter().flatten() {
        app.load(dataset).await;
    }
    let query = "{ role(by: {code: {scheme: ONET_SOC, value: \"15-1254.00\"}}) { mappings { kind confidence concept { name } evidence { source { slug } locator stated } } } }";
    let data = app.data(query).await;
    let mappings = data["role"]["mappings"].as_array().unwrap();
    let found: Vec<(&str, f64, &str)> = mappings
        .iter()
        .map(|mapping| {
            let name = mapping["concept"]["name"].as_str().unwrap();
            (mapping["kind"].as_str().unwrap(), mapping["confidence"].as_f64().unwrap(), name)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("CLOSE", 1.0, "web developer"),
            ("RELATED", 1.0, "user interface designer"),
            ("RELATED", 0.5, "user interface developer"),
        ]
    );
    let sources = &mappings[0]["evidence"];
    assert_eq!(sources[0]["source"]["slug"], "nesta-esco-onet-crosswalk");
    assert_eq!(sources[1]["source"]["slug"], "onet-soc-2010-to-2019-crosswalk");
    assert_eq!(sources[1]["locator"], "15-1134.00");
}
