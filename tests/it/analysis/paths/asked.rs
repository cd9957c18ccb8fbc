//! Routes as a client asks for them.

use serde_json::{Value, json};

use crate::support::{App, Database, Records};

const HOP: &str = "from { slug } to { slug } by cost tier reason weeks { min max } pathway { slug }
    newSkills { slug } because { source { slug } locator stated }";

fn query(arguments: &str) -> String {
    format!(
        "{{ careerPaths({arguments}) {{
             routes {{ cost hops {{ {HOP} }} }} noRoute {{ constraint message }}
             receipt {{ revision algorithm version inputsHash }} }} }}"
    )
}

/// Four roles in a row, each with a job zone; the third is entered from the second by a related tier only.
async fn row() -> App {
    let mut records = Records::new("row");
    let [a, b, c, d, _] = ["a", "b", "c", "d", "alone"].map(|name| records.role(name));
    for (number, role) in (1..).zip(&mut records.dataset.roles) {
        let (name, preparation) = (format!("Zone {number}"), "Some".to_owned());
        records.dataset.job_zones.push(entity::job_zone::Model { number, name, preparation });
        role.job_zone = Some(number);
    }
    records.role_relation(a, b, entity::RoleLinkKind::CanBecome);
    records.role_relation(b, c, entity::RoleLinkKind::Related);
    let related = records.dataset.role_relations.last_mut().expect("a relation");
    (related.tier, related.rank) = (Some(entity::RelatedTier::Supplemental), Some(11));
    records.role_relation(c, d, entity::RoleLinkKind::CanBecome);
    let [sawing, planing] = ["sawing", "planing"].map(|name| records.skill(name));
    records.role_skill(d, sawing, None);
    records.role_skill(d, planing, None);
    App::holding(Database::sqlite(), records.dataset).await
}

#[tokio::test]
async fn a_source_says_that_a_back_end_developer_can_become_a_solutions_architect() {
    let app = App::curated().await;
    let asked = query(
        "from: {slug: \"back-end-developer\"}, to: {slug: \"solutions-architect\"}, have: [], via: [CAN_BECOME], k: 1",
    );
    let paths = &app.data(&asked).await["careerPaths"];
    let hops = paths["routes"][0]["hops"].as_array().expect("hops");
    assert_eq!(hops.len(), 1, "{paths}");
    let hop = &hops[0];
    assert_eq!((&hop["by"], &hop["tier"]), (&json!("CAN_BECOME"), &Value::Null));
    let because = hop["because"].as_array().expect("evidence");
    assert_eq!(because.len(), 1, "{hop}");
    assert_eq!(
        (&because[0]["locator"], &because[0]["stated"]),
        (&json!("Pay"), &json!("Solutions architect"))
    );
    assert!(hop["reason"].as_str().is_some_and(|reason| reason.contains("can become")), "{hop}");
    assert_eq!(paths["noRoute"], Value::Null);
    assert_eq!(paths["receipt"]["algorithm"], "careerPaths");
    assert_eq!(*paths, app.data(&asked).await["careerPaths"], "asked again");
}

#[tokio::test]
async fn where_there_is_no_route_it_says_what_leaves_none() {
    let app = row().await;
    let route = "from: {slug: \"a\"}, to: {slug: \"d\"}, have: []";
    let open = &app.data(&query(route)).await["careerPaths"];
    // The last hop asks for two new skills; of the roles before nothing is known, so that each costs as much as the most.
    assert_eq!((&open["routes"][0]["cost"], &open["noRoute"]), (&json!(6.0), &Value::Null), "{open}");
    let tiers: Vec<&Value> = (0..3).map(|at| &open["routes"][0]["hops"][at]["tier"]).collect();
    assert_eq!(tiers, [&Value::Null, &json!("SUPPLEMENTAL"), &Value::Null]);
    for (limit, constraint) in [
        ("avoid: [{slug: \"b\"}]", "avoid"),
        ("avoid: [{slug: \"d\"}]", "avoid"),
        ("tiers: [PRIMARY_SHORT, PRIMARY_LONG]", "tiers"),
        ("via: [CAN_BECOME, SIMILAR]", "via"),
        ("minJobZone: 3", "minJobZone"),
        ("maxNewSkillsPerHop: 1", "maxNewSkillsPerHop"),
        ("maxHops: 2", "maxHops"),
        ("maxHops: 2, minJobZone: 5", "several"),
    ] {
        let paths = &app.data(&query(&format!("{route}, {limit}"))).await["careerPaths"];
        assert_eq!(paths["routes"], json!([]), "{limit}");
        assert_eq!(paths["noRoute"]["constraint"], constraint, "{limit}");
        let message = paths["noRoute"]["message"].as_str().expect("a sentence");
        assert!(matches!(constraint, "several") || message.contains(constraint), "{message}");
    }
    let held = query(
        "from: {slug: \"a\"}, to: {slug: \"d\"}, have: [{skill: {slug: \"sawing\"}}], maxNewSkillsPerHop: 1",
    );
    let held = &app.data(&held).await["careerPaths"]["routes"][0];
    assert_eq!((&held["cost"], &held["hops"][2]["cost"]), (&json!(5.0), &json!(1.0)));
    assert_eq!(held["hops"][2]["newSkills"], json!([{"slug": "planing"}]));
    let nowhere = query("from: {slug: \"d\"}, to: {slug: \"alone\"}, have: [], minJobZone: 5, maxHops: 1");
    assert_eq!(app.data(&nowhere).await["careerPaths"]["noRoute"]["constraint"], "graph");
}

#[tokio::test]
async fn only_what_is_trusted_is_hopped() {
    let app = row().await;
    let source = app.data("{ source(by: {slug: \"row\"}) { id } }").await["source"]["id"].take();
    for (trust, leads) in [
        (String::new(), true),
        (format!("sources: [{source}]"), true),
        ("sources: []".to_owned(), false),
        ("taxonomies: [\"row\"]".to_owned(), true),
        ("taxonomies: []".to_owned(), false),
        ("minEvidence: 1".to_owned(), true),
        ("minEvidence: 2".to_owned(), false),
    ] {
        let asked = query(&format!("from: {{slug: \"a\"}}, to: {{slug: \"d\"}}, have: [], {trust}"));
        let paths = &app.data(&asked).await["careerPaths"];
        assert_eq!(paths["routes"].as_array().map(Vec::len), Some(usize::from(leads)), "{trust}");
        let constraint = if leads { Value::Null } else { json!("filters") };
        assert_eq!(paths["noRoute"]["constraint"], constraint, "{trust}");
    }
}

#[tokio::test]
async fn what_is_out_of_bounds_or_unknown_is_named() {
    let app = row().await;
    let route = "from: {slug: \"a\"}, to: {slug: \"d\"}, have: []";
    for (argument, code, named) in [
        ("k: 0", "BAD_USER_INPUT", "`k` is 0: expected 1 to 10"),
        ("k: 11", "BAD_USER_INPUT", "`k` is 11: expected 1 to 10"),
        ("maxHops: 0", "BAD_USER_INPUT", "`maxHops` is 0: expected 1 to 10"),
        ("maxHops: 11", "BAD_USER_INPUT", "`maxHops` is 11: expected 1 to 10"),
        ("minJobZone: 6", "BAD_USER_INPUT", "`minJobZone` is 6: expected 1 to 5"),
        ("maxNewSkillsPerHop: -1", "BAD_USER_INPUT", "`maxNewSkillsPerHop` is -1: expected 0 or more"),
        ("minEvidence: -1", "BAD_USER_INPUT", "`minEvidence`"),
        ("avoid: [{slug: \"a\"}, {slug: \"b\"}, {slug: \"x\"}]", "NOT_FOUND", "`avoid[2]`"),
    ] {
        let (found, message) = app.error(&query(&format!("{route}, {argument}"))).await;
        assert!(found == code && message.contains(named), "{argument}: {found} {message}");
    }
    for (ends, named) in [
        ("from: {slug: \"x\"}, to: {slug: \"d\"}", "`from`"),
        ("from: {slug: \"a\"}, to: {slug: \"x\"}", "`to`"),
    ] {
        let (found, message) = app.error(&query(&format!("{ends}, have: []"))).await;
        assert!(found == "NOT_FOUND" && message.contains(named), "{ends}: {found} {message}");
    }
}
