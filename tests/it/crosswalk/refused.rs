//! What is no crosswalk is refused with an error that says what is wrong.

use std::error::Error;
use std::path::Path;

use super::{folder, read};

const ESCO: &str = "esco_onet_crosswalk_Feb2031.csv";
const LIFT: &str = "2010_to_2019_Crosswalk.csv";

/// What is said of a copy of the sample in which one file holds something else, or is not there.
fn refusal(file: &str, bytes: Option<&[u8]>) -> String {
    let copy = tempfile::tempdir().expect("there is room");
    for entry in std::fs::read_dir(folder()).expect("the sample is there") {
        let path = entry.expect("it can be listed").path();
        std::fs::copy(&path, copy.path().join(path.file_name().expect("a name"))).expect("it can be copied");
    }
    match bytes {
        Some(bytes) => std::fs::write(copy.path().join(file), bytes).expect("it can be written"),
        None => std::fs::remove_file(copy.path().join(file)).expect("it can be removed"),
    }
    refusal_of(copy.path())
}

fn refusal_of(path: &Path) -> String {
    let error = read(path).expect_err("it is refused");
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}

#[test]
fn a_table_that_is_not_there_is_named() {
    for (file, named) in [(ESCO, "esco_onet_crosswalk.csv"), (LIFT, LIFT)] {
        let refusal = refusal(file, None);
        assert!(
            refusal.ends_with(&format!("has no file `{named}`: expected a release as it is published")),
            "{refusal}"
        );
    }
}

#[test]
fn a_table_without_its_columns_is_refused() {
    let other =
        b"Listings,\r\nFrom 2010,\r\nO*NET-SOC 2010 Code,O*NET-SOC 2019 Code\r\n91-1001.00,91-1001.00\r\n";
    assert_eq!(
        refusal(LIFT, Some(other)),
        "2010_to_2019_Crosswalk.csv has no column O*NET-SOC 2010 Title, O*NET-SOC 2019 Title: \
         it has O*NET-SOC 2010 Code, O*NET-SOC 2019 Code"
    );
    assert!(
        refusal(ESCO, Some(b"")).starts_with(&format!("{ESCO} has no column esco_occupation, onet_code"))
    );
    // A header further down than titles go is none.
    let mut deep = b"title,,,\n".repeat(50);
    deep.extend(std::fs::read(folder().join(LIFT)).unwrap());
    let refused = refusal(LIFT, Some(&deep));
    assert!(refused.starts_with("2010_to_2019_Crosswalk.csv has no column O*NET-SOC 2010 Code"), "{refused}");
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    for (file, cut, line) in [(ESCO, 60, 15), (LIFT, 12, 13)] {
        let whole = std::fs::read(folder().join(file)).unwrap();
        let refused = refusal(file, Some(&whole[..whole.len() - cut]));
        let expected =
            format!("line {line} of {file}: it has not as many cells as the header: is the file cut off?");
        assert_eq!(refused, expected);
    }
}

#[test]
fn text_that_is_no_utf_8_is_refused() {
    let mut bytes = std::fs::read(folder().join(ESCO)).unwrap();
    let at = bytes.windows(4).position(|four| four == b"wick").unwrap();
    bytes[at] = 0xe9;
    assert_eq!(refusal(ESCO, Some(&bytes)), format!("line 3 of {ESCO}: a cell is no UTF-8"));
}

#[test]
fn a_row_that_does_not_end_is_refused() {
    let mut bytes = std::fs::read(folder().join(LIFT)).unwrap();
    bytes.push(b'"');
    bytes.extend(b"x,".repeat(5 << 20));
    let refused = refusal(LIFT, Some(&bytes));
    assert!(refused.contains("a row of more than 8388608 bytes"), "{refused}");
}

#[test]
fn what_is_no_zip_is_refused() {
    let refused = refusal_of(&folder().join(ESCO));
    assert!(refused.contains("is no zip, or it is damaged or cut off"), "{refused}");
}
