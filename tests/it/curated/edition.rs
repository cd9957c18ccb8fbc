//! The folder `data/` and what is compiled in.

use std::path::Path;

use career_graph::dataset::slug;
use career_graph::import::curated;

use super::dataset;
use crate::support::curated_edition;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

#[test]
fn the_folder_data_is_what_is_compiled_in() {
    let from_folder = curated::folder(&folder()).expect("it can be read");
    let mut embedded = curated::embedded();
    embedded.sort_by(|a, b| a.name.cmp(&b.name));
    let names = |files: &[curated::File]| files.iter().map(|file| file.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&from_folder), names(&embedded));
    for (file, compiled) in from_folder.iter().zip(&embedded) {
        assert!(file.text == compiled.text, "{} is another one in the binary", file.name);
    }
    assert_eq!(dataset(&from_folder), curated_edition());
}

#[test]
fn the_order_of_the_files_makes_no_difference() {
    let mut files = curated::embedded();
    let digest = dataset(&files).digest();
    files.reverse();
    assert_eq!(dataset(&files).digest(), digest);
}

#[test]
fn slugs_of_curated_concepts_are_their_keys() {
    let edition = curated_edition();
    assert!(edition.concepts.len() > 100);
    for concept in &edition.concepts {
        assert_eq!(concept.slug, concept.key);
        assert!(slug::is_slug(&concept.key), "{}", concept.key);
    }
}

#[test]
fn a_folder_without_curated_files_is_refused() {
    let empty = tempfile::tempdir().expect("a folder");
    let error = curated::folder(empty.path()).expect_err("nothing is there");
    let expected = format!(
        "there is no curated file in {}: expected a folder of TOML files like data/",
        empty.path().display()
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("roles.toml");
    std::fs::write(&path, b"[[role]]\nkey = \"\xff\"").expect("it is written");
    let error = curated::folder(folder.path()).expect_err("it is no UTF-8");
    assert!(error.to_string().contains(&path.display().to_string()), "{error}");
}

#[test]
fn every_curated_occupation_names_its_counterparts() {
    use career_graph::dataset::Reference;
    use entity::{ConceptKind, RoleKind};

    let edition = curated_edition();
    let of = |kind, key: &str, taxonomy: &str| {
        let from = Reference::new("house", kind, key).to_string();
        let to = format!("{taxonomy}/");
        edition.mappings.iter().any(|row| row.from_ref == from && row.to_ref.starts_with(&to))
    };
    let occupations = edition.roles.iter().filter(|role| role.role_kind == RoleKind::Occupation);
    for role in occupations {
        let key = &edition.concepts.iter().find(|concept| concept.id == role.id).expect("it is there").key;
        for taxonomy in ["esco", "onet"] {
            assert!(of(ConceptKind::Role, key, taxonomy), "{key} has no counterpart in {taxonomy}");
        }
    }
    // A tool is never interchangeable with the skill of using it.
    let exact = edition.mappings.iter().filter(|row| row.kind == entity::MappingKind::Exact);
    let kinds = |end: &str| end.parse::<Reference>().expect("a reference").kind;
    for row in exact {
        assert_eq!(kinds(&row.from_ref), kinds(&row.to_ref), "{} – {}", row.from_ref, row.to_ref);
    }
}
