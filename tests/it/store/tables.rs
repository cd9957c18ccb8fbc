//! Migrations, enums, constraints.

use std::collections::BTreeSet;

use career_graph::dataset::id;
use entity::{NoteKind, StatementKind};
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, SqlErr, Statement};
use uuid::Uuid;

use super::everything::everything;
use super::{apply, on_both_engines, small};
use crate::support::{Records, in_order};

async fn tables(db: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'",
        _ => "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    };
    let rows =
        db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("an answer");
    let names = rows.iter().map(|row| row.try_get_by::<String, _>(0).expect("a name"));
    names.filter(|name| !name.starts_with("seaql_migrations")).collect()
}

on_both_engines! {
    async fn migrations_go_up_and_down_and_up_again(database) {
        let db = database.connection().await;
        Migrator::up(&db, None).await.expect("up");
        let up = tables(&db).await;
        assert!(up.contains("role_skill") && up.contains("statement_dataset"), "{up:?}");
        for left in (0..Migrator::migrations().len()).rev() {
            Migrator::down(&db, Some(1)).await.expect("down");
            let applied = Migrator::get_applied_migrations(&db).await.expect("a list");
            assert_eq!(applied.len(), left);
        }
        assert_eq!(tables(&db).await, BTreeSet::new());
        Migrator::up(&db, None).await.expect("up again");
        assert_eq!(tables(&db).await, up);
    }

    async fn a_note_of_a_relation_with_itself_goes_with_its_migration_and_comes_with_the_next_import(database) {
        let store = database.store().await;
        let mut records = small("house");
        let sql = records.skill("self-taught");
        records.note(sql, NoteKind::SelfRelation, "It is said that it requires itself.");
        apply(&store, &records).await;
        let db = database.connection().await;
        Migrator::down(&db, Some(1)).await.expect("down");
        Migrator::up(&db, None).await.expect("up again");
        let left = store.read().await.expect("a read").dataset;
        assert_eq!((left.notes.len(), left.concepts.len()), (0, records.dataset.concepts.len()));
        apply(&store, &records).await;
        assert_eq!(in_order(&store.read().await.expect("a read").dataset), in_order(&records.dataset));
    }

    async fn every_value_of_every_enum_is_stored(database) {
        let store = database.store().await;
        let records = everything();
        apply(&store, &records).await;
        let stored = store.read().await.expect("a read").dataset;
        assert_eq!(in_order(&stored), in_order(&records.dataset));
        let kinds: BTreeSet<StatementKind> = stored.statements.iter().map(|s| s.kind).collect();
        assert!(kinds.iter().eq(StatementKind::ALL), "a statement of each kind: {kinds:?}");
        assert_eq!(apply(&store, &records).await.revision, None);
        assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
        // Each is retired and comes back with all rows.
        let mut empty = Records::new("house");
        empty.dataset.job_zones = records.dataset.job_zones.clone();
        assert_eq!(apply(&store, &empty).await.retired, records.dataset.statements.len());
        assert_eq!(apply(&store, &records).await.restored, records.dataset.statements.len());
        assert_eq!(in_order(&store.read().await.expect("a read").dataset), in_order(&records.dataset));
    }

    async fn the_database_itself_refuses_what_does_not_fit(database) {
        let store = database.store().await;
        let records = small("house");
        apply(&store, &records).await;
        let hex = |id: Uuid| match database.url().starts_with("sqlite") {
            true => format!("x'{}'", id.simple()),
            false => format!("'{id}'"),
        };
        let (role, skill) = (hex(records.dataset.roles[0].id), hex(records.dataset.skills[0].id));
        let (link, free) = (hex(records.dataset.role_skills[0].id), hex(id::source("nowhere")));
        let foreign_key = [
            // A role row on a skill, on a link, on nothing; a link to a role where a skill belongs.
            format!("INSERT INTO role (id, role_kind) VALUES ({skill}, 'GROUP')"),
            format!("INSERT INTO role (id, role_kind) VALUES ({link}, 'GROUP')"),
            format!("INSERT INTO role (id, role_kind) VALUES ({free}, 'GROUP')"),
            format!("UPDATE role_skill SET skill_id = {role} WHERE id = {link}"),
            format!("INSERT INTO skill_tool (id, skill_id, tool_id) VALUES ({link}, {skill}, {skill})"),
            format!("INSERT INTO evidence (statement_id, source_id, locator) VALUES ({link}, {free}, '')"),
            format!("DELETE FROM skill WHERE id = {skill}"),
            format!("UPDATE statement SET kind = 'NOTE' WHERE id = {link}"),
        ];
        for sql in foreign_key {
            let error = database.execute(&sql).await.expect_err(&sql);
            assert!(matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))), "{sql}: {error}");
        }
        let unique = format!(
            "INSERT INTO label (concept_id, language, role, text, position) VALUES ({role}, 'en', 'PREFERRED', 'x', 0)"
        );
        let error = database.execute(&unique).await.expect_err("a second preferred name");
        assert!(matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))), "{error}");
        let check = [
            format!("UPDATE role_skill SET level = 7.5 WHERE id = {link}"),
            format!("UPDATE role SET role_kind = 'WIZARD' WHERE id = {role}"),
            format!("UPDATE concept SET slug = NULL WHERE id = {role}"),
            "INSERT INTO head (id, revision, digest) VALUES (2, 0, '')".to_owned(),
        ];
        for sql in check {
            database.execute(&sql).await.expect_err(&sql);
        }
        assert_eq!(in_order(&store.read().await.expect("a read").dataset), in_order(&records.dataset));
    }
}
