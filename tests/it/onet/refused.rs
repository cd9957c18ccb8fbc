//! What is no release is refused with an error that says what is wrong.

use std::error::Error;
use std::path::Path;

use super::{folder, read};

/// A copy of the sample in which one file holds something else.
fn with(file: &str, bytes: &[u8]) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("there is room");
    for entry in std::fs::read_dir(folder()).expect("the sample is there") {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().expect("a file has a name");
        std::fs::copy(&path, copy.path().join(name)).expect("it can be copied");
    }
    std::fs::write(copy.path().join(file), bytes).expect("it can be written");
    copy
}

fn refusal(path: &Path) -> String {
    let error = read(path).expect_err("it is refused");
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}

#[test]
fn a_table_without_its_columns_is_refused() {
    let copy = with("Job Zones.txt", b"O*NET-SOC Code\tZone\r\n15-9001.00\t4\r\n");
    let refusal = refusal(copy.path());
    assert_eq!(refusal, "Job Zones.txt has no column Job Zone: it has O*NET-SOC Code, Zone");
}

#[test]
fn text_that_is_no_utf_8_is_refused() {
    let rows = b"O*NET-SOC Code\tTitle\tDescription\r\n15-9001.00\tLight\tok\r\n15-9001.01\tCaf\xe9\tx\r\n";
    let copy = with("Occupation Data.txt", rows);
    assert_eq!(refusal(copy.path()), "line 3 of Occupation Data.txt: a cell is no UTF-8");
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let whole = std::fs::read(folder().join("Skills.txt")).unwrap();
    let copy = with("Skills.txt", &whole[..whole.len() - 20]);
    let refusal = refusal(copy.path());
    assert_eq!(refusal, "line 8 of Skills.txt: it has not as many cells as the header: is the file cut off?");
}

#[test]
fn a_release_without_a_file_is_refused_and_not_read_as_one_without_those_facts() {
    let copy = with("Skills.txt", b"");
    std::fs::remove_file(copy.path().join("Skills.txt")).unwrap();
    let refusal = refusal(copy.path());
    assert!(
        refusal.ends_with("has no file `Skills.txt`: expected a release as it is published"),
        "{refusal}"
    );
}

#[test]
fn an_empty_file_is_refused() {
    let copy = with("Tools Used.txt", b"");
    assert!(refusal(copy.path()).starts_with("Tools Used.txt has no column O*NET-SOC Code"));
}
