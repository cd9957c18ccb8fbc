//! A published release goes out and comes back.

use std::path::Path;

use career_graph::export::{self, Records as Exported};
use career_graph::import::{Archive, esco, interchange};

use super::lines;

#[test]
#[expect(clippy::print_stderr, reason = "who runs the tests must see that some did not run")]
fn a_release_of_esco_comes_back() {
    let Some(folder) = std::env::var_os("CAREER_GRAPH_DATASETS") else {
        return eprintln!("skipped: CAREER_GRAPH_DATASETS names no folder of published releases");
    };
    let path = Path::new(&folder).join("esco-1.1.1-en.zip");
    let dataset =
        esco::read(&mut Archive::open(&path).expect("it is there"), None).expect("it is read").dataset;
    // What is read is compared by the digest in the header, which covers every row.
    let records = Exported::of(dataset, &[]).expect("it can be named");
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
