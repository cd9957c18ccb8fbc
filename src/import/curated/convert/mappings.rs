//! Which concepts of other taxonomies the curated ones match.

use std::collections::HashMap;

use ::entity::{self as e, ConceptKind, StatementKind};

use super::super::records::{At, Counterpart, Key, Mapping, Place, Scheme};
use super::{Converter, HOUSE};
use crate::dataset::{Reference, id, slug};
use crate::import::{esco, onet};

/// What URIs of ESCO begin with, and the kind of concept that they name.
const ESCO_URIS: [(&str, ConceptKind); 4] = [
    ("http://data.europa.eu/esco/occupation/", ConceptKind::Role),
    ("http://data.europa.eu/esco/isco/", ConceptKind::Role),
    ("http://data.europa.eu/esco/skill/", ConceptKind::Skill),
    ("http://data.europa.eu/esco/isced-f/", ConceptKind::Skill),
];

impl Converter<'_> {
    /// The mappings; whether their other ends are there shows only where their taxonomies are.
    pub(super) fn mappings(&mut self, records: &[At<Mapping>]) {
        let mut pairs: HashMap<(String, String), Place> = HashMap::new();
        for At { place, record } in records {
            let from = self.reference(*place, &record.from);
            let to = match counterpart(&record.to) {
                Ok(to) => to,
                Err((key, mistake)) => {
                    let offset = key.map_or(place.offset, |key| key.span().start);
                    self.faults.add(Place { offset, ..*place }, mistake);
                    continue;
                }
            };
            if from.is_none() {
                continue;
            }
            let from = Reference::new(HOUSE, record.from.kind, record.from.key.get_ref());
            let (from_ref, to_ref) = (from.to_string(), to.to_string());
            if let Some(first) = pairs.get(&(from_ref.clone(), to_ref.clone())) {
                let first = self.faults.line(*first);
                let message = format!(
                    "`{from_ref}` and `{to_ref}` match already at line {first}: a pair matches in one way"
                );
                self.faults.add(*place, message);
                continue;
            }
            pairs.insert((from_ref.clone(), to_ref.clone()), *place);
            let kind = record.r#match;
            let id = id::link(StatementKind::Mapping, from.id(), to.id(), kind.text());
            if self.state(id, StatementKind::Mapping, *place, &record.evidence) {
                let mapping = e::mapping::Model { id, from_ref, to_ref, kind, confidence: None };
                self.dataset.mappings.push(mapping);
            }
        }
    }
}

/// What is wrong, and where if not with the whole record.
type Mistake<'a> = (Option<&'a Key>, String);

/// The concept that a record names by a code, or by its taxonomy, kind and key.
fn counterpart(to: &Counterpart) -> Result<Reference, Mistake<'_>> {
    match to {
        Counterpart { scheme: Some(scheme), kind, value: Some(value), taxonomy: None, key: None } => {
            let (taxonomy, of) = by_code(*scheme, value.get_ref()).map_err(|error| (Some(value), error))?;
            match kind {
                Some(kind) if *kind != of => {
                    let message = format!("`{}` is a {}, not a {}", value.get_ref(), of.text(), kind.text());
                    Err((Some(value), message))
                }
                _ => Ok(Reference::new(taxonomy, of, value.get_ref())),
            }
        }
        Counterpart {
            scheme: None,
            kind: Some(kind),
            value: None,
            taxonomy: Some(taxonomy),
            key: Some(key),
        } => {
            if !slug::is_slug(taxonomy.get_ref()) || taxonomy.get_ref() == HOUSE {
                let message = format!(
                    "`{}` is no other taxonomy: expected its slug, such as `{}`",
                    taxonomy.get_ref(),
                    onet::DATASET
                );
                return Err((Some(taxonomy), message));
            }
            if key.get_ref().trim().is_empty() {
                return Err((Some(key), "the key is empty".to_owned()));
            }
            Ok(Reference::new(taxonomy.get_ref(), *kind, key.get_ref()))
        }
        _ => {
            let message = "`to` expects { scheme, kind, value } or { taxonomy, kind, key }, such as \
                           { scheme = \"ONET_SOC\", kind = \"ROLE\", value = \"15-1254.00\" }";
            Err((None, message.to_owned()))
        }
    }
}

/// The taxonomy of a code, and the kind of concept that it is the key of there.
fn by_code(scheme: Scheme, value: &str) -> Result<(&'static str, ConceptKind), String> {
    match scheme {
        Scheme::EscoUri => {
            let known = ESCO_URIS.iter().find(|(start, _)| {
                value
                    .strip_prefix(start)
                    .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
            });
            let expected =
                || format!("`{value}` is no URI of ESCO, such as http://data.europa.eu/esco/skill/…");
            known.map(|(_, kind)| (esco::DATASET, *kind)).ok_or_else(expected)
        }
        Scheme::OnetSoc if onet::is_soc(value) => Ok((onet::DATASET, ConceptKind::Role)),
        Scheme::OnetSoc => Err(format!("`{value}` is no code of O*NET-SOC, such as 15-1254.00")),
        Scheme::OnetElement => {
            let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
            if value.contains('.') && value.split('.').all(part) {
                Ok((onet::DATASET, ConceptKind::Skill))
            } else {
                Err(format!("`{value}` is no element of O*NET, such as 2.B.3.e"))
            }
        }
    }
}
