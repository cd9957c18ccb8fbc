//! Both engines keep what was read; releases come and go.

use career_graph::dataset::Dataset;
use career_graph::store::{Changeset, Store, Write};

use super::{base, folder, french, german, role, translate};
use crate::support::{App, Database, in_order};

async fn apply(store: &Store, dataset: Dataset) -> Changeset {
    let write = Write { actor: "tester".to_owned(), message: "ESCO".to_owned(), at_ms: 0 };
    store.apply(dataset, write).await.expect("it can be stored")
}

/// The French sample with another text for one of the file's.
fn french_with(from: &str, to: &str) -> Dataset {
    let copy = tempfile::tempdir().expect("a folder");
    for file in ["occupations_fr.csv", "ISCOGroups_fr.csv"] {
        let text = std::fs::read_to_string(folder("french").join(file)).expect("it is there");
        std::fs::write(copy.path().join(file), text.replace(from, to)).expect("it is written");
    }
    translate(copy.path(), "fr").expect("it can be read").dataset
}

#[tokio::test]
async fn languages_are_read_back_and_importing_any_of_them_again_alters_nothing() {
    for database in Database::each().await {
        let store = database.store().await;
        assert_eq!(store.concept_ids().await.expect("a read").len(), 0);
        apply(&store, base()).await;
        assert_eq!(store.concept_ids().await.expect("a read"), super::known(), "{}", database.url());
        let added = apply(&store, french().dataset).await;
        // Three translations and the dataset.
        assert_eq!(added, Changeset { revision: Some(2), added: 4, ..Changeset::default() });
        apply(&store, german().dataset).await;
        let stored = store.read().await.expect("a read").dataset;
        let mut expected = french().dataset;
        expected.translations.extend(german().dataset.translations);
        expected.translation_labels.extend(german().dataset.translation_labels);
        assert_eq!(in_order(&stored).translations, in_order(&expected).translations, "{}", database.url());
        let labels = (in_order(&stored).translation_labels, in_order(&expected).translation_labels);
        assert_eq!(labels.0, labels.1, "{}", database.url());
        for again in [base(), french().dataset, german().dataset] {
            assert_eq!(apply(&store, again).await, Changeset::default(), "{}", database.url());
        }
    }
}

#[tokio::test]
async fn each_language_is_compared_with_itself_alone() {
    for database in Database::each().await {
        let store = database.store().await;
        apply(&store, base()).await;
        apply(&store, french().dataset).await;
        apply(&store, german().dataset).await;
        let fewer = french_with("occupation/breeder", "occupation/unknown");
        let changes = apply(&store, fewer).await;
        assert_eq!(changes, Changeset { revision: Some(4), retired: 1, ..Changeset::default() });
        let renamed = french_with("éleveur de reines", "éleveuse de reines");
        let changes = apply(&store, renamed).await;
        assert_eq!(changes, Changeset { revision: Some(5), restored: 1, ..Changeset::default() });
        let renamed = french_with("Professions des insectes", "Métiers des insectes");
        let changes = apply(&store, renamed).await;
        assert_eq!(changes, Changeset { revision: Some(6), changed: 2, ..Changeset::default() });
        assert_eq!(apply(&store, base()).await, Changeset::default());
    }
}

#[tokio::test]
async fn a_name_that_the_next_release_leaves_out_is_no_answer_any_more() {
    let app = super::app().await;
    let breeder = role(
        "occupation/breeder",
        "name(language: \"fr\") nameLanguage(language: \"fr\") description(language: \"fr\")",
    );
    let by_name = "{ role(by: {name: \"Éleveur  de reines\"}) { name } }";
    let before = app.data(&breeder).await["role"].clone();
    assert_eq!((&before["name"], &before["nameLanguage"]), (&"éleveur de reines".into(), &"fr".into()));
    assert_eq!(app.data(by_name).await["role"]["name"], "queen breeder");
    app.load(french_with("occupation/breeder", "occupation/unknown")).await;
    let after = app.data(&breeder).await["role"].clone();
    assert_eq!((&after["name"], &after["nameLanguage"]), (&"queen breeder".into(), &"en".into()));
    assert_eq!(after["description"], "Breeds queens.");
    assert!(app.data(by_name).await["role"].is_null());
    app.load(french().dataset).await;
    assert_eq!(app.data(&breeder).await["role"], before);
}

#[tokio::test]
async fn the_release_that_is_shown_is_that_of_the_concepts() {
    let app = App::holding(Database::sqlite(), base()).await;
    let mut french = french().dataset;
    french.datasets[0].release = Some("1.0.9".to_owned());
    app.load(french).await;
    let query = "{ taxonomy(slug: \"esco\") { release languages } source(by: {slug: \"esco\"}) { release } }";
    let data = app.data(query).await;
    assert_eq!(data["taxonomy"]["languages"], serde_json::json!(["en", "fr"]));
    assert!(data["taxonomy"]["release"].is_null() && data["source"]["release"].is_null(), "{data}");
    let mut next = base();
    next.datasets[0].release = Some("1.1.9".to_owned());
    app.load(next).await;
    let data = app.data(query).await;
    assert_eq!(
        (&data["taxonomy"]["release"], &data["source"]["release"]),
        (&"1.1.9".into(), &"1.1.9".into())
    );
}
