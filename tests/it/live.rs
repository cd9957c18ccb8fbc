//! The graph that is served follows the database.

use std::sync::Arc;
use std::time::Duration;

use career_graph::live::Live;
use career_graph::store::{Store, Write};

use crate::support::{Database, Records};

const LONG: Duration = Duration::from_secs(60);

/// Writes one more skill through a store of its own, as another process would.
async fn write_elsewhere(store: &Store, records: &mut Records, key: &str) {
    records.skill(key);
    let write = Write { actor: "another".to_owned(), message: "test".to_owned(), at_ms: 0 };
    store.apply(records.dataset.clone(), write).await.expect("it can be stored");
}

/// Follows the database until it is aborted.
fn follow(live: &Arc<Live>) -> tokio::task::JoinHandle<()> {
    let live = Arc::clone(live);
    tokio::spawn(async move { live.follow().await })
}

#[tokio::test]
async fn what_another_writes_is_served() {
    for database in Database::each().await {
        let live = Live::load(database.store().await).await.expect("it is read");
        let mut told = live.subscribe();
        let following = follow(&live);
        let (other, mut records) = (database.store().await, Records::new("house"));
        for revision in 1..=3 {
            write_elsewhere(&other, &mut records, &format!("skill-{revision}")).await;
            tokio::time::timeout(LONG, told.changed()).await.expect("it is told").expect("it is served");
            assert_eq!(*told.borrow_and_update(), revision);
            let graph = live.graph();
            assert_eq!(
                (graph.version.revision, graph.concepts.len()),
                (revision, usize::try_from(revision).expect("small"))
            );
        }
        following.abort();
    }
}

#[tokio::test]
async fn it_goes_on_after_its_connections_were_cut() {
    let Some(database) = Database::postgres().await else { return };
    let live = Live::load(database.store().await).await.expect("it is read");
    let mut told = live.subscribe();
    let following = follow(&live);
    let mut records = Records::new("house");
    for revision in 1..=3 {
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        database.execute(cut).await.expect("they are cut");
        let other = database.store().await;
        write_elsewhere(&other, &mut records, &format!("skill-{revision}")).await;
        tokio::time::timeout(LONG, told.changed()).await.expect("it is told").expect("it is served");
        assert_eq!(*told.borrow_and_update(), revision);
    }
    assert!(!following.is_finished(), "nothing panicked");
    following.abort();
}

#[tokio::test]
async fn it_goes_on_after_the_database_was_away() {
    let Some(database) = Database::postgres().await else { return };
    let live = Live::load(database.store().await).await.expect("it is read");
    let mut told = live.subscribe();
    let following = follow(&live);
    let (mut records, other) = (Records::new("house"), database.store().await);
    // While the table has another name every question about the revision fails.
    database.execute("ALTER TABLE head RENAME TO gone").await.expect("it is renamed");
    assert!(live.refresh().await.is_err());
    let graph = live.graph();
    assert_eq!(graph.version.revision, 0, "what was served is served on");
    database.execute("ALTER TABLE gone RENAME TO head").await.expect("it is renamed");
    write_elsewhere(&other, &mut records, "skill").await;
    tokio::time::timeout(LONG, told.changed()).await.expect("it is told").expect("it is served");
    assert_eq!(live.graph().version.revision, 1);
    following.abort();
}

#[tokio::test]
async fn a_database_in_the_place_of_another_is_served() {
    for database in Database::each().await {
        let live = Live::load(database.store().await).await.expect("it is read");
        database.execute("UPDATE head SET digest = 'another'").await.expect("it is altered");
        live.refresh().await.expect("it is read");
        assert_eq!(live.graph().version.digest, "another");
        let before = live.graph();
        live.refresh().await.expect("it is read");
        assert!(Arc::ptr_eq(&before, &live.graph()), "nothing is read that is served");
    }
}
