//! What each form of row becomes.

use career_graph::dataset::{Dataset, Known, check, id};
use career_graph::import::Imported;
use entity::{MappingKind, StatementKind};

use super::{accounted, folder, read};

fn sample() -> Imported {
    read(&folder()).expect("the sample can be read")
}

/// Every mapping as `occupation of ESCO`, kind, code of O*NET and confidence.
fn matches(dataset: &Dataset) -> Vec<(&str, MappingKind, &str, f64)> {
    dataset
        .mappings
        .iter()
        .map(|mapping| {
            let esco = mapping.from_ref.strip_prefix("esco/ROLE/http://data.europa.eu/esco/occupation/");
            let onet = mapping.to_ref.strip_prefix("onet/ROLE/");
            (
                esco.expect("an occupation"),
                mapping.kind,
                onet.expect("a code"),
                mapping.confidence.expect("a number"),
            )
        })
        .collect()
}

#[test]
fn every_occupation_is_matched_with_all_that_its_code_of_2010_became() {
    use MappingKind::{Broad, Close, Narrow, Related};
    let Imported { dataset, .. } = sample();
    assert_eq!(
        matches(&dataset),
        [
            // The same title.
            ("lamp-keeper", Close, "91-1001.00", 0.5),
            // Several fall under it, however sure Nesta is.
            ("wick-trimmer", Broad, "91-1001.00", 1.0),
            ("oil-carrier", Broad, "91-1001.00", 1.0),
            // The only one, and sure, of an occupation that was split: one part is its own, the other is shared.
            ("bell-ringer", Narrow, "91-2002.00", 1.0),
            ("bell-ringer", Related, "91-2009.00", 1.0),
            // The only one, but not sure; and the occupation went into a wider one.
            ("gong-polisher", Broad, "91-2009.00", 0.5),
            // The only one, and sure; but the occupation went into a wider one.
            ("tower-guide", Broad, "91-3009.00", 1.0),
            // Nesta doubts it.
            ("view-seller", Related, "91-9009.00", 0.25),
            // What is left of a group is never the same as one of its occupations.
            ("flag-hoister", Broad, "91-9009.00", 1.0),
        ]
    );
}

#[test]
fn every_row_is_accounted_for() {
    let Imported { report, .. } = sample();
    assert_eq!(
        accounted(&report),
        [
            ("2019_to_SOC_Crosswalk.csv", 6, 5),
            ("2010_to_2019_Crosswalk.csv", 9, 6),
            ("esco_onet_crosswalk_Feb2031.csv", 14, 8),
        ]
    );
    let skipped: Vec<(&str, u64, &str)> =
        report.skipped.iter().map(|row| (row.file.as_str(), row.line, row.reason.as_str())).collect();
    let (soc, lift) = ("2019_to_SOC_Crosswalk.csv", "2010_to_2019_Crosswalk.csv");
    let esco = "esco_onet_crosswalk_Feb2031.csv";
    assert_eq!(
        skipped,
        [
            (soc, 10, "2018 SOC Code `91-9999` is not what `91-8888.00` begins with"),
            (lift, 11, "`91-3002.00` to `91-3009.00` is given twice"),
            (lift, 13, "O*NET-SOC 2019 Code `91-8888.00` is not in 2019_to_SOC_Crosswalk.csv"),
            (esco, 10, "confidence `3.0` is none of 0.5, 1 and 2"),
            (esco, 11, "onet_code `91-7777.00` is not in 2010_to_2019_Crosswalk.csv"),
            (
                esco,
                12,
                "`http://data.europa.eu/esco/occupation/lamp-keeper` is given twice: the first row stands"
            ),
            (esco, 13, "no concept_uri"),
            (esco, 14, "concept_uri `https://elsewhere.example/1` is no URI of ESCO"),
            (esco, 15, "onet_code `91-2001` is no code as in 15-1254.00"),
        ]
    );
    let [alike] = &report.skipped_by_reason[..] else { panic!("{:?}", report.skipped_by_reason) };
    let expected = (lift, "no ESCO occupation is matched with it", &[10][..]);
    assert_eq!((alike.file.as_str(), alike.reason.as_str(), &alike.lines[..]), expected);
    assert_eq!(report.untaken, ["readme.txt"]);
}

#[test]
fn every_match_has_evidence_of_both_publishers() {
    let Imported { dataset, .. } = sample();
    let tower = dataset.mappings.iter().find(|mapping| mapping.from_ref.ends_with("tower-guide")).unwrap();
    let [from, to] = [&tower.from_ref, &tower.to_ref]
        .map(|end| end.parse::<career_graph::dataset::Reference>().unwrap().id());
    assert_eq!(tower.id, id::link(StatementKind::Mapping, from, to, "BROAD"));
    let evidence: Vec<_> = dataset.evidence.iter().filter(|row| row.statement_id == tower.id).collect();
    let [nesta, onet] = evidence[..] else { panic!("{evidence:?}") };
    assert_eq!(nesta.source_id, id::source("nesta-esco-onet-crosswalk"));
    assert_eq!(nesta.locator, "http://data.europa.eu/esco/occupation/tower-guide 91-3001.00");
    assert_eq!(nesta.date.as_deref(), Some("2020-11-23"));
    let stated =
        "tower guide; O*NET-SOC 2010 91-3001.00 guides, towers; semantic similarity 0.7; confidence 2.0";
    assert_eq!(nesta.stated.as_deref(), Some(stated));
    assert_eq!(onet.source_id, id::source("onet-soc-2010-to-2019-crosswalk"));
    assert_eq!((onet.locator.as_str(), onet.date.as_deref()), ("91-3001.00", None));
    assert_eq!(onet.stated.as_deref(), Some("2010: 91-3001.00 Guides, Towers; 2019: 91-3009.00 Guides"));
    assert_eq!(dataset.evidence.len(), 2 * dataset.mappings.len());
}

#[test]
fn the_records_can_be_stored_and_are_the_same_each_time() {
    let Imported { dataset, .. } = sample();
    assert_eq!(check(&dataset, &Known::default()), []);
    assert_eq!(dataset.datasets[0].slug, "crosswalk");
    assert_eq!(dataset.datasets[0].release.as_deref(), Some("Feb2031"));
    assert_eq!(sample().dataset, dataset);
    let licences: Vec<_> = dataset.sources.iter().map(|source| source.licence.as_deref()).collect();
    assert_eq!(licences, [Some("MIT"), Some("CC-BY-4.0")]);
    assert!(dataset.sources.iter().all(|source| source.attribution.is_some()));
}

#[test]
fn lines_may_end_in_lf_and_the_list_of_2019_may_be_absent() {
    let copy = tempfile::tempdir().unwrap();
    for name in ["esco_onet_crosswalk_Feb2031.csv", "2010_to_2019_Crosswalk.csv"] {
        let text = std::fs::read_to_string(folder().join(name)).unwrap().replace("\r\n", "\n");
        // As browsers name what is downloaded again.
        let name = name.replace("2019_Crosswalk.csv", "2019_crosswalk (1).csv");
        std::fs::write(copy.path().join(name), text).unwrap();
    }
    let Imported { dataset, report } = read(copy.path()).expect("it can be read");
    // What is not in the list is taken at its word.
    assert_eq!(dataset.mappings.len(), sample().dataset.mappings.len() + 2);
    assert_eq!(report.tables.len(), 2);
    accounted(&report);
}
