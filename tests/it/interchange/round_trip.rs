//! Export, import, export: equal bytes.

use std::collections::BTreeMap;
use std::path::Path;

use career_graph::dataset::Dataset;
use career_graph::export::{self, Records as Exported};
use career_graph::import::{Archive, crosswalk, esco, interchange, onet};
use career_graph::store::Changeset;

use super::{apply, lines, odd, read};
use crate::store::on_both_engines;
use crate::support::{Database, curated_edition, in_order};

/// The files of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    entries.map(|path| (name(&path), std::fs::read(&path).expect("a file"))).collect()
}

/// The tables of a dataset, written to a place in a folder.
fn tables(dataset: &Dataset, path: &Path) {
    export::csv::write(&Exported::of(dataset.clone(), &[]).expect("it can be named"), path).expect("written");
}

async fn stored(database: &Database, dataset: Dataset) -> Dataset {
    let store = database.store().await;
    apply(&store, dataset).await;
    let stored = store.read().await.expect("a read").dataset;
    assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
    stored
}

#[test]
fn nothing_is_lost_on_the_way() {
    let dataset = odd().dataset;
    let text = lines(&dataset);
    let back = read(&text).expect("it is read").dataset;
    assert_eq!(in_order(&back), in_order(&dataset));
    assert_eq!(lines(&back), text);
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["tables", "tables.zip"] {
        let path = folder.path().join(name);
        tables(&dataset, &path);
        let back = interchange::read(&path).expect("it is read").dataset;
        assert_eq!(in_order(&back), in_order(&dataset), "{name}");
        assert_eq!(lines(&back), text, "{name}");
    }
}

on_both_engines! {
    async fn an_export_of_an_import_of_an_export_has_the_same_bytes(database) {
        let text = lines(&odd().dataset);
        let folder = tempfile::tempdir().expect("a folder");
        tables(&odd().dataset, &folder.path().join("first"));
        tables(&odd().dataset, &folder.path().join("first.zip"));
        let store = database.store().await;
        let given = read(&text).expect("it is read").dataset;
        apply(&store, given.clone()).await;
        assert_eq!(apply(&store, given).await, Changeset::default(), "a second import alters nothing");
        let back = store.read().await.expect("a read").dataset;
        assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
        assert_eq!(lines(&back), text);
        tables(&back, &folder.path().join("second"));
        tables(&back, &folder.path().join("second.zip"));
        assert!(files(&folder.path().join("first")) == files(&folder.path().join("second")));
        let zip = |name: &str| std::fs::read(folder.path().join(name)).expect("a zip");
        assert!(zip("first.zip") == zip("second.zip"));
        let from_tables = interchange::read(&folder.path().join("second")).expect("it is read").dataset;
        assert_eq!(apply(&store, from_tables).await, Changeset::default(), "the tables say the same");
    }
}

#[tokio::test]
async fn both_engines_export_the_same_bytes_in_either_direction() {
    let Some(postgres) = Database::postgres().await else { return };
    let first = stored(&Database::sqlite(), odd().dataset).await;
    let second = stored(&postgres, read(&lines(&first)).expect("it is read").dataset).await;
    let third = stored(&Database::sqlite(), read(&lines(&second)).expect("it is read").dataset).await;
    assert_eq!(lines(&first), lines(&second));
    assert_eq!(lines(&second), lines(&third));
}

#[tokio::test]
async fn the_curated_edition_comes_back() {
    let edition = stored(&Database::sqlite(), curated_edition()).await;
    let text = lines(&edition);
    let back = stored(&Database::sqlite(), read(&text).expect("it is read").dataset).await;
    assert_eq!(lines(&back), text);
    assert_eq!(in_order(&back), in_order(&curated_edition()));
    // What follows from the rest is not written: no link and no slug of the house.
    assert_eq!(
        text.matches("\"id\":").count(),
        back.sources.iter().filter(|s| text.contains(&format!("\"id\":\"{}\"", s.id))).count()
    );
    assert!(!text.contains("\"in_demand\":false") && !text.contains("\"position\":"), "they follow");
}

#[test]
fn the_order_of_records_and_of_imports_does_not_show() {
    let dataset = odd().dataset;
    let mut turned = dataset.clone();
    macro_rules! turn {
        ($($table:ident)+) => { $(turned.$table.reverse();)+ };
    }
    turn! {
        taxonomies sources job_zones statements concepts roles skills labels codes evidence ratings role_skills amounts
        durations notes former_slugs role_relations skill_relations mappings pathways pathway_steps salaries
    }
    assert_eq!(lines(&turned), lines(&dataset));
}

#[test]
fn datasets_stand_behind_those_that_they_refer_to_and_can_be_chosen() {
    let mut one = crate::support::Records::new("zeta");
    let role = one.role("role");
    let mut two = crate::support::Records::new("alpha");
    let skill = two.skill("skill");
    two.role_skill(role, skill, None);
    let mut both = one.dataset.clone();
    let other = two.dataset;
    both.datasets.extend(other.datasets.clone());
    both.taxonomies.extend(other.taxonomies.clone());
    both.sources.extend(other.sources.clone());
    both.statements.extend(other.statements.clone());
    both.concepts.extend(other.concepts.clone());
    both.skills.extend(other.skills.clone());
    both.labels.extend(other.labels.clone());
    both.role_skills.extend(other.role_skills.clone());
    both.evidence.extend(other.evidence.clone());
    let text = lines(&both);
    let sections: Vec<&str> = text.lines().filter(|line| line.starts_with("{\"dataset\"")).collect();
    assert_eq!(sections, ["{\"dataset\":{\"slug\":\"zeta\"}}", "{\"dataset\":{\"slug\":\"alpha\"}}"]);
    assert_eq!(in_order(&read(&text).expect("it is read").dataset), in_order(&both));

    let chosen = Exported::of(both.clone(), &["alpha".to_owned()]).expect("there is one");
    let mut out = Vec::new();
    let counts = export::ndjson::write(&chosen, &mut out).expect("it is written");
    assert_eq!((counts.datasets, counts.references, counts.statements), (1, 3, 2));
    let text = String::from_utf8(out).expect("it is UTF-8");
    assert!(text.contains("\"role\":\"zeta/ROLE/role\""), "{text}");
    assert!(!text.contains("Taxonomy zeta") && !text.contains("Source zeta"), "{text}");
    let back = read(&text).expect("it is read").dataset;
    assert_eq!(in_order(&back).role_skills, in_order(&both).role_skills);
    let unknown = Exported::of(both, &["beta".to_owned()]).expect_err("there is none");
    assert_eq!(unknown.to_string(), "there is no dataset `beta`: expected one of `alpha`, `zeta`");
}

/// What a server holds: the curated edition, samples of ESCO and O*NET, French names, what matches, a partner's own.
fn graph() -> Vec<Dataset> {
    let folder = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(path);
    let archive = |path: &str| Archive::open(&folder(path)).expect("the sample is there");
    let english = esco::read(&mut archive("esco/sample"), None).expect("it is read").dataset;
    let known = english.concepts.iter().map(|concept| concept.id).collect();
    let french = "fr".parse().expect("a tag");
    let french =
        esco::translate(&mut archive("languages/french"), None, &french, &known).expect("it is read");
    let onet = onet::read(&mut archive("onet/db_29_9_text"), None).expect("it is read").dataset;
    let matches = crosswalk::read(&mut archive("crosswalk/sample")).expect("it is read").dataset;
    let partner = interchange::read(&folder("interchange/partner.ndjson")).expect("it is read").dataset;
    vec![curated_edition(), english, french.dataset, onet, matches, partner]
}

on_both_engines! {
    async fn a_whole_graph_of_many_datasets_comes_back_in_one_import(database) {
        let origin = Database::sqlite();
        let first = origin.store().await;
        for dataset in graph() {
            apply(&first, dataset).await;
        }
        let held = first.read().await.expect("a read");
        let text = lines(&held.dataset);
        let sections: Vec<&str> = text.lines().filter(|line| line.starts_with("{\"dataset\"")).collect();
        assert_eq!(sections.len(), 6, "{sections:#?}");
        // Names in French come behind the concepts that they name.
        let place = |slug: &str| sections.iter().position(|line| line.contains(&format!("\"slug\":\"{slug}\"")));
        assert!(place("esco") < place("esco-fr"), "{sections:#?}");

        let second = database.store().await;
        let given = read(&text).expect("it is read").dataset;
        assert_eq!(apply(&second, given.clone()).await.revision, Some(1), "all of it in one");
        let back = second.read().await.expect("a read");
        assert_eq!(back.head.digest, held.head.digest);
        assert!(lines(&back.dataset) == text, "the same bytes");
        assert_eq!(apply(&second, given).await, Changeset::default());
        assert_eq!(second.verify().await.expect("a check"), Vec::<String>::new());

        let folder = tempfile::tempdir().expect("a folder");
        tables(&held.dataset, &folder.path().join("first"));
        tables(&back.dataset, &folder.path().join("second"));
        assert!(files(&folder.path().join("first")) == files(&folder.path().join("second")));
        let from_tables = interchange::read(&folder.path().join("second")).expect("it is read").dataset;
        assert_eq!(apply(&second, from_tables).await, Changeset::default());
        // What one import brought can be renewed by another.
        assert_eq!(apply(&second, curated_edition()).await, Changeset::default());
    }
}
