//! Many rows at once: the indexes that a bulk load sets aside are there again, and hold.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, SqlErr, Statement};

use super::{apply, on_both_engines, small};
use crate::support::{Database, Records, in_order};

/// 160 roles that need each of 160 skills: enough links for a bulk.
fn many() -> Records {
    let mut records = Records::new("house");
    let roles: Vec<_> = (0..160).map(|n| records.role(&format!("role-{n}"))).collect();
    let skills: Vec<_> = (0..160).map(|n| records.skill(&format!("skill-{n}"))).collect();
    for role in roles {
        for skill in &skills {
            records.role_skill(role, *skill, None);
        }
    }
    records
}

/// Every index of a SQLite database with its statement.
async fn indexes(database: &Database) -> Vec<(String, Option<String>)> {
    let db = database.connection().await;
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("rows");
    rows.iter().map(|row| (row.try_get_by(0).expect("a name"), row.try_get_by(1).expect("a text"))).collect()
}

async fn integrity(database: &Database) -> String {
    let db = database.connection().await;
    let check = Statement::from_string(db.get_database_backend(), "PRAGMA integrity_check");
    db.query_one_raw(check).await.expect("an answer").expect("a row").try_get_by(0).expect("a text")
}

#[tokio::test]
async fn a_bulk_leaves_every_index_whole() {
    let database = Database::sqlite();
    let store = database.store().await;
    let before = indexes(&database).await;
    assert!(before.iter().any(|(name, _)| name == "role_skill_ends"), "{before:?}");
    apply(&store, &many()).await;
    assert_eq!(indexes(&database).await, before);
    assert_eq!(integrity(&database).await, "ok");
}

on_both_engines! {
    async fn two_links_of_the_same_ends_are_refused_after_a_bulk_too(database) {
        let store = database.store().await;
        let records = many();
        apply(&store, &records).await;
        assert_eq!(in_order(&store.read().await.expect("a read").dataset), in_order(&records.dataset));
        let same = "UPDATE role_skill SET skill_id = (SELECT max(skill_id) FROM role_skill)
            WHERE skill_id = (SELECT min(skill_id) FROM role_skill)";
        let same = match database.url().starts_with("sqlite") {
            true => same.to_owned(),
            false => same.replace("max(skill_id)", "max(skill_id::text)::uuid").replace("min(skill_id)", "min(skill_id::text)::uuid"),
        };
        let error = database.execute(&same).await.expect_err("the ends are taken");
        assert!(matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))), "{error}");
    }
}

#[tokio::test]
async fn indexes_get_and_lose_their_names_with_all_rows_in_them() {
    let database = Database::sqlite();
    let store = database.store().await;
    let records = small("house");
    apply(&store, &records).await;
    let named = indexes(&database).await;
    let db = database.connection().await;
    // The last is not the one that gives them their names.
    Migrator::down(&db, Some(2)).await.expect("down");
    assert_eq!(integrity(&database).await, "ok");
    let unnamed = indexes(&database).await;
    assert!(unnamed.iter().all(|(name, _)| !name.ends_with("_ends")), "{unnamed:?}");
    assert_eq!(unnamed.len(), named.len());
    Migrator::up(&db, None).await.expect("up again");
    assert_eq!(integrity(&database).await, "ok");
    assert_eq!(indexes(&database).await, named);
    assert_eq!(in_order(&store.read().await.expect("a read").dataset), in_order(&records.dataset));
    assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
}
