//! Records into a `Dataset`; every mistake of meaning is reported at its line.
//!
//! - `concepts`, `links`, `values`: records of each sort
//! - `mappings`: which concepts of other taxonomies the curated ones match

mod concepts;
mod links;
mod mappings;
mod values;

use std::collections::{HashMap, HashSet};

use ::entity::{self as e, ConceptKind, StatementKind};
use uuid::Uuid;

use super::parse::Faults;
use super::records::{At, Evidence, Key, Place, Records, Reference};
use crate::dataset::{Dataset, Known, check, id, is_partial_date};

/// The taxonomy that all curated concepts belong to.
const HOUSE: &str = "house";
const LANGUAGE: &str = "en";

/// The record set; mistakes are added to `faults`, those that only show across records too.
///
/// What has a mistake gets a stand-in, so that the checks do not find its consequences: with a mistake nothing is
/// loaded anyway.
pub(super) fn convert(records: Records, faults: &mut Faults) -> Dataset {
    let mut all = Converter::new(&records, faults);
    all.publishers(&records);
    all.concepts(&records);
    all.links(&records);
    all.mappings(&records.mappings);
    all.details(records);
    all.check();
    all.dataset
}

struct Converter<'a> {
    dataset: Dataset,
    faults: &'a mut Faults,
    /// Where each statement and source stands.
    places: HashMap<Uuid, Place>,
    /// Concepts that a record has.
    known: HashSet<Uuid>,
    /// What is referred to and not there for a reason that is reported already.
    assumed: Known,
    /// Sources by key: id and date.
    sources: HashMap<String, (Uuid, Option<String>)>,
    /// How many tasks, notes and questions each concept has so far.
    positions: HashMap<(StatementKind, Uuid), i32>,
}

fn house(kind: ConceptKind, key: &str) -> Uuid {
    id::concept(HOUSE, kind, key)
}

impl<'a> Converter<'a> {
    fn new(records: &Records, faults: &'a mut Faults) -> Self {
        let mut dataset = Dataset::new(super::DATASET);
        dataset.datasets[0].taxonomy_id = Some(id::taxonomy(HOUSE));
        dataset.datasets[0].release =
            records.taxonomies.first().map(|taxonomy| taxonomy.record.release.clone());
        let mut assumed = Known::default();
        assumed.taxonomies.insert(id::taxonomy(HOUSE));
        Self {
            dataset,
            faults,
            places: HashMap::new(),
            known: HashSet::new(),
            assumed,
            sources: HashMap::new(),
            positions: HashMap::new(),
        }
    }

    fn publishers(&mut self, records: &Records) {
        for At { place, record: t } in &records.taxonomies {
            if t.slug != HOUSE {
                self.faults
                    .add(*place, format!("taxonomy `{}`: expected `{HOUSE}`, the only one here", t.slug));
            }
            if !self.stands(id::taxonomy(&t.slug), *place, &format!("the taxonomy `{}`", t.slug)) {
                continue;
            }
            self.dataset.taxonomies.push(e::taxonomy::Model {
                id: id::taxonomy(&t.slug),
                slug: t.slug.clone(),
                title: t.title.clone(),
                publisher: t.publisher.clone(),
                url: t.url.clone(),
                licence: t.licence.clone(),
                attribution: t.attribution.clone(),
            });
        }
        if records.taxonomies.is_empty() && !self.faults.unread.contains("taxonomy") {
            self.faults.add(Place { file: 0, offset: 0 }, format!("no [[taxonomy]]: expected `{HOUSE}`"));
        }
        for At { place, record: s } in &records.sources {
            let key = s.key.get_ref();
            let source = id::source(key);
            if !self.stands(source, *place, &format!("the source `{key}`")) {
                continue;
            }
            // Evidence takes the date over, but not a mistake in it.
            let published = s.published.clone().filter(|date| is_partial_date(date));
            self.sources.insert(key.clone(), (source, published));
            self.dataset.sources.push(e::source::Model {
                id: source,
                slug: s.slug.clone(),
                title: s.title.clone(),
                publisher: s.publisher.clone(),
                url: s.url.clone(),
                published: s.published.clone(),
                licence: s.licence.clone(),
                attribution: s.attribution.clone(),
            });
        }
    }

    /// What only shows across records, at the line of the record that has it.
    fn check(&mut self) {
        for problem in check(&self.dataset, &self.assumed) {
            let place = self.places.get(&problem.record).copied();
            self.faults.add(place.unwrap_or(Place { file: 0, offset: 0 }), problem.message);
        }
    }

    /// Whether a record is the first with its id; `what` names it.
    fn stands(&mut self, id: Uuid, place: Place, what: &str) -> bool {
        if let Some(first) = self.places.get(&id) {
            let first = self.faults.line(*first);
            let message =
                format!("{what} stands already at line {first}: keep one, with the evidence of both");
            self.faults.add(place, message);
            return false;
        }
        self.places.insert(id, place);
        true
    }

    fn twice(&mut self, place: Place, key: &Key) {
        let at = Place { offset: key.span().start, ..place };
        self.faults.add(at, format!("`{}` is given twice in this record", key.get_ref()));
    }

    /// A statement with its evidence; false if it stands already.
    fn state(&mut self, id: Uuid, kind: StatementKind, place: Place, evidence: &[Evidence]) -> bool {
        let stands = self.stands(id, place, &format!("this {}", kind.text().to_lowercase()));
        if stands {
            self.dataset.state(id, kind);
            self.evidence(id, place, evidence);
        }
        stands
    }

    fn evidence(&mut self, of: Uuid, place: Place, evidence: &[Evidence]) {
        for one in evidence {
            let (source_id, published) = self.source(place, &one.source);
            self.dataset.evidence.push(e::evidence::Model {
                statement_id: of,
                source_id,
                locator: one.at.clone().unwrap_or_default(),
                date: one.date.clone().or(published),
                stated: one.stated.clone(),
            });
        }
    }

    /// The source that a key names, with its date; a stand-in if it names none.
    fn source(&mut self, place: Place, key: &Key) -> (Uuid, Option<String>) {
        if let Some(found) = self.sources.get(key.get_ref()) {
            return found.clone();
        }
        let source = id::source(key.get_ref());
        self.assumed.sources.insert(source);
        let mut known: Vec<&str> = self.sources.keys().map(String::as_str).collect();
        known.sort_unstable();
        let expected = format!("expected one of {}", known.join(", "));
        self.unknown(place, "source", key, &expected);
        (source, None)
    }

    /// The concept that a key names; a stand-in if its record could not be read, nothing if there is none.
    fn key(&mut self, place: Place, kind: ConceptKind, key: &Key) -> Option<Uuid> {
        let id = house(kind, key.get_ref());
        if self.known.contains(&id) {
            return Some(id);
        }
        let table = kind.text().to_lowercase();
        if self.unknown(place, &table, key, &format!("expected the `key` of a [[{table}]]")) {
            return None;
        }
        self.assumed.concepts.insert(id, (kind, key.get_ref().clone()));
        Some(id)
    }

    /// Reports a key that names no record of a table, unless there is a mistake that explains it.
    fn unknown(&mut self, place: Place, table: &str, key: &Key, expected: &str) -> bool {
        let broken = |(of, broken): &(&str, String)| *of == table && broken == key.get_ref();
        if self.faults.unread.contains(table) || self.faults.broken.iter().any(broken) {
            return false;
        }
        let at = Place { offset: key.span().start, ..place };
        if let Some(table) = self.faults.absent.take(table) {
            // Once: every other reference to this table leads nowhere for the same reason.
            self.faults.unread.insert(table);
            let file = Faults::file_of(table);
            self.faults.add(at, format!("no {table} has the key `{}`: there is no {file}", key.get_ref()));
        } else {
            self.faults.add(at, format!("no {table} has the key `{}`: {expected}", key.get_ref()));
        }
        true
    }

    fn reference(&mut self, place: Place, reference: &Reference) -> Option<Uuid> {
        self.key(place, reference.kind, &reference.key)
    }

    fn next(&mut self, kind: StatementKind, of: Uuid) -> i32 {
        let position = self.positions.entry((kind, of)).or_default();
        *position += 1;
        *position - 1
    }
}
