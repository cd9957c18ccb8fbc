//! A published release goes out and comes back.

use career_graph::export::{self, Records as Exported};
use career_graph::import::{Imported, interchange};

use super::lines;
use crate::support::esco_1_1_1;

#[test]
fn a_release_of_esco_comes_back() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    // What is read is compared by the digest in the header, which covers every row.
    let records = Exported::of(dataset.clone(), &[]).expect("it can be named");
    let mut text = Vec::new();
    let counts = export::ndjson::write(&records, &mut text).expect("it is written");
    assert!(counts.statements > 130_000, "{counts:?}");
    let back = interchange::lines("esco.ndjson", &text[..]).expect("it is read").dataset;
    assert!(lines(&back).as_bytes() == text, "the same bytes");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("esco.zip");
    export::csv::write(&records, &path).expect("it is written");
    assert_eq!(interchange::read(&path).expect("it is read").dataset.digest(), back.digest());
}
