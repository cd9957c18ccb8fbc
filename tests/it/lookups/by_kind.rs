//! Codes, notes and matches of a concept, by kind.

use entity::{CodeScheme, ConceptKind, NoteKind};
use serde_json::json;

use crate::support::{App, Database, Records};

#[tokio::test]
async fn codes_notes_and_matches_can_be_asked_for_by_kind() {
    let mut records = Records::new("ours");
    let cook = records.role("cook");
    records.code(cook, CodeScheme::Isco08, "5120", false);
    records.code(cook, CodeScheme::OnetSoc, "35-2014.00", true);
    records.note(cook, NoteKind::Demand, "sought");
    records.note(cook, NoteKind::Benefit, "meals");
    let mut theirs = Records::new("theirs");
    let (chef, apron) = (theirs.role("chef"), theirs.tool("apron"));
    let cook_ref = records.reference(cook);
    theirs.mapping_between(&theirs.reference(chef), &cook_ref, entity::MappingKind::Broad);
    theirs.mapping_between(&cook_ref, &theirs.reference(apron), entity::MappingKind::Related);
    // One that leads to a taxonomy that is not here waits, and does no harm.
    let elsewhere = career_graph::dataset::Reference::new("elsewhere", ConceptKind::Role, "cook");
    theirs.mapping_between(&cook_ref, &elsewhere, entity::MappingKind::Exact);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    app.load(theirs.dataset).await;
    let ask = async |fields: &str| {
        app.data(&format!("{{ it: role(by: {{slug: \"cook\"}}) {{ a: {fields} }} }}")).await["it"]["a"]
            .clone()
    };

    assert_eq!(
        ask("codes { value identifies }").await,
        json!([{"value": "5120", "identifies": false}, {"value": "35-2014.00", "identifies": true}])
    );
    assert_eq!(ask("codes(schemes: [ONET_SOC]) { scheme }").await, json!([{"scheme": "ONET_SOC"}]));
    assert_eq!(ask("codes(schemes: []) { scheme }").await, json!([]));
    assert_eq!(ask("notes { text }").await, json!([{"text": "meals"}, {"text": "sought"}]));
    assert_eq!(ask("notes(kinds: [DEMAND]) { kind }").await, json!([{"kind": "DEMAND"}]));
    assert_eq!(ask("notes(kinds: []) { kind }").await, json!([]));
    let narrow = json!({"kind": "NARROW", "concept": {"slug": "chef"}, "confidence": 0.75});
    let related = json!({"kind": "RELATED", "concept": {"slug": "apron"}, "confidence": 0.75});
    let fields = "{ kind concept { slug } confidence }";
    assert_eq!(ask(&format!("mappings {fields}")).await, json!([narrow, related]));
    assert_eq!(ask(&format!("mappings(kinds: [RELATED]) {fields}")).await, json!([related]));
    assert_eq!(ask(&format!("mappings(kinds: []) {fields}")).await, json!([]));
    assert_eq!(ask(&format!("mappings(taxonomy: [\"ours\"]) {fields}")).await, json!([]));
    assert_eq!(ask(&format!("mappings(taxonomy: [\"theirs\"]) {fields}")).await, json!([narrow, related]));
    assert_eq!(ask(&format!("mappings(taxonomy: []) {fields}")).await, json!([]));
    let chef = app.data("{ role(by: {slug: \"chef\"}) { mappings { kind } } }").await;
    assert_eq!(chef["role"]["mappings"], json!([{"kind": "BROAD"}]), "read from the other end");
}
