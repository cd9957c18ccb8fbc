//! What changes when something more is held, or less.

use std::collections::BTreeMap;

use career_graph::analysis::{Basis, Roles, what_if};
use career_graph::graph::{ConceptIdx, LinkKind};
use serde_json::json;
use uuid::Uuid;

use super::drawn::Drawn;
use super::gap::{GRAPHS, Have, Twin, before as in_order, close, have, held, is_told, needed, passes};
use crate::support::{App, Database, Dice, Records};

#[test]
fn changes_are_the_differences_of_two_gaps() {
    let (mut rises, mut falls, mut opened) = (0, 0, 0);
    for seed in 0..GRAPHS {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let (one_has, other_has) = (have(&drawn, dice), have(&drawn, dice));
        let basis = *dice.of(&Basis::ALL);
        let twin = Twin::new(format!("seed {seed}, {basis:?}"), &drawn);
        let (before, after) = (held(&drawn, &one_has), held(&drawn, &other_has));
        let left_out = drawn.idx(*dice.of(&drawn.roles));
        let retired = dice.once_in(2);
        let passes = |role| role != left_out && passes(&drawn, retired, role);
        let what_if = |roles: &Roles<'_>| what_if(roles, [&before, &after], passes);
        let whole = what_if(&Roles::new(&drawn.graph, basis, &drawn.trust));
        if let Some(needed) = needed(&drawn, basis) {
            let prepared = what_if(&Roles::prepared(&drawn.graph, &needed));
            assert_eq!(prepared.changed, whole.changed, "{seed}");
        }
        let found = &whole.changed;
        let mut expected: BTreeMap<ConceptIdx, (f64, f64)> = BTreeMap::new();
        for role in drawn.roles.iter().filter(|role| is_told(&drawn, retired, **role)) {
            let coverage = |have| twin.coverage(have, *role, basis).unwrap_or(0.0);
            let (before, after) = (coverage(&one_has), coverage(&other_has));
            if drawn.idx(*role) != left_out && !close(before, after) {
                expected.insert(drawn.idx(*role), (before, after));
            }
        }
        let told: BTreeMap<ConceptIdx, (f64, f64)> =
            found.iter().map(|one| (one.role, (one.before, one.after))).collect();
        assert!(told.keys().eq(expected.keys()), "{seed}: {found:?}, {expected:?}");
        for (role, (before, after)) in &told {
            assert!(close(*before, expected[role].0) && close(*after, expected[role].1), "{seed}: {found:?}");
        }
        for pair in found.windows(2) {
            let by_change = |at: usize| (pair[at].change().abs(), pair[at].role);
            assert!(in_order(by_change(0), by_change(1)), "{seed}: {found:?}");
        }
        for one in found {
            let moved = moved(&twin, (&one_has, &other_has), drawn.id(one.role), basis);
            let told = whole.moved(&drawn.graph, one.role, &drawn.trust);
            assert_eq!(told.len(), moved.len(), "{seed}: {told:?}, {moved:?}");
            for (told, (what, before, after)) in told.iter().zip(&moved) {
                let near = close(told.before, *before) && close(told.after, *after);
                assert!(near && drawn.id(told.what) == *what, "{seed}: {told:?}, {moved:?}");
                drawn.assert_told(told.link, drawn.id(one.role), *what, basis);
            }
            let threshold = *dice.of(&[0.3, 0.5, 1.0]);
            let reaches = |coverage: f64| coverage > threshold - 1e-9;
            assert_eq!(one.is_opened(threshold), !reaches(one.before) && reaches(one.after), "{seed}");
            assert_eq!(one.is_closed(threshold), reaches(one.before) && !reaches(one.after), "{seed}");
            opened += usize::from(one.is_opened(threshold));
        }
        rises += found.iter().filter(|one| one.change() > 0.0).count();
        falls += found.iter().filter(|one| one.change() < 0.0).count();
    }
    assert!(rises > 4_000 && falls > 4_000 && opened > 1_000, "too plain: {rises} {falls} {opened}");
}

/// What changes the coverage of a role, what changes it most first, then by name: each with what is earned.
fn moved(twin: &Twin, (one, other): (&Have, &Have), role: Uuid, basis: Basis) -> Vec<(Uuid, f64, f64)> {
    let drawn = twin.drawn;
    let holds = |have, tool| if twin.holds_tool(have, tool) { 1.0 } else { 0.0 };
    let mut moved: Vec<(f64, (Uuid, f64, f64))> = match basis {
        Basis::Tools => {
            let tools = drawn.has(role, LinkKind::RoleTool).into_iter();
            tools.map(|tool| (1.0, (tool, holds(one, tool), holds(other, tool)))).collect()
        }
        _ => {
            let needs = drawn.needs(role, basis).into_iter();
            let credit = |have, skill, level| twin.credit(have, skill, level, basis);
            let one = |(skill, (level, weight)): (Uuid, _)| {
                (weight, (skill, credit(one, skill, level), credit(other, skill, level)))
            };
            needs.map(one).collect()
        }
    };
    moved.iter_mut().for_each(|(by, (_, before, after))| *by *= (*before - *after).abs());
    moved.retain(|(by, _)| *by > 1e-9);
    // Nothing is nearer to another than that without being equal.
    moved.iter_mut().for_each(|(by, _)| *by = (*by * 1e8).round());
    moved.sort_by(|a, b| b.0.total_cmp(&a.0).then(drawn.name(a.1.0).cmp(drawn.name(b.1.0))));
    moved.into_iter().map(|(_, one)| one).collect()
}

/// A baker who needs dough, ovens and a peel; a miller who needs grain; a clerk who needs nothing.
fn trades() -> Records {
    let mut records = Records::new("trades");
    let [baker, miller, _clerk] = ["baker", "miller", "clerk"].map(|key| records.role(key));
    let [dough, ovens, grain] = ["dough", "ovens", "grain"].map(|key| records.skill(key));
    let peel = records.tool("peel");
    for (role, skill, page) in [(baker, dough, 1), (baker, ovens, 2), (miller, grain, 3)] {
        let link = records.role_skill(role, skill, Some(4.0));
        records.locate(link, &format!("page {page}"));
    }
    let link = records.role_tool(baker, peel);
    records.locate(link, "page 4");
    records
}

#[tokio::test]
async fn roles_are_opened_and_closed() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let query = "{ whatIf(have: [{skill: {slug: \"dough\"}}, {skill: {slug: \"grain\"}}],
        add: [{skill: {slug: \"ovens\"}}], remove: [{skill: {slug: \"grain\"}}], target: {slug: \"baker\"}) {
          changedCount changed { role { slug } before after change items { concept { slug } before after because { locator } } } opened { role { slug } } openedCount
          closed { role { slug } } closedCount before { coverage } after { coverage covered { skill { slug } } } } }";
    let found = app.data(query).await["whatIf"].take();
    let item = |slug: &str, before: f64, after: f64, page: usize| {
        let because = json!([{"locator": format!("page {page}")}]);
        json!({"concept": {"slug": slug}, "before": before, "after": after, "because": because})
    };
    let expected = json!({
        "changedCount": 2,
        "changed": [{"role": {"slug": "miller"}, "before": 1.0, "after": 0.0, "change": -1.0,
                     "items": [item("grain", 1.0, 0.0, 3)]},
                    {"role": {"slug": "baker"}, "before": 0.5, "after": 1.0, "change": 0.5,
                     "items": [item("ovens", 0.0, 1.0, 2)]}],
        "opened": [{"role": {"slug": "baker"}}], "openedCount": 1,
        "closed": [{"role": {"slug": "miller"}}], "closedCount": 1,
        "before": {"coverage": 0.5},
        "after": {"coverage": 1.0, "covered": [{"skill": {"slug": "dough"}}, {"skill": {"slug": "ovens"}}]},
    });
    assert_eq!(found, expected);
    // A higher level, and a tool.
    let query = "{ whatIf(have: [{skill: {slug: \"grain\"}, level: 1}], add: [{skill: {slug: \"grain\"}, level: 3},
        {tool: {slug: \"peel\"}}], basis: LEVELS) { changed { role { slug } before after } before { coverage } } }";
    let found = app.data(query).await["whatIf"].take();
    let miller = json!([{"role": {"slug": "miller"}, "before": 0.25, "after": 0.75}]);
    assert_eq!(found, json!({"changed": miller, "before": null}));
    let query =
        "{ whatIf(have: [], add: [{tool: {slug: \"peel\"}}], basis: TOOLS, filter: {slug: {eq: \"baker\"}}) {
        opened { role { slug } items { concept { slug } before after because { locator } } } } }";
    let baker = json!([{"role": {"slug": "baker"}, "items": [item("peel", 0.0, 1.0, 4)]}]);
    assert_eq!(app.data(query).await["whatIf"]["opened"], baker);
    // As many of them as are asked for.
    let query = "{ whatIf(have: [], add: [{skill: {slug: \"dough\"}}, {skill: {slug: \"ovens\"}}]) {
        changed { all: items { concept { slug } } one: items(first: 1) { concept { slug } } } } }";
    let [dough, ovens] = ["dough", "ovens"].map(|slug| json!({"concept": {"slug": slug}}));
    let both = json!([{"all": [dough, ovens], "one": [dough]}]);
    assert_eq!(app.data(query).await["whatIf"]["changed"], both);
    // A lower level: what was held goes first.
    let query = "{ whatIf(have: [{skill: {slug: \"grain\"}, level: 3}], remove: [{skill: {slug: \"grain\"}}],
        add: [{skill: {slug: \"grain\"}, level: 1}], basis: LEVELS) { changed { role { slug } before after } } }";
    let miller = json!([{"role": {"slug": "miller"}, "before": 0.75, "after": 0.25}]);
    assert_eq!(app.data(query).await["whatIf"]["changed"], miller);
    // Nothing, and what is not held anyway.
    let query =
        "{ whatIf(have: [], remove: [{skill: {slug: \"grain\"}}]) { changedCount changed { change } } }";
    assert_eq!(app.data(query).await["whatIf"], json!({"changedCount": 0, "changed": []}));
}

#[tokio::test]
async fn what_contradicts_itself_is_refused() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let (dough, peel) = ("{skill: {slug: \"dough\"}}", "{tool: {slug: \"peel\"}}");
    for (arguments, code, message) in [
        (
            format!("add: [{dough}], remove: [{dough}]"),
            "BAD_USER_INPUT",
            "`dough` is in both `add` and `remove`",
        ),
        (
            format!("add: [{peel}], remove: [{peel}]"),
            "BAD_USER_INPUT",
            "`peel` is in both `add` and `remove`",
        ),
        (
            "remove: [{skill: {slug: \"dough\"}, level: 1}]".to_owned(),
            "BAD_USER_INPUT",
            "`remove[0].level` is given",
        ),
        (
            "add: [{skill: {slug: \"dough\"}, level: 8}]".to_owned(),
            "BAD_USER_INPUT",
            "`add[0].level` is 8: expected",
        ),
        ("add: [{}]".to_owned(), "BAD_USER_INPUT", "`add[0]` has neither"),
        ("remove: [{skill: {slug: \"x\"}}]".to_owned(), "NOT_FOUND", "`remove[0]`: there is no such skill"),
        ("threshold: -0.1".to_owned(), "BAD_USER_INPUT", "`threshold` is -0.1"),
        ("target: {slug: \"x\"}".to_owned(), "NOT_FOUND", "`target`: there is no such role"),
    ] {
        let query = format!("{{ whatIf(have: [], {arguments}) {{ changedCount }} }}");
        let (found, told) = app.error(&query).await;
        assert!(found == code && told.starts_with(message), "{arguments}: {found} {told}");
    }
    let query = "{ whatIf(have: []) { opened(first: 0) { change } } }";
    assert_eq!(app.error(query).await.1, "`first` is 0: expected 1 to 200");
}
