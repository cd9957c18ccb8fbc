//! What is lacking between roles of ESCO and O*NET, against set arithmetic over the files as they are published.

use std::collections::{BTreeMap, BTreeSet};

use career_graph::analysis::{Basis, Held, Item, Trust, gap};
use career_graph::graph::{ConceptIdx, Graph};
use career_graph::live::Snapshot;
use entity::{CodeScheme, ConceptKind};

use crate::support::rows;
use crate::whole::snapshot;

fn role(graph: &Graph, scheme: CodeScheme, code: &str) -> ConceptIdx {
    graph.by_code(ConceptKind::Role, scheme, code).unwrap_or_else(|| panic!("{code} is in the graph"))
}

fn code(graph: &Graph, skill: ConceptIdx, scheme: CodeScheme) -> String {
    let codes = &graph.concept(skill).codes;
    codes.iter().find(|code| code.scheme == scheme).expect("a code").value.to_string()
}

/// Pairs of ESCO occupations: from, to.
const OCCUPATIONS: [(&str, &str); 5] = [
    ("web developer", "software developer"),
    ("cook", "chef"),
    ("nurse assistant", "nurse responsible for general care"),
    ("electrician", "building electrician"),
    ("accountant", "bookkeeper"),
];

#[tokio::test]
async fn essential_skills_of_esco_are_lacking_as_its_files_say() {
    let Some(Snapshot { graph, .. }) = snapshot().await else { return };
    let esco = "esco-1.1.1-en.zip";
    let occupations = rows(esco, "occupations_en.csv").expect("it is published");
    let uri = |name: &str| {
        let row = occupations.iter().find(|row| row["preferredLabel"] == name);
        row.unwrap_or_else(|| panic!("{name} is an occupation"))["conceptUri"].clone()
    };
    let mut essential: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(esco, "occupationSkillRelations.csv").expect("it is published") {
        if row["relationType"] == "essential" {
            essential.entry(row["occupationUri"].clone()).or_default().insert(row["skillUri"].clone());
        }
    }
    for (from, to) in OCCUPATIONS {
        let (from, to) = (uri(from), uri(to));
        let trust = Trust::default();
        let held =
            Held::of_role(graph, role(graph, CodeScheme::EscoUri, &from), Basis::EssentialSkills, &trust);
        let found = gap(graph, role(graph, CodeScheme::EscoUri, &to), &held, Basis::EssentialSkills, &trust);
        let uris = |items: &[Item]| -> BTreeSet<String> {
            items.iter().map(|item| code(graph, item.need.skill, CodeScheme::EscoUri)).collect()
        };
        let shared: BTreeSet<String> = essential[&to].intersection(&essential[&from]).cloned().collect();
        let lacking: BTreeSet<String> = essential[&to].difference(&essential[&from]).cloned().collect();
        assert!(!lacking.is_empty(), "{to} needs something else");
        assert_eq!(uris(&found.covered), shared);
        assert_eq!(&uris(&found.partly) | &uris(&found.missing), lacking);
    }
}

/// Pairs of O*NET occupations: from, to.
const RATED: [(&str, &str); 10] = [
    ("15-1251.00", "15-1211.00"),
    ("35-2014.00", "35-1011.00"),
    ("29-1141.00", "29-1171.00"),
    ("47-2111.00", "47-1011.00"),
    ("13-2011.00", "11-3031.00"),
    ("43-6014.00", "43-6011.00"),
    ("53-3032.00", "53-1043.00"),
    ("25-2021.00", "11-9032.00"),
    ("41-2031.00", "41-1011.00"),
    ("49-3023.00", "49-1011.00"),
];

#[tokio::test]
async fn levels_of_onet_are_lacking_as_its_files_say() {
    let Some(Snapshot { graph, .. }) = snapshot().await else { return };
    let mut levels: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for file in ["Skills.txt", "Knowledge.txt"] {
        let rows = rows("onet-29.0-text.zip", file).expect("it is published");
        for row in rows.iter().filter(|row| row["Scale ID"] == "LV" && row["Not Relevant"] != "Y") {
            let level = row["Data Value"].parse().expect("a number");
            levels.entry(row["O*NET-SOC Code"].clone()).or_default().insert(row["Element ID"].clone(), level);
        }
    }
    for (from, to) in RATED {
        let trust = Trust::default();
        let held = Held::of_role(graph, role(graph, CodeScheme::OnetSoc, from), Basis::Levels, &trust);
        let found = gap(graph, role(graph, CodeScheme::OnetSoc, to), &held, Basis::Levels, &trust);
        let items = [&found.covered, &found.partly, &found.missing];
        let found: BTreeMap<String, f64> = items
            .into_iter()
            .flatten()
            .map(|item| {
                let lacking = item.shortfall().expect("a level is needed");
                (code(graph, item.need.skill, CodeScheme::OnetElement), lacking)
            })
            .collect();
        let held = &levels[from];
        let lacking = |(element, needed): (&String, &f64)| {
            let held = held.get(element).copied().unwrap_or_default();
            (element.clone(), (needed - held).max(0.0))
        };
        let expected: BTreeMap<String, f64> = levels[to].iter().map(lacking).collect();
        assert!(expected.values().any(|lacking| *lacking > 0.0), "{from} to {to}");
        assert_eq!(found, expected, "{from} to {to}");
    }
}
