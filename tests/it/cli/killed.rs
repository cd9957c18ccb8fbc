//! Ended at any moment of the first load, the graph is whole after the next start.

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
