//! Gaps of many roles in one request: each as if it were asked alone.

use entity::SkillLinkKind;
use serde_json::{Value, json};

use crate::support::{App, Database, Records};

const GAP: &str = "target { slug } coverage neededCount covered(first: 5) { skill { slug } } missing(first: 5) { skill { slug } because { locator } }
    tools { missing { slug } } receipt { algorithm revision version inputsHash }";

fn trades() -> Records {
    let mut records = Records::new("trades");
    let [baker, miller, clerk] = ["baker", "miller", "clerk"].map(|key| records.role(key));
    let [dough, ovens, grain] = ["dough", "ovens", "grain"].map(|key| records.skill(key));
    for (role, skill, level) in
        [(baker, dough, Some(4.0)), (baker, ovens, None), (miller, grain, None), (miller, dough, Some(2.0))]
    {
        records.role_skill(role, skill, level);
    }
    records.skill_relation(grain, ovens, SkillLinkKind::Related);
    let peel = records.tool("peel");
    records.role_tool(baker, peel);
    records.role_tool(clerk, peel);
    records
}

fn roles(slugs: &[&str]) -> String {
    let each: Vec<String> = slugs.iter().map(|slug| format!("{{slug: \"{slug}\"}}")).collect();
    format!("[{}]", each.join(", "))
}

#[tokio::test]
async fn many_gaps_are_those_of_single_requests() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let have = "have: [{skill: {slug: \"dough\"}}, {tool: {slug: \"peel\"}}]";
    for basis in ["SKILLS", "LEVELS", "TOOLS"] {
        let asked = ["miller", "baker", "clerk", "miller"];
        let query =
            format!("{{ skillGaps({have}, targets: {}, basis: {basis}) {{ {GAP} }} }}", roles(&asked));
        let found = app.data(&query).await["skillGaps"].take();
        let mut expected = Vec::new();
        for slug in asked {
            let query =
                format!("{{ skillGap({have}, target: {{slug: \"{slug}\"}}, basis: {basis}) {{ {GAP} }} }}");
            expected.push(app.data(&query).await["skillGap"].take());
        }
        assert_eq!(found, Value::from(expected));
    }
}

#[tokio::test]
async fn a_matrix_has_the_gaps_between_roles() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let slugs = ["baker", "clerk", "miller"];
    let mut partly = 0;
    for basis in ["SKILLS", "ESSENTIAL_SKILLS", "LEVELS", "TOOLS"] {
        let query = format!(
            "{{ gapMatrix(roles: {}, basis: {basis}) {{ roles {{ slug }} receipt {{ inputsHash }}
               rows {{ from {{ slug }} cells {{ to {{ slug }} coverage coveredCount partlyCount missingCount }} }} }} }}",
            roles(&slugs)
        );
        let found = app.data(&query).await["gapMatrix"].take();
        assert_eq!(found["roles"], json!([{"slug": "baker"}, {"slug": "clerk"}, {"slug": "miller"}]));
        for (row, from) in slugs.iter().enumerate() {
            assert_eq!(found["rows"][row]["from"]["slug"], *from);
            for (column, to) in slugs.iter().enumerate() {
                let query = format!(
                    "{{ role(by: {{slug: \"{to}\"}}) {{ gapFrom(role: {{slug: \"{from}\"}}, basis: {basis}) {{
                       coverage covered {{ credit }} partly {{ credit }} missing {{ credit }} tools {{ covered {{ slug }} missing {{ slug }} }} }} }} }}"
                );
                let gap = app.data(&query).await["role"]["gapFrom"].take();
                let lists = if basis == "TOOLS" { &gap["tools"] } else { &gap };
                let count = |list: &str| lists[list].as_array().map(Vec::len);
                let cell = json!({"to": {"slug": to}, "coverage": gap["coverage"], "coveredCount": count("covered"),
                                  "partlyCount": count("partly").unwrap_or(0), "missingCount": count("missing")});
                partly += count("partly").unwrap_or(0);
                assert_eq!(found["rows"][row]["cells"][column], cell, "{from} to {to}, {basis}");
            }
        }
    }
    assert_eq!(partly, 3, "grain by ovens, ovens by grain, and dough at half its level");
    // Each covers the dough, and 0.4 of the other by what is related: 1.4 of 2.
    let query = format!(
        "{{ gapMatrix(roles: {}) {{ rows {{ cells {{ coverage }} }} }} }}",
        roles(&["baker", "miller"])
    );
    let cells = json!([{"cells": [{"coverage": 1.0}, {"coverage": 0.7}]}, {"cells": [{"coverage": 0.7}, {"coverage": 1.0}]}]);
    assert_eq!(app.data(&query).await["gapMatrix"]["rows"], cells);
}

#[tokio::test]
async fn too_few_too_many_and_unknown_roles_are_refused() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let many = vec!["baker"; 51];
    for (field, slugs, code, message) in [
        (
            "skillGaps(have: [], targets: ",
            &many[..0],
            "BAD_USER_INPUT",
            "`targets` has 0 roles: expected 1 to 50",
        ),
        (
            "skillGaps(have: [], targets: ",
            &many[..],
            "BAD_USER_INPUT",
            "`targets` has 51 roles: expected 1 to 50",
        ),
        (
            "skillGaps(have: [], targets: ",
            &["baker", "x"][..],
            "NOT_FOUND",
            "`targets[1]`: there is no such role",
        ),
        ("gapMatrix(roles: ", &["baker"][..], "BAD_USER_INPUT", "`roles` has 1 roles: expected 2 to 20"),
        ("gapMatrix(roles: ", &many[..21], "BAD_USER_INPUT", "`roles` has 21 roles: expected 2 to 20"),
        (
            "gapMatrix(roles: ",
            &["baker", "clerk", "baker"][..],
            "BAD_USER_INPUT",
            "`roles[2]` is the same role as `roles[0]`",
        ),
        ("gapMatrix(roles: ", &["x", "clerk"][..], "NOT_FOUND", "`roles[0]`: there is no such role"),
    ] {
        let fields = if field.starts_with("skillGaps") { "coverage" } else { "rows { cells { coverage } }" };
        let (found, told) = app.error(&format!("{{ {field}{}) {{ {fields} }} }}", roles(slugs))).await;
        assert!(found == code && told.starts_with(message), "{field} {slugs:?}: {found} {told}");
    }
}
