//! Ended at any moment of the first load, or of an import, the graph is whole after the next start.

use std::time::{Duration, Instant};

use super::http::ask;
use super::object;
use super::process::{Server, run};
use crate::support::{Database, curated_edition};

const MOMENTS: u32 = 12;

/// Starts on `first`, to see how long a load takes, then kills it on each of the others, later each time.
fn killed(mut databases: Vec<Database>) {
    let folder = tempfile::tempdir().expect("a folder");
    let undisturbed = databases.pop().expect("one more");
    let started = Instant::now();
    let (server, _) = Server::ready(folder.path(), &["--database", undisturbed.url()]);
    let took = started.elapsed();
    server.stop();
    let check = |database: &Database| {
        let finished = run(folder.path(), &["check", "--database", database.url(), "--format", "json"]);
        assert_eq!(finished.code, Some(0), "{finished:?}");
        object(&finished)
    };
    let whole = check(&undisturbed);
    assert_eq!(whole["revision"], 1);
    for (number, database) in (0..).zip(&databases) {
        let server = Server::start(folder.path(), &["--database", database.url()]);
        std::thread::sleep(took.min(Duration::from_secs(5)) * number / MOMENTS);
        server.kill();
        let (server, url) = Server::ready(folder.path(), &["--database", database.url()]);
        let said = ask(&url, "{ roles(first: 1) { totalCount } }");
        let roles = curated_edition().roles.len();
        assert_eq!(said["data"]["roles"]["totalCount"], roles, "{said}");
        server.stop();
        assert_eq!(check(database), whole);
    }
}

#[test]
fn on_sqlite() {
    killed((0..=MOMENTS).map(|_| Database::sqlite()).collect());
}

#[tokio::test]
async fn on_postgres() {
    let mut databases = Vec::new();
    for _ in 0..=MOMENTS {
        let Some(database) = Database::postgres().await else { return };
        databases.push(database);
    }
    killed(databases);
}

/// Moments of an import at which it is killed.
const IMPORTS: u32 = 20;

/// A framework of a few thousand statements, in a first release and in one where all are altered.
fn framework(release: u32) -> String {
    let mut text = format!(
        "{{\"format\":\"career-graph\",\"version\":1}}\n\
         {{\"taxonomy\":{{\"slug\":\"acme\",\"title\":\"Acme\"}}}}\n\
         {{\"source\":{{\"slug\":\"acme\",\"title\":\"Acme\"}}}}\n\
         {{\"dataset\":{{\"slug\":\"acme\",\"taxonomy\":\"acme\",\"source\":\"acme\",\"release\":\"{release}\"}}}}\n"
    );
    for number in 0..2_000 {
        let name = format!(
            "{{\"language\":\"en\",\"role\":\"PREFERRED\",\"text\":\"Skill {number} of {release}\"}}"
        );
        text.push_str(&format!(
            "{{\"concept\":{{\"ref\":\"acme/SKILL/{number}\",\"slug\":\"skill-{number}\",\
             \"skill_kind\":\"TECHNICAL\",\"label\":[{name}]}}}}\n"
        ));
    }
    text
}

/// Kills an import of the second release on each of the databases, later each time: the old revision stands, or the
/// new one.
fn import_killed(mut databases: Vec<Database>) {
    let folder = tempfile::tempdir().expect("a folder");
    for release in [1, 2] {
        std::fs::write(folder.path().join(format!("{release}.ndjson")), framework(release)).expect("a file");
    }
    let import = |database: &Database, release: u32| {
        let file = format!("{release}.ndjson");
        let started = Instant::now();
        let finished = run(folder.path(), &["import", "dataset", &file, "--database", database.url()]);
        assert_eq!(finished.code, Some(0), "{finished:?}");
        started.elapsed()
    };
    let check = |database: &Database| {
        let finished = run(folder.path(), &["check", "--database", database.url(), "--format", "json"]);
        assert_eq!(finished.code, Some(0), "{finished:?}");
        object(&finished)
    };
    let undisturbed = databases.pop().expect("one more");
    import(&undisturbed, 1);
    let old = check(&undisturbed);
    let took = import(&undisturbed, 2);
    let new = check(&undisturbed);
    assert_ne!(old["digest"], new["digest"]);
    for (number, database) in (0..).zip(&databases) {
        import(database, 1);
        let arguments = ["import", "dataset", "2.ndjson", "--database", database.url()];
        let server = Server::spawn(folder.path(), &arguments);
        std::thread::sleep(took * number / IMPORTS);
        server.kill();
        let found = check(database);
        assert!(found == old || found == new, "{found}");
        import(database, 2);
        assert_eq!(check(database)["digest"], new["digest"]);
    }
}

#[test]
fn an_import_on_sqlite() {
    import_killed((0..=IMPORTS).map(|_| Database::sqlite()).collect());
}

#[tokio::test]
async fn an_import_on_postgres() {
    let mut databases = Vec::new();
    for _ in 0..=IMPORTS {
        let Some(database) = Database::postgres().await else { return };
        databases.push(database);
    }
    import_killed(databases);
}
