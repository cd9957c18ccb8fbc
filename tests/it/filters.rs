//! Every condition of every filter, and how conditions are put together.

use std::collections::BTreeSet;

use entity::{
    AmountPurpose, Attendance, CodeScheme, PathwayKind, Requirement, RoleKind, RoleLinkKind, SkillKind,
    SkillLinkKind, SkillReuse, ToolCategory, job_zone,
};
use serde_json::Value;

use crate::support::{App, Database, Records, Schema, argument, base};

/// A list that takes a filter, with every filter that is tried on it and whom it leaves.
struct Filtered {
    /// Type and field: `Role.skills`.
    place: &'static str,
    /// Everybody on it, by name.
    all: &'static [&'static str],
    cases: Vec<(String, Vec<&'static str>)>,
}

const TEXTS: [&str; 4] = ["eq", "in", "contains", "startsWith"];

async fn kitchen() -> App {
    let mut ours = Records::new("ours");
    for number in 1..=3 {
        let (name, preparation) = (format!("Job Zone {number}"), "some".to_owned());
        ours.dataset.job_zones.push(job_zone::Model { number, name, preparation });
    }
    let group = ours.role("trades");
    let baker = ours.role("baker");
    let pastry = ours.role("pastry-baker");
    let guest = ours.role("guest");
    let old = ours.role("old-miller");
    for (id, kind, zone) in [
        (group, RoleKind::Group, None),
        (baker, RoleKind::Occupation, Some(2)),
        (pastry, RoleKind::Occupation, Some(3)),
        (guest, RoleKind::Counterpart, None),
        (old, RoleKind::Occupation, Some(1)),
    ] {
        let role = ours.dataset.roles.iter_mut().find(|role| role.id == id).expect("a role");
        (role.role_kind, role.job_zone) = (kind, zone);
    }
    ours.rename(pastry, "Pastry Baker");
    ours.code(baker, CodeScheme::Isco08, "7512", false);
    ours.code(pastry, CodeScheme::Isco08, "7512", false);
    ours.code(pastry, CodeScheme::OnetSoc, "51-3011.00", true);
    ours.role_relation(baker, group, RoleLinkKind::Broader);
    ours.role_relation(pastry, baker, RoleLinkKind::Broader);
    ours.role_relation(old, group, RoleLinkKind::Broader);
    ours.role_relation(guest, baker, RoleLinkKind::WorksWith);
    ours.retire(old, None);

    let cooking = ours.skill("cooking");
    let baking = ours.skill("baking");
    let glazing = ours.skill("glazing");
    let patience = ours.skill("patience");
    let milling = ours.skill("milling");
    for (id, kind, reuse) in [
        (cooking, SkillKind::Group, None),
        (baking, SkillKind::Technical, Some(SkillReuse::SectorSpecific)),
        (glazing, SkillKind::Technical, Some(SkillReuse::OccupationSpecific)),
        (patience, SkillKind::Soft, Some(SkillReuse::Transversal)),
        (milling, SkillKind::Technical, None),
    ] {
        let skill = ours.dataset.skills.iter_mut().find(|skill| skill.id == id).expect("a skill");
        (skill.skill_kind, skill.reuse) = (kind, reuse);
    }
    ours.code(baking, CodeScheme::EscoUri, "http://data.example/baking", true);
    ours.skill_relation(baking, cooking, SkillLinkKind::Broader);
    ours.skill_relation(glazing, baking, SkillLinkKind::Broader);
    ours.retire(milling, None);
    for (role, skill, requirement, importance, level) in [
        (baker, baking, Some(Requirement::Essential), Some(4.5), Some(5.0)),
        (baker, glazing, Some(Requirement::Optional), Some(2.0), None),
        (baker, patience, None, None, Some(3.0)),
        (baker, milling, None, None, None),
        (pastry, baking, Some(Requirement::Essential), Some(3.0), Some(4.0)),
        (old, baking, None, None, None),
        (guest, baking, Some(Requirement::Optional), None, None),
    ] {
        let link = ours.role_skill(role, skill, level);
        let facts = ours.role_skill_mut(link);
        (facts.requirement, facts.importance) = (requirement, importance);
        if (role, skill) == (baker, baking) {
            ours.confirm(link, "section 2");
        }
    }

    for (key, category, hot, demand, requirement) in [
        ("oven", ToolCategory::Equipment, false, true, Some(Requirement::Essential)),
        ("till", ToolCategory::Software, true, false, Some(Requirement::Optional)),
        ("whisk", ToolCategory::Equipment, false, false, None),
        ("millstone", ToolCategory::Equipment, false, false, None),
    ] {
        let id = ours.tool(key);
        let tool = ours.dataset.tools.last_mut().expect("one was added");
        (tool.category, tool.hot) = (category, hot);
        let link = ours.role_tool(baker, id);
        let facts = ours.dataset.role_tools.last_mut().expect("one was added");
        (facts.in_demand, facts.requirement) = (demand, requirement);
        match key {
            "oven" => ours.confirm(link, "section 2"),
            "till" => ours.code(id, CodeScheme::Unspsc, "43233200", false),
            "millstone" => ours.retire(id, None),
            _ => {}
        }
    }

    let pounds = |amount: i64| Some(amount * 100);
    for (key, kind, region, cost, weeks) in [
        (
            "academy",
            PathwayKind::Degree,
            Some("GB"),
            Some((pounds(9000), pounds(9500), "GBP")),
            Some((Attendance::FullTime, Some(156.0), Some(160.0))),
        ),
        (
            "evenings",
            PathwayKind::Bootcamp,
            None,
            Some((None, pounds(800), "GBP")),
            Some((Attendance::PartTime, None, Some(12.0))),
        ),
        ("guild", PathwayKind::Apprenticeship, Some("DE"), Some((Some(0), Some(0), "EUR")), None),
        ("home", PathwayKind::SelfStudy, Some("ZZ"), None, None),
        ("manor", PathwayKind::Vocational, Some("GB"), None, None),
    ] {
        let id = ours.pathway(key, kind);
        ours.dataset.pathways.last_mut().expect("one was added").region = region.map(str::to_owned);
        if let Some((min, max, currency)) = cost {
            ours.amount(id, AmountPurpose::Cost, (min, max), currency);
        }
        if let Some((attendance, min, max)) = weeks {
            ours.weeks(id, attendance, (min, max));
        }
        ours.role_pathway(baker, id);
        if key == "manor" {
            ours.retire(id, None);
        }
    }

    let mut theirs = Records::new("theirs");
    let chef = theirs.role("chef");
    let tasting = theirs.skill("tasting");
    let spoon = theirs.tool("spoon");
    let school = theirs.pathway("school", PathwayKind::Vocational);
    theirs.role_skill(chef, baking, Some(7.0));
    theirs.role_skill(baker, tasting, None);
    theirs.role_tool(baker, spoon);
    theirs.role_pathway(baker, school);
    theirs.dataset.roles[0].job_zone = Some(3);
    let app = App::holding(Database::sqlite(), ours.dataset).await;
    app.load(theirs.dataset).await;
    app
}

async fn id(app: &App, field: &str, slug: &str) -> String {
    let data = app.data(&format!("{{ it: {field}(by: {{slug: \"{slug}\"}}) {{ id }} }}")).await;
    data["it"]["id"].to_string()
}

async fn lists(app: &App) -> Vec<Filtered> {
    let (ours, theirs) = (id(app, "source", "ours").await, id(app, "source", "theirs").await);
    let (group, old) = (id(app, "role", "trades").await, id(app, "role", "old-miller").await);
    let (cooking, glazing) = (id(app, "skill", "cooking").await, id(app, "skill", "glazing").await);
    let case = |filter: &str, left: &[&'static str]| (filter.to_owned(), left.to_vec());
    vec![
        Filtered {
            place: "Query.roles",
            all: &["baker", "chef", "guest", "pastry-baker", "trades"],
            cases: vec![
                case("name: {eq: \" PASTRY  baker\"}", &["pastry-baker"]),
                case("name: {in: [\"Chef\", \"guest\", \"nobody\"]}", &["chef", "guest"]),
                case("name: {in: []}", &[]),
                case("name: {contains: \"BAKE\"}", &["baker", "pastry-baker"]),
                case("name: {contains: \" bak\"}", &["pastry-baker"]),
                case("name: {contains: \"\"}", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("name: {startsWith: \"ba\"}", &["baker"]),
                case("name: {startsWith: \"pastry \"}", &["pastry-baker"]),
                case("name: {startsWith: \"baker \"}", &[]),
                case("name: {contains: \"a\", startsWith: \"p\"}", &["pastry-baker"]),
                case("name: {}", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("name: {eq: null}", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("slug: {eq: \"pastry-baker\"}", &["pastry-baker"]),
                case("slug: {contains: \"-\"}", &["pastry-baker"]),
                case("slug: {startsWith: \"b\"}", &["baker"]),
                case("slug: {in: [\"guest\"]}", &["guest"]),
                case("kind: [GROUP, COUNTERPART]", &["guest", "trades"]),
                case("kind: []", &[]),
                case("kind: null", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("taxonomy: [\"theirs\"]", &["chef"]),
                case(
                    "taxonomy: [\"ours\", \"theirs\"]",
                    &["baker", "chef", "guest", "pastry-baker", "trades"],
                ),
                case("taxonomy: []", &[]),
                case("code: [{scheme: ISCO_08, value: \"7512\"}]", &["baker", "pastry-baker"]),
                case("code: [{scheme: ONET_SOC, value: \"51-3011.00\"}]", &["pastry-baker"]),
                case("code: [{scheme: ONET_SOC, value: \"7512\"}]", &[]),
                case("jobZone: [2, 3]", &["baker", "chef", "pastry-baker"]),
                case("jobZone: [9]", &[]),
                (format!("within: {group}"), vec!["baker", "pastry-baker"]),
                (format!("within: {old}"), vec![]),
                case("retired: true", &["old-miller"]),
                case("retired: true, kind: [GROUP]", &[]),
                case("retired: false", &["baker", "chef", "guest", "pastry-baker", "trades"]),
            ],
        },
        Filtered {
            place: "Query.skills",
            all: &["baking", "cooking", "glazing", "patience", "tasting"],
            cases: vec![
                case("name: {contains: \"ing\"}", &["baking", "cooking", "glazing", "tasting"]),
                case("slug: {in: [\"baking\", \"tasting\"]}", &["baking", "tasting"]),
                case("kind: [SOFT, GROUP]", &["cooking", "patience"]),
                case("reuse: [TRANSVERSAL, SECTOR_SPECIFIC]", &["baking", "patience"]),
                case("reuse: []", &[]),
                case("taxonomy: [\"theirs\"]", &["tasting"]),
                case("code: [{scheme: ESCO_URI, value: \"http://data.example/baking\"}]", &["baking"]),
                (format!("within: {cooking}"), vec!["baking", "glazing"]),
                (format!("within: {glazing}"), vec![]),
                case("retired: true", &["milling"]),
            ],
        },
        Filtered {
            place: "Query.tools",
            all: &["oven", "spoon", "till", "whisk"],
            cases: vec![
                case("name: {startsWith: \"W\"}", &["whisk"]),
                case("slug: {eq: \"till\"}", &["till"]),
                case("category: [EQUIPMENT]", &["oven", "whisk"]),
                case("hot: true", &["till"]),
                case("hot: false", &["oven", "spoon", "whisk"]),
                case("taxonomy: [\"theirs\"]", &["spoon"]),
                case("code: [{scheme: UNSPSC, value: \"43233200\"}]", &["till"]),
                case("retired: true", &["millstone"]),
            ],
        },
        Filtered {
            place: "Query.pathways",
            all: &["academy", "evenings", "guild", "home", "school"],
            cases: pathways(),
        },
        Filtered {
            place: "Role.pathways",
            all: &["academy", "evenings", "guild", "home", "school"],
            cases: {
                let mut cases = pathways();
                // The pathways of a role are those in use.
                cases.retain(|(filter, _)| !filter.contains("retired: true"));
                cases.push(case("retired: true", &[]));
                cases
            },
        },
        Filtered {
            place: "Role.skills",
            all: &["baking", "glazing", "patience", "tasting"],
            cases: vec![
                case("name: {contains: \"ak\"}", &["baking"]),
                case("kind: [TECHNICAL]", &["baking", "glazing", "tasting"]),
                case("taxonomy: [\"theirs\"]", &["tasting"]),
                case("requirement: [OPTIONAL]", &["glazing"]),
                case("requirement: [ESSENTIAL, OPTIONAL]", &["baking", "glazing"]),
                case("requirement: []", &[]),
                case("minImportance: 2", &["baking", "glazing"]),
                case("minImportance: 2.1", &["baking"]),
                case("minImportance: -1", &["baking", "glazing"]),
                case("minLevel: 3.0", &["baking", "patience"]),
                case("minLevel: 0", &["baking", "patience"]),
                (format!("sources: [{theirs}]"), vec!["tasting"]),
                (format!("sources: [{ours}, {theirs}]"), vec!["baking", "glazing", "patience", "tasting"]),
                case("sources: []", &[]),
                case("minEvidence: 2", &["baking"]),
                case("minEvidence: 3", &[]),
                case("minEvidence: -5", &["baking", "glazing", "patience", "tasting"]),
            ],
        },
        Filtered {
            place: "Role.tools",
            all: &["oven", "spoon", "till", "whisk"],
            cases: vec![
                case("name: {in: [\"oven\", \"spoon\"]}", &["oven", "spoon"]),
                case("category: [EQUIPMENT, SOFTWARE]", &["oven", "till", "whisk"]),
                case("hot: true", &["till"]),
                case("inDemand: true", &["oven", "spoon"]),
                case("inDemand: false", &["till", "whisk"]),
                case("requirement: [ESSENTIAL]", &["oven"]),
                case("taxonomy: [\"ours\"]", &["oven", "till", "whisk"]),
                (format!("sources: [{theirs}]"), vec!["spoon"]),
                case("minEvidence: 2", &["oven"]),
            ],
        },
        Filtered {
            place: "Skill.roles",
            all: &["baker", "chef", "guest", "pastry-baker"],
            cases: vec![
                case("name: {contains: \"er\"}", &["baker", "pastry-baker"]),
                case("kind: [COUNTERPART]", &["guest"]),
                case("taxonomy: [\"theirs\"]", &["chef"]),
                case("requirement: [ESSENTIAL]", &["baker", "pastry-baker"]),
                case("minImportance: 4", &["baker"]),
                case("minLevel: 5", &["baker", "chef"]),
                case("jobZone: [3]", &["chef", "pastry-baker"]),
            ],
        },
    ]
}

fn pathways() -> Vec<(String, Vec<&'static str>)> {
    let case = |filter: &str, left: &[&'static str]| (filter.to_owned(), left.to_vec());
    vec![
        case("name: {contains: \"m\"}", &["academy", "home"]),
        case("slug: {eq: \"guild\"}", &["guild"]),
        case("kind: [DEGREE, SELF_STUDY]", &["academy", "home"]),
        case("region: [\"GB\", \"DE\"]", &["academy", "guild"]),
        case("region: [\"ZZ\"]", &["home"]),
        case("region: []", &[]),
        case("maxCost: 9000, currency: \"GBP\"", &["academy", "evenings"]),
        case("maxCost: 8999.99, currency: \"GBP\"", &["evenings"]),
        case("maxCost: 0, currency: \"EUR\"", &["guild"]),
        case("maxCost: -1, currency: \"EUR\"", &[]),
        case("currency: \"GBP\"", &["academy", "evenings"]),
        case("currency: \"USD\"", &[]),
        case("maxWeeks: 156", &["academy", "evenings"]),
        case("maxWeeks: 12.5", &["evenings"]),
        case("maxWeeks: 11", &[]),
        case("taxonomy: [\"theirs\"]", &["school"]),
        case("retired: true", &["manor"]),
        case("retired: false", &["academy", "evenings", "guild", "home", "school"]),
    ]
}

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
    let app = kitchen().await;
    for list in lists(&app).await {
        assert_eq!(left(&app, list.place, "").await, list.all, "{}", list.place);
        for (filter, expected) in list.cases {
            assert_eq!(left(&app, list.place, &filter).await, expected, "{}({filter})", list.place);
        }
    }
}

#[tokio::test]
async fn every_field_of_every_filter_is_tried() {
    let (app, schema) = (kitchen().await, Schema::printed());
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
    let app = kitchen().await;
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
