//! Both engines keep what was read.

use career_graph::store::{Changeset, Write};

use super::{copy, folder, read};
use crate::support::{Database, in_order};

fn write() -> Write {
    Write { actor: "tester".to_owned(), message: "ESCO".to_owned(), at_ms: 1_700_000_000_000 }
}

#[tokio::test]
async fn a_release_is_read_back_and_importing_it_again_alters_nothing() {
    for database in Database::each().await {
        let store = database.store().await;
        let dataset = read(&folder()).unwrap().dataset;
        store.apply(dataset.clone(), write()).await.expect("it can be stored");
        let stored = store.read().await.expect("a read");
        assert_eq!(in_order(&stored.dataset), in_order(&dataset), "{}", database.url());
        let again = store.apply(dataset, write()).await.expect("it can be stored");
        assert_eq!(again, Changeset::default(), "{}", database.url());
    }
}

#[tokio::test]
async fn what_the_next_release_leaves_out_is_retired_and_a_new_wording_is_a_change() {
    let next = copy(|name, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let text = text.replace("Who keeps bees.", "Whoever keeps bees.").replace("essential", "optional");
        // The one occupation that nothing links to but its parent and a skill.
        let gone =
            |line: &&str| !line.starts_with("Occupation,") || !line.contains("occupation/breeder,0110");
        let text = text.split("\r\n").filter(gone).collect::<Vec<_>>().join("\r\n");
        Some((name.to_owned(), text.into_bytes()))
    });
    let database = Database::sqlite();
    let store = database.store().await;
    store.apply(read(&folder()).unwrap().dataset, write()).await.expect("it can be stored");
    let changes = store.apply(read(next.path()).unwrap().dataset, write()).await.expect("it can be stored");
    // Changed: the definition, one link of the keeper, one of a skill. Retired: the breeder, its parent, its skill.
    let expected = Changeset { revision: Some(2), changed: 3, retired: 3, ..Changeset::default() };
    assert_eq!(changes, expected);
}
