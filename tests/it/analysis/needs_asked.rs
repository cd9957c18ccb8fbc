//! What a role needs, where little or nothing is stated of it.

use entity::{MappingKind, Requirement, RoleLinkKind};
use serde_json::{Value, json};

use crate::support::{App, Database, Records};

/// A cook needs sauces, a chef is a cook who needs menus.
fn kitchen(requirement: Option<Requirement>) -> Records {
    let mut records = Records::new("kitchen");
    let [cook, chef] = ["cook", "chef"].map(|key| records.role(key));
    let [sauces, menus] = ["sauces", "menus"].map(|key| records.skill(key));
    records.role_relation(chef, cook, RoleLinkKind::Broader);
    records.role_skill(cook, sauces, None);
    let link = records.role_skill(chef, menus, None);
    records.role_skill_mut(link).requirement = requirement;
    records
}

/// What is missing for a role, each with whose need it is.
async fn missing(records: Records, role: &str) -> Vec<(String, String)> {
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let query = format!(
        "{{ skillGap(have: [], target: {{slug: \"{role}\"}}) {{ missing {{ skill {{ slug }} from {{ slug }} }} }} }}"
    );
    let missing = app.data(&query).await["skillGap"]["missing"].take();
    let text = |value: &Value| value["slug"].as_str().expect("a slug").to_owned();
    let each = missing.as_array().expect("skills").iter();
    each.map(|item| (text(&item["skill"]), text(&item["from"]))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(skill, role)| ((*skill).to_owned(), (*role).to_owned())).collect()
}

#[tokio::test]
async fn what_is_remarked_adds_to_what_the_broader_role_needs_and_a_list_does_not() {
    assert_eq!(missing(kitchen(None), "chef").await, pairs(&[("menus", "chef"), ("sauces", "cook")]));
    let list = kitchen(Some(Requirement::Essential));
    assert_eq!(missing(list, "chef").await, pairs(&[("menus", "chef")]));
}

#[tokio::test]
async fn a_role_of_which_nothing_is_known_needs_what_its_exact_match_needs() {
    for (kind, expected) in
        [(MappingKind::Exact, pairs(&[("sauces", "cook")])), (MappingKind::Close, Vec::new())]
    {
        let mut records = kitchen(None);
        let cook = career_graph::dataset::id::concept("kitchen", entity::ConceptKind::Role, "cook");
        let koch = records.role("koch");
        records.mapping(koch, cook, kind);
        assert_eq!(missing(records.clone(), "koch").await, expected, "{kind:?}");
        // They are found and compared by that, too.
        let app = App::holding(Database::sqlite(), records.dataset).await;
        let query =
            "{ matchRoles(have: [{skill: {slug: \"sauces\"}}], filter: {slug: {eq: \"koch\"}}) { totalCount }
            role(by: {slug: \"cook\"}) { similarRoles(filter: {slug: {eq: \"koch\"}}) { similarity } } }";
        let found = app.data(query).await;
        let is_same = usize::from(kind == MappingKind::Exact);
        assert_eq!(found["matchRoles"]["totalCount"], is_same, "{kind:?}");
        let similar = if is_same == 1 { json!([{"similarity": 1.0}]) } else { json!([]) };
        assert_eq!(found["role"]["similarRoles"], similar, "{kind:?}");
    }
}
