//! What each command prints.

use std::io::Read;
use std::process::{Command, Stdio};

use entity::ConceptKind;
use serde_json::json;

use super::process::{BINARY, Finished, command, finish, run};
use super::{object, write_folder};
use crate::support::Database;

#[tokio::test]
async fn import_says_what_it_altered() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        std::fs::create_dir(&data).expect("a folder");
        write_folder(&data, 1);
        let import = |format: &str| {
            let arguments = ["import", "curated", "data", "--database", database.url(), "--format", format];
            run(folder.path(), &arguments)
        };
        // Taxonomy, source, dataset and 11 concepts.
        let report = |revision, added, changed, retired, restored| {
            json!({
                "dataset": "curated", "revision": revision, "added": added, "changed": changed, "retired": retired,
                "restored": restored, "pending": [], "dryRun": false,
            })
        };
        let totals = |finished: &Finished| {
            let mut report = object(finished);
            for one_by_one in ["kinds", "changes"] {
                report.as_object_mut().expect("an object").remove(one_by_one).expect("it is there");
            }
            report
        };
        let first = import("json");
        assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
        assert_eq!(totals(&first), report(json!(1), 14, 0, 0, 0));
        let first = object(&first);
        assert_eq!(
            first["kinds"]["concept"],
            json!({"added": 11, "changed": 0, "retired": 0, "restored": 0})
        );
        let cook = json!({
            "op": "ADD", "kind": "CONCEPT", "name": "cook",
            "id": career_graph::dataset::id::concept("house", ConceptKind::Role, "cook"),
        });
        assert!(first["changes"].as_array().expect("a list").contains(&cook), "{first}");
        assert_eq!(first["changes"].as_array().map(Vec::len), Some(14));
        assert_eq!(totals(&import("json")), report(json!(null), 0, 0, 0, 0));
        let again = import("text");
        assert_eq!((again.code, again.stdout.as_str()), (Some(0), "curated: nothing to change\n"));
        write_folder(&data, 2);
        let tasks = std::fs::read_to_string(data.join("tasks.toml")).expect("it is there");
        std::fs::write(data.join("tasks.toml"), "").expect("it is written");
        let expected = |first: &str| {
            format!(
                "curated: {first}0 added, 2 changed, 1 retired, 0 restored\n  concept: 0 added, 2 changed, 1 \
                 retired, 0 restored\n  changed: cook\n  changed: oven\n  retired: make-soup\n"
            )
        };
        let dry = ["import", "curated", "data", "--database", database.url(), "--dry-run"];
        let dry = run(folder.path(), &dry);
        assert_eq!((dry.code, dry.stderr.as_str()), (Some(0), ""));
        assert_eq!(dry.stdout, expected("nothing was written; it would be "));
        let second = import("text");
        assert_eq!(second.stdout, expected("revision 2: "), "the dry run wrote nothing");
        std::fs::write(data.join("tasks.toml"), tasks).expect("it is written");
        assert_eq!(totals(&import("json")), report(json!(3), 0, 0, 0, 1));
    }
}

#[tokio::test]
async fn import_says_which_mappings_wait_until_they_do_not() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        let sample = |name: &str| format!("{}/tests/it/{name}", env!("CARGO_MANIFEST_DIR"));
        let import = |what: &str, path: &str, format: &str| {
            run(folder.path(), &["import", what, path, "--database", database.url(), "--format", format])
        };
        let crosswalk = import("crosswalk", &sample("crosswalk/sample"), "text");
        assert_eq!((crosswalk.code, crosswalk.stderr.as_str()), (Some(0), ""));
        let lines: Vec<&str> = crosswalk.stdout.lines().collect();
        assert!(lines.contains(&"esco_onet_crosswalk_Feb2031.csv: 8 of 14 rows taken"), "{lines:#?}");
        // Two sources, the dataset and 9 mappings.
        let total = "crosswalk: revision 1: 12 added, 0 changed, 0 retired, 0 restored";
        assert!(lines.contains(&total), "{lines:#?}");
        let [count, first, rest @ ..] = &lines[lines.len() - 10..] else { panic!("{lines:#?}") };
        assert_eq!(*count, "9 mappings wait for concepts that are not here: esco (9), onet (9)");
        let uri = "http://data.europa.eu/esco/occupation";
        assert_eq!(*first, format!("  esco/ROLE/{uri}/bell-ringer NARROW onet/ROLE/91-2002.00"));
        assert_eq!(rest.len(), 8);

        write_folder(folder.path(), 1);
        let text = |code: &str| {
            format!(
                "[[mapping]]\nfrom = {{ role = \"cook\" }}\nto = {{ scheme = \"ONET_SOC\", value = \"{code}\" }}\n\
                 match = \"CLOSE\"\nevidence = [{{ source = \"book\" }}]\n"
            )
        };
        let write =
            |text: &str| std::fs::write(folder.path().join("mappings.toml"), text).expect("it is written");
        write(&(text("91-1001.00") + &text("91-1002.00")));
        let curated = object(&import("curated", ".", "json"));
        let pending = curated["pending"].as_array().expect("a list");
        assert_eq!(pending.len(), 11);
        let last = json!({"from": "house/ROLE/cook", "to": "onet/ROLE/91-1002.00", "kind": "CLOSE"});
        assert_eq!(pending.last(), Some(&last));
        let again = import("curated", ".", "text");
        let told = "11 mappings wait for concepts that are not here: esco (9), onet (11)\n";
        assert!(again.stdout.contains(told), "{}", again.stdout);
        assert!(again.stdout.ends_with("  and 1 more\n"), "{}", again.stdout);

        // What is retired waits no longer.
        write("");
        let retired = object(&import("curated", ".", "json"));
        assert_eq!((&retired["retired"], retired["pending"].as_array().map(Vec::len)), (&json!(2), Some(9)));
    }
}

#[tokio::test]
async fn mistakes_are_listed_and_nothing_is_loaded() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        write_folder(folder.path(), 1);
        let import = ["import", "curated", ".", "--database", database.url()];
        assert_eq!(run(folder.path(), &import).code, Some(0));
        let before = database.store().await.head().await.expect("a head");
        write_folder(folder.path(), 2);
        let text =
            "[[role_skill]]\nrole = \"cook\"\nskill = \"x\"\nevidence = []\n\n[[role_skill]]\nrole = \"y\"\n";
        std::fs::write(folder.path().join("role_skills.toml"), text).expect("it is written");
        std::fs::write(folder.path().join("menu.toml"), "").expect("it is written");
        for format in ["text", "json"] {
            let finished = run(folder.path(), &[&import[..], &["--format", format]].concat());
            assert_eq!((finished.code, finished.stdout.as_str()), (Some(1), ""));
            let lines: Vec<&str> = finished.stderr.lines().collect();
            assert_eq!(lines.len(), 4, "{lines:#?}");
            assert_eq!(lines[0], "career-graph: 3 mistakes in the curated files, nothing was loaded:");
            assert!(lines[1].starts_with("  menu.toml:1: "), "{lines:#?}");
            assert!(lines[2].starts_with("  role_skills.toml:3: no skill has the key `x`"), "{lines:#?}");
            assert!(lines[3].starts_with("  role_skills.toml:6: missing field"), "{lines:#?}");
        }
        assert_eq!(database.store().await.head().await.expect("a head"), before);
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let finished = run(folder.path(), &["import", "curated", "nowhere"]);
    let expected = "cannot read nowhere: expected a folder of TOML files like data/: No such file or directory (os error 2)";
    assert_eq!(finished.refused(1), expected);
    assert!(!folder.path().join("career-graph.db").exists(), "no database is made for nothing");
}

#[tokio::test]
async fn check_says_what_was_altered_behind_its_back() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        let check =
            |format: &str| run(folder.path(), &["check", "--database", database.url(), "--format", format]);
        assert_eq!(run(folder.path(), &["import", "curated", "--database", database.url()]).code, Some(0));
        let digest = database.store().await.head().await.expect("a head").digest;
        let whole = check("text");
        assert_eq!((whole.code, whole.stderr.as_str()), (Some(0), ""));
        assert_eq!(whole.stdout, format!("revision 1, digest {digest}: whole\n"));
        assert_eq!(object(&check("json")), json!({"revision": 1, "digest": digest, "problems": []}));
        let altered =
            database.execute("UPDATE label SET text = 'Cook' WHERE text = 'Back-end developer'").await;
        assert_eq!(altered.expect("it can be altered"), 1);
        database.execute("UPDATE head SET revision = 3").await.expect("it can be altered");
        let problems = [
            "the head is at revision 3, but 1 revisions up to 1 are kept",
            "the digest of revision 3 does not fit the records: some were altered otherwise",
        ];
        let wrong = check("text");
        assert_eq!((wrong.code, wrong.stderr.as_str()), (Some(1), ""));
        let list = problems.map(|problem| format!("  {problem}\n")).concat();
        assert_eq!(wrong.stdout, format!("revision 3, digest {digest}: problems found: 2\n{list}"));
        let wrong = check("json");
        assert_eq!(wrong.code, Some(1));
        assert_eq!(object(&wrong), json!({"revision": 3, "digest": digest, "problems": problems}));
    }
}

#[tokio::test]
async fn migrate_creates_the_tables_once() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        let migrate =
            |format: &str| run(folder.path(), &["migrate", "--database", database.url(), "--format", format]);
        let first = migrate("text");
        assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
        assert_eq!(first.stdout, "the tables are up to date, at revision 0\n");
        assert_eq!(object(&migrate("json")), json!({"revision": 0}));
    }
}

#[test]
fn schema_prints_what_schema_graphql_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let schema = run(folder.path(), &["schema"]);
    assert_eq!((schema.code, schema.stderr.as_str()), (Some(0), ""));
    let printed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql")).expect("a file");
    assert!(schema.stdout == printed, "print it again: cargo run -- schema > schema.graphql");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "no database is made for it");
}

#[test]
fn whoever_stops_reading_is_no_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in
        [&["schema"][..], &["check"], &["check", "--format", "json"], &["migrate"], &["import", "curated"]]
    {
        let mut command = command(folder.path(), arguments);
        // The other end is closed before the command begins.
        let mut reader = Command::new("true").stdin(Stdio::piped()).spawn().expect("true is there");
        let pipe = reader.stdin.take().expect("it is piped");
        reader.wait().expect("it ends");
        let mut child = command.stdout(pipe).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut said = String::new();
        child.stderr.take().expect("it is piped").read_to_string(&mut said).expect("it is read");
        let code = child.wait().expect("it ends").code();
        assert_eq!((code, said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" schema > /dev/full", BINARY]).current_dir(folder.path());
    let expected = "cannot write to standard output: No space left on device (os error 28)";
    assert_eq!(finish(command).refused(1), expected);
}
