//! Two processes on one database: what one loads the other serves.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::http::ask;
use super::process::{DEADLINE, Server, run};
use super::write_folder;
use crate::support::Database;

/// Role and tool are renamed together, in different files.
const QUESTION: &str = "{ role(by: {slug: \"cook\"}) { name } tool(by: {slug: \"oven\"}) { name } }";

/// The number in the names and the revision; all of one answer, so they must agree.
fn asked(url: &str) -> usize {
    let said = ask(url, QUESTION);
    let revision = said["extensions"]["revision"].as_u64().expect("a revision");
    let revision = usize::try_from(revision).expect("small");
    if revision == 0 {
        assert!(said["data"]["role"].is_null() && said["data"]["tool"].is_null(), "{said}");
    } else {
        assert_eq!(said["data"]["role"]["name"], format!("Cook {revision}"), "{said}");
        assert_eq!(said["data"]["tool"]["name"], format!("Oven {revision}"), "{said}");
    }
    revision
}

fn followed(database: &Database) {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &["--curated", "off", "--database", database.url()]);
    let over = AtomicBool::new(false);
    let mut delays = Vec::new();
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = vec![0];
                    while !over.load(Ordering::Relaxed) {
                        let revision = asked(&url);
                        assert!(seen.last() <= Some(&revision), "it never goes back");
                        seen.push(revision);
                    }
                    seen.dedup();
                    seen
                })
            })
            .collect();
        for number in 1..=5 {
            write_folder(folder.path(), number);
            let import = run(folder.path(), &["import", "curated", ".", "--database", database.url()]);
            let expected = format!("curated: revision {number}: ");
            assert!(import.stdout.starts_with(&expected), "{import:?}");
            let written = Instant::now();
            while asked(&url) < number {
                assert!(written.elapsed() < DEADLINE, "revision {number} is never served");
            }
            delays.push(written.elapsed());
        }
        over.store(true, Ordering::Relaxed);
        for client in clients {
            let seen = client.join().expect("every answer is of one revision");
            assert!(seen.len() > 2, "it asked all the while: {seen:?}");
        }
    });
    server.stop();
    // The quickest of them: what else the machine does may hold up the others.
    delays.sort_unstable();
    assert!(delays[0] < Duration::from_secs(2), "{delays:?}");
}

#[test]
fn on_sqlite() {
    followed(&Database::sqlite());
}

#[tokio::test]
async fn on_postgres() {
    if let Some(database) = Database::postgres().await {
        followed(&database);
    }
}
