//! What a write does and what it refuses.

use career_graph::dataset::{Dataset, Problem};
use career_graph::store::{Changeset, StoreError};
use entity::{CodeScheme, LabelRole, StatementKind, evidence, label};

use super::{apply, on_both_engines, small, write};
use crate::support::{Database, Records, in_order};

on_both_engines! {
    async fn what_is_written_is_read_back(database) {
        let store = database.store().await;
        let records = small("house");
        let written = apply(&store, &records).await;
        // 2 roles, 2 skills, a tool, 3 links; a taxonomy, a source, a dataset.
        assert_eq!(written, Changeset { revision: Some(1), added: 11, ..Changeset::default() });
        let stored = store.read().await.expect("a read");
        assert_eq!(in_order(&stored.dataset), in_order(&records.dataset));
        assert_eq!(stored.head, store.head().await.expect("a head"));
        assert_eq!(stored.head.revision, 1);
        assert_eq!(stored.head.digest, records.dataset.live_digest().to_hex());
        let digest = store.dataset_digest("house").await.expect("a read");
        assert_eq!(digest, Some(records.dataset.digest().to_hex()));
        assert_eq!(store.dataset_digest("other").await.expect("a read"), None);
        assert!(stored.dataset.statements.iter().all(|s| (s.created_rev, s.changed_rev) == (1, 1)));
    }

    async fn an_empty_database_is_at_revision_0(database) {
        let stored = database.store().await.read().await.expect("a read");
        assert_eq!(stored.head.revision, 0);
        assert_eq!(stored.head.digest, Dataset::default().live_digest().to_hex());
        assert_eq!(stored.dataset, Dataset::default());
    }

    async fn the_same_again_makes_no_revision(database) {
        let store = database.store().await;
        let mut records = small("house");
        apply(&store, &records).await;
        let before = store.read().await.expect("a read");
        // The order of records means nothing.
        records.dataset.statements.reverse();
        records.dataset.labels.reverse();
        assert_eq!(apply(&store, &records).await, Changeset::default());
        let after = store.read().await.expect("a read");
        assert_eq!((after.head, after.dataset), (before.head, before.dataset));
    }

    async fn what_differs_is_changed_and_nothing_else(database) {
        let store = database.store().await;
        let mut records = small("house");
        apply(&store, &records).await;
        let link = records.dataset.role_skills[0].id;
        let role = records.dataset.roles[0].id;
        records.dataset.role_skills[0].level = Some(2.25);
        records.label(role, LabelRole::Alternative, "backend engineer");
        records.dataset.sources[0].title = "Second edition".to_owned();
        let written = apply(&store, &records).await;
        assert_eq!(written, Changeset { revision: Some(2), changed: 3, ..Changeset::default() });
        let stored = store.read().await.expect("a read");
        assert_eq!(in_order(&stored.dataset), in_order(&records.dataset));
        assert_eq!(stored.head.digest, records.dataset.live_digest().to_hex());
        for statement in &stored.dataset.statements {
            let expected = if [link, role].contains(&statement.id) { 2 } else { 1 };
            assert_eq!((statement.created_rev, statement.changed_rev), (1, expected));
        }
    }

    async fn what_is_no_longer_given_is_retired_and_comes_back(database) {
        let store = database.store().await;
        let whole = small("house");
        apply(&store, &whole).await;
        let link = whole.dataset.role_tools[0].id;
        let less = whole.clone().without(link);

        let written = apply(&store, &less).await;
        assert_eq!(written, Changeset { revision: Some(2), retired: 1, ..Changeset::default() });
        let stored = store.read().await.expect("a read");
        assert_eq!(stored.dataset.role_tools, whole.dataset.role_tools, "its row stays");
        let statement = stored.dataset.statements.iter().find(|s| s.id == link).expect("it stays");
        assert_eq!((statement.created_rev, statement.changed_rev, statement.retired_rev), (1, 2, Some(2)));
        assert_eq!(stored.head.digest, less.dataset.live_digest().to_hex());
        assert_eq!(apply(&store, &less).await, Changeset::default(), "it is retired once");

        let written = apply(&store, &whole).await;
        assert_eq!(written, Changeset { revision: Some(3), restored: 1, ..Changeset::default() });
        let stored = store.read().await.expect("a read");
        let statement = stored.dataset.statements.iter().find(|s| s.id == link).expect("it stays");
        assert_eq!((statement.created_rev, statement.changed_rev, statement.retired_rev), (1, 3, None));
        assert_eq!(stored.head.digest, whole.dataset.live_digest().to_hex());
        assert_eq!(in_order(&stored.dataset), in_order(&whole.dataset));
    }

    async fn a_code_can_pass_from_a_concept_out_of_use_to_another(database) {
        let store = database.store().await;
        let release = |key: &str| {
            let mut records = Records::new("theirs");
            let skill = records.skill(key);
            records.code(skill, CodeScheme::EscoCode, "S1.2", true);
            records.code(skill, CodeScheme::EscoUri, &format!("http://example.org/{key}"), true);
            records
        };
        apply(&store, &release("old")).await;
        let written = apply(&store, &release("new")).await;
        assert_eq!((written.added, written.retired), (1, 1));
        let identifying = async || {
            let stored = store.read().await.expect("a read").dataset;
            let mut codes: Vec<String> =
                stored.codes.into_iter().filter(|c| c.identifies).map(|c| c.value).collect();
            codes.sort();
            codes.join(" ")
        };
        assert_eq!(identifying().await, "S1.2 http://example.org/new http://example.org/old");
        // And back.
        let written = apply(&store, &release("old")).await;
        assert_eq!((written.restored, written.retired), (1, 1));
        assert_eq!(identifying().await, "S1.2 http://example.org/new http://example.org/old");
        assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
        let stored = store.read().await.expect("a read");
        assert_eq!(stored.dataset.live_digest(), release("old").dataset.live_digest());
    }

    async fn what_is_given_as_retired_is_stored_as_retired(database) {
        let store = database.store().await;
        let live = small("house");
        apply(&store, &live).await;
        let mut records = live.clone();
        let (old, new) = (records.dataset.roles[0].id, records.dataset.roles[1].id);
        let statement = records.dataset.statements.iter_mut().find(|s| s.id == old).expect("it is stated");
        statement.retired_rev = Some(0);
        let concept = records.dataset.concepts.iter_mut().find(|c| c.id == old).expect("it is a concept");
        concept.replaced_by = Some(new);
        let written = apply(&store, &records).await;
        assert_eq!(written, Changeset { revision: Some(2), retired: 1, ..Changeset::default() });
        let stored = store.read().await.expect("a read");
        let statement = stored.dataset.statements.iter().find(|s| s.id == old).expect("it stays");
        assert_eq!(statement.retired_rev, Some(2));
        assert_eq!(in_order(&stored.dataset), in_order(&records.dataset));
        assert_eq!(apply(&store, &records).await, Changeset::default());
        assert_eq!(apply(&store, &live).await.restored, 1);
    }

    async fn a_code_moves_from_one_concept_to_another(database) {
        let store = database.store().await;
        let mut records = small("house");
        let (one, other) = (records.dataset.roles[0].id, records.dataset.roles[1].id);
        let code = |concept_id| entity::code::Model {
            concept_id,
            concept_kind: entity::ConceptKind::Role,
            scheme: entity::CodeScheme::Isco08,
            value: "2512".to_owned(),
            identifies: true,
        };
        records.dataset.codes = vec![code(one)];
        apply(&store, &records).await;
        records.dataset.codes = vec![code(other)];
        assert_eq!(apply(&store, &records).await.changed, 2);
        assert_eq!(store.read().await.expect("a read").dataset.codes, records.dataset.codes);
    }

    async fn an_invalid_dataset_is_refused_and_nothing_is_written(database) {
        let store = database.store().await;
        let mut records = small("house");
        records.dataset.role_skills[0].level = Some(9.0);
        let link = records.dataset.evidence.remove(0).statement_id;
        let refused = store.apply(records.dataset, write("wrong")).await.expect_err("it is refused");
        assert_eq!(refused.to_string(), format!(
            "2 problems in the records, nothing was written; the first: {link}: no source is given: every fact names \
             at least one"
        ));
        let StoreError::Invalid(problems) = refused else { panic!("{refused}") };
        let messages: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(messages, [
            "no source is given: every fact names at least one",
            "level 9 is outside 0.0 to 7.0",
        ]);
        assert_eq!(store.read().await.expect("a read").dataset, Dataset::default());
    }

    async fn a_language_that_is_no_tag_is_refused_with_its_record(database) {
        let store = database.store().await;
        let mut records = small("house");
        let role = records.dataset.roles[0].id;
        records.describe(role, "en_GB", "A role.");
        records.name(role, "zh-hant", LabelRole::Preferred, "廚師");
        let refused = store.apply(records.dataset, write("wrong")).await.expect_err("it is refused");
        let StoreError::Invalid(problems) = refused else { panic!("{refused}") };
        let message = "the language is `en_GB`: expected a BCP 47 language tag of at most 35 characters, such as `fr` or \
                       `pt-BR`";
        assert_eq!(problems, [Problem { record: role, message: message.to_owned() }]);
    }

    async fn a_statement_without_its_row_is_refused(database) {
        let store = database.store().await;
        let mut records = small("house");
        records.dataset.skills.clear();
        records.dataset.role_tools.clear();
        let refused = store.apply(records.dataset, write("wrong")).await.expect_err("it is refused");
        let StoreError::Invalid(problems) = refused else { panic!("{refused}") };
        let mut messages: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        messages.sort_unstable();
        assert_eq!(messages, [
            "a concept without the row that says what it is",
            "a concept without the row that says what it is",
            "a role_tool without the row that says what it is",
        ]);
    }

    async fn a_statement_of_another_dataset_is_refused(database) {
        let store = database.store().await;
        apply(&store, &small("house")).await;
        let mut records = Records::new("guest");
        let theirs = small("house").dataset;
        let link = &theirs.role_skills[0];
        records.role_skill(link.role_id, link.skill_id, None);
        let refused = store.apply(records.dataset, write("wrong")).await.expect_err("it is refused");
        assert_eq!(refused.to_string(), format!(
            "dataset `guest` states role_skill {}, which dataset `house` already states: leave it out of one of \
             them; nothing was written", link.id
        ));
        assert_eq!(store.head().await.expect("a head").revision, 1);
    }

    async fn a_dataset_may_link_what_others_hold(database) {
        let store = database.store().await;
        let theirs = small("house");
        apply(&store, &theirs).await;
        let mut records = Records::new("guest");
        records.role_skill(theirs.dataset.roles[0].id, theirs.dataset.skills[1].id, Some(1.0));
        let written = apply(&store, &records).await;
        assert_eq!((written.revision, written.added, written.retired), (Some(2), 4, 0));
        assert!(store.verify().await.expect("a check").is_empty());
    }

    async fn the_slug_of_a_retired_concept_stays_with_it(database) {
        let store = database.store().await;
        let whole = small("house");
        apply(&store, &whole).await;
        let (link, tool) = (whole.dataset.role_tools[0].id, whole.dataset.tools[0].id);
        let mut records = whole.without(link).without(tool);
        let other = records.tool("mysql-8");
        records.dataset.concepts.iter_mut().find(|c| c.id == other).expect("it is there").slug = "mysql".to_owned();
        let refused = store.apply(records.dataset, write("wrong")).await.expect_err("it is refused");
        let StoreError::Invalid(problems) = refused else { panic!("{refused}") };
        assert_eq!(problems[0].message, "the slug `mysql` belongs to a tool that is no longer given");
    }

    async fn what_only_the_database_sees_is_refused(database) {
        let store = database.store().await;
        apply(&store, &small("house")).await;
        let mut records = Records::new("guest");
        let link = small("house").dataset.role_skills[0].clone();
        // The same pair under an id of its own.
        let id = career_graph::dataset::id::link(StatementKind::RoleSkill, link.role_id, link.skill_id, "again");
        records.state(id, StatementKind::RoleSkill);
        records.dataset.role_skills.push(entity::role_skill::Model { id, ..link });
        let refused = store.apply(records.dataset, write("wrong")).await.expect_err("it is refused");
        assert!(matches!(refused, StoreError::Conflict { .. }), "{refused:?}");
        assert_eq!(store.head().await.expect("a head").revision, 1);
    }

    async fn more_rows_than_one_statement_takes_are_written_and_replaced(database) {
        let store = database.store().await;
        let mut records = Records::new("house");
        let role = records.role("back-end-developer");
        for number in 0..40_000 {
            records.dataset.labels.push(label::Model {
                concept_id: role,
                language: "en".to_owned(),
                role: LabelRole::Alternative,
                text: format!("name {number}"),
                position: number,
            });
        }
        apply(&store, &records).await;
        records.dataset.labels.truncate(20_000);
        records.dataset.evidence[0].stated = Some("half of them".to_owned());
        let stated: &evidence::Model = &records.dataset.evidence[0];
        assert_eq!(apply(&store, &records).await.changed, 1);
        let stored = store.read().await.expect("a read").dataset;
        assert_eq!(stored.labels.len(), 20_000);
        assert_eq!(&stored.evidence[0], stated);
    }
}

#[tokio::test]
async fn both_engines_hold_the_same() {
    let mut all = Vec::new();
    for database in Database::each().await {
        let store = database.store().await;
        let mut records = small("house");
        // Byte order, whatever the server's locale says of accents, case and hyphens.
        let role = records.dataset.roles[0].id;
        for name in ["Zed", "apple", "Äpfel", "a-b", "ab", "äb", "日本"] {
            records.label(role, LabelRole::Hidden, name);
        }
        apply(&store, &records).await;
        apply(&store, &small("house")).await;
        apply(&store, &records).await;
        let stored = store.read().await.expect("a read");
        all.push((stored.head, stored.dataset));
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
}
