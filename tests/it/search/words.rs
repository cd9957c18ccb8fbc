//! How the words of a question are met.

use entity::{CodeScheme, ConceptKind, LabelRole, code, description};

use super::{found, named, names, suggested};
use crate::support::{App, Database, Records};

/// Concepts whose names are told apart by one thing each.
fn records() -> Records {
    let mut records = Records::new("words");
    let developer = named(&mut records, ConceptKind::Role, "Back-end developer");
    records.label(developer, LabelRole::Alternative, "Server-side programmer");
    records.label(developer, LabelRole::Hidden, "web wizard");
    for role in [
        "Software developers",
        "Embedded software developer",
        "Site reliability engineer",
        "Machine learning engineer",
        "Bäcker",
        "Résumé writer",
        "Night porter",
        "Paediatric nurse",
        "Organisation designer",
    ] {
        named(&mut records, ConceptKind::Role, role);
    }
    for tool in ["JavaScript", "Java", "C", "C++", "C#", ".NET", "Node.js", "PostgreSQL", "Python"] {
        named(&mut records, ConceptKind::Tool, tool);
    }
    let welding = named(&mut records, ConceptKind::Skill, "Join metal");
    let (language, text) = ("en".to_owned(), "Welds sheets of steel by heat.".to_owned());
    records.dataset.descriptions.push(description::Model { concept_id: welding, language, text });
    let value = "15-1299.99".to_owned();
    records.dataset.codes.push(code::Model {
        concept_id: developer,
        concept_kind: ConceptKind::Role,
        scheme: CodeScheme::OnetSoc,
        value,
        identifies: true,
    });
    records
}

async fn app() -> App {
    App::holding(Database::sqlite(), records().dataset).await
}

#[tokio::test]
async fn every_way_to_meet_a_word_is_told() {
    let app = app().await;
    for (text, name, how) in [
        ("back-end developer", "Back-end developer", "EXACT"),
        ("server-side programmer", "Back-end developer", "ALTERNATIVE"),
        ("web wizard", "Back-end developer", "ALTERNATIVE"),
        ("postgr", "PostgreSQL", "PREFIX"),
        ("pyhton", "Python", "FUZZY"),
        ("javascrpt", "JavaScript", "FUZZY"),
        ("weld steel", "Join metal", "TEXT"),
        ("15-1299.99", "Back-end developer", "EXACT"),
        ("15-1299", "Back-end developer", "PREFIX"),
    ] {
        assert_eq!(found(&app, text).await.first(), Some(&(name.to_owned(), how.to_owned())), "{text}");
    }
}

#[tokio::test]
async fn case_accents_hyphens_order_and_form_do_not_matter() {
    let app = app().await;
    for (text, name) in [
        ("BACKEND DEVELOPER", "Back-end developer"),
        ("back end developer", "Back-end developer"),
        ("developer, back end", "Back-end developer"),
        ("backend dev", "Back-end developer"),
        ("backend developers", "Back-end developer"),
        ("SRE", "Site reliability engineer"),
        ("ML engineer", "Machine learning engineer"),
        ("backer", "Bäcker"),
        ("Baecker", "Bäcker"),
        ("BA\u{308}CKER", "Bäcker"),
        ("resume writers", "Résumé writer"),
        ("pediatric nurse", "Paediatric nurse"),
        ("organization designer", "Organisation designer"),
        ("nodejs", "Node.js"),
        ("node js", "Node.js"),
        ("dot net", ".NET"),
        ("dotnet", ".NET"),
        ("the developer of embedded software", "Embedded software developer"),
        ("senior backend developer (remote)", "Back-end developer"),
        ("backend developer jobs near me", "Back-end developer"),
        ("night porter", "Night porter"),
    ] {
        assert_eq!(names(&app, text).await.first().map(String::as_str), Some(name), "{text}");
    }
}

#[tokio::test]
async fn names_that_say_no_more_come_first() {
    let app = app().await;
    assert_eq!(
        names(&app, "software developer").await,
        ["Software developers", "Embedded software developer"]
    );
    assert_eq!(names(&app, "java").await, ["Java", "JavaScript"]);
    assert_eq!(names(&app, "c").await[..1], ["C"]);
    assert_eq!(names(&app, "c++").await, ["C++"]);
    assert_eq!(names(&app, "c#").await, ["C#"]);
}

#[tokio::test]
async fn every_word_must_be_met() {
    let app = app().await;
    assert!(names(&app, "python zzyzx").await.is_empty(), "a word that no name has is never left out");
    assert!(names(&app, "zzyzx").await.is_empty());
    // Where nothing has every word, what has all but one is better than nothing; it says so by its score.
    assert_eq!(
        found(&app, "python nurse").await,
        [("Python".to_owned(), "TEXT".to_owned()), ("Paediatric nurse".to_owned(), "TEXT".to_owned()),]
    );
}

#[tokio::test]
async fn what_is_being_typed_is_completed() {
    let app = app().await;
    let text = |text: &str| (text.to_owned(), None::<String>);
    assert_eq!(suggested(&app, "j").await[..2], [text("Java"), text("JavaScript")]);
    assert_eq!(suggested(&app, "ja").await, [text("Java"), text("JavaScript")]);
    assert_eq!(suggested(&app, "javascr").await, [text("JavaScript")]);
    assert_eq!(
        suggested(&app, "jvascr").await,
        [text("JavaScript")],
        "the beginning may be spelled nearly so"
    );
    assert_eq!(suggested(&app, "java ").await, [text("Java")], "a blank ends a word");
    assert_eq!(suggested(&app, "software dev").await.len(), 2);
    let hint = Some("Back-end developer".to_owned());
    assert_eq!(suggested(&app, "server").await, [("Server-side programmer".to_owned(), hint)]);
    assert!(suggested(&app, " ").await.is_empty());
}

#[tokio::test]
async fn concepts_of_one_name_are_told_apart() {
    let mut records = Records::new("one");
    named(&mut records, ConceptKind::Skill, "Rust");
    named(&mut records, ConceptKind::Tool, "Rust");
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let hints = suggested(&app, "ru").await.into_iter().filter_map(|(_, hint)| hint);
    let mut hints: Vec<String> = hints.collect();
    hints.sort();
    assert_eq!(hints, ["skill in one", "tool in one"]);
}
