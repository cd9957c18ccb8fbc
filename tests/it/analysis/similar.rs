//! Roles that need the same as one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use career_graph::analysis::{Basis, Common, Trust, common, similar};
use career_graph::graph::{Graph, LinkKind, below};
use entity::{CodeScheme, ConceptKind, Requirement, RoleLinkKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::drawn::Drawn;
use super::gap::{is_told, passes};
use crate::support::{App, Database, Dice, Records, esco_table as esco};
use crate::whole::snapshot;

/// What a role needs, each with what it counts for.
fn measures(drawn: &Drawn, role: Uuid, basis: Basis) -> BTreeMap<Uuid, f64> {
    match basis {
        Basis::Tools => drawn.has(role, LinkKind::RoleTool).into_iter().map(|tool| (tool, 1.0)).collect(),
        Basis::Levels => drawn
            .needs(role, basis)
            .into_iter()
            .map(|(skill, (level, _))| (skill, level.unwrap_or(0.0)))
            .collect(),
        _ => drawn.needs(role, basis).into_keys().map(|skill| (skill, 1.0)).collect(),
    }
}

/// The similarity by its definition.
pub(super) fn ruzicka(a: &BTreeMap<Uuid, f64>, b: &BTreeMap<Uuid, f64>) -> f64 {
    let union: BTreeSet<&Uuid> = a.keys().chain(b.keys()).collect();
    let of = |all: &BTreeMap<Uuid, f64>, what: &Uuid| all.get(what).copied().unwrap_or(0.0);
    let lower: f64 = union.iter().map(|what| of(a, what).min(of(b, what))).sum();
    let higher: f64 = union.iter().map(|what| of(a, what).max(of(b, what))).sum();
    if higher > 0.0 { lower / higher } else { 0.0 }
}

#[test]
fn similar_roles_are_those_of_a_plain_twin_that_compares_all_pairs() {
    let mut met = 0;
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let (role, basis, first) = (*dice.of(&drawn.roles), *dice.of(&Basis::ALL), 1 + dice.below(6));
        let mine = measures(&drawn, role, basis);
        let mut expected: Vec<(Uuid, f64, usize)> = Vec::new();
        let retired = dice.once_in(2);
        let told = drawn.roles.iter().filter(|other| **other != role && is_told(&drawn, retired, **other));
        for other in told {
            let theirs = measures(&drawn, *other, basis);
            let shared = mine.keys().filter(|what| theirs.contains_key(what)).count();
            expected.push((*other, ruzicka(&mine, &theirs), shared));
        }
        expected.retain(|(_, similarity, _)| *similarity > 0.0);
        // What is equal is so but for the order in which it was added up.
        let steps = |similarity: f64| (similarity * 1e9).round();
        expected.sort_by(|a, b| steps(b.1).total_cmp(&steps(a.1)).then(drawn.name(a.0).cmp(drawn.name(b.0))));
        expected.truncate(first);
        let passes = |role| passes(&drawn, retired, role);
        let found = similar(&drawn.graph, drawn.idx(role), basis, &drawn.trust, first, passes);
        for one in &found {
            assert_eq!(both(&drawn, [role, drawn.id(one.role)], basis), one.shared, "seed {seed}, {basis:?}");
        }
        let found: Vec<_> =
            found.iter().map(|one| (drawn.id(one.role), steps(one.similarity), one.shared)).collect();
        let expected: Vec<_> = expected.into_iter().map(|one| (one.0, steps(one.1), one.2)).collect();
        assert_eq!(found, expected, "seed {seed}, {basis:?}");
        met += found.len();
    }
    assert!(met > 5_000, "{met} roles");
}

/// What a role needs, each with what it weighs.
fn weights(drawn: &Drawn, role: Uuid, basis: Basis) -> BTreeMap<Uuid, f64> {
    match basis {
        Basis::Tools => measures(drawn, role, basis),
        _ => drawn.needs(role, basis).into_iter().map(|(skill, (_, weight))| (skill, weight)).collect(),
    }
}

/// Compares what two roles both need, by the plain lists of both; how many there are.
fn both(drawn: &Drawn, roles: [Uuid; 2], basis: Basis) -> usize {
    let [one, other] = roles.map(|role| weights(drawn, role, basis));
    let mut expected: Vec<(Uuid, f64)> =
        one.iter().filter_map(|(what, weight)| Some((*what, weight + other.get(what)?))).collect();
    expected.sort_by(|a, b| b.1.total_cmp(&a.1).then(drawn.name(a.0).cmp(drawn.name(b.0))));
    let found = common(&drawn.graph, roles.map(|role| drawn.idx(role)), basis, &drawn.trust);
    let whats: Vec<Uuid> = found.iter().map(|one| drawn.id(one.what)).collect();
    assert_eq!(whats, expected.iter().map(|(what, _)| *what).collect::<Vec<_>>(), "{basis:?}");
    for Common { what, links } in found {
        for (link, role) in links.into_iter().zip(roles) {
            drawn.assert_told(link, role, drawn.id(what), basis);
        }
    }
    whats.len()
}

/// A weaver, a spinner, a knitter and a clerk, and a kind of weaver of which nothing is stated.
fn trades() -> Records {
    let mut records = Records::new("trades");
    let [weaver, spinner, knitter, clerk, heir] =
        ["weaver", "spinner", "knitter", "clerk", "silk-weaver"].map(|key| records.role(key));
    let [warp, dye, yarn, count] = ["warping", "dyeing", "yarn", "counting"].map(|key| records.skill(key));
    for (role, skill, level, requirement) in [
        (weaver, warp, Some(4.0), Requirement::Essential),
        (weaver, dye, Some(2.0), Requirement::Essential),
        (weaver, yarn, None, Requirement::Optional),
        (spinner, dye, Some(3.0), Requirement::Essential),
        (spinner, yarn, Some(5.0), Requirement::Essential),
        (knitter, yarn, Some(1.0), Requirement::Essential),
        (clerk, count, Some(6.0), Requirement::Essential),
    ] {
        let id = records.role_skill(role, skill, level);
        records.role_skill_mut(id).requirement = Some(requirement);
        // Who is told of by its own page.
        records.locate(id, if role == weaver { "weavers" } else { "others" });
    }
    let loom = records.tool("loom");
    for role in [weaver, clerk] {
        records.role_tool(role, loom);
    }
    records.role_relation(heir, weaver, RoleLinkKind::Broader);
    records
}

async fn asked(app: &App, slug: &str, arguments: &str) -> Value {
    let query = format!(
        "{{ role(by: {{slug: \"{slug}\"}}) {{ similarRoles{arguments} {{ role {{ slug }} similarity shared }} }} }}"
    );
    let found = app.data(&query).await["role"]["similarRoles"].take();
    let found = found.as_array().expect("a list").iter();
    found.map(|one| json!([one["role"]["slug"], one["similarity"], one["shared"]])).collect()
}

#[tokio::test]
async fn similarity_is_what_both_need_by_what_either_needs() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    // weaver {warping, dyeing, yarn}, spinner {dyeing, yarn}: 2 of 3; knitter {yarn}: 1 of 3. What is a kind of weaver
    // needs what weavers do.
    let skills = json!([["silk-weaver", 1.0, 3], ["spinner", 0.666_667, 2], ["knitter", 0.333_333, 1]]);
    assert_eq!(asked(&app, "weaver", "").await, skills);
    assert_eq!(asked(&app, "weaver", "(first: 1)").await, json!([["silk-weaver", 1.0, 3]]));
    // Essential: weaver {warping, dyeing}, spinner {dyeing, yarn}: 1 of 3; the knitter shares none.
    let essential = json!([["silk-weaver", 1.0, 2], ["spinner", 0.333_333, 1]]);
    assert_eq!(asked(&app, "weaver", "(basis: ESSENTIAL_SKILLS)").await, essential);
    // Levels: weaver 4 2 -, spinner - 3 5: min(2, 3) by 4 + 3 + 5.
    let levels = json!([["silk-weaver", 1.0, 2], ["spinner", 0.166_667, 1]]);
    assert_eq!(asked(&app, "weaver", "(basis: LEVELS)").await, levels);
    let tools = json!([["clerk", 1.0, 1], ["silk-weaver", 1.0, 1]]);
    assert_eq!(asked(&app, "weaver", "(basis: TOOLS)").await, tools);
    assert_eq!(
        asked(&app, "weaver", "(filter: {name: {startsWith: \"k\"}})").await,
        json!([["knitter", 0.333_333, 1]])
    );
    assert_eq!(asked(&app, "clerk", "").await, json!([]));
    assert_eq!(asked(&app, "weaver", "(minEvidence: 2)").await, json!([]));
    assert_eq!(asked(&app, "weaver", "(taxonomies: [\"trades\"], minEvidence: 0)").await, skills);
    assert_eq!(asked(&app, "weaver", "(taxonomies: [])").await, json!([]));
}

#[tokio::test]
async fn what_both_need_is_told_with_who_says_so() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let told = async |arguments: &str, more: &str| -> Value {
        let query = format!(
            "{{ role(by: {{slug: \"silk-weaver\"}}) {{ similarRoles{arguments} {{
                 role {{ slug }} items{more} {{ concept {{ slug conceptKind }} because {{ locator }} }}
                 receipt {{ algorithm revision inputsHash }} }} }} }}"
        );
        app.data(&query).await["role"]["similarRoles"].take()
    };
    let item = |slug: &str, pages: &[&str]| {
        let because: Vec<Value> = pages.iter().map(|page| json!({"locator": page})).collect();
        json!({"concept": {"slug": slug, "conceptKind": "SKILL"}, "because": because})
    };
    let found = told("", "").await;
    // Dyeing is essential for both, 1 + 1; yarn optional for the weaver, 0.5 + 1. What a silk weaver needs is said of the
    // weaver.
    let both = ["weavers", "others"];
    assert_eq!(found[1]["role"]["slug"], "spinner");
    assert_eq!(found[1]["items"], json!([item("dyeing", &both), item("yarn", &both)]));
    // Of both it is said on the same page: once.
    let weaver = ["dyeing", "warping", "yarn"].map(|slug| item(slug, &["weavers"]));
    assert_eq!((&found[0]["role"]["slug"], &found[0]["items"]), (&json!("weaver"), &json!(weaver)));
    assert_eq!(told("", "(first: 1)").await[1]["items"], json!([item("dyeing", &both)]));
    let tools = told("(basis: TOOLS)", "").await;
    assert_eq!(tools[0]["items"][0]["concept"], json!({"slug": "loom", "conceptKind": "TOOL"}));
    let receipt = &found[0]["receipt"];
    assert_eq!((&receipt["algorithm"], receipt), (&json!("similarRoles"), &found[1]["receipt"]));
    // Equal questions have equal receipts, whatever is left out or said as it is.
    assert_eq!(*receipt, told("(basis: SKILLS, first: 10, filter: {})", "").await[0]["receipt"]);
    for other in ["basis: TOOLS", "first: 9", "filter: {retired: false}", "taxonomies: [\"trades\"]"] {
        assert_ne!(*receipt, told(&format!("({other})"), "").await[0]["receipt"], "{other}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_of_similar_roles_is_refused() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let none = Uuid::nil();
    for (arguments, code, message) in [
        ("first: 0", "BAD_USER_INPUT", "`first` is 0: expected 1 to 50"),
        ("first: 51", "BAD_USER_INPUT", "`first` is 51: expected 1 to 50"),
        ("first: -1", "BAD_USER_INPUT", "`first` is -1: expected 1 to 50"),
        ("minEvidence: -1", "BAD_USER_INPUT", "`minEvidence` is -1: expected 0 or more"),
        ("taxonomies: [\"x\"]", "NOT_FOUND", "no taxonomy has the slug `x`"),
        (&format!("sources: [\"{none}\"]"), "NOT_FOUND", "`sources`: no source has the id"),
        (&format!("filter: {{within: \"{none}\"}}"), "NOT_FOUND", "`within`: no role has the id"),
    ] {
        let query =
            format!("{{ role(by: {{slug: \"weaver\"}}) {{ similarRoles({arguments}) {{ shared }} }} }}");
        let (found, told) = app.error(&query).await;
        assert!(found == code && told.starts_with(message), "{arguments}: {found} {told}");
    }
}

fn uri(graph: &Graph, idx: career_graph::graph::ConceptIdx) -> Option<&str> {
    let codes = &graph.concept(idx).codes;
    codes.iter().find(|code| code.scheme == CodeScheme::EscoUri).map(|code| &*code.value)
}

#[tokio::test]
async fn occupations_of_esco_are_as_similar_as_its_files_say() {
    let Some(snapshot) = snapshot().await else { return };
    let graph = &snapshot.graph;
    let names: HashMap<String, String> = esco("occupations_en.csv")
        .into_iter()
        .map(|row| (row["conceptUri"].clone(), row["preferredLabel"].to_lowercase()))
        .collect();
    let mut essential: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in esco("occupationSkillRelations.csv") {
        if row["relationType"] == "essential" {
            essential.entry(row["occupationUri"].clone()).or_default().insert(row["skillUri"].clone());
        }
    }
    // The release names one occupation that it does not have.
    essential.retain(|occupation, _| names.contains_key(occupation));
    let trust = Trust {
        taxonomies: Some(vec![graph.taxonomy_by_slug("esco").expect("it is there")]),
        ..Trust::default()
    };
    for name in [
        "web developer",
        "cook",
        "electrician",
        "accountant",
        "baker",
        "midwife",
        "shoemaker",
        "plumber",
        "train driver",
        "tax advisor",
    ] {
        let (mine, _) = names.iter().find(|(_, known)| *known == name).unwrap_or_else(|| panic!("no {name}"));
        let mut expected: Vec<(f64, &str)> = Vec::new();
        for (other, needs) in essential.iter().filter(|(other, _)| *other != mine) {
            let shared = essential[mine].intersection(needs).count();
            let all = essential[mine].union(needs).count();
            if shared > 0 {
                let share = |count: usize| f64::from(u32::try_from(count).expect("a small number"));
                expected.push((share(shared) / share(all), other));
            }
        }
        expected.sort_by(|a, b| b.0.total_cmp(&a.0).then(names[a.1].cmp(&names[b.1])));
        let role = graph.by_code(ConceptKind::Role, CodeScheme::EscoUri, mine).expect("it was imported");
        let found = similar(graph, role, Basis::EssentialSkills, &trust, 10, |_| true);
        let found: Vec<(f64, &str)> =
            found.iter().map(|one| (one.similarity, uri(graph, one.role).expect("a URI"))).collect();
        assert_eq!(found, expected[..10.min(expected.len())], "{name}");
    }
}

#[tokio::test]
async fn as_many_lie_below_a_group_as_the_files_say() {
    let Some(snapshot) = snapshot().await else { return };
    let graph = &snapshot.graph;
    for (file, concepts, kind, groups) in [
        (
            "broaderRelationsOccPillar.csv",
            ["occupations_en.csv", "ISCOGroups_en.csv"],
            ConceptKind::Role,
            ["isco/C2", "isco/C25", "isco/C2512"],
        ),
        (
            "broaderRelationsSkillPillar.csv",
            ["skills_en.csv", "skillGroups_en.csv"],
            ConceptKind::Skill,
            ["isced-f/02", "isced-f/06", "isced-f/10"],
        ),
    ] {
        let concepts = concepts.iter().flat_map(|file| esco(file));
        let there: BTreeSet<String> = concepts.map(|row| row["conceptUri"].clone()).collect();
        let mut narrower: HashMap<String, Vec<String>> = HashMap::new();
        for row in esco(file) {
            narrower.entry(row["broaderUri"].clone()).or_default().push(row["conceptUri"].clone());
        }
        for group in groups {
            let top = format!("http://data.europa.eu/esco/{group}");
            let (mut open, mut seen) = (vec![top.clone()], BTreeSet::new());
            while let Some(next) = open.pop() {
                let below = narrower.get(&next).into_iter().flatten();
                open.extend(below.filter(|uri| there.contains(*uri) && seen.insert((*uri).clone())).cloned());
            }
            let idx = graph.by_code(kind, CodeScheme::EscoUri, &top).unwrap_or_else(|| panic!("no {top}"));
            let found = below(graph, idx).into_iter().filter(|flag| *flag).count();
            assert!(found > 1, "{top} has nothing below it");
            assert_eq!(found, seen.len(), "{top}");
        }
    }
}
