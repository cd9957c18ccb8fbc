//! ESCO 1.1.1, O*NET 29.0, the crosswalk and the curated graph in one, as a client sees it.

use std::collections::{BTreeMap, HashSet};

use career_graph::dataset::Dataset;
use career_graph::graph::{ConceptIdx, Graph};
use career_graph::import::{Archive, crosswalk};
use career_graph::live::Snapshot;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::support::{App, Database, curated_edition, esco_1_1_1, onet_29_0, published};

pub(crate) fn everything() -> Option<[Dataset; 4]> {
    let folder = published("crosswalk")?;
    let mut archive = Archive::open(&folder).expect("it can be opened");
    let crosswalk = crosswalk::read(&mut archive).expect("it can be read").dataset;
    Some([curated_edition(), esco_1_1_1()?.dataset.clone(), onet_29_0()?.dataset.clone(), crosswalk])
}

/// A router over everything.
pub(crate) async fn loaded() -> Option<App> {
    let app = App::over(Database::sqlite()).await;
    for dataset in everything()? {
        app.load(dataset).await;
    }
    Some(app)
}

/// The graph of everything with its index, made once.
pub(crate) async fn snapshot() -> Option<&'static Snapshot> {
    static SNAPSHOT: OnceCell<Option<Snapshot>> = OnceCell::const_new();
    let made = SNAPSHOT.get_or_init(async || Some(loaded().await?.live.snapshot()));
    made.await.as_ref()
}

/// How the lists of the tests name a concept.
pub(crate) fn key(graph: &Graph, idx: ConceptIdx) -> String {
    let concept = graph.concept(idx);
    format!("{}/{}/{}", graph.taxonomy(concept.taxonomy).record.slug, concept.kind.text(), concept.key)
}

/// Ids, slugs and names of concepts and the cursors of the first and last page of each list.
async fn identities(app: &App) -> Value {
    let mut seen = json!({});
    for list in ["roles", "skills", "tools"] {
        let page = "totalCount nodes { id slug name } pageInfo { startCursor endCursor }";
        let query = format!("{{ a: {list}(first: 100) {{ {page} }} z: {list}(last: 100) {{ {page} }} }}");
        seen[list] = app.data(&query).await;
    }
    seen
}

/// Every link from an ESCO occupation to a skill, page by page, by requirement; none is met twice.
async fn links(app: &App) -> BTreeMap<String, usize> {
    let skills = |after: &str| {
        format!(
            "skills(first: 100{after}) {{
               edges {{ requirement node {{ id }} }} pageInfo {{ hasNextPage endCursor }}
             }}"
        )
    };
    let filter = "filter: {taxonomy: [\"esco\"], kind: [OCCUPATION]}";
    let (mut met, mut counts) = (HashSet::new(), BTreeMap::new());
    let mut take = |role: &str, page: &Value| {
        for edge in page["edges"].as_array().expect("edges") {
            let link = (role.to_owned(), edge["node"]["id"].as_str().expect("an id").to_owned());
            assert!(met.insert(link), "{role} {edge} is met twice");
            *counts.entry(edge["requirement"].to_string()).or_default() += 1;
        }
        let info = &page["pageInfo"];
        (info["hasNextPage"] == true).then(|| format!(", after: {}", info["endCursor"]))
    };
    let mut after = Some(String::new());
    while let Some(cursor) = after {
        let first = skills("");
        let page = format!(
            "{{ roles(first: 80{cursor}, {filter}) {{
               nodes {{ id {first} }} pageInfo {{ hasNextPage endCursor }}
             }} }}"
        );
        let page = &app.data(&page).await["roles"];
        for role in page["nodes"].as_array().expect("nodes") {
            let id = role["id"].as_str().expect("an id");
            let mut more = take(id, &role["skills"]);
            while let Some(cursor) = more {
                let next = skills(&cursor);
                let next = app.data(&format!("{{ role(by: {{id: \"{id}\"}}) {{ {next} }} }}")).await;
                more = take(id, &next["role"]["skills"]);
            }
        }
        let info = &page["pageInfo"];
        after = (info["hasNextPage"] == true).then(|| format!(", after: {}", info["endCursor"]));
    }
    counts
}

#[tokio::test]
async fn it_counts_what_the_releases_hold_whatever_came_first() {
    let Some(datasets) = everything() else { return };
    let [curated, esco, onet, crosswalk] = datasets.clone();
    let app = App::holding(Database::sqlite(), curated).await;
    for dataset in [esco, onet, crosswalk] {
        app.load(dataset).await;
    }
    let data = app
        .data(
            "{ occupations: roles(filter: {taxonomy: [\"esco\"], kind: [OCCUPATION]}) { totalCount }
               roles(filter: {taxonomy: [\"esco\"]}) { totalCount }
               skills(filter: {taxonomy: [\"esco\"], not: {kind: [GROUP]}}) { totalCount }
               all: skills(filter: {taxonomy: [\"esco\"]}) { totalCount }
               developer: role(by: {code: {scheme: ONET_SOC, value: \"15-1252.00\"}}) {
                 software: tools(filter: {not: {category: [EQUIPMENT]}}) { totalCount }
                 tools { totalCount } otherNames jobZone { number } skills { totalCount }
                 matched: skills(through: [EXACT, CLOSE, BROAD, NARROW]) { totalCount }
                 related: relations(kinds: [RELATED]) { totalCount }
               }
               graph { pendingMappingCount taxonomies { slug attribution } } }",
        )
        .await;
    assert_eq!(data["occupations"]["totalCount"], 3_007);
    assert_eq!(data["roles"]["totalCount"], 3_626);
    assert_eq!(data["skills"]["totalCount"], 13_896);
    assert_eq!(data["all"]["totalCount"], 14_536);
    let developer = &data["developer"];
    assert_eq!(developer["software"]["totalCount"], 423);
    assert_eq!(developer["tools"]["totalCount"], 435);
    assert_eq!(developer["otherNames"].as_array().map(Vec::len), Some(134));
    assert_eq!(developer["jobZone"]["number"], 4);
    // It was not rated: no skill, rather than a skill of level 0; what it matches has some.
    assert_eq!(developer["skills"]["totalCount"], 0);
    assert!(developer["matched"]["totalCount"].as_u64() > Some(20), "{developer}");
    assert_eq!(developer["related"]["totalCount"], 20);
    assert_eq!(data["graph"]["pendingMappingCount"], 1);
    let credited = |slug: &str, credit: &str| {
        let taxonomies = data["graph"]["taxonomies"].as_array().expect("a list");
        let taxonomy = taxonomies.iter().find(|taxonomy| taxonomy["slug"] == slug).expect("it is there");
        assert!(taxonomy["attribution"].as_str().expect("it says").contains(credit), "{taxonomy}");
    };
    credited("esco", "This service uses the ESCO classification of the European Commission");
    credited("onet", "U.S. Department of Labor, Employment and Training Administration");

    let counts = links(&app).await;
    let expected = [("\"ESSENTIAL\"", 64_891), ("\"OPTIONAL\"", 58_897)];
    assert_eq!(counts, expected.map(|(requirement, count)| (requirement.to_owned(), count)).into());

    // Elsewhere, in another order.
    let [curated, esco, onet, crosswalk] = datasets;
    let other = App::holding(Database::sqlite(), crosswalk).await;
    for dataset in [onet, curated, esco] {
        other.load(dataset).await;
    }
    assert_eq!(identities(&app).await, identities(&other).await);
    assert_eq!(app.live.graph().version.digest, other.live.graph().version.digest);
}
