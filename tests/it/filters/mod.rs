//! Every condition of every filter, and how conditions are put together.
//!
//! - `kitchen`: the graph that filters are tried on
//! - `lists`: every list that takes a filter, with filters to try on it

mod kitchen;
mod lists;

use std::collections::BTreeSet;

use serde_json::Value;

use self::lists::lists;
use crate::support::{App, Schema, argument, base};

const TEXTS: [&str; 4] = ["eq", "in", "contains", "startsWith"];

/// Whom a filter leaves, by name; `totalCount` must say as many.
async fn left(app: &App, place: &str, filter: &str) -> Vec<String> {
    let (of, field) = place.split_once('.').expect("a type and a field");
    let list = format!("list: {field}(first: 100, filter: {{{filter}}}) {{ totalCount nodes {{ slug }} }}");
    let (query, pointer) = match of {
        "Role" => (format!("{{ of: role(by: {{slug: \"baker\"}}) {{ {list} }} }}"), "/of/list"),
        "Skill" => (format!("{{ of: skill(by: {{slug: \"baking\"}}) {{ {list} }} }}"), "/of/list"),
        _ => (format!("{{ {list} }}"), "/list"),
    };
    let data = app.data(&query).await;
    let list = data.pointer(pointer).expect("a list");
    let slugs = list["nodes"].as_array().expect("nodes").iter();
    let slugs: Vec<String> = slugs.map(|n| n["slug"].as_str().expect("a slug").to_owned()).collect();
    assert_eq!(list["totalCount"], Value::from(slugs.len()), "{place}({filter})");
    slugs
}

#[tokio::test]
async fn each_condition_leaves_those_that_meet_it() {
    let app = kitchen::app().await;
    for list in lists(&app).await {
        assert_eq!(left(&app, list.place, "").await, list.all, "{}", list.place);
        for (filter, expected) in list.cases {
            assert_eq!(left(&app, list.place, &filter).await, expected, "{}({filter})", list.place);
        }
    }
}

#[tokio::test]
async fn every_field_of_every_filter_is_tried() {
    let (app, schema) = (kitchen::app().await, Schema::printed());
    let lists = lists(&app).await;
    for (of, field) in schema.connections() {
        let Some(filter) = argument(field, "filter") else { continue };
        let place = format!("{of}.{}", field.name.node);
        let list = lists.iter().find(|list| list.place == place);
        let list = list.unwrap_or_else(|| panic!("{place} takes a filter and none is tried"));
        for condition in schema.inputs(base(&filter.ty.node)) {
            let name = condition.name.node.as_str();
            let tried = list.cases.iter().any(|(filter, _)| filter.contains(&format!("{name}: ")));
            assert!(tried || ["and", "or", "not"].contains(&name), "{place}: {name} is not tried");
        }
    }
    let conditions: Vec<&str> =
        schema.inputs("TextFilter").iter().map(|input| input.name.node.as_str()).collect();
    assert_eq!(conditions, TEXTS);
}

#[tokio::test]
async fn and_or_and_not_are_intersection_union_and_complement() {
    let app = kitchen::app().await;
    for list in lists(&app).await {
        let place = list.place;
        let all: BTreeSet<&str> = list.all.iter().copied().collect();
        // The retired come in by being mentioned: whom a complement is of is another set then.
        let cases = list.cases.iter().filter(|(filter, _)| !filter.contains("retired"));
        let cases: Vec<(&String, BTreeSet<&str>)> =
            cases.map(|(filter, left)| (filter, left.iter().copied().collect())).collect();
        let check = async |filter: String, expected: BTreeSet<&str>| {
            let found: BTreeSet<String> = left(&app, place, &filter).await.into_iter().collect();
            let expected: BTreeSet<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(found, expected, "{place}({filter})");
        };
        check("and: []".to_owned(), all.clone()).await;
        check("or: []".to_owned(), BTreeSet::new()).await;
        check("not: {}".to_owned(), BTreeSet::new()).await;
        check("and: [{}], or: [{}]".to_owned(), all.clone()).await;
        check("and: null, or: null, not: null".to_owned(), all.clone()).await;
        for (number, (a, of_a)) in cases.iter().enumerate() {
            check(format!("not: {{{a}}}"), &all - of_a).await;
            check(format!("not: {{not: {{{a}}}}}"), of_a.clone()).await;
            let (b, of_b) = &cases[(number * 5 + 3) % cases.len()];
            let (c, of_c) = &cases[(number * 3 + 1) % cases.len()];
            check(format!("and: [{{{a}}}, {{{b}}}]"), of_a & of_b).await;
            check(format!("or: [{{{a}}}, {{{b}}}]"), of_a | of_b).await;
            check(format!("{a}, or: [{{{b}}}], not: {{{c}}}"), &(of_a & of_b) - of_c).await;
            check(format!("or: [{{and: [{{{a}}}, {{not: {{{b}}}}}]}}, {{{c}}}]"), &(of_a - of_b) | of_c)
                .await;
        }
    }
}
