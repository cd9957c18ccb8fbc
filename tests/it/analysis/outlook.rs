//! What the sources say of the outlook of a role.

use std::collections::{BTreeMap, BTreeSet};

use career_graph::analysis::{PayRange, Trust, outlook};
use career_graph::graph::{LinkKind, NodeRef, SalaryIdx};
use entity::{AmountPurpose, ExperienceLevel, NoteKind, RoleLinkKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::drawn::Drawn;
use crate::support::{App, Database, Dice, Records, onet_table};

/// By region, currency and period: the lowest and the highest amount, and the salaries.
type Pay = BTreeMap<(String, String, String), (Option<i64>, Option<i64>, BTreeSet<SalaryIdx>)>;

fn pay(drawn: &Drawn, role: Uuid) -> Pay {
    let mut pay = Pay::new();
    for salary in drawn.data.salaries.iter().filter(|row| row.role_id == role && !row.bonus) {
        if !drawn.holds(salary.id) {
            continue;
        }
        let mut amounts = drawn.data.amounts.iter();
        let is_of = |row: &&entity::amount::Model| {
            row.statement_id == salary.id && row.purpose == AmountPurpose::Salary
        };
        let amount = amounts.find(is_of).expect("an amount");
        let key = (salary.region.clone(), amount.currency.clone(), amount.period.text().to_owned());
        let range = pay.entry(key).or_default();
        for bound in [amount.min, amount.max].into_iter().flatten() {
            range.0 = Some(range.0.map_or(bound, |low| low.min(bound)));
            range.1 = Some(range.1.map_or(bound, |high| high.max(bound)));
        }
        match drawn.graph.node(salary.id) {
            Some(NodeRef::Salary(idx)) => range.2.insert(idx),
            other => panic!("{} is {other:?}", salary.id),
        };
    }
    pay
}

#[test]
fn it_is_that_of_a_plain_twin() {
    let mut met = [0; 4];
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let role = *Dice::new(seed + 13).of(&drawn.roles);
        let found = outlook(&drawn.graph, drawn.idx(role), &drawn.trust);
        let notes = &drawn.graph.concept(drawn.idx(role)).notes;
        let told: Vec<Uuid> = found.notes.iter().map(|at| notes[*at].stated.id).collect();
        let said = drawn.data.notes.iter().filter(|row| row.concept_id == role && drawn.holds(row.id));
        let said: BTreeSet<Uuid> =
            said.filter(|row| row.note_kind == NoteKind::Demand).map(|row| row.id).collect();
        assert!(found.notes.is_sorted_by(|a, b| a < b), "seed {seed}");
        assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), said, "seed {seed}");

        let in_order = |range: &PayRange| range.salaries.is_sorted_by(|a, b| a < b);
        assert!(found.pay.iter().all(in_order), "seed {seed}");
        let shown = found.pay.iter().map(|range| {
            let key = (range.region.to_string(), range.currency.to_string(), range.period.text().to_owned());
            (key, (Some(range.min), Some(range.max), range.salaries.iter().copied().collect()))
        });
        let expected = pay(&drawn, role);
        assert_eq!(
            shown.collect::<Vec<_>>(),
            expected.clone().into_iter().collect::<Vec<_>>(),
            "seed {seed}"
        );

        let rows = drawn.data.role_tools.iter().filter(|row| row.role_id == role && drawn.holds(row.id));
        let rows: Vec<_> = rows.filter(|row| drawn.is_known(row.tool_id)).collect();
        let is_hot =
            |tool: Uuid| drawn.holds(tool) && drawn.data.tools.iter().any(|row| row.id == tool && row.hot);
        let mut sought: Vec<(bool, bool, &str, Uuid)> = rows
            .iter()
            .map(|row| (!is_hot(row.tool_id), !row.in_demand, drawn.name(row.tool_id), row.id))
            .filter(|(cold, unasked, ..)| !cold || !unasked)
            .collect();
        sought.sort_by_key(|(cold, unasked, name, _)| (*cold || *unasked, *unasked, *name));
        let shown = found.sought.iter().map(|one| {
            let id = drawn.graph.link(LinkKind::RoleTool, one.link).2.id;
            (!one.hot, !one.in_demand, drawn.name(drawn.id(one.tool)), id)
        });
        assert_eq!((found.tools, shown.collect::<Vec<_>>()), (rows.len(), sought.clone()), "seed {seed}");
        let is_empty = said.is_empty() && expected.is_empty() && sought.is_empty();
        assert_eq!(found.is_empty(), is_empty, "seed {seed}");
        for (met, more) in met.iter_mut().zip([said.len(), expected.len(), sought.len(), is_empty.into()]) {
            *met += more;
        }
    }
    assert!(met.iter().all(|met| *met > 500), "too plain: {met:?}");
}

/// A weaver of whom much is said, a kind of weaver of whom nothing is, and a clerk with a tool that nobody seeks.
fn trades() -> Records {
    let mut records = Records::new("trades");
    let [weaver, heir, clerk] = ["weaver", "silk-weaver", "clerk"].map(|key| records.role(key));
    records.role_relation(heir, weaver, RoleLinkKind::Broader);
    records.note(weaver, NoteKind::Demand, "Weavers are sought.");
    records.note(weaver, NoteKind::Advice, "Take your time.");
    for (region, level, amount) in [
        ("GB", ExperienceLevel::Entry, 20_000),
        ("GB", ExperienceLevel::Senior, 48_000),
        ("FR", ExperienceLevel::Entry, 30_000),
    ] {
        records.salary(weaver, region, level, amount);
    }
    let abroad = records.salary(weaver, "FR", ExperienceLevel::Senior, 50_000);
    let abroad =
        records.dataset.amounts.iter_mut().find(|row| row.statement_id == abroad).expect("an amount");
    abroad.currency = "EUR".to_owned();
    let bonus = records.salary(weaver, "GB", ExperienceLevel::Any, 90_000);
    let bonus = records.dataset.salaries.iter_mut().find(|row| row.id == bonus).expect("a salary");
    bonus.bonus = true;
    for (key, in_demand, hot) in
        [("dobby", true, false), ("jacquard", true, true), ("knife", false, false), ("cad", false, true)]
    {
        let tool = records.tool(key);
        records.dataset.tools.last_mut().expect("a tool").hot = hot;
        records.role_tool(weaver, tool);
        records.dataset.role_tools.last_mut().expect("a link").in_demand = in_demand;
    }
    let abacus = records.tool("abacus");
    records.role_tool(clerk, abacus);
    records.dataset.role_tools.last_mut().expect("a link").in_demand = false;
    records
}

async fn asked(app: &App, role: &str) -> Value {
    let query = format!(
        "{{ role(by: {{slug: \"{role}\"}}) {{ outlook {{
            notes {{ kind text evidence {{ locator }} }}
            pay {{ region currency period min max count because {{ locator }} }}
            toolCount inDemandCount hotCount
            soughtTools {{ tool {{ slug }} inDemand hot because {{ source {{ slug }} }} }}
        }} }} }}"
    );
    app.data(&query).await["role"]["outlook"].take()
}

#[tokio::test]
async fn it_tells_what_sources_say_and_nothing_else() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let found = asked(&app, "weaver").await;
    let said =
        json!([{"kind": "DEMAND", "text": "Weavers are sought.", "evidence": [{"locator": "section 1"}]}]);
    assert_eq!(found["notes"], said);
    // What comes on top of the pay is no pay.
    let pay = |(region, currency): (&str, &str), min: f64, max: f64, count: usize| {
        let because = vec![json!({"locator": "section 1"}); count];
        json!({
            "region": region, "currency": currency, "period": "YEAR", "min": min, "max": max, "count": count,
            "because": because,
        })
    };
    let expected = [
        pay(("FR", "EUR"), 50_000.0, 50_000.0, 1),
        pay(("FR", "GBP"), 30_000.0, 30_000.0, 1),
        pay(("GB", "GBP"), 20_000.0, 48_000.0, 2),
    ];
    assert_eq!(found["pay"], json!(expected));
    assert_eq!([&found["toolCount"], &found["inDemandCount"], &found["hotCount"]], [4, 2, 2]);
    let tools = found["soughtTools"].as_array().expect("a list");
    let tools: Vec<_> =
        tools.iter().map(|one| json!([one["tool"]["slug"], one["inDemand"], one["hot"]])).collect();
    assert_eq!(json!(tools), json!([["jacquard", true, true], ["dobby", true, false], ["cad", false, true]]));
    assert_eq!(found["soughtTools"][0]["because"], json!([{"source": {"slug": "trades"}}]));
}

#[tokio::test]
async fn where_no_source_says_anything_there_is_none() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    assert_eq!(asked(&app, "silk-weaver").await, json!(null), "it is not that of what is broader");
    assert_eq!(asked(&app, "clerk").await, json!(null), "nobody seeks an abacus");
    for first in [0, 501] {
        let query = format!(
            "{{ role(by: {{slug: \"weaver\"}}) {{ outlook {{ soughtTools(first: {first}) {{ hot }} }} }} }}"
        );
        assert_eq!(app.error(&query).await.0, "BAD_USER_INPUT");
    }
}

#[tokio::test]
async fn what_does_not_count_is_left_out() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    for (arguments, expected) in [
        ("minEvidence: 1", json!({"toolCount": 4, "notes": [{"kind": "DEMAND"}]})),
        ("taxonomies: []", json!({"toolCount": 0, "notes": [{"kind": "DEMAND"}]})),
        ("minEvidence: 2", json!(null)),
        ("sources: []", json!(null)),
    ] {
        let query = format!(
            "{{ role(by: {{slug: \"weaver\"}}) {{ outlook({arguments}) {{ toolCount notes {{ kind }} }} }} }}"
        );
        assert_eq!(app.data(&query).await["role"]["outlook"], expected, "{arguments}");
    }
    let receipt = "{ role(by: {slug: \"weaver\"}) { a: outlook { receipt { algorithm version inputsHash } }
        b: outlook(minEvidence: 1) { receipt { algorithm version inputsHash } }
        c: outlook(taxonomies: []) { receipt { algorithm version inputsHash } } } }";
    let found = app.data(receipt).await["role"].take();
    assert_eq!(found["a"]["receipt"]["algorithm"], "outlook");
    assert_eq!(found["a"], found["b"], "each statement has a place in a source");
    assert_ne!(found["a"], found["c"]);
    for (arguments, code) in [
        ("taxonomies: [\"nowhere\"]", "NOT_FOUND"),
        ("sources: [\"x\"]", "BAD_USER_INPUT"),
        ("minEvidence: -1", "BAD_USER_INPUT"),
    ] {
        let query =
            format!("{{ role(by: {{slug: \"weaver\"}}) {{ outlook({arguments}) {{ toolCount }} }} }}");
        assert_eq!(app.error(&query).await.0, code, "{arguments}");
    }
}

#[tokio::test]
async fn software_developers_work_with_as_much_that_is_sought_as_onet_says() {
    let Some(snapshot) = crate::whole::snapshot().await else { return };
    let graph = &snapshot.graph;
    let code = entity::CodeScheme::OnetSoc;
    let role = graph.by_code(entity::ConceptKind::Role, code, "15-1252.00").expect("it was imported");
    let found = outlook(graph, role, &Trust::default());
    let rows = onet_table("Technology Skills.txt");
    let count = |column: &str| {
        rows.iter().filter(|row| row["O*NET-SOC Code"] == "15-1252.00" && row[column] == "Y").count()
    };
    assert_eq!(found.tools, 435, "423 technologies and 12 tools");
    assert_eq!(found.sought.iter().filter(|one| one.hot).count(), count("Hot Technology"));
    assert_eq!(found.sought.iter().filter(|one| one.in_demand).count(), count("In Demand"));
    assert!(count("Hot Technology") > 50 && count("In Demand") > 5);
    assert_eq!((found.notes.len(), found.pay.len()), (0, 0));
}
