//! What in ESCO and O*NET deserves a second look, against plain scripts over the files as they are published.

use std::collections::{BTreeMap, BTreeSet};

use career_graph::analysis::{About, HealthKind, Offender};
use career_graph::graph::{ConceptIdx, Graph};
use career_graph::live::Snapshot;

use crate::support::{Row, esco_table as esco, onet_table as onet, published};
use crate::whole::snapshot;

fn column(rows: &[Row], name: &str) -> BTreeSet<String> {
    rows.iter().map(|row| row[name].clone()).collect()
}

/// Of a taxonomy, all that was found of a kind.
fn found<'a>(snapshot: &'a Snapshot, kind: HealthKind, taxonomy: &str) -> Vec<&'a Offender> {
    let Snapshot { graph, prepared, .. } = snapshot;
    let (health, of) = (prepared.health(graph), graph.taxonomy_by_slug(taxonomy).expect("it was imported"));
    health.within(graph, kind, &[of]).into_iter().map(|at| &health.of(kind)[at as usize]).collect()
}

fn key(graph: &Graph, idx: ConceptIdx) -> String {
    graph.concept(idx).key.to_string()
}

/// The keys of the concepts that it is about, each of which is alone or comes first.
fn first_keys(graph: &Graph, found: &[&Offender]) -> BTreeSet<String> {
    let keys: BTreeSet<String> = found.iter().map(|one| key(graph, one.concepts[0])).collect();
    assert_eq!(keys.len(), found.len(), "each is told once");
    keys
}

#[tokio::test]
async fn esco_relates_one_skill_with_itself() {
    let Some(snapshot) = snapshot().await else { return };
    let rows = esco("skillSkillRelations.csv");
    let loops = rows.iter().filter(|row| row["originalSkillUri"] == row["relatedSkillUri"]);
    let expected: BTreeSet<String> = loops.map(|row| row["originalSkillUri"].clone()).collect();
    assert_eq!(expected.len(), 1);
    let found = found(snapshot, HealthKind::SelfLoop, "esco");
    assert_eq!(first_keys(&snapshot.graph, &found), expected);
    let About::Note(at) = found[0].about else { panic!("it is a note") };
    let note = &snapshot.graph.concept(found[0].concepts[0]).notes[at];
    assert_eq!(&*note.text, "It is said that it requires itself.");
    assert_eq!(snapshot.graph.evidence_count(&note.stated), 1);
}

#[tokio::test]
async fn names_of_esco_are_borne_by_as_many_as_its_files_say() {
    let Some(snapshot) = snapshot().await else { return };
    let graph = &snapshot.graph;
    let mut expected: BTreeSet<(String, BTreeSet<String>)> = BTreeSet::new();
    for files in [["skills_en.csv", "skillGroups_en.csv"], ["occupations_en.csv", "ISCOGroups_en.csv"]] {
        let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in files.iter().flat_map(|file| esco(file)) {
            let names = [&row["preferredLabel"], &row["altLabels"]];
            for name in names.into_iter().flat_map(|names| names.lines()) {
                let visible: String = name.chars().filter(|c| *c != '\u{200b}').collect();
                let words: Vec<&str> = visible.split_whitespace().collect();
                let name = words.join(" ").to_lowercase();
                if !name.is_empty() {
                    bearers.entry(name).or_default().insert(row["conceptUri"].clone());
                }
            }
        }
        expected.extend(bearers.into_iter().filter(|(_, bearers)| bearers.len() > 1));
    }
    let found = found(snapshot, HealthKind::AmbiguousLabel, "esco");
    let shown = found.iter().map(|one| {
        let bearers = one.concepts.iter().map(|idx| key(graph, *idx));
        (one.name(graph).to_owned(), bearers.collect::<BTreeSet<String>>())
    });
    let shown: BTreeSet<_> = shown.collect();
    assert_eq!((shown.len(), found.len()), (expected.len(), expected.len()));
    assert_eq!(shown.difference(&expected).next(), None);
    assert_eq!(expected.len(), 1_907);
}

#[tokio::test]
async fn skills_of_esco_have_as_many_parents_and_roles_as_its_files_say() {
    let Some(snapshot) = snapshot().await else { return };
    let graph = &snapshot.graph;
    let skills = column(&esco("skills_en.csv"), "conceptUri");
    let there = &skills | &column(&esco("skillGroups_en.csv"), "conceptUri");
    let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in esco("broaderRelationsSkillPillar.csv") {
        if there.contains(&row["conceptUri"]) && there.contains(&row["broaderUri"]) {
            parents.entry(row["conceptUri"].clone()).or_default().insert(row["broaderUri"].clone());
        }
    }
    parents.retain(|_, parents| parents.len() > 1);
    let several = found(snapshot, HealthKind::MultipleParents, "esco");
    let shown = several.iter().map(|one| {
        let broader = one.concepts[1..].iter().map(|idx| key(graph, *idx));
        (key(graph, one.concepts[0]), broader.collect::<BTreeSet<String>>())
    });
    assert_eq!(shown.collect::<BTreeMap<_, _>>(), parents);
    assert_eq!((several.len(), several[0].concepts.len()), (4_646, 1 + 9), "the most parents come first");

    let occupations = column(&esco("occupations_en.csv"), "conceptUri");
    let mut asking = esco("occupationSkillRelations.csv");
    asking.retain(|row| occupations.contains(&row["occupationUri"]));
    let expected = &skills - &column(&asking, "skillUri");
    let found_alone = found(snapshot, HealthKind::SkillWithoutRole, "esco");
    assert_eq!(first_keys(graph, &found_alone), expected);
    assert_eq!(expected.len(), 773);
    assert_eq!(&occupations - &column(&asking, "occupationUri"), BTreeSet::new());
    assert!(found(snapshot, HealthKind::RoleWithoutSkills, "esco").is_empty());
    assert!(found(snapshot, HealthKind::RoleWithoutRatings, "esco").is_empty(), "it rates none");
    assert!(found(snapshot, HealthKind::Cycle, "esco").is_empty());
}

#[tokio::test]
async fn occupations_of_onet_lack_ratings_and_relations_as_its_files_say() {
    let Some(snapshot) = snapshot().await else { return };
    let graph = &snapshot.graph;
    let code = "O*NET-SOC Code";
    let mut unrated = column(&onet("Occupation Data.txt"), code);
    let all = unrated.clone();
    for file in ["Skills.txt", "Knowledge.txt", "Work Styles.txt"] {
        unrated = &unrated - &column(&onet(file), code);
    }
    assert_eq!(unrated.len(), 137);
    for kind in [HealthKind::RoleWithoutRatings, HealthKind::RoleWithoutSkills] {
        assert_eq!(first_keys(graph, &found(snapshot, kind, "onet")), unrated, "{kind:?}");
    }

    let related = onet("Related Occupations.txt");
    let pair = |row: &Row| (row[code].clone(), row["Related O*NET-SOC Code"].clone());
    let pairs: BTreeSet<(String, String)> = related.iter().map(pair).collect();
    let one_way = pairs.iter().filter(|(from, to)| !pairs.contains(&(to.clone(), from.clone())));
    let one_way: BTreeSet<(String, String)> = one_way.cloned().collect();
    let shown = found(snapshot, HealthKind::OneWayRelation, "onet");
    let shown: BTreeSet<(String, String)> =
        shown.iter().map(|one| (key(graph, one.concepts[0]), key(graph, one.concepts[1]))).collect();
    assert_eq!(shown, one_way);
    assert_eq!(one_way.len(), 18_460 - 10_340);

    // 93 occupations have nothing but a title; an ESCO occupation may match one of them all the same.
    let mut bare = all;
    for file in ["Skills.txt", "Task Statements.txt", "Technology Skills.txt", "Tools Used.txt"] {
        bare = &bare - &column(&onet(file), code);
    }
    bare = &(&bare - &column(&related, code)) - &column(&related, "Related O*NET-SOC Code");
    assert_eq!(bare.len(), 93);
    let mapped = |key: &String| {
        let idx = graph.by_code(entity::ConceptKind::Role, entity::CodeScheme::OnetSoc, key);
        graph.links_of(idx.expect("it was imported")) > 0
    };
    bare.retain(|key| !mapped(key));
    let alone = found(snapshot, HealthKind::WithoutLinks, "onet");
    assert_eq!(first_keys(graph, &alone), bare);
}

#[tokio::test]
async fn matches_wait_as_the_graph_counts_them() {
    let Some(Snapshot { graph, prepared, .. }) = snapshot().await else { return };
    // The crosswalk names one occupation that ESCO 1.1.1 does not have, and the match of it one of O*NET.
    let occupations = column(&esco("occupations_en.csv"), "conceptUri");
    let path = published("crosswalk").expect("it is published").join("esco_onet_crosswalk_Nov2020.csv");
    let mut crosswalk = csv::Reader::from_path(path).expect("it can be read");
    let rows: Vec<Row> = crosswalk.deserialize().map(|row| row.expect("a row")).collect();
    let unknown: Vec<&Row> = rows.iter().filter(|row| !occupations.contains(&row["concept_uri"])).collect();
    let waiting: Vec<&str> = unknown.iter().map(|row| &*row["onet_code"]).collect();
    let found = prepared.health(graph).of(HealthKind::PendingMapping);
    let ends: Vec<&str> = found.iter().map(|one| &*graph.concept(one.concepts[0]).key).collect();
    assert_eq!((ends, graph.pending.len()), (waiting, 1));
}
