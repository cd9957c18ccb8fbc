//! What is retired, and what comes back.

use entity::{ConceptKind, NoteKind};
use serde_json::{Value, json};

use crate::support::{App, Database, Records, crowd, curated_edition, member};

#[tokio::test]
async fn a_retired_concept_answers_look_ups_and_is_left_out_elsewhere() {
    let mut records = Records::new("trades");
    let (weaver, operator) = (records.role("weaver"), records.role("loom-operator"));
    let (skill, other) = (records.skill("weaving"), records.skill("mending"));
    let pathway = records.pathway("guild", entity::PathwayKind::Apprenticeship);
    let (diploma, letter) = (records.credential("diploma"), records.credential("letter"));
    for role in [weaver, operator] {
        for skill in [skill, other] {
            records.role_skill(role, skill, None);
        }
        records.role_pathway(role, pathway);
    }
    records.role_relation(weaver, operator, entity::RoleLinkKind::WorksWith);
    records.question(operator, "What is a warp?", &[skill, other]);
    records.step(pathway, 1, Some(letter), &[skill, other]);
    records.step(pathway, 2, Some(diploma), &[]);
    records.step(pathway, 3, Some(diploma), &[]);
    records.mapping(operator, weaver, entity::MappingKind::Close);
    records.note(weaver, NoteKind::Demand, "hardly any");
    records.retire(weaver, Some(operator));
    records.retire(skill, None);
    records.retire(letter, None);
    let app = App::holding(Database::sqlite(), records.dataset).await;

    let look_ups = format!(
        "{{ a: role(by: {{id: \"{weaver}\"}}) {{ ...F }} b: role(by: {{slug: \"weaver\"}}) {{ ...F }}
            c: role(by: {{name: \"weaver\"}}) {{ ...F }} d: node(id: \"{weaver}\") {{ ...F }} }}
         fragment F on Concept {{ name retired replacedBy {{ id retired replacedBy {{ id }} }} notes {{ text }} }}"
    );
    let found = json!({
        "name": "weaver",
        "retired": true,
        "replacedBy": {"id": operator.to_string(), "retired": false, "replacedBy": null},
        "notes": [{"text": "hardly any"}],
    });
    assert_eq!(app.data(&look_ups).await, json!({"a": found, "b": found, "c": found, "d": found}));

    let data = app
        .data(
            "{ roles { totalCount nodes { slug } } skills { totalCount nodes { slug } }
               graph { counts { kind count } taxonomies { counts { kind count } } }
               role(by: {slug: \"loom-operator\"}) {
                   skills { totalCount nodes { slug } } relations(direction: BOTH) { totalCount }
                   interviewQuestions { about { slug } } mappings { kind } }
               skill(by: {slug: \"mending\"}) { roles { totalCount nodes { slug } } }
               pathway(by: {slug: \"guild\"}) { roles { totalCount nodes { slug } }
                   steps { skills { slug } } credentials { slug } } }",
        )
        .await;
    let only = |slug: &str| json!({"totalCount": 1, "nodes": [{"slug": slug}]});
    assert_eq!(data["roles"], only("loom-operator"));
    assert_eq!(data["skills"], only("mending"));
    assert_eq!(data["graph"]["counts"], data["graph"]["taxonomies"][0]["counts"]);
    let counts: Vec<_> =
        data["graph"]["counts"].as_array().expect("counts").iter().map(|c| &c["count"]).collect();
    assert_eq!(json!(counts), json!([1, 1, 0, 1, 0, 1, 0, 0]));
    assert_eq!(
        data["role"],
        json!({
            "skills": only("mending"),
            "relations": {"totalCount": 0},
            "interviewQuestions": [{"about": [{"slug": "mending"}]}],
            "mappings": [],
        })
    );
    assert_eq!(data["skill"], json!({"roles": only("loom-operator")}));
    assert_eq!(
        data["pathway"],
        json!({
            "roles": only("loom-operator"),
            "steps": [{"skills": [{"slug": "mending"}]}, {"skills": []}, {"skills": []}],
            "credentials": [{"slug": "diploma"}],
        })
    );

    let cases = [
        ("{retired: true}", vec!["weaver"]),
        ("{retired: false}", vec!["loom-operator"]),
        ("{or: [{retired: true}, {retired: false}]}", vec!["loom-operator", "weaver"]),
        ("{not: {retired: true}}", vec!["loom-operator"]),
        ("{not: {retired: false}}", vec!["weaver"]),
        ("{name: {contains: \"w\"}}", vec![]),
        ("{name: {contains: \"w\"}, retired: true}", vec!["weaver"]),
    ];
    for (filter, expected) in cases {
        let data =
            app.data(&format!("{{ roles(filter: {filter}) {{ totalCount nodes {{ slug }} }} }}")).await;
        let nodes: Vec<Value> = expected.iter().map(|slug| json!({"slug": slug})).collect();
        assert_eq!(data["roles"], json!({"totalCount": expected.len(), "nodes": nodes}), "{filter}");
    }
}

#[tokio::test]
async fn what_no_import_gives_any_more_is_retired_and_comes_back_when_it_is_given_again() {
    let app = App::holding(Database::sqlite(), crowd(3, 0)).await;
    let gone = member("Role", "n002");
    let query = format!("{{ node(id: \"{gone}\") {{ ... on Role {{ retired }} }} roles {{ totalCount }} }}");
    assert_eq!(app.data(&query).await, json!({"node": {"retired": false}, "roles": {"totalCount": 4}}));
    app.load(crowd(2, 0)).await;
    assert_eq!(app.data(&query).await, json!({"node": {"retired": true}, "roles": {"totalCount": 3}}));
    app.load(crowd(3, 0)).await;
    assert_eq!(app.data(&query).await, json!({"node": {"retired": false}, "roles": {"totalCount": 4}}));
}

#[tokio::test]
async fn the_same_data_has_the_same_digest_whatever_came_between() {
    let app = App::holding(Database::sqlite(), curated_edition()).await;
    let digest = async || app.data("{ graph { revision digest } }").await["graph"].clone();
    let first = digest().await;
    app.load(crowd(1, 0)).await;
    let with_crowd = digest().await;
    assert_ne!(with_crowd["digest"], first["digest"]);
    app.load(crowd(2, 0)).await;
    app.load(crowd(1, 0)).await;
    let again = digest().await;
    assert_eq!(again["digest"], with_crowd["digest"]);
    assert_eq!(again["revision"], 4);
    assert_eq!(
        ConceptKind::ALL.len(),
        app.data("{ graph { counts { kind } } }").await["graph"]["counts"].as_array().map_or(0, Vec::len)
    );
}
