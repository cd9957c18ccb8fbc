//! What in the graph deserves a second look, as clients ask it.

use career_graph::analysis::HealthKind;
use career_graph::dataset::Reference;
use entity::{ConceptKind, LabelRole, MappingKind, NoteKind, RoleLinkKind, SkillKind, SkillLinkKind};
use serde_json::{Value, json};

use crate::support::{App, Database, Records};

/// One of each kind, by hand.
fn tangled() -> Records {
    let mut records = Records::new("mill");
    let [miller, baker, clerk] = ["miller", "baker", "clerk"].map(|key| records.role(key));
    let [grind, sift, bake, sweep] =
        ["grinding", "sifting", "baking", "sweeping"].map(|key| records.skill(key));
    let [crafts, food] = ["crafts", "food"].map(|key| {
        let id = records.skill(key);
        records.dataset.skills.last_mut().expect("a skill").skill_kind = SkillKind::Group;
        id
    });
    let [stone, old] = ["stone", "old-stone"].map(|key| records.tool(key));
    // The mill of three: each takes the next.
    for (from, to) in [(grind, sift), (sift, bake), (bake, grind)] {
        records.skill_relation(from, to, SkillLinkKind::Requires);
    }
    for group in [crafts, food] {
        records.skill_relation(bake, group, SkillLinkKind::Broader);
    }
    records.role_skill(miller, grind, Some(3.0));
    records.role_skill(miller, sift, None);
    records.role_skill(baker, bake, None);
    records.role_tool(miller, stone);
    for (from, to) in [(miller, baker), (baker, miller), (miller, clerk)] {
        records.role_relation(from, to, RoleLinkKind::Related);
        records.dataset.role_relations.last_mut().expect("a relation").rank = Some(1);
    }
    records.name(baker, "en", LabelRole::Alternative, "Floury  Hand");
    records.name(miller, "en", LabelRole::Alternative, "floury hand");
    records.name(clerk, "fr", LabelRole::Alternative, "floury hand");
    records.note(sweep, NoteKind::SelfRelation, "It is said that it requires itself.");
    let (here, away) = (records.reference(sweep), Reference::new("esco", ConceptKind::Skill, "clean"));
    records.mapping_between(&here, &away, MappingKind::Exact);
    records.retire(old, None);
    records
}

async fn app() -> App {
    App::holding(Database::sqlite(), tangled().dataset).await
}

const WHOLE: &str = "{ graphHealth {
    findings { kind count description offenders { totalCount nodes {
        concepts { slug } conceptCount label language note
        links { from { slug } to { slug } kind relation evidence { locator } } linkCount
        pending { from to kind } evidence { source { slug } locator }
    } } }
    receipt { revision algorithm version inputsHash }
} }";

fn slugs(value: &Value) -> Vec<&str> {
    let all = value.as_array().expect("a list").iter();
    all.map(|one| one["slug"].as_str().expect("a slug")).collect()
}

#[tokio::test]
async fn each_kind_is_told_with_the_concepts_and_links_involved() {
    let app = app().await;
    let health = app.data(WHOLE).await["graphHealth"].take();
    let places = |kind: &str| -> Vec<Value> {
        let findings = health["findings"].as_array().expect("findings");
        let one = findings.iter().find(|one| one["kind"] == kind).expect("every kind is there");
        let nodes = one["offenders"]["nodes"].as_array().expect("nodes").clone();
        assert_eq!(
            (&one["count"], &one["offenders"]["totalCount"]),
            (&json!(nodes.len()), &json!(nodes.len()))
        );
        nodes
    };
    let concepts =
        |kind| places(kind).iter().map(|one| slugs(&one["concepts"]).join(" ")).collect::<Vec<_>>();
    assert_eq!(concepts("CYCLE"), ["baking grinding sifting"]);
    let links = places("CYCLE")[0]["links"].as_array().expect("links").clone();
    let ends = links.iter().map(|link| [&link["from"]["slug"], &link["to"]["slug"], &link["relation"]]);
    let ends: Vec<_> = ends.map(|ends| ends.map(|end| end.as_str().expect("a text")).join(" ")).collect();
    assert_eq!(ends, ["baking grinding REQUIRES", "grinding sifting REQUIRES", "sifting baking REQUIRES"]);
    assert_eq!(links[0]["kind"], "SKILL_RELATION");
    assert_eq!(links[0]["evidence"], json!([{"locator": "section 1"}]));
    assert_eq!(concepts("SELF_LOOP"), ["sweeping"]);
    assert_eq!(places("SELF_LOOP")[0]["note"], "It is said that it requires itself.");
    assert_eq!(places("SELF_LOOP")[0]["evidence"][0]["source"]["slug"], "mill");
    // The clerk has that name in French.
    assert_eq!(concepts("AMBIGUOUS_LABEL"), ["baker miller"]);
    assert_eq!(places("AMBIGUOUS_LABEL")[0]["label"], "Floury  Hand");
    assert_eq!(places("AMBIGUOUS_LABEL")[0]["language"], "en");
    // The old stone is retired; a mapping that waits is no link.
    assert_eq!(concepts("WITHOUT_LINKS"), ["sweeping"]);
    assert_eq!(concepts("ROLE_WITHOUT_SKILLS"), ["clerk"]);
    assert_eq!(concepts("ROLE_WITHOUT_RATINGS"), ["baker", "clerk"]);
    assert_eq!(concepts("SKILL_WITHOUT_ROLE"), ["sweeping"]);
    assert_eq!(concepts("MULTIPLE_PARENTS"), ["baking crafts food"]);
    assert_eq!(places("MULTIPLE_PARENTS")[0]["linkCount"], 2);
    assert_eq!(concepts("ONE_WAY_RELATION"), ["miller clerk"]);
    assert_eq!(concepts("PENDING_MAPPING"), ["sweeping"]);
    let pending = json!({"from": "mill/SKILL/sweeping", "to": "esco/SKILL/clean", "kind": "EXACT"});
    assert_eq!(places("PENDING_MAPPING")[0]["pending"], pending);
    assert_eq!(health["receipt"]["algorithm"], "graphHealth");
    assert_eq!(health["receipt"]["revision"], 1);
}

/// A page of what has no links: the names, and where the next page goes on.
async fn page(app: &App, arguments: &str, (cursor, more): (&str, &str)) -> (Vec<String>, Option<String>) {
    let query = format!(
        "{{ graphHealth(kinds: [WITHOUT_LINKS]) {{ findings {{ count offenders({arguments}) {{
             totalCount nodes {{ concepts {{ slug }} }} edges {{ cursor node {{ concepts {{ slug }} }} }}
             pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
        }} }} }} }}"
    );
    let data = app.data(&query).await;
    let findings = data["graphHealth"]["findings"].as_array().expect("a list");
    assert_eq!((findings.len(), &findings[0]["count"]), (1, &json!(7)));
    let offenders = &findings[0]["offenders"];
    let edges = offenders["edges"].as_array().expect("edges");
    let nodes: Vec<Value> = edges.iter().map(|edge| edge["node"].clone()).collect();
    assert_eq!((&json!(nodes), &offenders["totalCount"]), (&offenders["nodes"], &json!(7)));
    let slugs = nodes.iter().map(|node| slugs(&node["concepts"]).concat()).collect();
    let info = &offenders["pageInfo"];
    assert_eq!(info["endCursor"], edges.last().expect("an edge")["cursor"]);
    (slugs, (info[more] == true).then(|| info[cursor].to_string()))
}

#[tokio::test]
async fn a_kind_is_gone_through_page_by_page_both_ways() {
    let app = App::over(Database::sqlite()).await;
    let mut records = Records::new("heap");
    for at in 0..7 {
        records.task(&format!("task-{at}"));
    }
    app.load(records.dataset).await;
    let all: Vec<String> = (0..7).map(|at| format!("task-{at}")).collect();
    let mut cursor = None;
    for size in [1, 2, 3, 7, 100] {
        let (mut arguments, mut met) = (format!("first: {size}"), Vec::new());
        loop {
            let (slugs, next) = page(&app, &arguments, ("endCursor", "hasNextPage")).await;
            met.extend(slugs);
            let Some(next) = next else { break };
            arguments = format!("first: {size}, after: {next}");
            cursor = Some(next);
        }
        assert_eq!(met, all, "{size} a page");
        let (mut arguments, mut met) = (format!("last: {size}"), Vec::new());
        loop {
            let (slugs, next) = page(&app, &arguments, ("startCursor", "hasPreviousPage")).await;
            met = [slugs, met].concat();
            let Some(next) = next else { break };
            arguments = format!("last: {size}, before: {next}");
        }
        assert_eq!(met, all, "{size} a page, backwards");
    }
    let cursor = cursor.expect("there were several pages");
    for arguments in [format!("after: {cursor}"), "after: \"x\"".to_owned(), "first: 2, last: 2".to_owned()] {
        // A cursor of one kind is none of another.
        let query = format!(
            "{{ graphHealth(kinds: [CYCLE]) {{ findings {{ offenders({arguments}) {{ totalCount }} }} }} }}"
        );
        assert_eq!(app.error(&query).await.0, "BAD_USER_INPUT", "{arguments}");
    }
}

#[tokio::test]
async fn only_what_involves_a_taxonomy_is_told_where_one_is_asked_for() {
    let app = app().await;
    app.load(Records::new("empty").dataset).await;
    let counts = async |taxonomy: &str| {
        let query = format!("{{ graphHealth(taxonomies: [\"{taxonomy}\"]) {{ findings {{ count }} }} }}");
        let data = app.data(&query).await;
        let findings = data["graphHealth"]["findings"].as_array().expect("a list").iter();
        findings.map(|one| one["count"].as_u64().expect("a number")).collect::<Vec<_>>()
    };
    assert_eq!(counts("mill").await, [1, 1, 1, 1, 1, 2, 1, 1, 1, 1]);
    assert_eq!(counts("empty").await, [0; 10]);
    for (query, code, said) in [
        ("{ graphHealth(taxonomies: [\"nowhere\"]) { findings { count } } }", "NOT_FOUND", "nowhere"),
        (
            "{ graphHealth(kinds: [CYCLE]) { findings { offenders(first: 0) { totalCount } } } }",
            "BAD_USER_INPUT",
            "`first` is 0: expected 1 to 100",
        ),
        (
            "{ graphHealth(kinds: [CYCLE]) { findings { offenders { nodes { concepts(first: 101) { id } } } } } }",
            "BAD_USER_INPUT",
            "`first` is 101: expected 1 to 100",
        ),
    ] {
        let (found, message) = app.error(query).await;
        assert!(found == code && message.contains(said), "{query}: {found} {message}");
    }
}

#[tokio::test]
async fn each_kind_is_told_once_in_the_order_of_all() {
    let app = app().await;
    for (kinds, expected) in [
        ("[]", json!([])),
        ("[CYCLE, CYCLE]", json!([{"kind": "CYCLE"}])),
        ("[PENDING_MAPPING, SELF_LOOP]", json!([{"kind": "SELF_LOOP"}, {"kind": "PENDING_MAPPING"}])),
    ] {
        let data = app.data(&format!("{{ graphHealth(kinds: {kinds}) {{ findings {{ kind }} }} }}")).await;
        assert_eq!(data["graphHealth"]["findings"], expected, "{kinds}");
    }
    let none = app.data("{ graphHealth(taxonomies: []) { findings { count } } }").await;
    let findings = none["graphHealth"]["findings"].as_array().expect("a list");
    assert!(
        findings.len() == HealthKind::ALL.len() && findings.iter().all(|one| one["count"] == 0),
        "{none}"
    );
}

#[tokio::test]
async fn nothing_is_wrong_with_an_empty_graph() {
    let app = App::over(Database::sqlite()).await;
    let data = app.data(WHOLE).await;
    let findings = data["graphHealth"]["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), HealthKind::ALL.len());
    assert!(findings.iter().all(|one| one["count"] == 0 && one["offenders"]["nodes"] == json!([])), "{data}");
}

#[tokio::test]
async fn it_is_computed_once_a_revision_and_equal_after_a_restart() {
    let app = app().await;
    let first = app.live.snapshot();
    let of_first = first.prepared.health(&first.graph);
    let again = app.live.snapshot();
    assert!(std::ptr::eq(of_first, again.prepared.health(&again.graph)), "the same revision");
    let answer = app.answer(WHOLE).await;
    let other = self::app().await;
    assert_eq!(other.answer(WHOLE).await, answer, "another server with the same data");
    let app = app.restarted().await;
    assert_eq!(app.answer(WHOLE).await, answer, "the same database, started anew");
    let mut more = Records::new("more");
    more.task("lone");
    app.load(more.dataset).await;
    let next = app.live.snapshot();
    assert_eq!(next.prepared.health(&next.graph).of(HealthKind::WithoutLinks).len(), 2);
    assert_eq!(of_first.of(HealthKind::WithoutLinks).len(), 1, "who has the old revision keeps it");
}
