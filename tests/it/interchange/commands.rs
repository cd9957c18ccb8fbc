//! The command: what it writes where, and how it ends.

use std::path::Path;

use serde_json::json;

use crate::cli::process::{Finished, run};
use crate::support::Database;

fn partner() -> String {
    format!("{}/tests/it/interchange/partner.ndjson", env!("CARGO_MANIFEST_DIR"))
}

/// A folder beside a database that holds a framework of which nothing leads to others.
fn with(database: &Database) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(partner()).expect("the file");
    let alone: Vec<&str> = text.lines().filter(|line| !line.contains("other/")).collect();
    std::fs::write(folder.path().join("acme.ndjson"), alone.join("\n")).expect("it is written");
    let import = ["import", "dataset", "acme.ndjson", "--database", database.url(), "--format", "json"];
    let finished = run(folder.path(), &import);
    assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""));
    let mut report: serde_json::Value = serde_json::from_str(&finished.stdout).expect("JSON");
    assert_eq!(report["kinds"]["role_skill"]["added"], 1);
    assert_eq!(report["changes"].as_array().map(Vec::len), Some(9));
    for one_by_one in ["kinds", "changes"] {
        report.as_object_mut().expect("an object").remove(one_by_one);
    }
    let expected = json!({
        "dataset": "acme", "revision": 1, "added": 9, "changed": 0, "retired": 0, "restored": 0,
        "dryRun": false, "pending": [],
        "read": {
            "tables": [{"file": "acme.ndjson", "rows": 9, "taken": 9}], "skipped": [], "skipped_by_reason": [],
            "untaken": [],
        },
    });
    assert_eq!(report, expected);
    folder
}

fn in_folder(folder: &Path, database: &Database, arguments: &[&str]) -> Finished {
    run(folder, &[arguments, &["--database", database.url()]].concat())
}

#[tokio::test]
async fn what_is_written_is_read_again() {
    for database in Database::each().await {
        let folder = with(&database);
        let run = |arguments: &[&str]| in_folder(folder.path(), &database, arguments);
        let told = "exported 6 statements and 3 reference records of 1 datasets\n";
        let printed = run(&["export", "ndjson"]);
        assert_eq!((printed.code, printed.stderr.as_str()), (Some(0), told));
        for arguments in [
            &["export", "ndjson", "--output", "out.ndjson", "--dataset", "acme"][..],
            &["export", "csv", "--output", "out"],
            &["export", "csv", "--output", "out.zip"],
        ] {
            let written = run(arguments);
            assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (Some(0), "", told));
        }
        assert_eq!(
            std::fs::read_to_string(folder.path().join("out.ndjson")).expect("a file"),
            printed.stdout
        );
        for path in ["out.ndjson", "out", "out.zip"] {
            let again = run(&["import", "dataset", path]);
            assert_eq!(again.code, Some(0), "{again:?}");
            assert!(again.stdout.ends_with("\nacme: nothing to change\n"), "{again:?}");
        }
        let skos = run(&["export", "skos", "--output", "out.ttl"]);
        assert_eq!((skos.code, skos.stdout.as_str()), (Some(0), ""));
        let turtle = std::fs::read_to_string(folder.path().join("out.ttl")).expect("a file");
        assert!(turtle.contains("Acme Skills Framework by Acme Ltd, CC BY 4.0."), "{turtle}");
        let left =
            std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("one").file_name());
        let mut left: Vec<String> = left.map(|name| name.to_string_lossy().into_owned()).collect();
        left.sort();
        assert_eq!(
            left,
            ["acme.ndjson", "out", "out.ndjson", "out.ttl", "out.zip"],
            "nothing unfinished is left"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_told_in_a_line() {
    let database = Database::sqlite();
    let folder = with(&database);
    let run = |arguments: &[&str]| in_folder(folder.path(), &database, arguments);
    assert_eq!(run(&["export", "csv", "--output", "out"]).code, Some(0));
    let acme = std::fs::read_to_string(folder.path().join("acme.ndjson")).expect("the file");
    let other = acme.replace("\"dataset\":{\"slug\":\"acme\"", "\"dataset\":{\"slug\":\"other\"");
    std::fs::write(folder.path().join("other.ndjson"), other).expect("it is written");
    let owned = run(&["import", "dataset", "other.ndjson"]);
    assert_eq!((owned.code, owned.stdout.as_str()), (Some(1), ""));
    let told = owned.stderr.lines().nth(1).unwrap_or_default();
    assert!(told.starts_with("  other.ndjson:") && told.contains(": dataset `other` states "), "{owned:?}");
    let cases: [(&[&str], i32, &str); 5] = [
        (
            &["export", "ndjson", "--dataset", "nobody"],
            1,
            "there is no dataset `nobody`: expected one of `acme`",
        ),
        (
            &["export", "csv", "--output", "out"],
            1,
            "out is there already and is not empty: name another folder, or a file that ends in .zip",
        ),
        (
            &["export", "ndjson", "--output", "nowhere/out"],
            1,
            "cannot write nowhere/out: No such file or directory (os error 2)",
        ),
        (&["import", "dataset", "nowhere"], 1, "cannot read nowhere: No such file or directory (os error 2)"),
        (
            &["export", "csv"],
            2,
            "the following required arguments were not provided:; --output <PATH>; --help tells what there is",
        ),
    ];
    for (arguments, code, expected) in cases {
        assert_eq!(run(arguments).refused(code), expected, "{arguments:?}");
    }
}

#[tokio::test]
async fn what_is_nowhere_is_told_at_the_line_that_names_it() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        let text = std::fs::read_to_string(partner()).expect("the file");
        let text = text.replace("\"skill\":\"acme/SKILL/sk-12\"", "\"skill\":\"acme/SKILL/sk-13\"");
        let text: Vec<&str> = text.lines().filter(|line| !line.contains("other/")).collect();
        std::fs::write(folder.path().join("acme.ndjson"), text.join("\n")).expect("it is written");
        let finished = in_folder(folder.path(), &database, &["import", "dataset", "acme.ndjson"]);
        assert_eq!((finished.code, finished.stdout.as_str()), (Some(1), ""));
        let expected = "career-graph: 1 mistake, nothing was loaded:\n  acme.ndjson:7: no skill has the reference \
                        `acme/SKILL/sk-13`\n";
        assert_eq!(finished.stderr, expected);
        assert_eq!(database.store().await.head().await.expect("a head").revision, 0);
    }
}
