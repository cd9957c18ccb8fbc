//! Questions that the graph is for, each one query, with the answers that the five documents give.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::App;

/// The slugs of the documents that say so.
fn sources(evidence: &Value) -> BTreeSet<&str> {
    let evidence = evidence.as_array().expect("evidence").iter();
    evidence.map(|one| one["source"]["slug"].as_str().expect("a slug")).collect()
}

const DOCUMENTS: [&str; 5] = [
    "what-does-a-backend-developer-do-286ba7bb",
    "what-is-a-back-end-developer-9847aa31",
    "what-is-a-back-end-developer-fe34e3cd",
    "what-is-a-backend-developer-7aa4583e",
    "what-is-a-backend-developer-a6ba4e85",
];

#[tokio::test]
async fn all_five_documents_say_that_a_back_end_developer_needs_communication_and_python() {
    let app = App::curated().await;
    let data = app
        .data(
            "{ role(by: {slug: \"back-end-developer\"}) {
                skills(filter: {name: {eq: \"communication\"}, minEvidence: 5}) { edges { ...E } }
                tools(filter: {name: {eq: \"python\"}, minEvidence: 5}) { edges { evidence { source { slug } } } } } }
             fragment E on RoleSkillEdge { evidence { source { slug } } }",
        )
        .await;
    for list in ["skills", "tools"] {
        let edges = data["role"][list]["edges"].as_array().expect("edges");
        assert_eq!(edges.len(), 1, "{list}");
        assert_eq!(Vec::from_iter(sources(&edges[0]["evidence"])), DOCUMENTS, "{list}");
    }
}

#[tokio::test]
async fn the_degree_apprenticeship_costs_nothing_and_pays_where_the_degree_costs_and_does_not() {
    let app = App::curated().await;
    let data = app
        .data(
            "{ apprenticeship: pathway(by: {slug: \"degree-apprenticeship-in-computer-science-or-software-engineering\"})
                 { ...Terms }
               degree: pathway(by: {slug: \"bachelors-degree-in-computer-science-or-software-engineering\"}) { ...Terms } }
             fragment Terms on Pathway {
                 region cost { ...M } debt { ...M } payWhileLearning { ...M } evidence { source { slug } } }
             fragment M on MoneyRange { min max currency period qualifier }",
        )
        .await;
    let pounds = |min: Option<f64>, max: f64, period: &str, qualifier: &str| json!({"min": min, "max": max, "currency": "GBP", "period": period, "qualifier": qualifier});
    let exactly = |amount: f64, period: &str| pounds(Some(amount), amount, period, "EXACT");
    let evidence = json!([{"source": {"slug": "what-is-a-backend-developer-a6ba4e85"}}]);
    assert_eq!(
        data["apprenticeship"],
        json!({
            "region": "GB",
            "cost": exactly(0.0, "YEAR"),
            "debt": exactly(0.0, "TOTAL"),
            "payWhileLearning": pounds(None, 30000.0, "YEAR", "UP_TO"),
            "evidence": evidence,
        })
    );
    assert_eq!(
        data["degree"],
        json!({
            "region": "GB",
            "cost": exactly(9250.0, "YEAR"),
            "debt": exactly(50000.0, "TOTAL"),
            "payWhileLearning": exactly(0.0, "YEAR"),
            "evidence": evidence,
        })
    );
}

#[tokio::test]
async fn a_back_end_developer_works_with_these() {
    let app = App::curated().await;
    let data = app
        .data(
            "{ role(by: {slug: \"back-end-developer\"}) { relations(kinds: [WORKS_WITH], first: 100) {
                totalCount edges { direction node { slug kind } evidence { source { slug } } } } } }",
        )
        .await;
    let relations = &data["role"]["relations"];
    let edges = relations["edges"].as_array().expect("edges");
    let of_kind = |kind: &str| -> Vec<&str> {
        let of_kind = edges.iter().filter(|edge| edge["node"]["kind"] == kind);
        of_kind.map(|edge| edge["node"]["slug"].as_str().expect("a slug")).collect()
    };
    assert_eq!(
        of_kind("OCCUPATION"),
        [
            "data-engineer",
            "data-scientist",
            "designer",
            "front-end-developer",
            "full-stack-developer",
            "junior-developer",
            "product-manager",
            "project-manager",
            "software-developer",
        ]
    );
    assert_eq!(
        of_kind("COUNTERPART"),
        ["client", "decision-maker", "investor", "quality-assurance-team", "stakeholder"]
    );
    assert_eq!(relations["totalCount"], 14);
    for edge in edges {
        assert_eq!(edge["direction"], "BOTH");
        assert!(!sources(&edge["evidence"]).is_empty());
    }
    let back = app
        .data("{ role(by: {slug: \"data-engineer\"}) { relations(kinds: [WORKS_WITH]) { nodes { slug } } } }")
        .await;
    assert_eq!(back["role"]["relations"]["nodes"], json!([{"slug": "back-end-developer"}]));
}

#[tokio::test]
async fn a_back_end_developer_can_become_a_solutions_architect_for_this_pay() {
    let app = App::curated().await;
    let data = app
        .data(
            "{ role(by: {slug: \"back-end-developer\"}) { relations(kinds: [CAN_BECOME]) { edges {
                node { name salaries { nodes { amount { min max currency period } region
                    evidence { source { slug } } } } } evidence { source { slug } } } } } }",
        )
        .await;
    let le_wagon = json!([{"source": {"slug": "what-is-a-back-end-developer-9847aa31"}}]);
    let amount = json!({"min": null, "max": 118_755.0, "currency": "USD", "period": "YEAR"});
    let salary = json!({"amount": amount, "region": "ZZ", "evidence": le_wagon});
    assert_eq!(
        data["role"]["relations"]["edges"],
        json!([{
            "node": {"name": "Solutions architect", "salaries": {"nodes": [salary]}},
            "evidence": le_wagon,
        }])
    );
}

#[tokio::test]
async fn two_roles_use_mysql() {
    let app = App::curated().await;
    let data = app
        .data("{ tool(by: {name: \"mysql\"}) { roles { totalCount edges { node { slug } evidence { source { slug } } } } } }")
        .await;
    let roles = &data["tool"]["roles"];
    let found: Vec<(&str, usize)> = roles["edges"]
        .as_array()
        .expect("edges")
        .iter()
        .map(|edge| (edge["node"]["slug"].as_str().expect("a slug"), sources(&edge["evidence"]).len()))
        .collect();
    assert_eq!(found, [("back-end-developer", 4), ("full-stack-developer", 1)]);
    assert_eq!(roles["totalCount"], 2);
}

#[tokio::test]
async fn documents_that_disagree_on_the_back_end_engineer_both_stand_with_their_source() {
    let app = App::curated().await;
    let data = app
        .data(
            "{ role(by: {slug: \"back-end-engineer\"}) { relations(kinds: [BROADER, COMPARED_WITH]) { edges {
                kind direction note node { slug } evidence { source { slug } } } } } }",
        )
        .await;
    let developer = json!({"slug": "back-end-developer"});
    assert_eq!(
        data["role"]["relations"]["edges"],
        json!([
            {
                "kind": "BROADER",
                "direction": "OUT",
                "note": "server-side scripting and server upkeep, the creative side of the project",
                "node": developer,
                "evidence": [{"source": {"slug": "what-is-a-back-end-developer-fe34e3cd"}}],
            },
            {
                "kind": "COMPARED_WITH",
                "direction": "BOTH",
                "note": "the engineer is broader: strategy and overall system architecture",
                "node": developer,
                "evidence": [{"source": {"slug": "what-does-a-backend-developer-do-286ba7bb"}}],
            },
        ])
    );
}
