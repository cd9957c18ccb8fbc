//! A published release goes out and comes back.

use std::collections::HashSet;

use career_graph::dataset::Dataset;
use career_graph::export::{self, Records as Exported};
use career_graph::import::{Imported, interchange};
use uuid::Uuid;

use super::lines;
use crate::support::esco_1_1_1;

#[test]
fn a_release_of_esco_comes_back() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    let mut dataset = dataset.clone();
    // All of it takes a minute where our own code is not optimised.
    if cfg!(debug_assertions) {
        thin(&mut dataset);
    }
    // What is read is compared by the digest in the header, which covers every row.
    let records = Exported::of(dataset.clone(), &[]).expect("it can be named");
    let mut text = Vec::new();
    let counts = export::ndjson::write(&records, &mut text).expect("it is written");
    assert!(counts.statements == dataset.statements.len() && counts.statements > 2_000, "{counts:?}");
    let back = interchange::lines("esco.ndjson", &text[..]).expect("it is read").dataset;
    assert!(lines(&back).as_bytes() == text, "the same bytes");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("esco.zip");
    export::csv::write(&records, &path).expect("it is written");
    assert_eq!(interchange::read(&path).expect("it is read").dataset.digest(), back.digest());
    let mut turtle = Vec::new();
    let counts = export::skos::write(&records, &mut turtle).expect("it is written");
    assert_eq!(counts.statements, dataset.concepts.len());
    let graph = super::skos::graph(&String::from_utf8(turtle).expect("it is UTF-8"));
    super::skos::assert_whole(&graph);
    assert!(graph.len() > 10 * dataset.concepts.len(), "{} facts", graph.len());
}

/// Keeps an eighth of the concepts, whatever it is, and what links them.
fn thin(dataset: &mut Dataset) {
    dataset.concepts.retain(|concept| concept.id.as_bytes()[0] < 32);
    let kept: HashSet<Uuid> = dataset.concepts.iter().map(|concept| concept.id).collect();
    dataset.notes.retain(|note| kept.contains(&note.concept_id));
    let mut stated = kept.clone();
    stated.extend(dataset.notes.iter().map(|note| note.id));
    macro_rules! links {
        ($($table:ident: $from:ident $to:ident,)+) => {$(
            dataset.$table.retain(|link| kept.contains(&link.$from) && kept.contains(&link.$to));
            stated.extend(dataset.$table.iter().map(|link| link.id));
        )+};
    }
    links! {
        role_skills: role_id skill_id,
        role_relations: from_id to_id,
        skill_relations: from_id to_id,
        collection_members: collection_id concept_id,
    }
    macro_rules! rows {
        ($($table:ident $owner:ident,)+) => { $(dataset.$table.retain(|row| stated.contains(&row.$owner));)+ };
    }
    rows! {
        statements id, roles id, skills id, collections id, labels concept_id, descriptions concept_id, codes concept_id,
        evidence statement_id,
    }
}
