//! The dataset under construction.

use std::collections::{HashMap, HashSet};

use ::entity::{ConceptKind, StatementKind, evidence, mapping};

use super::files::{Files, needed, soc};
use super::kind::{Became, Level, Match};
use super::lift::{Lift, Successor};
use super::{DATASET, release};
use crate::dataset::{Dataset, Reference, id};
use crate::import::{ImportError, Row, esco, onet};

const MATCHES: &str = "esco_onet_crosswalk";
const COLUMNS: [&str; 6] =
    ["esco_occupation", "onet_code", "onet_occupation", "semantic_similarity", "confidence", "concept_uri"];

/// What every URI of ESCO begins with.
const ESCO_URI: &str = "http://data.europa.eu/esco/";

/// A row of Nesta's.
struct Given {
    uri: String,
    esco: String,
    /// Code of O*NET-SOC 2010.
    code: String,
    onet: String,
    similarity: String,
    confidence: String,
    level: Level,
}

impl Given {
    fn of(row: &Row<'_>) -> Result<Self, String> {
        let uri = needed(row, "concept_uri")?;
        if !uri.starts_with(ESCO_URI) {
            return Err(format!("concept_uri `{uri}` is no URI of ESCO"));
        }
        let confidence = needed(row, "confidence")?;
        Ok(Self {
            uri: uri.to_owned(),
            esco: needed(row, "esco_occupation")?.to_owned(),
            code: soc(row, "onet_code")?.to_owned(),
            onet: needed(row, "onet_occupation")?.to_owned(),
            similarity: row.get("semantic_similarity").to_owned(),
            confidence: confidence.to_owned(),
            level: Level::of(confidence)?,
        })
    }
}

/// Every match, lifted to the codes of 2019.
pub(super) fn read(files: &mut Files<'_>, lift: &Lift) -> Result<Dataset, ImportError> {
    let file = files.named(MATCHES)?;
    let mut all: Vec<Given> = Vec::new();
    let mut seen = HashSet::new();
    files.each(&file, &COLUMNS, |row| {
        let given = Given::of(row)?;
        if !lift.has(&given.code) {
            return Err(format!("onet_code `{}` is not in {}", given.code, lift.file));
        }
        if !seen.insert(given.uri.clone()) {
            return Err(format!("`{}` is given twice: the first row stands", given.uri));
        }
        all.push(given);
        Ok(())
    })?;
    // How many ESCO occupations have each O*NET occupation.
    let mut shared: HashMap<&str, usize> = HashMap::new();
    for given in &all {
        *shared.entry(&given.code).or_default() += 1;
    }
    files.skip(
        &lift.file,
        lift.unused(|old| shared.contains_key(old)),
        "no ESCO occupation is matched with it",
    );

    let mut dataset = Dataset::new(DATASET);
    dataset.sources.extend([release::matches(), release::lift()]);
    dataset.datasets[0].source_id = Some(id::source(release::MATCHES));
    dataset.datasets[0].release = release::find(&file);
    for given in &all {
        let (esco, onet, level) = (given.esco.as_str(), given.onet.as_str(), given.level);
        let alone = shared.get(given.code.as_str()) == Some(&1);
        for (title, new, became) in lift.of(&given.code) {
            add(&mut dataset, given, Match { esco, onet, level, alone }, (title, new, became));
        }
    }
    Ok(dataset)
}

/// Adds a mapping, with the evidence of both sources.
fn add(
    dataset: &mut Dataset,
    given: &Given,
    matched: Match<'_>,
    (title, new, became): (&str, &Successor, Became),
) {
    let from = Reference::new(esco::DATASET, ConceptKind::Role, &given.uri);
    let to = Reference::new(onet::DATASET, ConceptKind::Role, &new.code);
    let kind = matched.kind(became);
    let id = id::link(StatementKind::Mapping, from.id(), to.id(), kind.text());
    dataset.state(id, StatementKind::Mapping);
    dataset.mappings.push(mapping::Model {
        id,
        from_ref: from.to_string(),
        to_ref: to.to_string(),
        kind,
        confidence: Some(given.level.confidence()),
    });
    let Given { uri, esco, code, onet, similarity, confidence, .. } = given;
    dataset.evidence.push(evidence::Model {
        statement_id: id,
        source_id: id::source(release::MATCHES),
        locator: format!("{uri} {code}"),
        date: Some(release::PUBLISHED.to_owned()),
        stated: Some(format!(
            "{esco}; O*NET-SOC 2010 {code} {onet}; semantic similarity {similarity}; confidence {confidence}"
        )),
    });
    dataset.evidence.push(evidence::Model {
        statement_id: id,
        source_id: id::source(release::LIFT),
        locator: code.clone(),
        date: None,
        stated: Some(format!("2010: {code} {title}; 2019: {} {}", new.code, new.title)),
    });
}
