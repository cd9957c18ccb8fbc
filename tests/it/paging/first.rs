//! Lists that are no connections: `first` says how much of each is told, from its beginning.

use career_graph::graphql::Limits;
use entity::{LabelRole, PathwayKind, SkillLinkKind};
use serde_json::Value;

use crate::support::{App, Database, Records, Schema, argument, base};

/// Each list with a query that asks for it, FIRST where the number goes, and where it stands in the answer.
const LISTS: &[(&str, &str, &str)] = &[
    (
        "CoOccurringSkill.because",
        "DOUGH_SKILL { coOccurring { skills { because(first: FIRST) { locator } } } }",
        "/coOccurring/skills/0/because",
    ),
    (
        "CoOccurringSkill.roles",
        "DOUGH_SKILL { coOccurring { skills { roles(first: FIRST) { slug } } } }",
        "/coOccurring/skills/0/roles",
    ),
    (
        "ComparedRole.uniquePathways",
        "COMPARE { roles { uniquePathways(first: FIRST) { pathway { slug } } } }",
        "/roles/0/uniquePathways",
    ),
    (
        "ComparedRole.uniqueSkills",
        "COMPARE { roles { uniqueSkills(first: FIRST) { skill { slug } } } }",
        "/roles/0/uniqueSkills",
    ),
    (
        "ComparedRole.uniqueTasks",
        "COMPARE { roles { uniqueTasks(first: FIRST) { task { slug } } } }",
        "/roles/0/uniqueTasks",
    ),
    (
        "ComparedRole.uniqueTools",
        "COMPARE { roles { uniqueTools(first: FIRST) { tool { slug } } } }",
        "/roles/0/uniqueTools",
    ),
    (
        "HealthOffender.concepts",
        "HEALTH { findings { offenders { nodes { concepts(first: FIRST) { slug } } } } }",
        "/findings/0/offenders/nodes/0/concepts",
    ),
    (
        "HealthOffender.links",
        "HEALTH { findings { offenders { nodes { links(first: FIRST) { to { slug } } } } } }",
        "/findings/1/offenders/nodes/0/links",
    ),
    (
        "LearningPlan.untaught",
        "learningPlan(have: [], target: BAKER) { untaught(first: FIRST) { slug } }",
        "/untaught",
    ),
    (
        "LearningStage.steps",
        "learningPlan(have: [], target: BAKER) { stages { steps(first: FIRST) { skill { slug } } } }",
        "/stages/0/steps",
    ),
    (
        "NextSkill.opens",
        "nextSkills(have: [], anyRole: {}) { skills { opens(first: FIRST) { slug } } }",
        "/skills/0/opens",
    ),
    (
        "NextSkill.raises",
        "nextSkills(have: [], anyRole: {}) { skills { raises(first: FIRST) { role { slug } } } }",
        "/skills/0/raises",
    ),
    ("Query.matchRoles", "matchRoles(have: DOUGH, first: FIRST) { matches { role { slug } } }", "/matches"),
    (
        "Query.nextSkills",
        "nextSkills(have: [], anyRole: {}, first: FIRST) { skills { skill { slug } } }",
        "/skills",
    ),
    (
        "Query.rolesForTitle",
        "rolesForTitle(title: \"baker\", first: FIRST) { candidates { role { slug } } }",
        "/candidates",
    ),
    (
        "Query.rolesForTitles",
        "rolesForTitles(titles: [\"baker\"], first: FIRST) { candidates { role { slug } } }",
        "/0/candidates",
    ),
    ("Query.skillsInText", "skillsInText(text: \"Dough and icing\", first: FIRST) { concept { slug } }", ""),
    ("Query.suggest", "suggest(prefix: \"ba\", first: FIRST) { concept { slug } }", ""),
    (
        "RaisedRole.items",
        "nextSkills(have: [{skill: {slug: \"dough\"}}, {skill: {slug: \"ovens\"}}, {skill: {slug: \"grain\"}}, {skill: {slug: \"bread\"}}], target: BAKER, first: 1) { skills { raises { items(first: FIRST) { concept { slug } } } } }",
        "/skills/0/raises/0/items",
    ),
    (
        "Role.similarRoles",
        "role(by: BAKER) { similarRoles(first: FIRST) { role { slug } } }",
        "/similarRoles",
    ),
    (
        "RoleChange.items",
        "whatIf(have: [], add: [{skill: {slug: \"dough\"}}, {skill: {slug: \"ovens\"}}], filter: {slug: {eq: \"baker\"}}) { changed { items(first: FIRST) { concept { slug } } } }",
        "/changed/0/items",
    ),
    (
        "RoleComparison.sharedPathways",
        "COMPARE { sharedPathways(first: FIRST) { pathway { slug } } }",
        "/sharedPathways",
    ),
    (
        "RoleComparison.sharedSkills",
        "COMPARE { sharedSkills(first: FIRST) { skill { slug } } }",
        "/sharedSkills",
    ),
    ("RoleComparison.sharedTasks", "COMPARE { sharedTasks(first: FIRST) { task { slug } } }", "/sharedTasks"),
    ("RoleComparison.sharedTools", "COMPARE { sharedTools(first: FIRST) { tool { slug } } }", "/sharedTools"),
    (
        "RoleMatch.missing",
        "matchRoles(have: DOUGH) { matches { missing(first: FIRST) { skill { slug } } } }",
        "/matches/3/missing",
    ),
    (
        "RoleOutlook.soughtTools",
        "role(by: BAKER) { outlook { soughtTools(first: FIRST) { tool { slug } } } }",
        "/outlook/soughtTools",
    ),
    (
        "SimilarRole.items",
        "role(by: BAKER) { similarRoles { items(first: FIRST) { concept { slug } } } }",
        "/similarRoles/0/items",
    ),
    (
        "Skill.coOccurring",
        "DOUGH_SKILL { coOccurring(first: FIRST) { skills { skill { slug } } } }",
        "/coOccurring/skills",
    ),
    (
        "SkillDemand.because",
        "DOUGH_SKILL { demand { because(first: FIRST) { locator } } }",
        "/demand/because",
    ),
    ("SkillGap.covered", "GAP { covered(first: FIRST) { skill { slug } } }", "/covered"),
    ("SkillGap.missing", "GAP { missing(first: FIRST) { skill { slug } } }", "/missing"),
    ("SkillGap.partly", "GAP { partly(first: FIRST) { skill { slug } } }", "/partly"),
    ("ToolGap.items", "GAP { tools { items(first: FIRST) { tool { slug } } } }", "/tools/items"),
    (
        "WhatIf.changed",
        "whatIf(have: [], add: DOUGH) { changed(first: FIRST) { role { slug } } }",
        "/changed",
    ),
    (
        "WhatIf.closed",
        "whatIf(have: DOUGH, remove: DOUGH) { closed(first: FIRST) { role { slug } } }",
        "/closed",
    ),
    ("WhatIf.opened", "whatIf(have: [], add: DOUGH) { opened(first: FIRST) { role { slug } } }", "/opened"),
];

/// What stands for more in the queries above.
const SHORT: &[(&str, &str)] = &[
    ("COMPARE", "compareRoles(roles: [BAKER, {slug: \"confectioner\"}])"),
    (
        "GAP",
        "skillGap(have: [{skill: {slug: \"dough\"}}, {skill: {slug: \"ovens\"}}, {skill: {slug: \"sweets\"}}], target: BAKER)",
    ),
    ("DOUGH_SKILL", "skill(by: {slug: \"dough\"})"),
    ("DOUGH", "[{skill: {slug: \"dough\"}}]"),
    ("HEALTH", "graphHealth(kinds: [AMBIGUOUS_LABEL, MULTIPLE_PARENTS])"),
    ("BAKER", "{slug: \"baker\"}"),
];

/// Bakers and confectioners share two skills, tools, tasks and pathways, and bakers have as many alone; two others need dough.
fn trades() -> Records {
    let mut records = Records::new("trades");
    let [baker, confectioner] = ["baker", "confectioner"].map(|key| records.role(key));
    let skills = ["dough", "ovens", "icing", "candy", "grain", "bread"].map(|key| records.skill(key));
    let tools = ["peel", "sieve", "mill", "scale"].map(|key| records.tool(key));
    let tasks = ["knead", "bake", "deliver", "clean"].map(|key| records.task(key));
    let pathways =
        ["school", "guild", "bench", "trial"].map(|key| records.pathway(key, PathwayKind::Vocational));
    for (position, at) in (1..).zip(0..4) {
        records.role_skill(baker, skills[at], None);
        records.role_tool(baker, tools[at]);
        records.role_task(baker, tasks[at], position);
        records.role_pathway(baker, pathways[at]);
        if at < 2 {
            records.role_skill(confectioner, skills[at], None);
            records.role_tool(confectioner, tools[at]);
            records.role_task(confectioner, tasks[at], position);
            records.role_pathway(confectioner, pathways[at]);
        }
    }
    for skill in [skills[4], skills[5]] {
        records.role_skill(baker, skill, None);
    }
    // Who knows of sweets earns a part of icing and candy; icing is a part of decoration, too.
    let [sweets, decoration] = ["sweets", "decoration"].map(|key| records.skill(key));
    for (skill, broader) in [(skills[2], sweets), (skills[3], sweets), (skills[2], decoration)] {
        records.skill_relation(skill, broader, SkillLinkKind::Broader);
    }
    // Who makes fondant knows most of both.
    let fondant = records.skill("fondant");
    for broader in [skills[2], skills[3]] {
        records.skill_relation(fondant, broader, SkillLinkKind::Broader);
    }
    for name in ["pizza-baker", "barm-baker"] {
        let role = records.role(name);
        records.rename(role, &name.replace('-', " "));
        records.role_skill(role, skills[0], None);
        records.name(role, "en", LabelRole::Alternative, "crust maker");
    }
    records
}

/// All fields that take `first` and are no connections.
fn places() -> Vec<String> {
    let schema = Schema::parse(&career_graph::graphql::schema(Limits::default()).sdl());
    let mut places = Vec::new();
    for name in schema.types.keys() {
        let fields = schema.fields(name).into_iter();
        let fields = fields.filter(|field| argument(field, "first").is_some());
        let lists = fields.filter(|field| !base(&field.ty.node).ends_with("Connection"));
        places.extend(lists.map(|field| format!("{name}.{}", field.name.node)));
    }
    places.retain(|place| !place.starts_with("Subscription."));
    places.sort();
    places
}

#[tokio::test]
async fn the_first_of_a_list_are_those_that_it_begins_with() {
    assert_eq!(LISTS.iter().map(|(place, ..)| *place).collect::<Vec<_>>(), places());
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    for (place, query, pointer) in LISTS {
        let list = async |first: &str| -> Vec<Value> {
            let mut query = query.replace("FIRST", first);
            SHORT.iter().for_each(|(short, long)| query = query.replace(short, long));
            let data = app.data(&format!("{{ found: {query} }}")).await;
            let list = data["found"].pointer(pointer).and_then(Value::as_array);
            list.unwrap_or_else(|| panic!("{place} is not in {data:#}")).clone()
        };
        let (one, two, whole) = (list("1").await, list("2").await, list("10").await);
        assert!(whole.len() > 1, "{place} has too few: {whole:?}");
        assert_eq!((&one[..], &two[..]), (&whole[..1], &whole[..2]), "{place}");
    }
}
