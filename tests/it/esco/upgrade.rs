//! From 1.1.0 to 1.1.1: what is altered equals the difference of the two files, as another reader sees them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use career_graph::dataset::id;
use career_graph::import::{Archive, esco};
use career_graph::store::{Altered, Manner, Write};
use entity::ConceptKind::{Collection, Role, Skill};
use entity::{ChangeOp, ConceptKind, StatementKind};
use uuid::Uuid;

use crate::support::{Database, Row, published, tables};

/// What is stated, each statement with all that is said of it.
type Statements = BTreeMap<Uuid, (StatementKind, String)>;

/// Whether a concept, named by kind and URI, is defined.
type Concepts = BTreeSet<(ConceptKind, String)>;

/// The tables of a release, by name without ending and language.
fn files(release: &str) -> Option<HashMap<String, Vec<Row>>> {
    // The rows of the one are ragged, and it is not read.
    let tables = tables(release, |name| name != "skillsHierarchy_en.csv")?.into_iter();
    let name = |name: String| name.trim_end_matches(".csv").trim_end_matches("_en").to_owned();
    Some(tables.map(|(file, rows)| (name(file), rows)).collect())
}

fn words(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}')).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn concept(kind: ConceptKind, uri: &str) -> Uuid {
    id::concept("esco", kind, uri)
}

/// All that a release states, by another way than the importer's.
fn stated(files: &HashMap<String, Vec<Row>>) -> Statements {
    let languages: BTreeSet<&str> =
        files["languageSkillsCollection"].iter().map(|row| row["conceptUri"].as_str()).collect();
    let mut statements = Statements::new();
    let mut concepts = Concepts::new();
    let tables = [("ISCOGroups", Role), ("occupations", Role), ("skillGroups", Skill), ("skills", Skill)];
    for (table, kind) in tables {
        for row in &files[table] {
            let uri = &row["conceptUri"];
            let cell = |column: &str| row.get(column).map_or("", String::as_str);
            let name = words(cell("preferredLabel"));
            let mut seen = BTreeSet::from([name.clone()]);
            let mut labels = |column: &str| {
                let lines = cell(column).lines().map(words);
                lines.filter(|label| !label.is_empty() && seen.insert(label.clone())).collect::<Vec<_>>()
            };
            let (other, hidden) = (labels("altLabels"), labels("hiddenLabels"));
            let day = cell("modifiedDate").split('T').next().unwrap_or_default();
            let columns = ["description", "code", "iscoGroup", "skillType", "reuseLevel"];
            let said = columns.map(|column| cell(column).trim().replace("\r\n", "\n"));
            let language = languages.contains(uri.as_str());
            let said = format!("{name:?} {other:?} {hidden:?} {day} {said:?} {language}");
            statements.insert(concept(kind, uri), (StatementKind::Concept, said));
            concepts.insert((kind, uri.clone()));
            let notes = [
                ("definition", "DEFINITION"),
                ("scopeNote", "SCOPE"),
                ("regulatedProfessionNote", "REGULATION"),
            ];
            for (column, note) in notes.iter().filter(|(column, _)| !cell(column).trim().is_empty()) {
                let id = id::part(StatementKind::Note, concept(kind, uri), &format!("{note}\u{1f}en"));
                statements.insert(id, (StatementKind::Note, cell(column).trim().to_owned()));
            }
        }
    }
    links(files, &concepts, &mut statements);
    collections(files, &concepts, &mut statements);
    statements
}

fn links(files: &HashMap<String, Vec<Row>>, concepts: &Concepts, statements: &mut Statements) {
    let mut link = |kind, from: (ConceptKind, &str), to: (ConceptKind, &str), which: &str, said: &str| {
        let defined = |end: (ConceptKind, &str)| concepts.contains(&(end.0, end.1.to_owned()));
        if from == to || !defined(from) || !defined(to) {
            return;
        }
        let id = id::link(kind, concept(from.0, from.1), concept(to.0, to.1), which);
        let link = statements.entry(id).or_insert_with(|| (kind, said.to_owned()));
        if said == "essential" {
            link.1 = said.to_owned();
        }
    };
    for row in &files["occupationSkillRelations"] {
        let ends = ((Role, row["occupationUri"].as_str()), (Skill, row["skillUri"].as_str()));
        link(StatementKind::RoleSkill, ends.0, ends.1, "", &row["relationType"]);
    }
    for (table, kind, of) in [
        ("broaderRelationsOccPillar", StatementKind::RoleRelation, Role),
        ("broaderRelationsSkillPillar", StatementKind::SkillRelation, Skill),
    ] {
        for row in &files[table] {
            link(kind, (of, &row["conceptUri"]), (of, &row["broaderUri"]), "BROADER", "");
        }
    }
    for row in &files["skillSkillRelations"] {
        let ends = ((Skill, row["originalSkillUri"].as_str()), (Skill, row["relatedSkillUri"].as_str()));
        link(StatementKind::SkillRelation, ends.0, ends.1, "REQUIRES", &row["relationType"]);
    }
}

fn collections(files: &HashMap<String, Vec<Row>>, concepts: &Concepts, statements: &mut Statements) {
    // Which scheme a collection's file belongs to, as their members and titles show.
    let schemes = [
        ("digCompSkillsCollection", "digcomp"),
        ("digitalSkillsCollection", "6c930acd-c104-4ece-acf7-f44fd7333036"),
        ("greenSkillsCollection", "green"),
        ("ictSkillsCollection", "skill-ict-groups"),
        ("languageSkillsCollection", "skill-language-groups"),
        ("researchOccupationsCollection", "8ae4b9f3-507e-4057-a145-2f96f0132613"),
        ("researchSkillsCollection", "research"),
        ("transversalSkillsCollection", "skill-transversal-groups"),
    ];
    for (table, scheme) in schemes.iter().filter(|(table, _)| files.contains_key(*table)) {
        let uri = format!("http://data.europa.eu/esco/concept-scheme/{scheme}");
        let row = files["conceptSchemes"].iter().find(|row| row["conceptSchemeUri"] == uri);
        let row = row.expect("it is described");
        let names = [words(&row["preferredLabel"]), words(&row["title"])];
        let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let said = format!("{name:?} {:?}", row["description"].trim().replace("\r\n", "\n"));
        let collection = concept(Collection, &uri);
        statements.insert(collection, (StatementKind::Concept, said));
        for member in &files[*table] {
            let uri = &member["conceptUri"];
            let kinds = [Role, Skill].into_iter().find(|kind| concepts.contains(&(*kind, uri.clone())));
            let Some(kind) = kinds else { continue };
            let id = id::link(StatementKind::CollectionMember, collection, concept(kind, uri), "");
            statements.insert(id, (StatementKind::CollectionMember, String::new()));
        }
    }
}

fn difference(before: &Statements, after: &Statements) -> BTreeSet<(Uuid, StatementKind, &'static str)> {
    let mut difference = BTreeSet::new();
    for (id, (kind, said)) in after {
        match before.get(id) {
            None => _ = difference.insert((*id, *kind, "ADD")),
            Some((_, other)) if other != said => _ = difference.insert((*id, *kind, "CHANGE")),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|(id, _)| !after.contains_key(id));
    difference.extend(gone.map(|(id, (kind, _))| (*id, *kind, "RETIRE")));
    difference
}

#[tokio::test]
async fn the_next_release_alters_what_differs_and_nothing_else() {
    let releases = ["esco-1.1.0-en.zip", "esco-1.1.1-en.zip"];
    let [Some(old), Some(new)] = releases.map(published) else { return };
    let store = Database::sqlite();
    let store = store.store().await;
    let mut altered: Vec<Altered> = Vec::new();
    for path in [&old, &new] {
        let dataset = esco::read(&mut Archive::open(path).unwrap(), None).unwrap().dataset;
        let write = Write { actor: "tester".to_owned(), message: "ESCO".to_owned(), at_ms: 1 };
        let manner = Manner { all_names: true, ..Manner::default() };
        altered = store.import(dataset, write, manner).await.expect("it can be stored").altered;
    }
    let statements = altered.iter().filter_map(|a| Some((a.id?, a.kind?, a.op.text())));
    let found: BTreeSet<_> = statements.collect();
    let [old, new] = releases.map(|release| stated(&files(release).expect("it is published")));
    let expected = difference(&old, &new);
    let count = |op: ChangeOp| expected.iter().filter(|(.., which)| *which == op.text()).count();
    assert!([ChangeOp::Add, ChangeOp::Change, ChangeOp::Retire].map(count).iter().all(|count| *count > 300));
    let missed: Vec<_> = expected.difference(&found).take(5).collect();
    let more: Vec<_> = found.difference(&expected).take(5).collect();
    assert!(missed.is_empty() && more.is_empty(), "missed {missed:?}, more {more:?}");
    // What is retired is still there, with all that was said of it.
    let stored = store.read().await.unwrap().dataset;
    let retired = stored.statements.iter().filter(|s| s.retired_rev == Some(2)).count();
    assert_eq!(retired, count(ChangeOp::Retire));
}
