//! Roles that are covered best, and which roles answers tell of, as clients ask.

use entity::MappingKind;
use serde_json::{Value, json};

use crate::support::{App, Database, Records};

#[tokio::test]
async fn roles_are_matched_with_what_is_missing_for_each() {
    let mut records = Records::new("kitchen");
    let [baker, cook, waiter, stoker] = ["baker", "cook", "waiter", "stoker"].map(|key| records.role(key));
    let [dough, ovens, sauces, trays] = ["dough", "ovens", "sauces", "trays"].map(|key| records.skill(key));
    for (role, skills) in [
        (baker, vec![dough, ovens]),
        (cook, vec![dough, ovens, sauces]),
        (waiter, vec![trays]),
        (stoker, vec![ovens]),
    ] {
        for skill in skills {
            records.role_skill(role, skill, None);
        }
    }
    records.retire(stoker, None);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let matched = async |more: &str| {
        let query = format!(
            "{{ matchRoles(have: [{{skill: {{slug: \"ovens\"}}}}]{more}) {{ totalCount
                 matches {{ role {{ slug }} coverage missing {{ skill {{ slug }} }} gap {{ covered {{ skill {{ slug }} }} }} }} }} }}"
        );
        app.data(&query).await["matchRoles"].take()
    };
    let one = |slug: &str, coverage: f64, missing: &[&str]| {
        let missing: Vec<Value> = missing.iter().map(|slug| json!({"skill": {"slug": slug}})).collect();
        json!({"role": {"slug": slug}, "coverage": coverage, "missing": missing,
               "gap": {"covered": [{"skill": {"slug": "ovens"}}]}})
    };
    let (baker, cook) = (one("baker", 0.5, &["dough"]), one("cook", 0.333_333, &["dough", "sauces"]));
    // Nothing of the waiter is covered, and the stoker is retired.
    assert_eq!(matched("").await, json!({"totalCount": 2, "matches": [baker, cook]}));
    assert_eq!(matched(", first: 1").await, json!({"totalCount": 2, "matches": [baker]}));
    let filter = ", filter: {not: {slug: {eq: \"baker\"}}}";
    assert_eq!(matched(filter).await, json!({"totalCount": 1, "matches": [cook]}));
    let stoker = one("stoker", 1.0, &[]);
    assert_eq!(matched(", filter: {retired: true}").await, json!({"totalCount": 1, "matches": [stoker]}));
    let nothing = app.data("{ matchRoles(have: []) { totalCount matches { coverage } } }").await;
    assert_eq!(nothing["matchRoles"], json!({"totalCount": 0, "matches": []}));
}

#[tokio::test]
async fn the_retired_are_told_where_a_filter_asks_for_them() {
    let mut records = Records::new("kitchen");
    let [baker, stoker] = ["baker", "stoker"].map(|key| records.role(key));
    let [ovens, coal] = ["ovens", "coal"].map(|key| records.skill(key));
    for role in [baker, stoker] {
        records.role_skill(role, ovens, None);
    }
    records.role_skill(stoker, coal, None);
    records.retire(stoker, None);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    for (filter, similar, changed, looked_at) in
        [("", 0, 1, 1), ("retired: true", 1, 1, 1), ("retired: false", 0, 1, 1)]
    {
        let query = format!(
            "{{ role(by: {{slug: \"baker\"}}) {{ similarRoles(filter: {{{filter}}}) {{ role {{ slug }} }} }}
               whatIf(have: [], add: [{{skill: {{slug: \"ovens\"}}}}], filter: {{{filter}}}) {{ changedCount changed {{ after }} }}
               nextSkills(have: [], anyRole: {{{filter}}}) {{ roleCount skills {{ skill {{ slug }} }} }} }}"
        );
        let data = app.data(&query).await;
        let told = data["role"]["similarRoles"].as_array().map(Vec::len);
        assert_eq!(
            (told, &data["whatIf"]["changedCount"]),
            (Some(similar), &json!(changed)),
            "{filter}: {data}"
        );
        assert_eq!(data["nextSkills"]["roleCount"], looked_at, "{filter}: {data}");
        let retired = filter == "retired: true";
        assert_eq!(data["whatIf"]["changed"][0]["after"], if retired { 0.5 } else { 1.0 }, "{filter}");
        let skills = data["nextSkills"]["skills"].as_array().map(Vec::len);
        assert_eq!(skills, Some(if retired { 2 } else { 1 }), "{filter}");
    }
}

#[tokio::test]
async fn one_that_is_retired_has_what_its_exact_match_has() {
    let mut records = Records::new("kitchen");
    let [cook, koch] = ["cook", "koch"].map(|key| records.role(key));
    let sauces = records.skill("sauces");
    records.role_skill(cook, sauces, None);
    records.mapping(koch, cook, MappingKind::Exact);
    records.retire(koch, None);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let query = "{ matchRoles(have: [{skill: {slug: \"sauces\"}}], filter: {retired: true}) { matches { role { slug } coverage } }
        whatIf(have: [], add: [{skill: {slug: \"sauces\"}}], filter: {retired: true}) { changed { role { slug } after } }
        role(by: {slug: \"cook\"}) { similarRoles(filter: {retired: true}) { role { slug } similarity } } }";
    let koch = |name: &str| json!([{"role": {"slug": "koch"}, name: 1.0}]);
    let found = app.data(query).await;
    assert_eq!(found["matchRoles"]["matches"], koch("coverage"));
    assert_eq!(found["whatIf"]["changed"], koch("after"));
    assert_eq!(found["role"]["similarRoles"], koch("similarity"));
}

#[tokio::test]
async fn nobody_is_matched_where_there_is_nothing() {
    let mut records = Records::new("kitchen");
    records.skill("sauces");
    let app = App::holding(Database::sqlite(), records.dataset.clone()).await;
    let query = "{ matchRoles(have: [{skill: {slug: \"sauces\"}}]) { totalCount }
        nextSkills(have: [], anyRole: {}) { roleCount openCount skills { gain } }
        whatIf(have: [], add: [{skill: {slug: \"sauces\"}}]) { changedCount } }";
    let nothing = json!({"matchRoles": {"totalCount": 0}, "nextSkills": {"roleCount": 0, "openCount": 0, "skills": []},
                         "whatIf": {"changedCount": 0}});
    assert_eq!(app.data(query).await, nothing, "no role");
    records.role("cook");
    let app = App::holding(Database::sqlite(), records.dataset).await;
    assert_eq!(app.data(query).await, nothing, "a role that needs nothing");
}

#[tokio::test]
async fn only_what_is_asked_to_count_counts_where_somebody_is_compared_with_all_roles() {
    // Of what the cook needs the sauces are stated at two places.
    let mut records = Records::new("kitchen");
    let cook = records.role("cook");
    let [sauces, trays] = ["sauces", "trays"].map(|key| records.skill(key));
    let link = records.role_skill(cook, sauces, None);
    records.role_skill(cook, trays, None);
    records.confirm(link, "section 2");
    let app = App::holding(Database::sqlite(), records.dataset).await;
    for (filter, coverage) in [
        ("minEvidence: 1", Some(0.5)),
        ("minEvidence: 2", Some(1.0)),
        ("minEvidence: 3", None),
        ("sources: []", None),
        ("taxonomies: []", None),
        ("taxonomies: [\"kitchen\"]", Some(0.5)),
    ] {
        let query = format!(
            "{{ matchRoles(have: [{{skill: {{slug: \"sauces\"}}}}], {filter}) {{ matches {{ coverage }} }}
               whatIf(have: [], add: [{{skill: {{slug: \"sauces\"}}}}], {filter}) {{ changed {{ after }} }}
               nextSkills(have: [], anyRole: {{}}, {filter}) {{ roleCount }} }}"
        );
        let told =
            |name: &str| coverage.map(|coverage| json!({name: coverage})).into_iter().collect::<Value>();
        let found = app.data(&query).await;
        assert_eq!(found["matchRoles"]["matches"], told("coverage"), "{filter}");
        assert_eq!(found["whatIf"]["changed"], told("after"), "{filter}");
        assert_eq!(found["nextSkills"]["roleCount"], coverage.iter().count(), "{filter}");
    }
}
