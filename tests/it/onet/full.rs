//! Release 29.0 as it is published.

use std::collections::{HashMap, HashSet};

use career_graph::dataset::{Dataset, Known, check};
use career_graph::import::Imported;
use entity::{LabelRole, ToolCategory};
use uuid::Uuid;

use super::{accounted, read};
use crate::support::{onet_29_0, published};

/// Rows of the files that are taken, as `wc -l` counts them without the header.
const ROWS: [(&str, u64); 16] = [
    ("Occupation Data.txt", 1_016),
    ("Alternate Titles.txt", 55_120),
    ("Sample of Reported Titles.txt", 7_798),
    ("Related Occupations.txt", 18_460),
    ("Job Zone Reference.txt", 5),
    ("Job Zones.txt", 923),
    ("Interests.txt", 8_307),
    ("Education, Training, and Experience Categories.txt", 41),
    ("Education, Training, and Experience.txt", 36_209),
    ("Content Model Reference.txt", 627),
    ("Skills.txt", 61_530),
    ("Knowledge.txt", 58_014),
    ("Work Styles.txt", 14_064),
    ("Task Statements.txt", 18_796),
    ("Technology Skills.txt", 32_470),
    ("Tools Used.txt", 41_650),
];

fn developers(dataset: &Dataset) -> Uuid {
    dataset.concepts.iter().find(|concept| concept.key == "15-1252.00").expect("it is an occupation").id
}

#[test]
fn every_row_of_every_file_is_accounted_for() {
    let Some(Imported { report, .. }) = onet_29_0() else { return };
    assert_eq!(accounted(report), ROWS);
    assert_eq!(report.skipped, [], "no row of a published release is wrong");
    let alike = report.skipped_by_reason.iter().map(|rows| (rows.file.as_str(), rows.lines.len()));
    let mut skipped: HashMap<&str, usize> = HashMap::new();
    alike.for_each(|(file, rows)| *skipped.entry(file).or_default() += rows);
    let expected = HashMap::from([
        ("Interests.txt", 3 * 923),
        ("Education, Training, and Experience Categories.txt", 41 - 12),
        ("Education, Training, and Experience.txt", 36_209 - 10_296),
        ("Content Model Reference.txt", 627 - 84 - 25),
    ]);
    assert_eq!(skipped, expected);
    assert!(report.untaken.iter().any(|file| file == "Work Values.txt"));
    assert_eq!(report.untaken.len() + report.tables.len(), 37, "{:?}", report.untaken);
}

#[test]
fn the_records_can_be_stored() {
    let Some(Imported { dataset, .. }) = onet_29_0() else { return };
    assert_eq!(check(dataset, &Known::default()), []);
    assert_eq!(dataset.datasets[0].release.as_deref(), Some("29.0"));
}

#[test]
fn everything_is_there_once() {
    let Some(Imported { dataset, .. }) = onet_29_0() else { return };
    assert_eq!(dataset.roles.len(), 1_016);
    assert_eq!(dataset.roles.iter().filter(|role| role.job_zone.is_some()).count(), 923);
    assert_eq!(dataset.skills.len(), 84 + 25);
    assert_eq!(dataset.skill_relations.len(), 84 + 21, "2.A, 2.B, 2.C and 1.C have nothing above them");
    assert_eq!(dataset.role_skills.len(), 879 * 84);
    assert_eq!(dataset.ratings.len(), 61_530 + 58_014 + 14_064);
    assert_eq!(dataset.tasks.len(), 18_796);
    assert_eq!(dataset.role_tasks.len(), 18_796);
    assert_eq!(dataset.tools.len(), 8_749 + 18_093);
    assert_eq!(dataset.tools.iter().filter(|tool| tool.hot).count(), 168);
    assert_eq!(dataset.role_tools.len(), 32_470 + 41_650);
    assert_eq!(dataset.role_tools.iter().filter(|link| link.in_demand).count(), 1_979);
    assert_eq!(dataset.role_relations.len(), 18_460);
    assert_eq!(dataset.interests.len(), 6 * 923);
    assert_eq!(dataset.education_shares.len(), 858 * 12);
    assert_eq!(dataset.job_zones.len(), 5);
}

#[test]
fn what_is_missing_is_missing_and_not_zero() {
    let Some(Imported { dataset, .. }) = onet_29_0() else { return };
    let rated: HashSet<Uuid> = dataset.role_skills.iter().map(|link| link.role_id).collect();
    assert_eq!(dataset.roles.len() - rated.len(), 137, "occupations without ratings");
    assert!(!rated.contains(&developers(dataset)));
    assert!(dataset.role_skills.iter().all(|link| link.importance.is_some()));
    // 3,302 levels of Skills and 5,939 of Knowledge were found not relevant; work styles have no level at all.
    let without_level = dataset.role_skills.iter().filter(|link| link.level.is_none()).count();
    assert_eq!(without_level, 3_302 + 5_939 + 879 * 16);
    assert_eq!(dataset.ratings.iter().filter(|rating| rating.not_relevant).count(), 3_302 + 5_939);
    assert_eq!(dataset.ratings.iter().filter(|rating| rating.suppressed).count(), 124 + 4_797);
    assert_eq!(dataset.ratings.iter().filter(|rating| rating.sample_size.is_none()).count(), 1_386 + 336);
}

#[test]
fn software_developers_have_what_is_published_of_them() {
    let Some(Imported { dataset, .. }) = onet_29_0() else { return };
    let id = developers(dataset);
    let categories: HashMap<Uuid, ToolCategory> =
        dataset.tools.iter().map(|tool| (tool.id, tool.category)).collect();
    let tools: Vec<ToolCategory> = dataset
        .role_tools
        .iter()
        .filter(|link| link.role_id == id)
        .map(|link| categories[&link.tool_id])
        .collect();
    assert_eq!(tools.len(), 435);
    assert_eq!(tools.iter().filter(|category| **category != ToolCategory::Equipment).count(), 423);
    let names =
        |role| dataset.labels.iter().filter(|label| label.concept_id == id && label.role == role).count();
    assert_eq!(names(LabelRole::Alternative), 134, "alternate titles");
    assert_eq!(names(LabelRole::Hidden), 13, "short titles");
    let role = dataset.roles.iter().find(|role| role.id == id).unwrap();
    assert_eq!(role.job_zone, Some(4));
    assert_eq!(dataset.role_relations.iter().filter(|link| link.from_id == id).count(), 20);
}

#[test]
fn two_readings_give_the_same_records() {
    let Some(Imported { dataset, .. }) = onet_29_0() else { return };
    let again = read(&published("onet-29.0-text.zip").expect("it was read from there")).unwrap();
    assert!(again.dataset == *dataset, "the records or their order differ");
}
