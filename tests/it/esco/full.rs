//! Releases 1.1.1 and 1.1.0 as they are published.

use std::collections::{HashMap, HashSet};

use career_graph::dataset::{Known, check};
use career_graph::import::{Archive, Imported};
use entity::{CodeScheme, LabelRole, NoteKind, Requirement, RoleKind, SkillKind, SkillLinkKind};
use uuid::Uuid;

use super::{accounted, read, skill};
use crate::support::{esco_1_1_1, published};

/// Rows of the files that are read, as another reader counts them, and how many of them are not taken.
const ROWS: [(&str, u64, u64); 16] = [
    ("ISCOGroups_en.csv", 619, 0),
    ("occupations_en.csv", 3_007, 0),
    ("skillGroups_en.csv", 640, 0),
    ("skills_en.csv", 13_896, 0),
    ("broaderRelationsOccPillar.csv", 3_617, 1),
    ("broaderRelationsSkillPillar.csv", 20_656, 7),
    ("occupationSkillRelations.csv", 123_855, 67),
    ("skillSkillRelations.csv", 5_899, 1),
    ("conceptSchemes_en.csv", 19, 12),
    ("digCompSkillsCollection_en.csv", 26, 0),
    ("digitalSkillsCollection_en.csv", 1_201, 0),
    ("greenSkillsCollection_en.csv", 570, 0),
    ("languageSkillsCollection_en.csv", 346, 0),
    ("researchOccupationsCollection_en.csv", 122, 0),
    ("researchSkillsCollection_en.csv", 40, 0),
    ("transversalSkillsCollection_en.csv", 96, 0),
];

#[test]
fn every_row_of_every_file_is_accounted_for() {
    let Some(Imported { report, .. }) = esco_1_1_1() else { return };
    let expected = ROWS.map(|(file, rows, skipped)| (file, rows, rows - skipped));
    assert_eq!(accounted(report), expected);
    assert_eq!(report.untaken, ["skillsHierarchy_en.csv"]);
    let of = |file: &'static str| report.skipped.iter().filter(move |row| row.file == file);
    let undefined = "names no role of this release";
    assert!(of("occupationSkillRelations.csv").all(|row| row.reason.ends_with(undefined)));
    let occupations: HashSet<&str> =
        of("occupationSkillRelations.csv").map(|row| row.reason.as_str()).collect();
    // The first of them, as `grep -n` finds it.
    assert_eq!(of("occupationSkillRelations.csv").next().map(|row| row.line), Some(84_425));
    assert_eq!(occupations.len(), 1, "one occupation is not defined: {occupations:?}");
    assert!(of("broaderRelationsOccPillar.csv").all(|row| row.reason.ends_with(undefined)));
    let undefined = "names no skill of this release";
    assert!(of("broaderRelationsSkillPillar.csv").all(|row| row.reason.ends_with(undefined)));
    assert!(of("skillSkillRelations.csv").all(|row| row.reason.contains("are the same")));
}

#[test]
fn the_records_can_be_stored() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    assert_eq!(check(dataset, &Known::default()), []);
    assert_eq!(dataset.datasets[0].release.as_deref(), Some("1.1.1"));
}

#[test]
fn everything_is_there_once() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    let roles = |kind| dataset.roles.iter().filter(|role| role.role_kind == kind).count();
    assert_eq!((roles(RoleKind::Occupation), roles(RoleKind::Group)), (3_007, 619));
    let skills = |kind| dataset.skills.iter().filter(|skill| skill.skill_kind == kind).count();
    assert_eq!((dataset.skills.len(), skills(SkillKind::Group)), (13_896 + 640, 640));
    assert_eq!((skills(SkillKind::Language), skills(SkillKind::Unspecified)), (346, 6));
    assert_eq!((skills(SkillKind::Competence), skills(SkillKind::Knowledge)), (10_831 - 280, 3_059 - 66));
    assert_eq!(dataset.skills.iter().filter(|skill| skill.reuse.is_none()).count(), 640 + 5);
    let links =
        |requirement| dataset.role_skills.iter().filter(|link| link.requirement == Some(requirement)).count();
    // 64,946 and 58,909 rows, of which 55 and 12 name the occupation that is not defined.
    assert_eq!((links(Requirement::Essential), links(Requirement::Optional)), (64_891, 58_897));
    assert_eq!(dataset.role_skills.len(), 123_788);
    assert_eq!(dataset.role_relations.len(), 3_616);
    let relations = |kind| dataset.skill_relations.iter().filter(|relation| relation.kind == kind).count();
    assert_eq!((relations(SkillLinkKind::Broader), relations(SkillLinkKind::Requires)), (20_649, 5_898));
    assert_eq!(dataset.collections.len(), 7);
    assert_eq!(dataset.collection_members.len(), 26 + 1_201 + 570 + 346 + 122 + 40 + 96);
}

#[test]
fn codes_notes_and_dates_are_there() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    let codes = |scheme, identifies| {
        dataset.codes.iter().filter(|code| code.scheme == scheme && code.identifies == identifies).count()
    };
    assert_eq!(codes(CodeScheme::EscoUri, true), 3_007 + 619 + 13_896 + 640 + 7);
    assert_eq!(codes(CodeScheme::EscoCode, true), 3_007 + 420);
    assert_eq!(codes(CodeScheme::IscedF, true), 220);
    assert_eq!((codes(CodeScheme::Isco08, true), codes(CodeScheme::Isco08, false)), (619, 3_007));
    let notes = |kind| dataset.notes.iter().filter(|note| note.note_kind == kind).count();
    assert_eq!(notes(NoteKind::Definition), 8 + 2);
    assert_eq!(notes(NoteKind::Scope), 304 + 226 + 324);
    assert_eq!(notes(NoteKind::Regulation), 3_007);
    assert_eq!(dataset.evidence.len(), 3_007 + 13_896 + 269);
    assert!(dataset.evidence.iter().all(|evidence| evidence.date.is_some()));
}

#[test]
fn a_label_is_in_one_role_only_and_never_the_preferred_one_again() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    let mut seen = HashSet::new();
    for label in &dataset.labels {
        assert!(seen.insert((label.concept_id, label.text.as_str())), "`{}` is given twice", label.text);
        assert!(!label.text.contains(['\u{a0}', '\u{200b}', '\t', '\n']), "{:?}", label.text);
    }
    let named = dataset.labels.iter().filter(|label| label.role == LabelRole::Preferred).count();
    assert_eq!(named, dataset.concepts.len());
    let mut bearers: HashMap<String, HashSet<Uuid>> = HashMap::new();
    for label in &dataset.labels {
        bearers.entry(label.text.to_lowercase()).or_default().insert(label.concept_id);
    }
    assert!(bearers.values().filter(|bearers| bearers.len() > 1).count() > 1_600, "ambiguity is a fact");
}

#[test]
fn the_file_that_is_not_taken_says_nothing_more() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    let mut archive =
        Archive::open(&published("esco-1.1.1-en.zip").expect("it was read from there")).unwrap();
    let file = archive.read("skillsHierarchy_en.csv").unwrap();
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let broader: HashSet<(Uuid, Uuid)> = dataset
        .skill_relations
        .iter()
        .filter(|relation| relation.kind == SkillLinkKind::Broader)
        .map(|relation| (relation.from_id, relation.to_id))
        .collect();
    let (mut known, mut total) = (0, 0);
    for row in rows.records() {
        let row = row.unwrap();
        // Cells 0, 2, 4 and 6 are the URIs from the top down.
        let path = [0, 2, 4, 6].iter().filter_map(|at| row.get(*at)).filter(|uri| !uri.is_empty());
        let path: Vec<Uuid> = path.map(|uri| skill(uri.strip_prefix(super::ESCO).unwrap())).collect();
        total += 1;
        known += usize::from(path.windows(2).all(|pair| broader.contains(&(pair[1], pair[0]))));
    }
    // Seven rows are about the skill groups that dangle in broaderRelationsSkillPillar, too.
    assert_eq!((known, total), (640, 647));
}

#[test]
fn the_release_before_is_read_as_well() {
    let Some(path) = published("esco-1.1.0-en.zip") else { return };
    let Imported { dataset, report } = read(&path).unwrap();
    assert_eq!(check(&dataset, &Known::default()), []);
    let counts = accounted(&report);
    assert!(counts.contains(&("occupations_en.csv", 3_008, 3_008)), "{counts:?}");
    assert!(counts.contains(&("ictSkillsCollection_en.csv", 21, 21)), "{counts:?}");
    assert!(counts.contains(&("occupationSkillRelations.csv", 123_852, 123_852)), "{counts:?}");
    assert_eq!(report.untaken, ["skillsHierarchy_en.csv"]);
}

#[test]
fn two_readings_give_the_same_records() {
    let Some(Imported { dataset, .. }) = esco_1_1_1() else { return };
    let again = read(&published("esco-1.1.1-en.zip").expect("it was read from there")).unwrap();
    assert!(again.dataset == *dataset, "the records or their order differ");
}
