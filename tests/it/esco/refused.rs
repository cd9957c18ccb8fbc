//! What is no release, or a damaged or hostile one, is refused with an error that says what is wrong.

use std::error::Error;
use std::path::{Path, PathBuf};

use super::{copy, folder, read, zip};

/// The refusal of a copy of the sample in which one file holds something else.
fn refusal_with(file: &str, bytes: &[u8]) -> String {
    let copy = copy(|name, old| Some((name.to_owned(), if name == file { bytes.to_vec() } else { old })));
    refusal(copy.path())
}

fn refusal(path: &Path) -> String {
    let error = read(path).map(|_| ()).expect_err("it is refused");
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}

fn zip_of(files: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("esco.zip");
    zip(&path, files.iter().copied());
    (folder, path)
}

#[test]
fn a_table_without_its_columns_is_refused() {
    let refusal = refusal_with("skillSkillRelations.csv", b"from,relationType,to\r\na,essential,b\r\n");
    assert_eq!(
        refusal,
        "skillSkillRelations.csv has no column originalSkillUri, relatedSkillUri: it has from, relationType, to"
    );
}

#[test]
fn a_release_without_a_file_is_refused_and_not_read_as_one_without_those_facts() {
    let copy = copy(|name, bytes| (name != "skills_en.csv").then(|| (name.to_owned(), bytes)));
    let refusal = refusal(copy.path());
    let expected = "has no file `skills.csv` or `skills_en.csv`: expected a release as it is published";
    assert!(refusal.ends_with(expected), "{refusal}");
}

#[test]
fn text_that_is_no_utf_8_is_refused() {
    let rows = b"occupationUri,relationType,skillUri\r\na,essential,b\r\na,essential,caf\xe9\r\n";
    let refusal = refusal_with("occupationSkillRelations.csv", rows);
    assert_eq!(refusal, "line 3 of occupationSkillRelations.csv: a cell is no UTF-8");
}

#[test]
fn a_table_that_was_cut_off_is_refused() {
    let whole = std::fs::read(folder().join("occupations_en.csv")).unwrap();
    let cut = whole.windows(9).position(|bytes| bytes == b"beekeeper").unwrap();
    assert_eq!(
        refusal_with("occupations_en.csv", &whole[..cut]),
        "line 2 of occupations_en.csv: the last row has fewer cells than the header: is the file cut off?"
    );
}

#[test]
fn empty_cells_at_the_end_of_a_row_may_be_left_out_but_there_may_be_none_beyond() {
    let header = "conceptUri,preferredLabel,altLabels,description,code\r\n";
    let short = format!("{header}g/1,one\r\ng/2,two,,,\r\n");
    let file = "skillGroups_en.csv";
    let lenient = copy(|name, bytes| {
        Some((name.to_owned(), if name == file { short.clone().into_bytes() } else { bytes }))
    });
    let report = read(lenient.path()).unwrap().report;
    let counts = report.tables.iter().find(|table| table.file == file).unwrap();
    assert_eq!((counts.rows, counts.taken), (2, 2));
    let long = format!("{header}g/1,one,,,,,\r\ng/2,two,,,\r\n");
    let expected = "line 2 of skillGroups_en.csv: it has more cells than the header: is a quote missing?";
    assert_eq!(refusal_with(file, long.as_bytes()), expected);
}

#[test]
fn an_endless_line_is_refused() {
    let endless = [b"conceptUri,broaderUri\r\na,b\r\n".to_vec(), vec![b'x'; 9 << 20]].concat();
    let refusal = refusal_with("broaderRelationsOccPillar.csv", &endless);
    assert_eq!(refusal, "line 3 of broaderRelationsOccPillar.csv: a row of more than 8388608 bytes");
}

#[test]
fn a_quote_that_never_ends_is_refused() {
    let open = [b"conceptUri,broaderUri\r\na,\"b\r\n".to_vec(), b"c,d\r\n".repeat(2 << 20)].concat();
    let refusal = refusal_with("broaderRelationsOccPillar.csv", &open);
    assert_eq!(refusal, "line 2 of broaderRelationsOccPillar.csv: a row of more than 8388608 bytes");
}

#[test]
fn a_zip_that_was_cut_off_is_refused() {
    let whole = std::fs::read(folder().join("skills_en.csv")).unwrap();
    let (_folder, path) = zip_of(&[("skills_en.csv", &whole)]);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let refusal = refusal(&path);
    assert!(
        refusal.contains("esco.zip is no zip, or it is damaged or cut off: download it again"),
        "{refusal}"
    );
}

#[test]
fn a_zip_with_damaged_content_is_refused() {
    let rows = "ISCOGroup,http://data.europa.eu/esco/isco/C1,1,Managers,,\r\n".repeat(400);
    let table = format!("conceptType,conceptUri,code,preferredLabel,altLabels,description\r\n{rows}");
    let (_folder, path) = zip_of(&[("ISCOGroups_en.csv", table.as_bytes())]);
    let mut bytes = std::fs::read(&path).unwrap();
    // The check sum of the content, in the header before it and in the directory at the end.
    let sum = bytes[14..18].to_vec();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == sum[..]).collect();
    for at in places {
        bytes[at] ^= 1;
    }
    std::fs::write(&path, bytes).unwrap();
    let refusal = refusal(&path);
    assert!(
        refusal.contains("of ISCOGroups_en.csv: ") && refusal.to_lowercase().contains("checksum"),
        "{refusal}"
    );
}

#[test]
fn a_zip_whose_names_lead_out_of_it_is_refused() {
    let (_folder, path) = zip_of(&[("../../skills_en.csv", b"conceptUri\r\n")]);
    let refusal = refusal(&path);
    assert!(refusal.ends_with("esco.zip is refused: `../../skills_en.csv` leads out of it"), "{refusal}");
}

#[test]
fn a_zip_bomb_is_refused() {
    let (_folder, path) = zip_of(&[("skills_en.csv", &vec![b' '; 32 << 20])]);
    assert!(std::fs::metadata(&path).unwrap().len() < 1 << 20, "it is small itself");
    let refusal = refusal(&path);
    assert!(refusal.contains("esco.zip is refused: `skills_en.csv` would expand from"), "{refusal}");
}
