//! The same rows in another form are the same records.

use std::collections::HashSet;

use career_graph::import::{Archive, esco};
use entity::CodeScheme;

use super::{copy, files, folder, read, zip};

#[test]
fn a_zip_is_read_as_its_folder_and_names_the_release() {
    let folder_of_zip = tempfile::tempdir().unwrap();
    let path = folder_of_zip.path().join("ESCO dataset - v9.8.7 - classification - en - csv.zip");
    let files = files().into_iter().map(|(name, bytes)| (format!("classification/{name}"), bytes));
    let files: Vec<_> = files.collect();
    zip(&path, files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let (zipped, unpacked) = (read(&path).unwrap(), read(&folder()).unwrap());
    assert_eq!(zipped.dataset.datasets[0].release.as_deref(), Some("9.8.7"));
    assert_eq!(zipped.report, unpacked.report);
    let mut dataset = zipped.dataset;
    dataset.datasets[0].release = None;
    assert!(dataset == unpacked.dataset, "the records or their order differ");
    let given = esco::read(&mut Archive::open(&path).unwrap(), Some("1.2.0")).unwrap();
    assert_eq!(given.dataset.datasets[0].release.as_deref(), Some("1.2.0"));
}

#[test]
fn line_ends_make_no_difference() {
    let line_feeds = copy(|name, bytes| {
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        Some((name.to_owned(), text.into_bytes()))
    });
    let returns = copy(|name, bytes| {
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n").replace('\n', "\r\n");
        Some((name.to_owned(), text.into_bytes()))
    });
    let sample = read(&folder()).unwrap();
    for other in [line_feeds, returns] {
        let other = read(other.path()).unwrap();
        assert_eq!(other.report, sample.report);
        assert!(other.dataset == sample.dataset, "the records or their order differ");
    }
}

#[test]
fn names_with_and_without_a_language_in_any_case_make_no_difference() {
    let renamed = copy(|name, bytes| {
        let lower = name.to_lowercase();
        let tagged = if lower.contains('_') { lower } else { lower.replace(".csv", "_EN.CSV") };
        Some((tagged, bytes))
    });
    let (renamed, sample) = (read(renamed.path()).unwrap(), read(&folder()).unwrap());
    let counts = |tables: &[career_graph::import::Counts]| {
        tables.iter().map(|table| (table.rows, table.taken)).collect::<Vec<_>>()
    };
    assert_eq!(counts(&renamed.report.tables), counts(&sample.report.tables));
    let ids = |imported: &career_graph::import::Imported| {
        imported.dataset.statements.iter().map(|statement| statement.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&renamed), ids(&sample));
}

#[test]
fn the_order_of_rows_makes_no_difference() {
    // Files that have a row of each concept, and no two about one.
    let reversed = copy(|name, bytes| {
        if !name.contains("Relations") && !name.contains("Collection") {
            return Some((name.to_owned(), bytes));
        }
        let text = String::from_utf8(bytes).unwrap();
        let (header, rows) = text.split_once("\r\n").unwrap();
        let mut lines: Vec<&str> = rows.trim_end().split("\r\n").collect();
        lines.reverse();
        Some((name.to_owned(), format!("{header}\r\n{}\r\n", lines.join("\r\n")).into_bytes()))
    });
    let (reversed, sample) = (read(reversed.path()).unwrap(), read(&folder()).unwrap());
    assert_eq!(reversed.dataset.digest(), sample.dataset.digest());
    assert_ne!(reversed.dataset.role_skills, sample.dataset.role_skills, "they were read in another order");
}

#[test]
fn columns_in_another_order_and_of_other_releases_are_no_matter() {
    // Release 1.0 has six columns and no status; 1.2 has further ones.
    let old = copy(|name, bytes| {
        if name != "occupations_en.csv" {
            return Some((name.to_owned(), bytes));
        }
        let rows = "label,description,altLabels,preferredLabel,iscoGroup,conceptUri\r\n\
                    x,,,bee keeper,0110,http://data.europa.eu/esco/occupation/keeper\r\n";
        Some((name.to_owned(), rows.as_bytes().to_vec()))
    });
    let old = read(old.path()).unwrap();
    let keeper = super::role("occupation/keeper");
    let schemes = old.dataset.codes.iter().filter(|code| code.concept_id == keeper).map(|code| code.scheme);
    assert_eq!(schemes.collect::<Vec<_>>(), [CodeScheme::EscoUri, CodeScheme::Isco08]);
}

#[test]
fn a_code_that_two_concepts_have_identifies_neither() {
    let twice = copy(|name, bytes| {
        let text = String::from_utf8(bytes).unwrap().replace("0110.1.1", "0110.1");
        Some((name.to_owned(), text.into_bytes()))
    });
    let dataset = read(twice.path()).unwrap().dataset;
    let codes = dataset.codes.iter().filter(|code| code.scheme == CodeScheme::EscoCode);
    let identifying: HashSet<_> =
        codes.filter(|code| code.identifies).map(|code| code.value.as_str()).collect();
    assert_eq!(identifying, HashSet::from(["S", "S6.0"]));
}
