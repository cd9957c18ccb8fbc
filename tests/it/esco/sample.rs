//! What each form of row becomes.

use career_graph::dataset::{Dataset, Known, check, id, slug};
use career_graph::import::Imported;
use entity::{
    CodeScheme, ConceptKind, LabelRole, NoteKind, Requirement, RoleKind, RoleLinkKind, SkillKind,
    SkillLinkKind, SkillReuse,
};
use uuid::Uuid;

use super::{accounted, concept, folder, read, role, skill};

fn sample() -> Imported {
    read(&folder()).expect("the sample can be read")
}

fn names(dataset: &Dataset, concept: Uuid, role: LabelRole) -> Vec<&str> {
    let labels = dataset.labels.iter().filter(|label| label.concept_id == concept && label.role == role);
    let labels: Vec<_> = labels.collect();
    for (label, position) in labels.iter().zip(0..) {
        assert_eq!((label.position, label.language.as_str()), (position, "en"), "{}", label.text);
    }
    labels.iter().map(|label| label.text.as_str()).collect()
}

fn codes(dataset: &Dataset, concept: Uuid) -> Vec<(CodeScheme, &str, bool)> {
    let codes = dataset.codes.iter().filter(|code| code.concept_id == concept);
    codes.map(|code| (code.scheme, code.value.as_str(), code.identifies)).collect()
}

fn description(dataset: &Dataset, concept: Uuid) -> Option<&str> {
    dataset.descriptions.iter().find(|row| row.concept_id == concept).map(|row| row.text.as_str())
}

#[test]
fn the_sample_can_be_stored_and_every_row_is_accounted_for() {
    let Imported { dataset, report } = sample();
    assert_eq!(check(&dataset, &Known::default()), []);
    let expected = [
        ("ISCOGroups_en.csv", 3, 3),
        ("occupations_en.csv", 6, 2),
        ("skillGroups_en.csv", 3, 3),
        ("skills_en.csv", 5, 5),
        ("broaderRelationsOccPillar.csv", 6, 5),
        ("broaderRelationsSkillPillar.csv", 7, 5),
        ("occupationSkillRelations.csv", 10, 4),
        ("skillSkillRelations.csv", 3, 2),
        ("conceptSchemes_en.csv", 5, 3),
        ("greenSkillsCollection_en.csv", 4, 3),
        ("languageSkillsCollection_en.csv", 1, 1),
        ("meadowSkillsCollection_en.csv", 1, 1),
        ("researchOccupationsCollection_en.csv", 1, 1),
    ];
    assert_eq!(accounted(&report), expected);
    assert_eq!(report.untaken, ["ISCOGroups_fr.csv", "skillsHierarchy_en.csv"]);
}

#[test]
fn a_row_that_is_not_taken_is_named_with_line_and_reason() {
    let report = sample().report;
    let skipped = report.skipped.iter().map(|row| format!("{}:{}: {}", row.file, row.line, row.reason));
    let skipped: Vec<String> = skipped.map(|line| line.replace(super::ESCO, "…")).collect();
    let optional = "optional, where another row says that it is essential";
    let expected = [
        "occupations_en.csv:15: `…occupation/keeper` is given twice: the first row stands".to_owned(),
        "occupations_en.csv:17: status `obsolete`: only what is released is taken".to_owned(),
        "occupations_en.csv:19: no preferredLabel".to_owned(),
        "occupations_en.csv:21: no conceptUri".to_owned(),
        "broaderRelationsOccPillar.csv:7: conceptUri `…occupation/smoker` names no role of this release".to_owned(),
        "broaderRelationsSkillPillar.csv:7: broaderUri `…skill/gone` names no skill of this release".to_owned(),
        "broaderRelationsSkillPillar.csv:8: conceptUri `…skill/gone` names no skill of this release".to_owned(),
        format!("occupationSkillRelations.csv:5: {optional}"),
        format!("occupationSkillRelations.csv:6: {optional}"),
        format!("occupationSkillRelations.csv:8: {optional}"),
        "occupationSkillRelations.csv:9: occupationUri `…occupation/smoker` names no role of this release".to_owned(),
        "occupationSkillRelations.csv:10: skillUri `…skill/gone` names no skill of this release".to_owned(),
        "occupationSkillRelations.csv:11: relationType `desirable` is neither essential nor optional".to_owned(),
        "skillSkillRelations.csv:4: originalSkillUri and relatedSkillUri are the same, `…skill/observe`".to_owned(),
        "conceptSchemes_en.csv:2: `…concept-scheme/6c930acd-c104-4ece-acf7-f44fd7333036` is the scheme of no collection of this release".to_owned(),
        "conceptSchemes_en.csv:4: `…concept-scheme/label-role` is the scheme of no collection of this release".to_owned(),
        "greenSkillsCollection_en.csv:5: conceptUri `…skill/gone` names no concept of this release".to_owned(),
    ];
    assert_eq!(skipped, expected);
}

#[test]
fn what_relates_a_skill_with_itself_is_kept_as_a_note() {
    let dataset = sample().dataset;
    let kept = dataset.notes.iter().filter(|note| note.note_kind == NoteKind::SelfRelation);
    let kept: Vec<_> = kept.map(|note| (note.concept_id, note.text.as_str())).collect();
    assert_eq!(kept, [(skill("skill/observe"), "It is said that it requires itself.")]);
}

#[test]
fn the_dataset_names_its_publisher_and_source() {
    let dataset = sample().dataset;
    let [of] = &dataset.datasets[..] else { panic!("one dataset: {:?}", dataset.datasets) };
    assert_eq!((of.slug.as_str(), of.release.as_deref()), ("esco", None));
    assert_eq!(of.taxonomy_id, Some(dataset.taxonomies[0].id));
    assert_eq!(of.source_id, Some(dataset.sources[0].id));
    let sentence = "This service uses the ESCO classification of the European Commission.";
    assert_eq!(dataset.taxonomies[0].attribution.as_deref(), Some(sentence));
    assert_eq!(dataset.sources[0].attribution.as_deref(), Some(sentence));
    assert_eq!(dataset.taxonomies[0].publisher.as_deref(), Some("European Commission"));
}

#[test]
fn an_occupation_has_all_that_its_row_says() {
    let dataset = sample().dataset;
    let id = role("occupation/keeper");
    let concept = dataset.concepts.iter().find(|concept| concept.id == id).unwrap();
    assert_eq!(concept.key, "http://data.europa.eu/esco/occupation/keeper");
    assert_eq!(concept.slug, slug::of_taxonomy("bee keeper", "esco", id));
    assert_eq!(names(&dataset, id, LabelRole::Preferred), ["bee keeper"]);
    assert_eq!(names(&dataset, id, LabelRole::Alternative), ["beekeeper", "hive keeper", "hive tender"]);
    assert_eq!(names(&dataset, id, LabelRole::Hidden), ["bee-keeper"]);
    assert_eq!(description(&dataset, id), Some("Bee keepers keep bees.\n\n\tThey harvest \"honey\"."));
    let uri = "http://data.europa.eu/esco/occupation/keeper";
    let expected = [
        (CodeScheme::EscoUri, uri, true),
        (CodeScheme::EscoCode, "0110.1", true),
        (CodeScheme::Isco08, "0110", false),
    ];
    assert_eq!(codes(&dataset, id), expected);
    let notes = dataset.notes.iter().filter(|note| note.concept_id == id);
    let notes: Vec<_> = notes.map(|note| (note.position, note.note_kind, note.text.as_str())).collect();
    let expected = [
        (0, NoteKind::Definition, "Who keeps bees."),
        (1, NoteKind::Scope, "Includes:\n- keepers of hives"),
        (2, NoteKind::Regulation, "regulated"),
    ];
    assert_eq!(notes, expected);
}

#[test]
fn the_day_of_the_last_change_is_evidence() {
    let dataset = sample().dataset;
    let dates =
        dataset.evidence.iter().map(|row| (row.statement_id, row.locator.as_str(), row.date.as_deref()));
    let uri = |path: &str| format!("{}{path}", super::ESCO);
    let (keeper, group) = (uri("occupation/keeper"), uri("skill/S"));
    let (observe, anatomy) = (uri("skill/observe"), uri("skill/anatomy"));
    let expected = [
        (role("occupation/keeper"), keeper.as_str(), Some("2022-02-03")),
        (skill("skill/S"), &group, Some("2021-05-06")),
        (skill("skill/observe"), &observe, Some("2016-12-20")),
        (skill("skill/anatomy"), &anatomy, Some("2016-12-20")),
    ];
    assert_eq!(dates.collect::<Vec<_>>(), expected);
}

#[test]
fn codes_of_groups_keep_their_zeros() {
    let dataset = sample().dataset;
    let code = |id| codes(&dataset, id)[1];
    assert_eq!(code(role("isco/C01")), (CodeScheme::Isco08, "01", true));
    assert_eq!(code(skill("isced-f/08")), (CodeScheme::IscedF, "08", true));
    assert_eq!(code(skill("skill/b2c3")), (CodeScheme::EscoCode, "S6.0", true));
    let kind = |id| dataset.roles.iter().find(|role| role.id == id).unwrap().role_kind;
    assert_eq!(kind(role("isco/C0")), RoleKind::Group);
    assert_eq!(kind(role("occupation/breeder")), RoleKind::Occupation);
}

#[test]
fn a_skill_has_kind_and_reuse() {
    let dataset = sample().dataset;
    let found = |path| {
        let skill = dataset.skills.iter().find(|row| row.id == skill(path)).unwrap();
        (skill.skill_kind, skill.reuse)
    };
    assert_eq!(found("skill/observe"), (SkillKind::Competence, Some(SkillReuse::CrossSector)));
    assert_eq!(found("skill/anatomy"), (SkillKind::Knowledge, Some(SkillReuse::SectorSpecific)));
    assert_eq!(found("skill/dance"), (SkillKind::Unspecified, None));
    assert_eq!(found("skill/bee-talk"), (SkillKind::Language, Some(SkillReuse::Transversal)));
    assert_eq!(found("skill/signs"), (SkillKind::Knowledge, Some(SkillReuse::OccupationSpecific)));
    assert_eq!(found("skill/S"), (SkillKind::Group, None));
}

#[test]
fn hierarchies_lead_from_the_narrower_to_the_broader() {
    let dataset = sample().dataset;
    let roles: Vec<_> = dataset.role_relations.iter().map(|r| (r.from_id, r.kind, r.to_id)).collect();
    let broader = RoleLinkKind::Broader;
    let expected = [
        (role("isco/C01"), broader, role("isco/C0")),
        (role("isco/C0110"), broader, role("isco/C01")),
        (role("occupation/keeper"), broader, role("isco/C0110")),
        (role("occupation/breeder"), broader, role("occupation/keeper")),
    ];
    assert_eq!(roles, expected);
    let (broader, requires) = (SkillLinkKind::Broader, SkillLinkKind::Requires);
    let skills = dataset.skill_relations.iter().map(|r| (r.from_id, r.kind, r.to_id, r.requirement));
    let expected = [
        (skill("skill/b2c3"), broader, skill("skill/S"), None),
        (skill("skill/observe"), broader, skill("skill/b2c3"), None),
        (skill("skill/anatomy"), broader, skill("isced-f/08"), None),
        (skill("skill/dance"), broader, skill("skill/b2c3"), None),
        (skill("skill/dance"), broader, skill("skill/observe"), None),
        (skill("skill/observe"), requires, skill("skill/anatomy"), Some(Requirement::Essential)),
        (skill("skill/dance"), requires, skill("skill/anatomy"), Some(Requirement::Optional)),
    ];
    assert_eq!(skills.collect::<Vec<_>>(), expected);
}

#[test]
fn rows_about_one_pair_are_one_link_and_essential_wins() {
    let dataset = sample().dataset;
    let links = dataset.role_skills.iter().map(|l| (l.role_id, l.skill_id, l.requirement));
    let expected = [
        (role("occupation/keeper"), skill("skill/observe"), Some(Requirement::Essential)),
        (role("occupation/keeper"), skill("skill/anatomy"), Some(Requirement::Optional)),
        (role("occupation/breeder"), skill("skill/anatomy"), Some(Requirement::Essential)),
    ];
    assert_eq!(links.collect::<Vec<_>>(), expected);
}

#[test]
fn collections_have_the_name_of_their_scheme_and_members_of_any_kind() {
    let dataset = sample().dataset;
    let of_scheme = |scheme: &str| concept(ConceptKind::Collection, &format!("concept-scheme/{scheme}"));
    let green = of_scheme("green");
    assert_eq!(names(&dataset, green, LabelRole::Preferred), ["Green"]);
    assert_eq!(description(&dataset, green), Some("Bees are green."));
    let research = of_scheme("8ae4b9f3-507e-4057-a145-2f96f0132613");
    assert_eq!(names(&dataset, research, LabelRole::Preferred), ["Research occupations"]);
    // No scheme is known of this one: its file names it.
    let meadow = id::concept("esco", ConceptKind::Collection, "meadowskillscollection");
    assert_eq!(names(&dataset, meadow, LabelRole::Preferred), ["meadowSkillsCollection"]);
    assert_eq!(codes(&dataset, meadow), []);
    let members = dataset.collection_members.iter().map(|row| (row.collection_id, row.concept_id));
    let expected = [
        (green, skill("skill/observe")),
        (green, skill("skill/b2c3")),
        (of_scheme("skill-language-groups"), skill("skill/bee-talk")),
        (meadow, skill("skill/dance")),
        (research, role("occupation/keeper")),
    ];
    assert_eq!(members.collect::<Vec<_>>(), expected);
}
