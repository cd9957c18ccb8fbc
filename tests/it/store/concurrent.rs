//! Several writers, a reader, a listener.

use std::time::Duration;

use super::{apply, on_both_engines, small, write};
use crate::support::{Database, Records};

on_both_engines! {
    async fn eight_writers_lose_nothing(database) {
        // Half of them share connections, half have their own, as other processes would.
        let shared = database.store().await;
        let mut writers = tokio::task::JoinSet::new();
        for number in 0..8 {
            let store = if number % 2 == 0 { shared.clone() } else { database.store().await };
            writers.spawn(async move {
                let mut records = Records::new(&format!("writer-{number}"));
                for step in 0..5 {
                    records.skill(&format!("skill-{number}-{step}"));
                    store.apply(records.dataset.clone(), write("step")).await.expect("it can be stored");
                }
            });
        }
        let mut previous = 0;
        while !writers.is_empty() {
            let stored = shared.read().await.expect("a read");
            assert!(stored.head.revision >= previous);
            previous = stored.head.revision;
            assert_eq!(stored.dataset.live_digest().to_hex(), stored.head.digest, "a read sees one revision");
            while let Some(done) = writers.try_join_next() {
                done.expect("no writer fails");
            }
        }
        let stored = shared.read().await.expect("a read");
        assert_eq!(stored.head.revision, 40);
        assert_eq!(stored.dataset.skills.len(), 40);
        assert_eq!(shared.verify().await.expect("a check"), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_listener_hears_what_another_connection_writes() {
    let Some(database) = Database::postgres().await else { return };
    let mut listener = database.store().await.listen().await.expect("it listens");
    let store = database.store().await;
    apply(&store, &small("house")).await;
    tokio::time::timeout(Duration::from_secs(10), listener.changed())
        .await
        .expect("it hears of the revision");
    apply(&store, &small("house")).await;
    // Nothing changed, so nothing is told: after the answer to a further write there is no second one.
    let heard = tokio::time::timeout(Duration::from_millis(200), listener.changed()).await;
    assert!(heard.is_err());
}

#[tokio::test]
async fn a_listener_connects_again_by_itself() {
    let Some(database) = Database::postgres().await else { return };
    let store = database.store().await;
    let mut listener = store.listen().await.expect("it listens");
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    database.execute(others).await.expect("its connection is cut");
    // What it may have missed meanwhile it reports as one change.
    tokio::time::timeout(Duration::from_secs(10), listener.changed()).await.expect("it is back");
    apply(&store, &small("house")).await;
    tokio::time::timeout(Duration::from_secs(10), listener.changed())
        .await
        .expect("it hears of the revision");
}

#[tokio::test]
async fn on_sqlite_nothing_is_heard() {
    let database = Database::sqlite();
    let store = database.store().await;
    let mut listener = store.listen().await.expect("it listens");
    apply(&store, &small("house")).await;
    assert!(tokio::time::timeout(Duration::from_millis(50), listener.changed()).await.is_err());
}
