//! What each form of row becomes, and what is refused.

use std::path::Path;

use career_graph::dataset::{Dataset, Known, check, id};
use career_graph::import::{ImportError, Imported};
use entity::LabelRole::{Alternative, Hidden, Preferred};
use entity::{ConceptKind, LabelRole, StatementKind};
use uuid::Uuid;

use super::{base, folder, french, german, translate};
use crate::esco::{accounted, concept, role, skill, zip};

/// What a translation says of a concept: language, names by role and place, description.
type Said<'a> = (&'a str, Vec<(LabelRole, i32, &'a str)>, Option<&'a str>);

fn said(dataset: &Dataset, concept: Uuid) -> Option<Said<'_>> {
    let translation = dataset.translations.iter().find(|row| row.concept_id == concept)?;
    let labels = dataset.translation_labels.iter().filter(|row| row.translation_id == translation.id);
    let labels = labels.map(|row| (row.role, row.position, row.text.as_str())).collect();
    Some((&translation.language, labels, translation.description.as_deref()))
}

#[test]
fn a_release_of_six_columns_names_the_concepts_that_there_are() {
    let Imported { dataset, report } = french();
    let alternatives = [
        (Preferred, 0, "apiculteur/apicultrice"),
        (Alternative, 0, "apicultrice"),
        (Alternative, 1, "apiculteur"),
    ];
    assert_eq!(said(&dataset, role("occupation/keeper")), Some(("fr", alternatives.to_vec(), None)));
    let breeder = ("fr", vec![(Preferred, 0, "éleveur de reines")], Some("Élève des\nreines."));
    assert_eq!(said(&dataset, role("occupation/breeder")), Some(breeder));
    let group = ("fr", vec![(Preferred, 0, "Professions des insectes")], None);
    assert_eq!(said(&dataset, role("isco/C0")), Some(group));
    assert_eq!(dataset.translations.len(), 3);
    assert_eq!(accounted(&report), [("ISCOGroups_fr.csv", 2, 1), ("occupations_fr.csv", 6, 2)]);
    let skipped = report.skipped.iter().map(|row| format!("{}:{}: {}", row.file, row.line, row.reason));
    let skipped: Vec<String> = skipped.map(|line| line.replace(crate::esco::ESCO, "…")).collect();
    let expected = [
        "ISCOGroups_fr.csv:4: `…isco/C9` names no role of the database",
        "occupations_fr.csv:8: `…occupation/smoker` names no role of the database",
        "occupations_fr.csv:9: `…occupation/keeper` is given twice: the first row stands",
        "occupations_fr.csv:10: no preferredLabel",
        "occupations_fr.csv:11: no conceptUri",
    ];
    assert_eq!(skipped, expected);
}

#[test]
fn a_release_with_skills_names_them_too_and_says_which_files_it_leaves() {
    let Imported { dataset, report } = german();
    let keeper = [
        (Preferred, 0, "Imker/Imkerin"),
        (Alternative, 0, "Imker"),
        (Alternative, 1, "Imkerin"),
        (Alternative, 2, "Bienenzüchter"),
        (Hidden, 0, "Bienen-Züchter"),
    ];
    let expected = Some(("de", keeper.to_vec(), Some("Imker halten Bienen.")));
    assert_eq!(said(&dataset, role("occupation/keeper")), expected);
    let observe = vec![(Preferred, 0, "Bienen beobachten"), (Alternative, 0, "den Stock beobachten")];
    assert_eq!(said(&dataset, skill("skill/observe")), Some(("de", observe, Some("Sehen, was sie tun."))));
    assert!(said(&dataset, skill("isced-f/08")).is_some());
    let green = concept(ConceptKind::Collection, "concept-scheme/green");
    let expected = Some(("de", vec![(Preferred, 0, "Grün")], Some("Bienen sind grün.")));
    assert_eq!(said(&dataset, green), expected);
    let expected = [
        ("ISCOGroups_de.csv", 1, 1),
        ("occupations_de.csv", 2, 1),
        ("skillGroups_de.csv", 1, 1),
        ("skills_de.csv", 2, 1),
        ("conceptSchemes_de.csv", 2, 1),
    ];
    assert_eq!(accounted(&report), expected);
    assert_eq!(report.untaken, ["greenSkillsCollection_de.csv", "occupationSkillRelations_de.csv"]);
    assert_eq!((dataset.translations.len(), dataset.notes.len(), dataset.evidence.len()), (5, 0, 0));
}

#[test]
fn a_language_is_a_dataset_of_its_own_beside_the_taxonomy() {
    for (dataset, slug, language) in
        [(french().dataset, "esco-fr", "fr"), (german().dataset, "esco-de", "de")]
    {
        let [of] = &dataset.datasets[..] else { panic!("one dataset: {:?}", dataset.datasets) };
        assert_eq!((of.slug.as_str(), of.id), (slug, id::dataset(slug)));
        assert_eq!((of.taxonomy_id, of.source_id), (Some(id::taxonomy("esco")), Some(id::source("esco"))));
        assert!(dataset.statements.iter().all(|row| row.kind == StatementKind::Translation));
        for row in &dataset.translations {
            assert_eq!(row.id, id::part(StatementKind::Translation, row.concept_id, language));
        }
        assert_eq!(check(&dataset, &Known::of(&base())), []);
    }
}

#[test]
fn a_zip_is_read_as_its_folder_and_names_the_release() {
    let of_zip = tempfile::tempdir().unwrap();
    let path = of_zip.path().join("ESCO dataset - v1.0.9 - classification - FR - csv.zip");
    let files = ["occupations_fr.csv", "ISCOGroups_fr.csv"];
    let bytes = files.map(|name| std::fs::read(folder("french").join(name)).unwrap());
    let names = files.map(|name| format!("v1.0.9/{}", name.replace("_fr", "_FR")));
    zip(&path, names.iter().map(String::as_str).zip(bytes.iter().map(Vec::as_slice)));
    let mut zipped = translate(&path, "fr").unwrap().dataset;
    assert_eq!(zipped.datasets[0].release.as_deref(), Some("1.0.9"));
    zipped.datasets[0].release = None;
    assert!(zipped == french().dataset, "the records or their order differ");
}

#[test]
fn a_tag_of_several_parts_is_found_in_any_case_and_kept_in_one() {
    let copy = tempfile::tempdir().unwrap();
    std::fs::copy(folder("french").join("occupations_fr.csv"), copy.path().join("occupations_pt-br.csv"))
        .unwrap();
    for language in ["pt-br", "PT-BR", "pt-BR"] {
        let dataset = translate(copy.path(), language).unwrap().dataset;
        assert_eq!(dataset.datasets[0].slug, "esco-pt-br");
        assert!(dataset.translations.iter().all(|row| row.language == "pt-BR"));
    }
    let refusal = refused(translate(copy.path(), "pt"));
    assert!(refusal.ends_with(" has no concepts in `pt`: it has `pt-BR`"), "{refusal}");
}

fn refused(read: Result<Imported, ImportError>) -> String {
    read.map(|_| ()).expect_err("it is refused").to_string()
}

#[test]
fn a_release_in_other_languages_alone_is_not_taken_for_the_english_one() {
    let refusal = refused(crate::esco::read(&folder("french")));
    let expected = "french is not in English but in `fr`: import the English release first, then this one with `--language fr`";
    assert!(refusal.ends_with(expected), "{refusal}");
}

#[test]
fn a_language_that_a_release_does_not_have_is_told_with_those_it_has() {
    let esco = refused(translate(&crate::esco::folder(), "de"));
    assert!(esco.ends_with("sample has no concepts in `de`: it has `en`, `fr`"), "{esco}");
    let untagged = tempfile::tempdir().unwrap();
    std::fs::copy(folder("french").join("occupations_fr.csv"), untagged.path().join("occupations.csv"))
        .unwrap();
    let refusal = refused(translate(untagged.path(), "fr"));
    assert!(
        refusal.ends_with("has no concepts in `fr`: it has none that the names of its files tell"),
        "{refusal}"
    );
    // A file whose name only ends as if it told a language is no release in it.
    std::fs::write(untagged.path().join("notes_old.csv"), "x\r\n").unwrap();
    let refusal = refused(crate::esco::read(untagged.path()));
    assert!(refusal.contains("has no file `ISCOGroups.csv` or `ISCOGroups_en.csv`"), "{refusal}");
}

#[test]
fn names_of_concepts_that_are_not_there_are_no_import() {
    let language = "fr".parse().unwrap();
    let mut archive = career_graph::import::Archive::open(&folder("french")).unwrap();
    let read =
        career_graph::import::esco::translate(&mut archive, None, &language, &[id::source("x")].into());
    let expected = "french is in the database: import the English release first, then this one";
    let refusal = refused(read);
    assert!(refusal.starts_with("no concept of ") && refusal.ends_with(expected), "{refusal}");
}

#[test]
fn a_damaged_table_is_refused_as_in_english() {
    let with = |bytes: &[u8]| {
        let copy = tempfile::tempdir().unwrap();
        std::fs::write(copy.path().join("skills_fr.csv"), bytes).unwrap();
        refused(translate(copy.path(), "fr"))
    };
    let cases: [(&[u8], &str); 3] = [
        (
            b"conceptUri,preferredLabel\r\n",
            "skills_fr.csv has no column altLabels, description: it has conceptUri, preferredLabel",
        ),
        (
            b"conceptUri,preferredLabel,altLabels,description\r\na,caf\xe9,,\r\n",
            "line 2 of skills_fr.csv: a cell is no UTF-8",
        ),
        (
            b"conceptUri,preferredLabel,altLabels,description\r\na,b,,\r\nc,d",
            "line 3 of skills_fr.csv: the last row has fewer cells than the header: is the file cut off?",
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(with(bytes), expected);
    }
    assert!(matches!(translate(Path::new("nowhere"), "fr"), Err(ImportError::Unreadable { .. })));
}
