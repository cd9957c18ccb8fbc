//! Releases 1.0.3 in French and German on 1.1.1 in English, as they are published.

use std::collections::HashSet;
use std::path::Path;

use career_graph::dataset::{Dataset, Known, check};
use career_graph::import::{Archive, Imported, esco};
use serde_json::json;

use super::role;
use crate::esco::accounted;
use crate::support::{App, Database, esco_1_1_1, published};

fn translated(path: &Path, language: &str, known: &HashSet<uuid::Uuid>) -> Imported {
    let mut archive = Archive::open(path).expect("it can be opened");
    esco::translate(&mut archive, None, &language.parse().expect("a tag"), known).expect("it can be read")
}

#[tokio::test]
async fn french_and_german_names_are_answered_beside_the_english_ones() {
    let paths = ["esco-1.0.3-fr.zip", "esco-1.0.3-de.zip"].map(published);
    let (Some(english), [Some(french), Some(german)]) = (esco_1_1_1(), paths) else { return };
    let english = english.dataset.clone();
    let ids = english.concepts.iter().map(|concept| concept.id).collect();
    let known = Known::of(&english);
    // Distinct names a concept, as another reader counts them.
    let languages = [(french, "fr", 15_153), (german, "de", 18_227)];
    let languages = languages.map(|(path, tag, names)| (translated(&path, tag, &ids), tag, names));
    for (Imported { dataset, report }, language, names) in &languages {
        assert_eq!(check(dataset, &known), [], "{language}");
        assert_eq!(dataset.datasets[0].release.as_deref(), Some("1.0.3"));
        let files = [format!("ISCOGroups_{language}.csv"), format!("occupations_{language}.csv")];
        let expected = [(files[0].as_str(), 619, 619), (&files[1], 2_942, TAKEN)];
        assert_eq!(accounted(report), expected);
        assert!(report.skipped.iter().all(|row| row.reason.ends_with("names no role of the database")));
        assert_eq!(report.untaken, [""; 0]);
        let labels: HashSet<_> =
            dataset.translation_labels.iter().map(|label| (label.translation_id, &label.text)).collect();
        assert_eq!((labels.len(), dataset.translation_labels.len()), (*names, *names), "{language}");
    }
    // Only what roles need: links and skills would take most of the time here and say nothing of names.
    let app = App::holding(Database::sqlite(), roles_of(english)).await;
    let [french, german] = languages.map(|(imported, ..)| imported.dataset);
    app.load(french.clone()).await;
    app.load(german).await;
    let revision = app.live.graph().version.revision;
    app.load(french).await;
    assert_eq!(app.live.graph().version.revision, revision, "the same again alters nothing");
    let data = app.data("{ taxonomy(slug: \"esco\") { release languages } }").await;
    assert_eq!(data["taxonomy"], json!({"release": "1.1.1", "languages": ["de", "en", "fr"]}));
    let names =
        "en: name fr: name(language: \"fr-CA\") de: name(language: \"de-AT\") es: name(language: \"es\")";
    let physiotherapist = role("occupation/006cc1f9-2841-41c3-991a-dc3f2f3bd533", names);
    let data = app.data(&physiotherapist).await;
    assert_eq!(data["role"]["en"], data["role"]["es"]);
    assert_eq!(data["role"]["fr"], "physiothérapeute");
    let by_name = "{ role(by: {name: \"gestionnaire des revenus hôteliers\"}) { name(language: \"fr\") nameLanguage } }";
    let expected = json!({"name": "responsable yield manager", "nameLanguage": "en"});
    assert_eq!(app.data(by_name).await["role"], expected);
}

/// Of the 2,942 occupations of 1.0.3, those that 1.1.1 still has: all but two of wind energy and one of radiotherapy.
const TAKEN: u64 = 2_939;

/// Roles with their names and codes alone.
fn roles_of(mut english: Dataset) -> Dataset {
    let roles: HashSet<_> = english.roles.iter().map(|role| role.id).collect();
    english.statements.retain(|row| roles.contains(&row.id));
    english.concepts.retain(|row| roles.contains(&row.id));
    english.labels.retain(|row| roles.contains(&row.concept_id));
    english.codes.retain(|row| roles.contains(&row.concept_id));
    english.descriptions.retain(|row| roles.contains(&row.concept_id));
    Dataset {
        taxonomies: english.taxonomies,
        sources: english.sources,
        datasets: english.datasets,
        statements: english.statements,
        concepts: english.concepts,
        roles: english.roles,
        labels: english.labels,
        codes: english.codes,
        descriptions: english.descriptions,
        ..Dataset::default()
    }
}
