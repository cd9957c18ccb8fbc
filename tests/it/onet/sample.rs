//! What each form of row becomes.

use std::io::Write;

use career_graph::dataset::{Dataset, Known, check, id};
use career_graph::import::{Archive, Imported, Report, onet};
use entity::{
    CodeScheme, ConceptKind, LabelRole, NoteKind, RelatedTier, RoleKind, SkillKind, StatementKind,
    ToolCategory,
};
use uuid::Uuid;

use super::{accounted, folder, read};

fn sample() -> Imported {
    read(&folder()).expect("the sample can be read")
}

fn role(soc: &str) -> Uuid {
    id::concept("onet", ConceptKind::Role, soc)
}

fn skill(element: &str) -> Uuid {
    id::concept("onet", ConceptKind::Skill, element)
}

fn tool(key: &str) -> Uuid {
    id::concept("onet", ConceptKind::Tool, key)
}

fn names(dataset: &Dataset, concept: Uuid, role: LabelRole) -> Vec<&str> {
    let labels = dataset.labels.iter().filter(|label| label.concept_id == concept && label.role == role);
    let labels: Vec<_> = labels.collect();
    for (label, position) in labels.iter().zip(0..) {
        assert_eq!((label.position, label.language.as_str()), (position, "en"), "{}", label.text);
    }
    labels.iter().map(|label| label.text.as_str()).collect()
}

fn description(dataset: &Dataset, concept: Uuid) -> Option<&str> {
    dataset.descriptions.iter().find(|row| row.concept_id == concept).map(|row| row.text.as_str())
}

fn codes(dataset: &Dataset, concept: Uuid) -> Vec<(CodeScheme, &str, bool)> {
    let codes = dataset.codes.iter().filter(|code| code.concept_id == concept);
    codes.map(|code| (code.scheme, code.value.as_str(), code.identifies)).collect()
}

#[test]
fn the_sample_can_be_stored_and_every_row_is_accounted_for() {
    let Imported { dataset, report } = sample();
    assert_eq!(check(&dataset, &Known::default()), []);
    assert_eq!(accounted(&report).len(), 16);
    assert_eq!(report.untaken, ["Abilities.txt", "Read Me.txt"]);
}

#[test]
fn the_dataset_names_its_publisher_and_release() {
    let dataset = sample().dataset;
    let [of] = &dataset.datasets[..] else { panic!("one dataset: {:?}", dataset.datasets) };
    assert_eq!((of.slug.as_str(), of.release.as_deref()), ("onet", Some("29.9")));
    assert_eq!((of.taxonomy_id, of.source_id), (Some(id::taxonomy("onet")), Some(id::source("onet"))));
    let source = &dataset.sources[0];
    let attribution = source.attribution.as_deref().unwrap();
    assert!(attribution.contains("O*NET 29.9 Database by the U.S. Department of Labor"), "{attribution}");
    assert!(attribution.contains("modified"), "{attribution}");
    assert_eq!(source.licence.as_deref(), Some("CC-BY-4.0"));
    assert_eq!(dataset.taxonomies[0].attribution, source.attribution);
    assert_eq!(dataset.evidence, [], "the dataset's source is implied");
}

#[test]
fn a_release_that_is_given_goes_before_one_that_is_found() {
    let imported = onet::read(&mut Archive::open(&folder()).unwrap(), Some("30.1")).unwrap();
    assert_eq!(imported.dataset.datasets[0].release.as_deref(), Some("30.1"));
}

#[test]
fn the_release_with_codes_of_2010_has_no_codes_of_2018() {
    let dataset = onet::read(&mut Archive::open(&folder()).unwrap(), Some("25.0")).unwrap().dataset;
    assert_eq!(codes(&dataset, role("15-9001.01")), [(CodeScheme::OnetSoc2010, "15-9001.01", true)]);
}

#[test]
fn an_occupation_has_its_names_codes_and_zone() {
    let dataset = sample().dataset;
    let id = role("15-9001.00");
    assert_eq!(names(&dataset, id, LabelRole::Preferred), ["Lighthouse Programmers"]);
    let alternative = ["Beacon Coder", "Lamp Logic Engineer (LLE)", "Light Software Writer"];
    assert_eq!(names(&dataset, id, LabelRole::Alternative), alternative);
    assert_eq!(names(&dataset, id, LabelRole::Hidden), ["LLE"], "a title in full is not hidden");
    assert_eq!(names(&dataset, role("15-9001.01"), LabelRole::Alternative), ["Horn Tester"]);
    assert_eq!(description(&dataset, role("15-9001.01")), Some("Test foghorns, and say \"loud\" or not."));
    assert_eq!(description(&dataset, role("99-0000.00")), None, "n/a is missing");
    let expected = [(CodeScheme::OnetSoc, "15-9001.01", true), (CodeScheme::Soc2018, "15-9001", false)];
    assert_eq!(codes(&dataset, role("15-9001.01")), expected);
    let concept = dataset.concepts.iter().find(|concept| concept.id == id).unwrap();
    let slug = format!("lighthouse-programmers-onet-{}", &id.simple().to_string()[..8]);
    assert_eq!((concept.key.as_str(), concept.slug.as_str()), ("15-9001.00", slug.as_str()));
    let zones: Vec<_> = dataset.roles.iter().map(|role| (role.role_kind, role.job_zone)).collect();
    let occupation = RoleKind::Occupation;
    assert_eq!(zones, [(occupation, Some(4)), (occupation, None), (occupation, None)]);
}

#[test]
fn a_job_zone_says_its_preparation_in_short() {
    let dataset = sample().dataset;
    let zones: Vec<_> =
        dataset.job_zones.iter().map(|zone| (zone.number, zone.preparation.as_str())).collect();
    let two = "Some experience helps. Most went to school. Weeks, or a month. \
               Specific vocational preparation (SVP): 4.0 to < 6.0.";
    assert_eq!(zones, [(2, two), (4, "Much experience is needed. Years.")]);
    assert_eq!(dataset.job_zones[0].name, "Job Zone Two: Some Preparation");
}

#[test]
fn interests_and_education_are_those_of_their_scale() {
    let dataset = sample().dataset;
    let interests: Vec<_> =
        dataset.interests.iter().map(|i| (i.code.as_str(), i.name.as_str(), i.value)).collect();
    assert_eq!(interests, [("R", "Realistic", 3.5), ("I", "Investigative", 6.25)]);
    let shares: Vec<_> =
        dataset.education_shares.iter().map(|e| (e.category, e.name.as_str(), e.percent)).collect();
    assert_eq!(shares, [(1, "Less than a diploma", 12.5), (2, "A diploma", 87.5)]);
}

#[test]
fn a_rating_keeps_what_was_measured() {
    let dataset = sample().dataset;
    let link = id::link(StatementKind::RoleSkill, role("15-9001.00"), skill("2.A.1.a"), "");
    let row = dataset.role_skills.iter().find(|row| row.id == link).unwrap();
    assert_eq!((row.importance, row.level, row.requirement), (Some(4.12), Some(4.62), None));
    let ratings: Vec<_> = dataset.ratings.iter().filter(|rating| rating.link_id == link).collect();
    let [im, lv] = ratings[..] else { panic!("two scales: {ratings:?}") };
    assert_eq!((im.scale.as_str(), im.value, im.sample_size), ("IM", 4.12, Some(8)));
    assert_eq!((im.standard_error, im.lower, im.upper), (Some(0.125), Some(3.88), Some(4.37)));
    assert_eq!(im.date.as_deref(), Some("2023-08"));
    assert_eq!((im.suppressed, lv.suppressed), (false, true));
}

#[test]
fn what_was_found_not_relevant_has_no_level_and_nothing_missing_is_zero() {
    let dataset = sample().dataset;
    let link = id::link(StatementKind::RoleSkill, role("15-9001.00"), skill("2.C.1.a"), "");
    let row = dataset.role_skills.iter().find(|row| row.id == link).unwrap();
    assert_eq!((row.importance, row.level), (Some(1.5), None));
    let ratings: Vec<_> = dataset.ratings.iter().filter(|rating| rating.link_id == link).collect();
    let [im, lv] = ratings[..] else { panic!("two scales: {ratings:?}") };
    assert_eq!((im.sample_size, im.standard_error, im.lower, im.upper), (None, None, None, None));
    assert!(!im.suppressed && !im.not_relevant, "n/a is no flag");
    assert_eq!((lv.scale.as_str(), lv.value, lv.not_relevant), ("LV", 0.4, true));
    // The horn testers' only rows have no value, or one beyond the scale.
    let none = id::link(StatementKind::RoleSkill, role("15-9001.01"), skill("2.A.1.a"), "");
    assert!(dataset.role_skills.iter().all(|row| row.id != none));
}

#[test]
fn skills_stand_below_the_groups_that_the_content_model_has() {
    let dataset = sample().dataset;
    let kinds: Vec<_> = dataset.skills.iter().map(|row| (row.id, row.skill_kind)).collect();
    let expected = [
        (skill("2.A.1.a"), SkillKind::Competence),
        (skill("2.A"), SkillKind::Group),
        (skill("2.C.1.a"), SkillKind::Knowledge),
        (skill("2.C.1"), SkillKind::Group),
        (skill("2.C"), SkillKind::Group),
        (skill("1.C.6"), SkillKind::WorkStyle),
        (skill("1.C"), SkillKind::Group),
    ];
    assert_eq!(kinds, expected);
    let mut broader: Vec<_> = dataset.skill_relations.iter().map(|row| (row.from_id, row.to_id)).collect();
    // The sample has no 2.A.1: the next above is 2.A.
    let above = [("2.A.1.a", "2.A"), ("2.C.1", "2.C"), ("2.C.1.a", "2.C.1"), ("1.C.6", "1.C")];
    let mut expected = above.map(|(from, to)| (skill(from), skill(to)));
    broader.sort_unstable();
    expected.sort_unstable();
    assert_eq!(broader, expected);
    assert_eq!(names(&dataset, skill("2.C.1"), LabelRole::Preferred), ["Sea and Shore"]);
    assert_eq!(codes(&dataset, skill("2.C.1")), [(CodeScheme::OnetElement, "2.C.1", true)]);
}

#[test]
fn a_task_is_core_or_supplemental_or_not_said() {
    let dataset = sample().dataset;
    let task = |key| id::concept("onet", ConceptKind::Task, key);
    let links: Vec<_> =
        dataset.role_tasks.iter().map(|row| (row.role_id, row.task_id, row.core, row.position)).collect();
    let expected = [
        (role("15-9001.00"), task("901"), Some(true), 1),
        (role("15-9001.00"), task("902"), Some(false), 2),
        (role("15-9001.01"), task("902"), None, 1),
    ];
    assert_eq!(links, expected);
    assert_eq!(names(&dataset, task("902"), LabelRole::Preferred), ["Polish the lens."]);
    assert_eq!(codes(&dataset, task("902")), [(CodeScheme::OnetTask, "902", true)]);
}

#[test]
fn an_example_under_two_commodities_is_one_tool() {
    let dataset = sample().dataset;
    let tools: Vec<_> = dataset.tools.iter().map(|row| (row.id, row.category, row.hot)).collect();
    let expected = [
        (tool("technology/Beacon++"), ToolCategory::Software, false),
        (tool("technology/TideDB"), ToolCategory::Database, true),
        (tool("tool/Foghorns\""), ToolCategory::Equipment, false),
        (tool("tool/TideDB"), ToolCategory::Equipment, false),
    ];
    assert_eq!(tools, expected);
    let id = tool("technology/TideDB");
    let unspsc = [(CodeScheme::Unspsc, "43232304", false), (CodeScheme::Unspsc, "43232306", false)];
    assert_eq!(codes(&dataset, id), unspsc);
    let titles = "Data base management system software; Data base user interface and query software";
    assert_eq!(description(&dataset, id), Some(titles));
    let demand: Vec<_> = dataset
        .role_tools
        .iter()
        .filter(|row| row.tool_id == id)
        .map(|row| (row.role_id, row.in_demand))
        .collect();
    assert_eq!(demand, [(role("15-9001.00"), true), (role("15-9001.01"), false)]);
    assert_eq!(dataset.role_tools.len(), 5);
}

#[test]
fn related_occupations_are_directed() {
    let dataset = sample().dataset;
    let (programmers, testers) = (role("15-9001.00"), role("15-9001.01"));
    let relations: Vec<_> =
        dataset.role_relations.iter().map(|row| (row.from_id, row.to_id, row.tier, row.rank)).collect();
    let expected = [
        (programmers, testers, Some(RelatedTier::PrimaryShort), Some(1)),
        (testers, programmers, Some(RelatedTier::Supplemental), Some(11)),
    ];
    assert_eq!(relations, expected);
}

#[test]
fn what_relates_an_occupation_with_itself_is_kept_as_a_note() {
    let dataset = sample().dataset;
    let kept: Vec<_> = dataset.notes.iter().map(|note| (note.note_kind, note.text.as_str())).collect();
    assert_eq!(kept, [(NoteKind::SelfRelation, "It is said that it is related to itself.")]);
}

#[test]
fn a_skipped_row_is_named_by_line_with_the_reason() {
    let report = sample().report;
    let skipped: Vec<String> =
        report.skipped.iter().map(|row| format!("{}:{} {}", row.file, row.line, row.reason)).collect();
    let expected = [
        "Occupation Data.txt:5 occupation `15-9001.01` is given twice",
        "Alternate Titles.txt:7 O*NET-SOC Code `15-9002.00` is not in Occupation Data",
        "Alternate Titles.txt:8 no Alternate Title",
        "Related Occupations.txt:4 Related O*NET-SOC Code `15-9002.00` is not in Occupation Data",
        "Related Occupations.txt:5 an occupation related to itself",
        "Job Zone Reference.txt:4 Job Zone 6 is outside 1 to 5",
        "Job Zones.txt:3 Job Zone 3 is not in Job Zone Reference",
        "Job Zones.txt:4 the job zone of the occupation is given twice",
        "Interests.txt:6 Data Value 7.1 is outside 1.0 to 7.0",
        "Education, Training, and Experience.txt:4 category 3 is not among the categories",
        "Skills.txt:4 the LV of 2.A.1.a is given twice",
        "Skills.txt:5 Element ID `2.A.9.z` is not in Content Model Reference",
        "Skills.txt:7 Data Value 7.5 is outside 0.0 to 7.0",
        "Skills.txt:8 O*NET-SOC Code `15-9002.00` is not in Occupation Data",
        "Work Styles.txt:5 Date `2025` is no month as in 08/2023",
        "Task Statements.txt:5 Task Type `Sometimes` is unknown",
        "Technology Skills.txt:6 Hot Technology `perhaps` is neither Y nor N",
    ];
    assert_eq!(skipped, expected);
}

#[test]
fn rows_of_a_scale_without_a_place_share_a_reason() {
    let report: Report = sample().report;
    let alike: Vec<_> = report
        .skipped_by_reason
        .iter()
        .map(|rows| (rows.file.as_str(), &rows.reason[..], &rows.lines[..]))
        .collect();
    let education = "scale RW: only RL, the required level of education, has a place";
    let scale = |scale| format!("scale {scale}: only IM, importance, and LV, level, have a place");
    let expected: [(&str, &str, &[u64]); 7] = [
        ("Interests.txt", "scale IH: high-points follow from the values of scale OI", &[4, 5]),
        ("Education, Training, and Experience Categories.txt", education, &[4]),
        ("Education, Training, and Experience.txt", education, &[5]),
        ("Skills.txt", "no Data Value", &[6]),
        ("Work Styles.txt", &scale("DR"), &[4]),
        ("Work Styles.txt", &scale("WI"), &[3]),
        (
            "Content Model Reference.txt",
            "no skill, knowledge or work style that is rated, nor a group of them",
            &[2, 5, 11],
        ),
    ];
    assert_eq!(alike, expected);
}

#[test]
fn a_zip_gives_what_its_folder_gives() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("download.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for entry in std::fs::read_dir(folder()).unwrap() {
        let file = entry.unwrap().path();
        let name = format!("db_29_9_text/{}", file.file_name().unwrap().to_string_lossy());
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(&file).unwrap()).unwrap();
    }
    zip.finish().unwrap();
    let (zipped, unpacked) = (read(&path).unwrap(), sample());
    assert_eq!(zipped.report, unpacked.report);
    assert!(zipped.dataset == unpacked.dataset, "the records or their order differ");
}
