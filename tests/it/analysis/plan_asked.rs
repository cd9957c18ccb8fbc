//! In which order to learn what is lacking, as clients ask it.

use entity::{AmountPurpose, Attendance, PathwayKind, Period, SkillLinkKind};
use serde_json::{Value, json};

use crate::support::{App, Database, Records};

/// A pilot needs navigation, which requires charts, which require reading; and weather, which is a part of physics.
fn flying() -> Records {
    let mut records = Records::new("flying");
    let [pilot, _clerk] = ["pilot", "clerk"].map(|key| records.role(key));
    let [navigation, charts, reading, weather, physics] =
        ["navigation", "charts", "reading", "weather", "physics"].map(|key| records.skill(key));
    for skill in [navigation, weather, physics] {
        records.role_skill(pilot, skill, None);
    }
    records.skill_relation(navigation, charts, SkillLinkKind::Requires);
    records.skill_relation(charts, reading, SkillLinkKind::Requires);
    records.skill_relation(weather, physics, SkillLinkKind::Broader);
    let [school, evenings] = ["school", "evenings"].map(|key| records.pathway(key, PathwayKind::Bootcamp));
    for skill in [navigation, charts, physics] {
        records.pathway_skill(school, skill);
    }
    records.pathway_skill(evenings, weather);
    records.weeks(school, Attendance::FullTime, (Some(12.0), Some(20.0)));
    records.amount(school, AmountPurpose::Cost, (Some(500_000), None), "GBP");
    records.dataset.amounts[0].period = Period::Total;
    records
}

const ALL: &str =
    "coverage coverageByPathways knownWeeks unknownWeeksCount knownCosts { amount currency } unknownCostCount
    untaughtCount untaught { slug } cycles { skills { slug } } receipt { algorithm inputsHash }
    pathways { position pathway { slug } teaches { slug } because { locator } }
    stages { number stepCount steps { skill { slug } gain after { skill { slug } relation because { locator } }
      requiredBy { skill { slug } } pathways { slug } because { locator source { slug } } } }";

async fn asked(app: &App, arguments: &str) -> Value {
    app.data(&format!("{{ learningPlan({arguments}) {{ {ALL} }} }}")).await["learningPlan"].take()
}

/// The slugs of the steps of each stage.
fn order(plan: &Value) -> Vec<Vec<&str>> {
    let stages = plan["stages"].as_array().expect("stages").iter();
    stages
        .map(|stage| {
            let steps = stage["steps"].as_array().expect("steps").iter();
            steps.map(|step| step["skill"]["slug"].as_str().expect("a slug")).collect()
        })
        .collect()
}

#[tokio::test]
async fn an_example_worked_by_hand() {
    let app = App::holding(Database::sqlite(), flying().dataset).await;
    let pilot = "target: {slug: \"pilot\"}";
    let found = asked(&app, &format!("have: [], {pilot}")).await;
    // Reading comes before charts, and these before navigation; physics, which is broader, before weather.
    assert_eq!(order(&found), [vec!["physics", "reading"], vec!["weather", "charts"], vec!["navigation"]]);
    let third = json!(0.333_333);
    let at = json!([{"locator": "section 1"}]);
    let here = json!([{"locator": "section 1", "source": {"slug": "flying"}}]);
    assert_eq!(
        found["stages"][1]["steps"][1],
        json!({"skill": {"slug": "charts"}, "gain": 0.0, "after": [{"skill": {"slug": "reading"}, "relation": "REQUIRES", "because": at}],
               "requiredBy": [{"skill": {"slug": "navigation"}}], "pathways": [{"slug": "school"}], "because": here})
    );
    assert_eq!((&found["stages"][2]["steps"][0]["gain"], &found["stages"][2]["number"]), (&third, &json!(3)));
    // The school teaches two of three; it can begin when reading is learnt, the evenings after the school.
    let slugs = |all: &[&str]| all.iter().map(|slug| json!({"slug": slug})).collect::<Vec<_>>();
    assert_eq!(
        found["pathways"],
        json!([{"position": 2, "pathway": {"slug": "school"}, "teaches": slugs(&["charts", "navigation", "physics"]),
                "because": [{"locator": "section 1"}, {"locator": "section 1"}, {"locator": "section 1"}]},
               {"position": 3, "pathway": {"slug": "evenings"}, "teaches": slugs(&["weather"]), "because": at}])
    );
    assert_eq!((&found["coverage"], &found["coverageByPathways"]), (&json!(0.0), &json!(1.0)));
    assert_eq!((&found["knownWeeks"], &found["unknownWeeksCount"]), (&json!(12.0), &json!(1)));
    assert_eq!(found["knownCosts"], json!([{"amount": 5_000.0, "currency": "GBP"}]));
    assert_eq!((&found["unknownCostCount"], &found["untaught"]), (&json!(1), &json!([{"slug": "reading"}])));
    // What is not known does not fit into a limit; and the school is too long, or too dear.
    let found = asked(&app, &format!("have: [], {pilot}, maxWeeks: 12")).await;
    assert_eq!(found["pathways"].as_array().map(Vec::len), Some(1));
    for limit in ["maxWeeks: 11.5", "maxCost: 4999, currency: \"GBP\"", "maxCost: 9000, currency: \"USD\""] {
        let found = asked(&app, &format!("have: [], {pilot}, {limit}")).await;
        assert_eq!((&found["pathways"], &found["coverageByPathways"]), (&json!([]), &json!(0.0)), "{limit}");
    }
    // Somebody reads charts, and knows physics.
    let have = "have: [{skill: {slug: \"charts\"}}, {skill: {slug: \"physics\"}}]";
    let found = asked(&app, &format!("{have}, {pilot}")).await;
    assert_eq!(order(&found), [vec!["navigation", "weather"]]);
    let nothing = asked(&app, "have: [], target: {slug: \"clerk\"}").await;
    assert_eq!((&nothing["stages"], &nothing["coverage"]), (&json!([]), &json!(1.0)));
}

#[tokio::test]
async fn what_is_paid_for_a_time_counts_as_often_as_that_goes_into_the_length() {
    let mut records = flying();
    let school = career_graph::dataset::id::concept("flying", entity::ConceptKind::Pathway, "school");
    let mut cost = async |period: Period, weeks: Option<f64>, minor: i64| {
        let of_school = |id: uuid::Uuid| id == school;
        records.dataset.durations.iter_mut().filter(|row| of_school(row.statement_id)).for_each(|row| {
            (row.min_weeks, row.max_weeks) = (weeks.or(Some(1.0)), None);
        });
        if weeks.is_none() {
            records.dataset.durations.retain(|row| !of_school(row.statement_id));
        }
        let row = records.dataset.amounts.iter_mut().find(|row| of_school(row.statement_id)).expect("a cost");
        (row.period, row.min) = (period, Some(minor));
        let app = App::holding(Database::sqlite(), records.dataset.clone()).await;
        let query = "{ learningPlan(have: [], target: {slug: \"pilot\"}) { knownCosts { amount } unknownCostCount } }";
        let plan = app.data(query).await["learningPlan"].take();
        (plan["knownCosts"][0]["amount"].as_f64(), plan["unknownCostCount"].as_u64())
    };
    // 78 weeks are a year and a half, and 18 months.
    assert_eq!(cost(Period::Year, Some(78.0), 100_000).await, (Some(1_500.0), Some(1)));
    assert_eq!(cost(Period::Month, Some(78.0), 10_000).await, (Some(1_800.0), Some(1)));
    assert_eq!(cost(Period::Week, Some(78.0), 1_000).await, (Some(780.0), Some(1)));
    assert_eq!(cost(Period::Day, Some(78.0), 1_000).await, (None, Some(2)));
    // What costs nothing does so however long it takes; of anything else it is not known without a length.
    assert_eq!(cost(Period::Year, None, 0).await, (Some(0.0), Some(1)));
    assert_eq!(cost(Period::Year, None, 100_000).await, (None, Some(2)));
}

#[tokio::test]
async fn a_circle_is_told_and_shares_a_stage() {
    let mut records = flying();
    let skill = |key: &str| career_graph::dataset::id::concept("flying", entity::ConceptKind::Skill, key);
    records.skill_relation(skill("reading"), skill("navigation"), SkillLinkKind::Requires);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let found = asked(&app, "have: [], target: {slug: \"pilot\"}").await;
    let skills = json!([{"slug": "charts"}, {"slug": "navigation"}, {"slug": "reading"}]);
    assert_eq!(found["cycles"], json!([{"skills": skills}]));
    assert_eq!(order(&found), [vec!["navigation", "physics", "charts", "reading"], vec!["weather"]]);
}

#[tokio::test]
async fn what_cannot_be_planned_is_refused() {
    let app = App::holding(Database::sqlite(), flying().dataset).await;
    for (arguments, code, message) in [
        ("maxWeeks: -1", "BAD_USER_INPUT", "`maxWeeks` is -1: expected 0 or more"),
        ("maxCost: -0.5, currency: \"GBP\"", "BAD_USER_INPUT", "`maxCost` is -0.5: expected 0 or more"),
        ("maxCost: 5", "BAD_USER_INPUT", "`maxCost` without `currency`"),
        ("currency: \"GBP\"", "BAD_USER_INPUT", "`currency` without `maxCost`"),
        (
            "maxCost: 5, currency: \"pounds\"",
            "BAD_USER_INPUT",
            "`currency` is `pounds`: expected an ISO 4217 code",
        ),
        (
            "region: \"Britain\"",
            "BAD_USER_INPUT",
            "`region` is `Britain`: expected an ISO 3166-1 alpha-2 code",
        ),
        ("basis: TOOLS", "BAD_USER_INPUT", "`basis` is TOOLS"),
        ("taxonomies: [\"x\"]", "NOT_FOUND", "no taxonomy has the slug `x`"),
    ] {
        let query =
            format!("{{ learningPlan(have: [], target: {{slug: \"pilot\"}}, {arguments}) {{ coverage }} }}");
        let (found, told) = app.error(&query).await;
        assert!(found == code && told.starts_with(message), "{arguments}: {found} {told}");
    }
    for (arguments, code, message) in [
        ("have: [], target: {slug: \"x\"}", "NOT_FOUND", "`target`: there is no such role: slug `x`"),
        (
            "have: [{skill: {slug: \"x\"}}], target: {slug: \"pilot\"}",
            "NOT_FOUND",
            "`have[0]`: there is no such skill",
        ),
    ] {
        let (found, told) = app.error(&format!("{{ learningPlan({arguments}) {{ coverage }} }}")).await;
        assert!(found == code && told.starts_with(message), "{arguments}: {found} {told}");
    }
    let query =
        "{ learningPlan(have: [], target: {slug: \"pilot\"}) { stages { steps(first: 501) { gain } } } }";
    assert_eq!(app.error(query).await.1, "`first` is 501: expected 1 to 500");
}
