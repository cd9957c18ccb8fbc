//! Every connection of the schema, walked page by page.
//!
//! - `walk`: one page, and all pages of a list
//! - `first`: lists that are no connections

mod first;
mod walk;

use std::collections::HashSet;

use self::walk::{List, Way, lists};
use crate::support::{App, Database, crowd, member};

/// Every connection, and how many it has beside the members of a crowd.
const TOTALS: &[(&str, isize)] = &[
    ("Collection.members", 0),
    ("Pathway.providers", 0),
    ("Pathway.roles", 0),
    ("Pathway.skills", 0),
    ("Provider.pathways", 0),
    ("Query.pathways", 1),
    ("Query.roles", 1),
    ("Query.skills", 1),
    ("Query.tools", 1),
    // A hub is narrower than few of them, and broader than few.
    ("Role.ancestors", -10),
    ("Role.descendants", -10),
    ("Role.pathways", 0),
    ("Role.relations", 0),
    ("Role.salaries", 1),
    ("Role.skills", 0),
    ("Role.tasks", 0),
    ("Role.tools", 0),
    ("Skill.ancestors", -9),
    ("Skill.descendants", -9),
    ("Skill.pathways", 0),
    ("Skill.relations", 0),
    ("Skill.roles", 0),
    ("Skill.tools", 0),
    ("Task.roles", 0),
    ("Tool.relations", 0),
    ("Tool.roles", 0),
    ("Tool.skills", 0),
];

async fn crowded(members: usize) -> App {
    App::holding(Database::sqlite(), crowd(members, 0)).await
}

/// Whether a list grows with the crowd: a hub is broader and narrower than few of it.
fn grows(list: &List) -> bool {
    !["ancestors", "descendants"].iter().any(|name| list.place.ends_with(name))
}

#[test]
fn every_connection_of_the_schema_is_walked() {
    let places: HashSet<String> = lists().iter().map(|list| list.place.clone()).collect();
    let mut places = Vec::from_iter(places);
    places.sort();
    assert_eq!(places, TOTALS.iter().map(|(place, _)| (*place).to_owned()).collect::<Vec<_>>());
}

#[tokio::test]
async fn pages_of_any_size_show_each_once_in_the_same_order_both_ways() {
    const MEMBERS: usize = 11;
    let app = crowded(MEMBERS).await;
    for list in lists().iter().filter(|list| list.order.is_none()) {
        let (_, others) = TOTALS.iter().find(|(place, _)| *place == list.place).expect("a known connection");
        let all = list.walk(&app, Way::Forwards, 100).await;
        assert_eq!(all.len(), MEMBERS.saturating_add_signed(*others), "{list}");
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "{list} shows one twice");
        for size in [1, 2, 3, 7, 100] {
            for way in [Way::Forwards, Way::Backwards] {
                assert_eq!(list.walk(&app, way, size).await, all, "{list}, {size} a page, {way:?}");
            }
        }
    }
}

#[tokio::test]
async fn lists_longer_than_the_largest_page_are_walked_in_every_order() {
    let app = crowded(103).await;
    for list in lists() {
        let all = list.walk(&app, Way::Forwards, 100).await;
        assert!(all.len() > if grows(&list) { 102 } else { 8 }, "{list} has only {}", all.len());
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "{list} shows one twice");
        assert_eq!(list.walk(&app, Way::Backwards, 100).await, all, "{list}");
        assert_eq!(list.walk(&app, Way::Forwards, 17).await, all, "{list}");
        assert_eq!(list.walk(&app, Way::Backwards, 17).await, all, "{list}");
    }
}

#[tokio::test]
async fn what_stays_is_seen_once_while_others_come_go_and_change_between_pages() {
    const MEMBERS: usize = 19;
    for way in [Way::Forwards, Way::Backwards] {
        let app = crowded(MEMBERS).await;
        let lists = lists();
        let mut walks = Vec::new();
        for list in &lists {
            walks.push((list, list.walk(&app, Way::Forwards, 100).await, list.start(way, 3)));
        }
        let mut stir = 0;
        while walks.iter().any(|(_, _, walk)| !walk.done) {
            stir += 1;
            app.load(crowd(MEMBERS, stir)).await;
            for (list, _, walk) in walks.iter_mut().filter(|(_, _, walk)| !walk.done) {
                list.next(&app, walk).await;
            }
        }
        assert!(stir > 5, "only {stir} writes");
        for (list, stayed, walk) in walks {
            let mut seen = walk.seen();
            assert!(!grows(list) || seen.len() > stayed.len(), "{list}: nobody came");
            let of_those: HashSet<&String> = stayed.iter().collect();
            seen.retain(|id| of_those.contains(id));
            assert_eq!(seen, stayed, "{list}, {way:?}");
        }
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_is_refused_by_every_connection() {
    let app = crowded(3).await;
    let lists = lists();
    for list in &lists {
        let own = list.page(&app, "first: 1").await["pageInfo"]["endCursor"].to_string();
        let other_list = lists.iter().find(|other| other.place != list.place).expect("there are several");
        let foreign = other_list.page(&app, "first: 1").await["pageInfo"]["endCursor"].to_string();
        let mut cases = vec![
            ("first: 0".to_owned(), "`first`"),
            ("first: 101".to_owned(), "`first`"),
            ("first: -1".to_owned(), "`first`"),
            ("first: -2147483648".to_owned(), "`first`"),
            ("last: 0".to_owned(), "`last`"),
            ("last: 101".to_owned(), "`last`"),
            ("last: -1".to_owned(), "`last`"),
            ("first: 1, last: 1".to_owned(), "`first` and `last`"),
            (format!("first: 0, after: {own}"), "`first`"),
            ("after: \"\"".to_owned(), "`after`"),
            ("before: \"%%%\"".to_owned(), "`before`"),
            ("after: \"WzEsMiwzXQ\"".to_owned(), "`after`"),
            (format!("after: \"{}\"", "A".repeat(5_000)), "`after`"),
            (format!("after: {foreign}"), "`after` is a cursor of another list"),
            (format!("before: {foreign}"), "`before` is a cursor of another list"),
        ];
        for other in lists.iter().filter(|other| other.place == list.place && other.order != list.order) {
            // By name is the order where none is given: the very same list.
            let by_name =
                |list: &List| list.order.as_deref().is_none_or(|o| o.contains("NAME, direction: ASC"));
            if by_name(other) != by_name(list) || !by_name(list) {
                let cursor = other.page(&app, "first: 1").await["pageInfo"]["endCursor"].to_string();
                cases.push((format!("after: {cursor}"), "`after` is a cursor of another list"));
            }
        }
        for (arguments, named) in cases {
            let (code, message) = app.error(&list.query(&arguments)).await;
            assert_eq!(code, "BAD_USER_INPUT", "{list} with {arguments}: {message}");
            assert!(message.starts_with(named), "{list} with {arguments}: {message}");
        }
        if let Some(type_name) = list.of_node() {
            let there = list.at(&member(type_name, "n001").to_string());
            let (code, message) = app.error(&there.query(&format!("after: {own}"))).await;
            assert_eq!(code, "BAD_USER_INPUT", "{list} of another node: {message}");
        }
        let huge = app.answer(&list.query("first: 99999999999")).await;
        assert!(huge["errors"][0]["extensions"]["code"].is_string(), "{list}: {huge}");
    }
}

#[tokio::test]
async fn sizes_and_cursors_go_together_as_documented() {
    let app = crowded(30).await;
    for list in lists().into_iter().filter(grows) {
        let all = list.walk(&app, Way::Forwards, 100).await;
        let cursors = list.page(&app, "first: 100").await["edges"].clone();
        let cursor = |at: usize| cursors[at]["cursor"].to_string();
        let (ten, twenty) = (cursor(10), cursor(20));
        let cases = [
            (String::new(), 0..20),
            ("first: null, last: null, after: null, before: null".to_owned(), 0..20),
            (format!("after: {ten}"), 11..all.len().min(31)),
            (format!("before: {ten}"), 0..10),
            (format!("before: {}", cursor(25)), 5..25),
            (format!("first: 3, before: {twenty}"), 0..3),
            (format!("last: 3, after: {ten}"), all.len() - 3..all.len()),
            (format!("first: 100, before: {ten}"), 0..10),
            (format!("last: 100, after: {ten}"), 11..all.len()),
            (format!("first: 100, after: {ten}, before: {twenty}"), 11..20),
            (format!("last: 2, after: {ten}, before: {twenty}"), 18..20),
            (format!("first: 5, after: {twenty}, before: {ten}"), 21..21),
            (format!("first: 5, after: {ten}, before: {ten}"), 11..11),
        ];
        for (arguments, expected) in cases {
            let page = list.page(&app, &arguments).await;
            let ids = walk::ids(&page);
            assert_eq!(ids, all[expected.clone()], "{list} with {arguments}");
            assert_eq!(page["totalCount"], all.len(), "{list} with {arguments}");
            let info = &page["pageInfo"];
            assert_eq!(info["hasPreviousPage"], expected.start > 0, "{list} with {arguments}");
            assert_eq!(info["hasNextPage"], expected.end < all.len(), "{list} with {arguments}");
            assert_eq!(info["startCursor"].is_null(), expected.is_empty(), "{list} with {arguments}");
            assert_eq!(info["endCursor"].is_null(), expected.is_empty(), "{list} with {arguments}");
        }
    }
}
