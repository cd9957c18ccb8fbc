//! Damage is told.

use super::{apply, on_both_engines, small};

on_both_engines! {
    async fn a_whole_database_has_nothing_wrong(database) {
        let store = database.store().await;
        assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
        let whole = small("house");
        apply(&store, &whole).await;
        // A retired concept that others still link does no harm.
        apply(&store, &whole.clone().without(whole.dataset.role_tools[0].id)).await;
        assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
    }

    async fn what_is_altered_behind_its_back_is_told(database) {
        let cases = [
            ("UPDATE role_skill SET level = 2 WHERE level > 2", &[
                "the digest of revision 1 does not fit the records: some were altered otherwise",
            ][..]),
            ("UPDATE role_skill SET level = 5.5 WHERE level = 2; UPDATE head SET revision = 7", &[
                "the head is at revision 7, but 1 revisions up to 1 are kept",
            ]),
            ("UPDATE head SET revision = 1; DELETE FROM tool", &[
                "DIGEST",
                "PROBLEM a concept without the row that says what it is",
            ]),
        ];
        let store = database.store().await;
        let mut records = small("house");
        records = records.clone().without(records.dataset.role_tools[0].id);
        apply(&store, &records).await;
        for (sql, expected) in cases {
            database.execute(sql).await.expect("it can be altered");
            let wrong = store.verify().await.expect("a check");
            let tool = records.dataset.tools[0].id;
            let expected: Vec<String> = expected
                .iter()
                .map(|line| match line.strip_prefix("PROBLEM ") {
                    Some(problem) => format!("dataset `house`: {tool}: {problem}"),
                    None if *line == "DIGEST" => cases[0].1[0].to_owned(),
                    None => (*line).to_owned(),
                })
                .collect();
            assert_eq!(wrong, expected, "{sql}");
        }
    }
}

#[tokio::test]
async fn rows_that_lead_nowhere_are_told_on_sqlite() {
    let database = crate::support::Database::sqlite();
    let store = database.store().await;
    apply(&store, &small("house")).await;
    let sql =
        "PRAGMA foreign_keys = OFF; DELETE FROM evidence; DELETE FROM statement WHERE kind = 'ROLE_TOOL'";
    database.execute(sql).await.expect("it can be altered");
    let wrong = store.verify().await.expect("a check");
    assert!(
        wrong.contains(&"rows of `role_tool` that name no row of `statement`: 1".to_owned()),
        "{wrong:?}"
    );
    assert!(wrong.contains(&"rows of `role_tool` without a statement: 1".to_owned()), "{wrong:?}");
}
