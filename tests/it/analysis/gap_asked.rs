//! What is lacking for a role, as clients ask.

use entity::{MappingKind, PathwayKind, RoleLinkKind, SkillLinkKind};
use serde_json::{Value, json};

use crate::support::{App, Database, Records};

const GAP: &str = "coverage neededCount receipt { revision algorithm version inputsHash }
  covered { skill { slug } } partly { skill { slug } } missing { skill { slug } credit because { source { slug } } }
  tools { covered { slug } missing { slug }
    items(first: 500) { tool { slug } held from { slug } because { source { slug } } } }
  pathways { gain pathway { slug } teaches { slug } }";

async fn gap(app: &App, have: &Value, target: &str) -> Value {
    let query = format!(
        "query($have: [HeldInput!]!) {{ skillGap(have: $have, target: {{slug: \"{target}\"}}) {{ {GAP} }} }}"
    );
    app.data_with(&query, json!({"have": have})).await["skillGap"].take()
}

#[tokio::test]
async fn every_missing_skill_is_named_with_who_says_so() {
    let app = App::curated().await;
    let none = gap(&app, &json!([]), "back-end-developer").await;
    let missing = none["missing"].as_array().expect("skills");
    assert_eq!((none["coverage"].as_f64(), none["neededCount"].as_u64()), (Some(0.0), Some(28)));
    assert_eq!(missing.len(), 28);
    assert!(missing.iter().all(|item| !item["because"].as_array().expect("evidence").is_empty()), "{none:#}");
    let known = gap(
        &app,
        &json!([{"skill": {"slug": "communication"}}, {"tool": {"slug": "python"}}]),
        "back-end-developer",
    )
    .await;
    assert_eq!(known["covered"], json!([{"skill": {"slug": "communication"}}]));
    assert!(known["coverage"].as_f64() > Some(0.0));
    let tools = &known["tools"];
    assert_eq!(tools["covered"], json!([{"slug": "python"}]));
    // What is not held comes first; nothing is stated without a source.
    let items = tools["items"].as_array().expect("tools");
    let (last, rest) = items.split_last().expect("there are tools");
    assert_eq!((&last["tool"], &last["held"]), (&json!({"slug": "python"}), &json!(true)));
    let missing: Vec<&Value> = rest.iter().map(|item| &item["tool"]).collect();
    assert!(rest.iter().all(|item| item["held"] == false), "{tools:#}");
    assert_eq!(json!(missing), tools["missing"]);
    let role = json!({"slug": "back-end-developer"});
    let said =
        |item: &Value| item["from"] == role && !item["because"].as_array().expect("evidence").is_empty();
    assert!(items.iter().all(said), "{tools:#}");
    // Nothing is stated of the architect but that it is a kind of back-end developer.
    let architect = gap(&app, &json!([]), "solutions-architect").await;
    assert_eq!(architect["neededCount"], 28);
    let items = architect["tools"]["items"].as_array().expect("tools");
    assert!(!items.is_empty() && items.iter().all(|item| item["from"] == role), "{items:?}");
    let pathways = none["pathways"].as_array().expect("pathways");
    assert!(pathways.iter().all(|gain| gain["gain"].as_f64() > Some(0.0)), "{pathways:?}");
}

#[tokio::test]
async fn who_comes_from_the_role_itself_lacks_nothing() {
    let app = App::curated().await;
    let data = app
        .data(
            "{ role(by: {slug: \"back-end-developer\"}) {
              gapFrom(role: {slug: \"back-end-developer\"}) { coverage missing { skill { slug } } partly { credit }
                tools { missing { slug } } pathways { gain } } } }",
        )
        .await;
    let nothing =
        json!({"coverage": 1.0, "missing": [], "partly": [], "tools": {"missing": []}, "pathways": []});
    assert_eq!(data["role"]["gapFrom"], nothing);
}

#[tokio::test]
async fn equal_questions_have_equal_receipts() {
    let app = App::curated().await;
    let [java, sql] = [json!({"tool": {"slug": "java"}}), json!({"skill": {"slug": "communication"}})];
    let receipt = async |have: Value| gap(&app, &have, "back-end-developer").await["receipt"].take();
    let one = receipt(json!([java, sql])).await;
    assert_eq!(one["algorithm"], "skillGap");
    assert_eq!(one, receipt(json!([sql, java, sql])).await, "order and repetition mean nothing");
    assert_ne!(one["inputsHash"], receipt(json!([sql])).await["inputsHash"]);
}

#[tokio::test]
async fn what_cannot_be_held_is_refused_by_name() {
    let app = App::curated().await;
    let skill = json!({"skill": {"slug": "communication"}});
    let many = vec![skill.clone(); 1_001];
    for (have, code, message) in [
        (json!([skill, {"skill": {"slug": "no-such"}}]), "NOT_FOUND", "`have[1]`: there is no such skill"),
        (json!([{"tool": {"id": "x"}}]), "BAD_USER_INPUT", "`have[0]`: `id` is `x`"),
        (json!([{}]), "BAD_USER_INPUT", "`have[0]` has neither of `skill` and `tool`"),
        (
            json!([{"skill": {"slug": "communication"}, "tool": {"slug": "java"}}]),
            "BAD_USER_INPUT",
            "`have[0]` has both of `skill` and `tool`",
        ),
        (
            json!([{"skill": {"slug": "communication"}, "level": 7.5}]),
            "BAD_USER_INPUT",
            "`have[0].level` is 7.5: expected 0 to 7",
        ),
        (json!([{"tool": {"slug": "java"}, "level": 1}]), "BAD_USER_INPUT", "`have[0].level` is of a tool"),
        (json!(many), "BAD_USER_INPUT", "`have` has 1001 skills and tools: expected at most 1000"),
    ] {
        let query = "query($have: [HeldInput!]!) { matchRoles(have: $have) { totalCount } }";
        let answer = app.answer_with(query, json!({"have": have})).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], code, "{answer}");
        assert!(error["message"].as_str().is_some_and(|text| text.starts_with(message)), "{answer}");
    }
    for (arguments, message) in [
        ("target: {slug: \"no-such\"}", "`target`: there is no such role"),
        ("target: {slug: \"back-end-developer\"}, taxonomies: [\"no\"]", "no taxonomy has the slug `no`"),
        (
            "target: {slug: \"back-end-developer\"}, minEvidence: -1",
            "`minEvidence` is -1: expected 0 or more",
        ),
        ("target: {slug: \"back-end-developer\"}, sources: [\"x\"]", "`sources` is `x`"),
    ] {
        let (_, told) = app.error(&format!("{{ skillGap(have: [], {arguments}) {{ coverage }} }}")).await;
        assert!(told.starts_with(message), "{told}");
    }
}

#[tokio::test]
async fn held_twice_the_higher_level_counts_and_one_that_is_not_known_as_the_highest() {
    let mut records = Records::new("kitchen");
    let (cook, sauces) = (records.role("cook"), records.skill("sauces"));
    records.role_skill(cook, sauces, Some(4.0));
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let query =
        "query($have: [HeldInput!]!) { skillGap(have: $have, target: {slug: \"cook\"}, basis: LEVELS) {
        coverage covered { heldLevel shortfall } partly { heldLevel shortfall } receipt { inputsHash } } }";
    let asked = async |levels: [Option<f64>; 2]| {
        let held = levels.map(|level| json!({"skill": {"slug": "sauces"}, "level": level}));
        app.data_with(query, json!({"have": held})).await["skillGap"].take()
    };
    for (levels, coverage, held, shortfall) in [
        ([Some(3.0), Some(1.0)], 0.75, Some(3.0), 1.0),
        ([Some(0.0), Some(7.0)], 1.0, Some(7.0), 0.0),
        ([Some(2.0), None], 1.0, None, 0.0),
    ] {
        let found = asked(levels).await;
        let list = if coverage < 1.0 { "partly" } else { "covered" };
        assert_eq!(found["coverage"], coverage, "{levels:?}");
        assert_eq!(found[list], json!([{"heldLevel": held, "shortfall": shortfall}]), "{levels:?}");
        assert_eq!(found, asked([levels[1], levels[0]]).await, "in either order");
    }
}

#[tokio::test]
async fn a_thousand_skills_may_be_held() {
    let mut records = Records::new("kitchen");
    let cook = records.role("cook");
    let skills: Vec<_> = (0..1_002).map(|at| records.skill(&format!("skill-{at:04}"))).collect();
    // The cook needs eight, of which the last two are not held.
    for skill in &skills[994..] {
        records.role_skill(cook, *skill, None);
    }
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let have: Vec<Value> =
        (0..1_000).map(|at| json!({"skill": {"slug": format!("skill-{at:04}")}, "level": 3.5})).collect();
    let query = "query($have: [HeldInput!]!) {
        skillGap(have: $have, target: {slug: \"cook\"}) { coverage missing { skill { slug } } }
        skillGaps(have: $have, targets: [{slug: \"cook\"}]) { coverage }
        matchRoles(have: $have) { matches { coverage } }
        nextSkills(have: $have, target: {slug: \"cook\"}) { coverage skills { skill { slug } } isBest }
        whatIf(have: $have, remove: [{skill: {slug: \"skill-0999\"}}]) { changed { before after } }
        learningPlan(have: $have, target: {slug: \"cook\"}) { coverage stages { steps { skill { slug } } } } }";
    let lacking = json!([{"skill": {"slug": "skill-1000"}}, {"skill": {"slug": "skill-1001"}}]);
    assert_eq!(
        app.data_with(query, json!({"have": have})).await,
        json!({"skillGap": {"coverage": 0.75, "missing": lacking}, "skillGaps": [{"coverage": 0.75}],
               "matchRoles": {"matches": [{"coverage": 0.75}]},
               "nextSkills": {"coverage": 0.75, "skills": lacking, "isBest": true},
               "whatIf": {"changed": [{"before": 0.75, "after": 0.625}]},
               "learningPlan": {"coverage": 0.75, "stages": [{"steps": lacking}]}})
    );
}

#[tokio::test]
async fn a_tool_earns_the_skill_that_it_matches_and_no_other() {
    let mut records = Records::new("one");
    let developer = records.role("developer");
    let [python, scripting, programming] =
        ["python-programming", "scripting", "programming"].map(|key| records.skill(key));
    let snake = records.tool("python");
    records.role_skill(developer, python, Some(3.0));
    records.role_skill(developer, scripting, None);
    records.mapping(snake, python, MappingKind::Close);
    // Programming in Python is a kind of programming; scripting has nothing to do with it.
    records.skill_relation(python, programming, SkillLinkKind::Broader);
    let coder = records.role("coder");
    records.role_skill(coder, programming, None);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let have = "have: [{tool: {slug: \"python\"}}]";
    let query = format!(
        "{{ skillGap({have}, target: {{slug: \"developer\"}}) {{
             coverage partly {{ skill {{ slug }} credit heldLevel via {{ slug conceptKind }} }} missing {{ skill {{ slug }} }} }}
           levels: skillGap({have}, target: {{slug: \"developer\"}}, basis: LEVELS) {{ coverage }}
           matchRoles({have}) {{ matches {{ role {{ slug }} coverage }} }}
           nextSkills({have}, target: {{slug: \"developer\"}}) {{ skills {{ skill {{ slug }} gain }} }} }}"
    );
    let partly = json!([{"skill": {"slug": "python-programming"}, "credit": 0.9, "heldLevel": null,
                         "via": [{"slug": "python", "conceptKind": "TOOL"}]}]);
    // A close match 0.9, and 0.9 * 0.8 of what is broader; of another level than none it says nothing.
    assert_eq!(
        app.data(&query).await,
        json!({"skillGap": {"coverage": 0.45, "partly": partly, "missing": [{"skill": {"slug": "scripting"}}]},
               "levels": {"coverage": 0.0},
               "matchRoles": {"matches": [{"role": {"slug": "coder"}, "coverage": 0.72},
                                          {"role": {"slug": "developer"}, "coverage": 0.45}]},
               "nextSkills": {"skills": [{"skill": {"slug": "scripting"}, "gain": 0.5},
                                         {"skill": {"slug": "python-programming"}, "gain": 0.05}]}})
    );
}

#[tokio::test]
async fn what_is_earned_on_a_path_is_told_with_who_says_each_step() {
    let mut records = Records::new("kitchen");
    let cook = records.role("cook");
    let [sauces, cooking, cuisine] = ["sauces", "cooking", "cuisine"].map(|key| records.skill(key));
    let needed = records.role_skill(cook, sauces, None);
    records.confirm(needed, "menu");
    // Sauces are a part of cooking, which is nearly cuisine elsewhere.
    records.skill_relation(sauces, cooking, SkillLinkKind::Broader);
    let part = records.dataset.skill_relations[0].id;
    records.mapping(cuisine, cooking, MappingKind::Close);
    let nearly = records.dataset.mappings[0].id;
    for (step, locator) in [(part, "chapter on sauces"), (nearly, "table of matches")] {
        records.locate(step, locator);
    }
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let partly = async |slug: &str| {
        let query = format!(
            "{{ skillGap(have: [{{skill: {{slug: \"{slug}\"}}}}], target: {{slug: \"cook\"}}) {{
                 partly {{ credit via {{ slug }} because {{ locator }} }} }} }}"
        );
        app.data(&query).await["skillGap"]["partly"].take()
    };
    let [first, second] = ["menu", "section 1"].map(|locator| json!({"locator": locator}));
    let [part, nearly] = ["chapter on sauces", "table of matches"].map(|locator| json!({"locator": locator}));
    // Broader: 0.5; a close match before it: 0.9 * 0.5.
    assert_eq!(
        partly("cooking").await,
        json!([{"credit": 0.5, "via": [{"slug": "cooking"}], "because": [first, second, part]}])
    );
    assert_eq!(
        partly("cuisine").await,
        json!([{"credit": 0.45, "via": [{"slug": "cuisine"}, {"slug": "cooking"}],
                "because": [first, second, nearly, part]}])
    );
}

#[tokio::test]
async fn only_what_is_trusted_counts() {
    let mut records = Records::new("one");
    let (role, skill, other) = (records.role("cook"), records.skill("sauces"), records.skill("menus"));
    let twice = records.role_skill(role, skill, None);
    records.role_skill(role, other, None);
    records.confirm(twice, "section 2");
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let needed = async |arguments: &str| {
        let query =
            format!("{{ skillGap(have: [], target: {{slug: \"cook\"}}{arguments}) {{ neededCount }} }}");
        app.data(&query).await["skillGap"]["neededCount"].as_u64()
    };
    assert_eq!(needed("").await, Some(2));
    assert_eq!(needed(", minEvidence: 2").await, Some(1));
    assert_eq!(needed(", minEvidence: 3").await, Some(0));
    assert_eq!(needed(", taxonomies: [\"one\"]").await, Some(2));
    assert_eq!(needed(", taxonomies: []").await, Some(0));
    let source = app.data("{ source(by: {slug: \"one\"}) { id } }").await["source"]["id"].take();
    assert_eq!(needed(&format!(", sources: [{source}]")).await, Some(2));
    assert_eq!(needed(", sources: []").await, Some(0));
}

#[tokio::test]
async fn a_rated_skill_is_needed_where_it_is_important() {
    let mut records = Records::new("one");
    let [nurse, cook] = ["nurse", "cook"].map(|key| records.role(key));
    let [biology, cooking, service] = ["biology", "cooking", "service"].map(|key| records.skill(key));
    // Both roles are rated in all three, as O*NET rates.
    for (role, skill, importance, level) in [
        (nurse, biology, 4.0, 5.0),
        (nurse, cooking, 1.5, 1.0),
        (nurse, service, 3.0, 4.0),
        (cook, biology, 2.0, 2.0),
        (cook, cooking, 5.0, 5.0),
        (cook, service, 4.0, 4.0),
    ] {
        let link = records.role_skill(role, skill, Some(level));
        records.role_skill_mut(link).importance = Some(importance);
    }
    // What is rated at all is not taken over from broader roles.
    let orderly = records.role("orderly");
    records.role_relation(orderly, nurse, RoleLinkKind::Broader);
    let link = records.role_skill(orderly, biology, Some(1.0));
    records.role_skill_mut(link).importance = Some(2.0);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let query = "{ role(by: {slug: \"nurse\"}) {
        skills: gapFrom(role: {slug: \"cook\"}) { coverage neededCount missing { skill { slug } weight } }
        levels: gapFrom(role: {slug: \"cook\"}, basis: LEVELS) { neededCount }
        similarRoles { similarity shared items { concept { slug } } } } }";
    // Biology weighs (4 - 1) / 4, service (3 - 1) / 4: 0.5 of 1.25 is had. What is not important to a cook is not had.
    let missing = json!([{"skill": {"slug": "biology"}, "weight": 0.75}]);
    assert_eq!(
        app.data(query).await["role"],
        json!({"skills": {"coverage": 0.4, "neededCount": 2, "missing": missing}, "levels": {"neededCount": 3},
               "similarRoles": [{"similarity": 0.333_333, "shared": 1, "items": [{"concept": {"slug": "service"}}]}]})
    );
    let query =
        "{ skill(by: {slug: \"biology\"}) { coOccurring { roleCount skills { skill { slug } roleCount } }
        demand { total { roleCount meanImportance } taxonomies { share } } } }";
    assert_eq!(
        app.data(query).await["skill"],
        json!({"coOccurring": {"roleCount": 1, "skills": [{"skill": {"slug": "service"}, "roleCount": 1}]},
               "demand": {"total": {"roleCount": 1, "meanImportance": 4.0}, "taxonomies": [{"share": 0.5}]}})
    );
}

#[tokio::test]
async fn a_tool_is_held_by_its_exact_match() {
    let mut records = Records::new("one");
    let role = records.role("developer");
    let [python, java, snake, coffee] = ["python", "java", "snake", "coffee"].map(|key| records.tool(key));
    for tool in [python, java] {
        records.role_tool(role, tool);
    }
    records.mapping(snake, python, MappingKind::Exact);
    records.mapping(java, coffee, MappingKind::Close);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let held = "[{tool: {slug: \"snake\"}}, {tool: {slug: \"coffee\"}}]";
    let query = format!(
        "{{ skillGap(have: {held}, target: {{slug: \"developer\"}}, basis: TOOLS) {{
             coverage tools {{ covered {{ slug }} missing {{ slug }} }} }}
           matchRoles(have: {held}, basis: TOOLS) {{ matches {{ role {{ slug }} coverage }} }}
           whatIf(have: [], add: {held}, basis: TOOLS) {{ changed {{ after items {{ concept {{ slug }} }} }} }} }}"
    );
    let tools = json!({"covered": [{"slug": "python"}], "missing": [{"slug": "java"}]});
    assert_eq!(
        app.data(&query).await,
        json!({"skillGap": {"coverage": 0.5, "tools": tools},
               "matchRoles": {"matches": [{"role": {"slug": "developer"}, "coverage": 0.5}]},
               "whatIf": {"changed": [{"after": 0.5, "items": [{"concept": {"slug": "python"}}]}]}})
    );
}

#[tokio::test]
async fn what_is_not_there_is_named_as_it_was_asked_for() {
    let app = App::curated().await;
    for (by, named) in [
        ("slug: \"no-such\"", "slug `no-such`"),
        ("name: \"No such\"", "name `No such`"),
        ("code: {scheme: ESCO_URI, value: \"x\"}", "code ESCO_URI `x`"),
        ("id: \"00000000-0000-0000-0000-000000000000\"", "id `00000000-0000-0000-0000-000000000000`"),
    ] {
        let query = format!("{{ skillGap(have: [], target: {{{by}}}) {{ coverage }} }}");
        let expected = format!("`target`: there is no such role: {named}");
        assert_eq!(app.error(&query).await, ("NOT_FOUND".to_owned(), expected));
    }
}

#[tokio::test]
async fn of_the_pathways_the_ten_are_told_that_close_most() {
    let mut records = Records::new("one");
    let role = records.role("cook");
    let [sauces, menus] = ["sauces", "menus"].map(|key| records.skill(key));
    for skill in [sauces, menus] {
        records.role_skill(role, skill, None);
    }
    // The last by name teaches both, the others one each: of these the last two by name are left out.
    for at in 10..22 {
        let course = records.pathway(&format!("course-{at}"), PathwayKind::Bootcamp);
        records.pathway_skill(course, sauces);
        if at == 21 {
            records.pathway_skill(course, menus);
        }
    }
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let found = gap(&app, &json!([]), "cook").await["pathways"].take();
    let found: Vec<(String, f64)> = found
        .as_array()
        .expect("pathways")
        .iter()
        .map(|one| {
            (
                one["pathway"]["slug"].as_str().expect("a slug").to_owned(),
                one["gain"].as_f64().expect("a gain"),
            )
        })
        .collect();
    let others = (10..19).map(|at| (format!("course-{at}"), 0.5));
    assert_eq!(found, [("course-21".to_owned(), 1.0)].into_iter().chain(others).collect::<Vec<_>>());
}
