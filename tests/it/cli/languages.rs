//! `import esco --language`.

use serde_json::json;

use super::object;
use super::process::run;
use crate::support::Database;

const ENGLISH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/esco/sample");
const FRENCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/languages/french");

#[tokio::test]
async fn a_language_is_imported_onto_the_english_release() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        let import = |more: &[&str]| {
            run(folder.path(), &[&["import", "esco", "--database", database.url()], more].concat())
        };
        let early = import(&[FRENCH, "--language", "fr"]);
        let expected = format!(
            "no concept of {FRENCH} is in the database: import the English release first, then this one"
        );
        assert_eq!(early.refused(1), expected);
        assert_eq!(import(&[ENGLISH, "--language", "EN"]).code, Some(0));
        let first = object(&import(&[FRENCH, "--language", "FR", "--release", "1.0.9", "--format", "json"]));
        let counts = json!([
            {"file": "ISCOGroups_fr.csv", "rows": 2, "taken": 1},
            {"file": "occupations_fr.csv", "rows": 6, "taken": 2},
        ]);
        assert_eq!((&first["dataset"], &first["revision"]), (&json!("esco-fr"), &json!(2)));
        assert_eq!((&first["added"], &first["read"]["tables"]), (&json!(4), &counts));
        assert_eq!(first["read"]["skipped"].as_array().map(Vec::len), Some(5));
        let again = import(&[FRENCH, "--language", "fr", "--release", "1.0.9"]);
        assert!(again.stdout.ends_with("esco-fr: nothing to change\n"), "{again:?}");
        assert!(again.stdout.starts_with("ISCOGroups_fr.csv: 1 of 2 rows taken\n"), "{again:?}");
        assert!(import(&[ENGLISH]).stdout.ends_with("esco: nothing to change\n"));
    }
}

#[test]
fn a_language_that_cannot_be_had_is_refused_before_a_database_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let import = |more: &[&str]| run(folder.path(), &[&["import", "esco"], more].concat());
    let malformed = import(&[FRENCH, "--language", "fr_CA"]);
    let expected = "--language: `fr_CA`: expected a BCP 47 language tag of at most 35 characters, such as `fr` or `pt-BR`";
    assert_eq!(malformed.refused(2), expected);
    let expected = format!(
        "{FRENCH} is not in English but in `fr`: import the English release first, then this one with `--language fr`"
    );
    assert_eq!(import(&[FRENCH]).refused(1), expected);
    let absent = import(&[FRENCH, "--language", "es"]);
    assert_eq!(absent.refused(1), format!("{FRENCH} has no concepts in `es`: it has `fr`"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}
