//! A published release goes out and comes back.

use std::path::Path;

use career_graph::export::{self, Records as Exported};
use career_graph::import::{Archive, esco, interchange};

use super::{lines, read};
use crate::support::in_order;

#[test]
#[expect(clippy::print_stderr, reason = "who runs the tests must see that some did not run")]
fn a_release_of_esco_comes_back() {
    let Some(folder) = std::env::var_os("CAREER_GRAPH_DATASETS") else {
        return eprintln!("skipped: CAREER_GRAPH_DATASETS names no folder of published releases");
    };
    let path = Path::new(&folder).join("esco-1.1.1-en.zip");
    let dataset =
        esco::read(&mut Archive::open(&path).expect("it is there"), None).expect("it is read").dataset;
    let text = lines(&dataset);
    let back = read(&text).expect("it is read").dataset;
    assert!(lines(&back) == text);
    assert!(in_order(&back) == in_order(&dataset));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("esco.zip");
    export::csv::write(&Exported::of(dataset, &[]).expect("named"), &path).expect("written");
    assert!(lines(&interchange::read(&path).expect("it is read").dataset) == text);
}
