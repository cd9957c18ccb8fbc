//! The change log and the digests.

use entity::{change, revision};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use super::{apply, on_both_engines, small, write};
use crate::support::{Database, Records};

async fn log(database: &Database) -> Vec<change::Model> {
    let query = change::Entity::find().order_by_asc(change::Column::Rev).order_by_asc(change::Column::Seq);
    query.all(&database.connection().await).await.expect("a log")
}

fn parsed(text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| serde_json::from_str(text).expect("JSON"))
}

on_both_engines! {
    async fn the_log_says_what_each_revision_did(database) {
        let store = database.store().await;
        let whole = small("house");
        apply(&store, &whole).await;
        let link = whole.dataset.role_skills[0].id;
        let mut changed = whole.clone().without(whole.dataset.role_tools[0].id);
        changed.dataset.role_skills[0].level = Some(1.0);
        changed.dataset.sources[0].url = Some("https://example.org/".to_owned());
        store.apply(changed.dataset.clone(), write("less")).await.expect("it can be stored");
        apply(&store, &whole).await;

        let revisions = revision::Entity::find().order_by_asc(revision::Column::Rev);
        let revisions = revisions.all(&database.connection().await).await.expect("revisions");
        let said: Vec<_> = revisions.iter().map(|r| (r.rev, r.actor.as_str(), r.message.as_str(), r.at)).collect();
        let at = 1_700_000_000_000;
        assert_eq!(said, [(1, "tester", "test", at), (2, "tester", "less", at), (3, "tester", "test", at)]);

        let log = log(&database).await;
        let done: Vec<String> = log
            .iter()
            .map(|c| format!("{} {} {} {:?}", c.rev, c.seq, c.reference.as_deref().unwrap_or("-"), c.op))
            .collect();
        assert_eq!(done, [
            "1 0 dataset/house Add", "1 1 source/house Add", "1 2 taxonomy/house Add",
            "1 3 - Add", "1 4 - Add", "1 5 - Add", "1 6 - Add", "1 7 - Add", "1 8 - Add", "1 9 - Add", "1 10 - Add",
            "2 0 source/house Change", "2 1 - Retire", "2 2 - Change",
            "3 0 source/house Change", "3 1 - Restore", "3 2 - Change",
        ]);
        let added: Vec<_> = log[3..11].iter().map(|c| c.statement_id).collect();
        assert!(added.is_sorted(), "what is logged does not depend on the order of the records");
        let of = |rev, id| log.iter().find(|c| c.rev == rev && c.statement_id == Some(id)).expect("it is logged");
        let change = of(2, link);
        let row = |level: f64| {
            let link = &whole.dataset.role_skills[0];
            let source = whole.dataset.sources[0].id;
            json!({
                "evidence": [{
                    "statement_id": link.id, "source_id": source, "locator": "section 1", "date": null, "stated": null,
                }],
                "role_skill": [{
                    "id": link.id, "role_id": link.role_id, "skill_id": link.skill_id, "requirement": null,
                    "importance": null, "level": level,
                }],
            })
        };
        assert_eq!(parsed(change.before.as_ref()), row(5.5));
        assert_eq!(parsed(change.after.as_ref()), row(1.0));
        let retire = of(2, whole.dataset.role_tools[0].id);
        assert_eq!(parsed(retire.before.as_ref())["role_tool"][0]["in_demand"], json!(true));
        assert_eq!(retire.after, None);
        assert_eq!(parsed(log[11].after.as_ref())["url"], json!("https://example.org/"));
    }

    async fn many_new_statements_are_not_repeated_in_the_log(database) {
        let store = database.store().await;
        let mut records = Records::new("house");
        for number in 0..1_001 {
            records.skill(&format!("skill-{number}"));
        }
        assert_eq!(apply(&store, &records).await.added, 1_001 + 3);
        let added = log(&database).await;
        assert!(added.iter().all(|c| c.statement_id.is_none()), "the statements say it themselves");
        let stored = store.read().await.expect("a read").dataset;
        assert!(stored.statements.iter().all(|s| s.created_rev == 1));
        records.dataset.skills[0].skill_kind = entity::SkillKind::Soft;
        apply(&store, &records).await;
        let changed = &log(&database).await[added.len()];
        assert_eq!(parsed(changed.before.as_ref())["skill"][0]["skill_kind"], json!("TECHNICAL"));
    }

    async fn the_digest_does_not_depend_on_the_order_of_imports(database) {
        let mut one = small("one");
        let mut two = Records::new("two");
        one.skill("writing");
        two.skill("reading");
        let store = database.store().await;
        apply(&store, &one).await;
        apply(&store, &two).await;
        let digest = store.head().await.expect("a head").digest;

        let other = Database::sqlite();
        let store = other.store().await;
        apply(&store, &two).await;
        assert_ne!(store.head().await.expect("a head").digest, digest);
        // A detour: half of it first.
        apply(&store, &small("one")).await;
        apply(&store, &one).await;
        assert_eq!(store.head().await.expect("a head").digest, digest);
        let stored = store.read().await.expect("a read");
        assert_eq!(stored.dataset.live_digest().to_hex(), digest);
    }
}
