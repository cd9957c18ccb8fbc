//! An edit does not index everything anew, and makes no difference to what is found.

use std::sync::Arc;

use career_graph::search::{Index, Sought, Wanted, mentions, roles_for_title, search, suggest};
use entity::{ConceptKind, LabelRole};

use super::named;
use crate::support::{App, Database, Records, curated_edition};

const TEXTS: &[&str] = &[
    "developer",
    "de",
    "java",
    "javascrpt",
    "backend dev",
    "cook",
    "the cook",
    "cook of ships",
    "cooking",
    "cooks of the sea",
    "data base",
    "engineer zz",
    "x",
];

/// Titles of which some words are in what is edited only.
const TITLES: &[&str] =
    &["Cook (m/f/d)", "Senior ship's cook", "cooks, ships", "Java developer", "backend cook"];

/// Texts that mention what is edited, and what is not.
const MENTIONING: &[&str] = &[
    "Services in Java, Java 3 and PostgreSQL; caching with Redis.",
    "A ship's cook who knows Python and version control, and Java 4.",
];

#[tokio::test]
async fn an_edited_index_answers_as_one_that_is_made_anew() {
    let app = App::holding(Database::sqlite(), curated_edition()).await;
    let mut records = Records::new("edits");
    let mut before = app.live.snapshot();
    // Concepts come, change, go and come back; each time it is as if everything had been read anew.
    for step in 0..6 {
        let mut edition = records.clone();
        match step {
            0 => {
                named(&mut edition, ConceptKind::Role, "Cook");
                named(&mut edition, ConceptKind::Role, "Ship's cook");
            }
            1 => {
                let cook = named(&mut edition, ConceptKind::Role, "Cook");
                edition.label(cook, LabelRole::Alternative, "Developer of meals");
            }
            2 => {}
            _ => {
                named(&mut edition, ConceptKind::Role, "Cook");
                named(&mut edition, ConceptKind::Tool, &format!("Java {step}"));
            }
        }
        records = Records::new("edits");
        app.load(edition.dataset).await;
        let now = app.live.snapshot();
        let anew = Index::new(&now.graph);
        let renewed = before.index.renewed(&before.graph, &now.graph);
        for text in TEXTS {
            let wanted = Wanted::default();
            let expected = search(&now.graph, &anew, text, &wanted);
            for index in [&renewed, &*now.index] {
                assert_eq!(search(&now.graph, index, text, &wanted), expected, "{text} after step {step}");
            }
            assert_eq!(
                suggest(&now.graph, &renewed, text, &wanted, 20),
                suggest(&now.graph, &anew, text, &wanted, 20),
                "{text} after step {step}"
            );
        }
        for title in TITLES {
            let expected = roles_for_title(&now.graph, &anew, title, 5);
            for index in [&renewed, &*now.index] {
                assert_eq!(
                    roles_for_title(&now.graph, index, title, 5),
                    expected,
                    "{title} after step {step}"
                );
            }
        }
        for text in MENTIONING {
            let sought = Sought::default();
            let expected = mentions(&now.graph, &anew, text, &sought);
            assert!(!expected.is_empty(), "{text}");
            for index in [&renewed, &*now.index] {
                assert_eq!(mentions(&now.graph, index, text, &sought), expected, "{text} after step {step}");
            }
        }
        assert!(!Arc::ptr_eq(&before.graph, &now.graph));
        before = now;
    }
}
