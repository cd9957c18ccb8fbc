//! Every order of every list, against the values that the list itself shows.

use std::cmp::Ordering;

use serde_json::{Value, json};

use crate::support::{App, Database, Schema, crowd, hub};

/// What an order goes by, read from an edge; null where it is not known.
fn value(place: &str, field: &str, edge: &Value) -> Value {
    let node = &edge["node"];
    let count = |of: &Value| json!(of.as_array().map(Vec::len));
    let lowest =
        |range: &Value| if range["min"].is_null() { range["max"].clone() } else { range["min"].clone() };
    match (place, field) {
        (_, "NAME") => json!(node["name"].as_str().map(str::to_lowercase)),
        (_, "IMPORTANCE") => edge["importance"].clone(),
        (_, "LEVEL") => edge["level"].clone(),
        (_, "REQUIREMENT") => edge["requirement"].clone(),
        (_, "IN_DEMAND") => json!(edge["inDemand"].as_bool().map(u8::from)),
        (_, "CATEGORY") => node["category"].clone(),
        ("Query.pathways", "EVIDENCE_COUNT") => count(&node["evidence"]),
        (_, "EVIDENCE_COUNT") => count(&edge["evidence"]),
        (_, "COST") if node["cost"].is_null() => Value::Null,
        (_, "COST") => json!([node["cost"]["currency"], lowest(&node["cost"])]),
        (_, "WEEKS") if node["weeksFullTime"].is_null() => lowest(&node["weeksPartTime"]),
        (_, "WEEKS") => lowest(&node["weeksFullTime"]),
        _ => panic!("{place}: nothing is known of the order {field}"),
    }
}

/// Numbers by size, texts by letter, lists element by element.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            a.iter().zip(b).map(|(a, b)| compare(a, b)).find(|way| way.is_ne()).unwrap_or(Ordering::Equal)
        }
        (Value::String(a), Value::String(b)) => a.cmp(b),
        _ => a.as_f64().expect("a number").total_cmp(&b.as_f64().expect("a number")),
    }
}

#[tokio::test]
async fn lists_go_by_the_value_then_name_then_id_and_what_is_not_known_is_last() {
    let app = App::holding(Database::sqlite(), crowd(60, 0)).await;
    let schema = Schema::printed();
    for (of, connection) in schema.connections() {
        let place = format!("{of}.{}", connection.name.node);
        let own = match place.as_str() {
            "Role.skills" => "node { id name } importance level requirement evidence { locator }",
            "Role.tools" => "node { id name category } inDemand evidence { locator }",
            "Role.pathways" => "node { ...P } evidence { locator }",
            "Query.pathways" => "node { ...P evidence { locator } }",
            _ => "node { id name }",
        };
        let pathway = "fragment P on Pathway { id name cost { min max currency } weeksFullTime { min max }
            weeksPartTime { min max } }";
        for order in schema.orders(connection) {
            let list = format!(
                "list: {}(first: 100, orderBy: {order}) {{ edges {{ {own} }} }}",
                connection.name.node
            );
            let query = match of {
                "Query" => format!("{{ {list} }}"),
                _ => format!("{{ node(id: \"{}\") {{ ... on {of} {{ {list} }} }} }}", hub(of)),
            };
            let query = if own.contains("...P") { format!("{query} {pathway}") } else { query };
            let data = app.data(&query).await;
            let list = if of == "Query" { &data["list"] } else { &data["node"]["list"] };
            let edges = list["edges"].as_array().expect("edges").clone();
            let (field, way) = order.trim_matches(['{', '}']).split_once(", direction: ").expect("both");
            let field = field.trim_start_matches("field: ");
            let mut expected = edges.clone();
            expected.sort_by(|a, b| {
                let (of_a, of_b) = (value(&place, field, a), value(&place, field, b));
                let by_value = match (of_a.is_null(), of_b.is_null()) {
                    (false, false) if way == "DESC" => compare(&of_b, &of_a),
                    (false, false) => compare(&of_a, &of_b),
                    (a, b) => a.cmp(&b),
                };
                let text = |edge: &Value, of: &str| edge["node"][of].as_str().expect("a text").to_lowercase();
                let tie = |edge: &Value| (text(edge, "name"), text(edge, "id"));
                by_value.then_with(|| tie(a).cmp(&tie(b)))
            });
            let names = |edges: &[Value]| {
                let shown = |edge: &Value| format!("{} {}", value(&place, field, edge), edge["node"]["id"]);
                Vec::from_iter(edges.iter().map(shown))
            };
            assert_eq!(names(&edges), names(&expected), "{place} by {order}");
            let values: Vec<Value> = edges.iter().map(|edge| value(&place, field, edge)).collect();
            assert!(values.iter().any(|one| *one != values[0]), "{place}: all are alike by {field}");
        }
    }
}

#[tokio::test]
async fn relations_stand_by_kind_and_tasks_by_position_and_salaries_by_region() {
    let app = App::holding(Database::sqlite(), crowd(40, 0)).await;
    let schema = Schema::printed();
    for (of, values) in
        [("Role", "RoleRelationKind"), ("Skill", "SkillRelationKind"), ("Tool", "ToolRelationKind")]
    {
        for direction in ["OUT", "IN", "BOTH"] {
            let query = format!(
                "{{ node(id: \"{}\") {{ ... on {of} {{ relations(first: 100, direction: {direction}) {{
                    edges {{ kind node {{ name id }} }} }} }} }} }}",
                hub(of)
            );
            let data = app.data(&query).await;
            let edges = data["node"]["relations"]["edges"].as_array().expect("edges");
            let rank = |edge: &Value| {
                let kind = schema.values(values).iter().position(|kind| edge["kind"] == **kind);
                (kind, edge["node"]["name"].to_string(), edge["node"]["id"].to_string())
            };
            assert!(edges.is_sorted_by_key(rank), "{of} {direction}: {edges:#?}");
            assert!(edges.len() > 10, "{of} {direction}");
        }
    }
    let query = format!(
        "{{ node(id: \"{}\") {{ ... on Role {{ tasks(first: 100) {{ edges {{ position node {{ name }} }} }}
            salaries(first: 100) {{ nodes {{ region level id }} }} }} }} }}",
        hub("Role")
    );
    let data = app.data(&query).await;
    let tasks = data["node"]["tasks"]["edges"].as_array().expect("tasks");
    let place = |task: &Value| (task["position"].as_i64(), task["node"]["name"].to_string());
    assert!(tasks.is_sorted_by_key(place), "{tasks:#?}");
    let salaries = data["node"]["salaries"]["nodes"].as_array().expect("salaries");
    let levels = schema.values("ExperienceLevel");
    let rank = |salary: &Value| {
        let level = levels.iter().position(|level| salary["level"] == *level);
        (salary["region"].to_string(), level, salary["id"].to_string())
    };
    assert!(salaries.is_sorted_by_key(rank), "{salaries:#?}");
}

#[tokio::test]
async fn ranked_relations_stand_by_tier_and_rank_and_show_from_one_end() {
    let mut records = crate::support::Records::new("onet");
    let [cook, baker, chef, waiter] = ["cook", "baker", "chef", "waiter"].map(|key| records.role(key));
    let related = entity::RoleLinkKind::Related;
    for (other, tier, rank) in [
        (baker, entity::RelatedTier::Supplemental, 11),
        (chef, entity::RelatedTier::PrimaryShort, 2),
        (waiter, entity::RelatedTier::PrimaryShort, 1),
    ] {
        records.role_relation(cook, other, related);
        let link = records.dataset.role_relations.last_mut().expect("one was added");
        (link.tier, link.rank) = (Some(tier), Some(rank));
    }
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let ask = async |slug: &str, arguments: &str| {
        let query = format!(
            "{{ role(by: {{slug: \"{slug}\"}}) {{ relations({arguments}) {{ edges {{ node {{ slug }} tier index direction }} }} }} }}"
        );
        app.data(&query).await["role"]["relations"]["edges"].clone()
    };
    let edge = |slug: &str, tier: &str, index: i32| json!({"node": {"slug": slug}, "tier": tier, "index": index, "direction": "OUT"});
    let all = [
        edge("waiter", "PRIMARY_SHORT", 1),
        edge("chef", "PRIMARY_SHORT", 2),
        edge("baker", "SUPPLEMENTAL", 11),
    ];
    assert_eq!(ask("cook", "direction: OUT").await, json!(all));
    assert_eq!(ask("cook", "tiers: [PRIMARY_SHORT]").await, json!(all[..2]));
    assert_eq!(ask("cook", "tiers: []").await, json!([]));
    assert_eq!(ask("cook", "direction: IN").await, json!([]));
    assert_eq!(ask("baker", "direction: OUT").await, json!([]));
    let from_cook =
        json!([{"node": {"slug": "cook"}, "tier": "SUPPLEMENTAL", "index": 11, "direction": "IN"}]);
    assert_eq!(ask("baker", "direction: IN").await, from_cook);
    assert_eq!(ask("baker", "direction: BOTH").await, from_cook);
}
