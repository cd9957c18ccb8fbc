//! Connecting, and what is wrong if that fails.

use std::error::Error;
use std::path::Path;

use career_graph::store::{Store, StoreError};
use sea_orm::{ConnectionTrait, Statement};

use super::on_both_engines;
use crate::support::Database;

async fn refused(url: &str) -> StoreError {
    let store = match Store::connect(url).await {
        Err(error) => return error,
        Ok(store) => store,
    };
    store.migrate().await.expect_err("it is refused")
}

/// The message and its cause, as the command line prints them.
fn whole(error: &StoreError) -> String {
    let cause = error.source().map(|cause| format!(": {cause}"));
    format!("{error}{}", cause.unwrap_or_default())
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

#[tokio::test]
async fn a_url_of_another_form_is_refused() {
    for url in [
        "mysql://user:secret@host/name",
        "career.db",
        "",
        "sqlite://x?mode=sideways",
        "postgres://me:secret@:x/",
    ] {
        let error = refused(url).await;
        assert!(matches!(error, StoreError::Url { .. }), "{error:?}");
        assert!(!whole(&error).contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_used_is_named_with_the_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "no database, but a text that is long enough to have a header ".repeat(20))
        .expect("a file");
    let missing = folder.path().join("missing").join("a.db");
    let cases = [
        (folder.path().to_owned(), "it is a directory: name a file in it".to_owned()),
        (
            missing.clone(),
            format!(
                "there is no directory `{}`: create it, or name another path",
                folder.path().join("missing").display()
            ),
        ),
        (
            text,
            "it is no SQLite database, or a damaged one: name another path, or restore it from a backup"
                .to_owned(),
        ),
    ];
    for (path, reason) in cases {
        let error = refused(&url(&path)).await;
        assert_eq!(
            error.to_string(),
            format!("the database file `{}` cannot be opened: {reason}", path.display())
        );
        assert!(error.source().is_some());
    }
    let error = refused(&format!("{}?mode=rw", url(&folder.path().join("none.db")))).await;
    assert!(matches!(error, StoreError::File { .. }), "{error}");
    assert!(!folder.path().join("none.db").exists(), "mode=rw creates no file");
}

#[tokio::test]
async fn a_file_is_created_and_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(&folder.path().join("with space.db"));
    for _ in 0..2 {
        let store = Store::connect(&url).await.expect("a connection");
        store.migrate().await.expect("migrations");
        store.close().await.expect("it closes");
    }
    let store = Store::connect(&format!("{url}?mode=ro")).await.expect("a connection");
    store.migrate().await.expect("nothing to migrate");
    assert_eq!(store.head().await.expect("a head").revision, 0);
}

#[tokio::test]
async fn sqlite_is_set_up_to_lose_nothing() {
    let database = Database::sqlite();
    let store = database.store().await;
    drop(store);
    let connection = database.connection().await;
    let query = Statement::from_string(connection.get_database_backend(), "PRAGMA journal_mode");
    let row = connection.query_one_raw(query).await.expect("an answer").expect("a row");
    assert_eq!(row.try_get_by::<String, _>(0).expect("a text"), "wal");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_without_the_password() {
    let error = refused("postgres://someone:secret@127.0.0.1:9/graph").await;
    assert_eq!(
        error.to_string(),
        "cannot connect to PostgreSQL at 127.0.0.1:9, database `graph`: check that the server runs and that the URL \
         names its host, port, user, password and database"
    );
    assert_eq!(error.source().expect("a cause").to_string(), "Connection refused (os error 111)");
    assert!(!format!("{error:?}").contains("secret"));
}

#[tokio::test]
async fn a_database_that_the_server_does_not_have_is_named() {
    let Some(database) = Database::postgres().await else { return };
    let (server, query) = database.url().rsplit_once('?').expect("a query");
    let url = format!("{}/nowhere?{query}", server.rsplit_once('/').expect("a path").0);
    let error = refused(&url).await;
    assert!(whole(&error).contains("database \"nowhere\" does not exist"), "{}", whole(&error));
}

on_both_engines! {
    async fn a_database_of_a_newer_version_is_refused(database) {
        let store = database.store().await;
        let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_wings', 0)";
        database.execute(sql).await.expect("it can be altered");
        let error = store.migrate().await.expect_err("it is refused");
        assert!(matches!(&error, StoreError::Newer { migration, .. } if migration == "m20990101_000001_wings"));
        assert!(error.to_string().contains("was written by a newer career-graph"), "{error}");
    }

    async fn several_may_migrate_at_the_same_time(database) {
        let mut starts = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let url = database.url().to_owned();
            starts.spawn(async move {
                let store = Store::connect(&url).await.expect("a connection");
                store.migrate().await.expect("migrations");
            });
        }
        while let Some(started) = starts.join_next().await {
            started.expect("none fails");
        }
        assert_eq!(database.store().await.head().await.expect("a head").revision, 0);
    }
}
