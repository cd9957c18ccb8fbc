//! Mappings that wait for a concept.

use career_graph::dataset::Reference;
use career_graph::store::Pending;
use entity::{ConceptKind, MappingKind, StatementKind, mapping};

use super::{apply, on_both_engines};
use crate::support::Records;

/// Adds a mapping to a dataset.
fn map(records: &mut Records, from: &Reference, to: &Reference) {
    let kind = MappingKind::Close;
    let id = career_graph::dataset::id::link(StatementKind::Mapping, from.id(), to.id(), kind.text());
    records.state(id, StatementKind::Mapping);
    let (from_ref, to_ref) = (from.to_string(), to.to_string());
    records.dataset.mappings.push(mapping::Model { id, from_ref, to_ref, kind, confidence: None });
}

on_both_engines! {
    async fn a_mapping_waits_until_both_of_its_ends_are_here(database) {
        let store = database.store().await;
        let role = |taxonomy: &str| Reference::new(taxonomy, ConceptKind::Role, &format!("cook-of-{taxonomy}"));
        let mut ours = Records::new("ours");
        ours.role("cook-of-ours");
        map(&mut ours, &role("ours"), &role("theirs"));
        map(&mut ours, &role("ours"), &role("others"));
        map(&mut ours, &role("theirs"), &role("others"));
        apply(&store, &ours).await;
        let waits = |from: &str, to: &str, lacking: &[&str]| Pending {
            from: role(from).to_string(),
            to: role(to).to_string(),
            kind: MappingKind::Close,
            lacking: lacking.iter().map(|taxonomy| (*taxonomy).to_owned()).collect(),
        };
        let all = [
            waits("ours", "others", &["others"]),
            waits("ours", "theirs", &["theirs"]),
            waits("theirs", "others", &["theirs", "others"]),
        ];
        assert_eq!(store.pending().await.expect("it can be read"), all);
        let mut theirs = Records::new("theirs");
        theirs.role("cook-of-theirs");
        apply(&store, &theirs).await;
        let expected = [waits("ours", "others", &["others"]), waits("theirs", "others", &["others"])];
        assert_eq!(store.pending().await.expect("it can be read"), expected);
        // The mappings are retired with what they were given by.
        let mut without = Records::new("ours");
        without.role("cook-of-ours");
        apply(&store, &without).await;
        assert_eq!(store.pending().await.expect("it can be read"), []);
    }
}
