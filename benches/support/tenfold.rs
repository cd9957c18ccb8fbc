//! Graphs of ten times the size: everything that a database holds, with its names in nine more languages, or with nine
//! copies of it, or with nine copies of its roles.
//!
//! In another language a name has as many words, of other letters. A copy has its own concepts and the same links between
//! them. Its names are made of words that names of the original have, drawn as often as they occur there, so that common
//! words are as much more common; every fourth word is one that no other copy has, as more names have more words.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use career_graph::dataset::{Dataset, Reference};
use career_graph::graph::{Graph, Version};
use career_graph::store::Store;
use entity::ConceptKind;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

/// Copies, with the original.
const TIMES: u64 = 10;
/// One word in so many is one of a copy's own.
const OWN: u64 = 4;

/// Languages besides English.
const LANGUAGES: [&str; 9] = ["de", "fr", "es", "it", "nl", "pt", "sv", "da", "fi"];

/// The graph of a database, with names in ten languages.
pub(super) async fn languages(url: &str) -> Graph {
    let mut all = read(url).await;
    let own = all.labels.clone();
    for (language, step) in LANGUAGES.iter().zip(1..) {
        all.labels.extend(own.iter().map(|label| {
            let text = label.text.chars().map(|letter| other(letter, step)).collect();
            ::entity::label::Model { language: (*language).to_owned(), text, ..label.clone() }
        }));
    }
    built(all)
}

/// Another letter of the same sort.
fn other(letter: char, step: usize) -> char {
    let among = |letters: &str| {
        let at = letters.find(letter)?;
        letters.chars().cycle().nth(at + step)
    };
    among("aeiou").or_else(|| among("bcdfghjklmnpqrstvwxyz")).unwrap_or(letter)
}

async fn read(url: &str) -> Dataset {
    let store = Store::connect(url).await.expect("a database");
    store.read().await.expect("records").dataset
}

fn built(all: Dataset) -> Graph {
    Graph::build(all, Version { revision: 1, digest: String::new(), written_at_ms: None })
}

/// The graph of a database, ten times.
pub(super) async fn concepts(url: &str) -> Graph {
    let stored = read(url).await;
    copies(&stored, &stored, |_| true)
}

/// The graph of a database with ten times the roles: the copies ask for the skills and tools of the originals.
pub(super) async fn roles(url: &str) -> Graph {
    let stored = read(url).await;
    let mut of_roles = stored.clone();
    let concepts = |of_roles: &Dataset, roles: bool| -> HashSet<Uuid> {
        let rows = of_roles.concepts.iter().filter(|row| (row.kind == ConceptKind::Role) == roles);
        rows.map(|row| row.id).collect()
    };
    let (roles, others) = (concepts(&stored, true), concepts(&stored, false));
    of_roles.concepts.retain(|row| roles.contains(&row.id));
    of_roles.statements.retain(|row| !others.contains(&row.id));
    of_roles.evidence.retain(|row| !others.contains(&row.statement_id));
    of_roles.labels.retain(|row| roles.contains(&row.concept_id));
    of_roles.descriptions.retain(|row| roles.contains(&row.concept_id));
    of_roles.codes.retain(|row| roles.contains(&row.concept_id));
    of_roles.former_slugs.retain(|row| roles.contains(&row.concept_id));
    macro_rules! clear {
        ($($table:ident)+) => { $( of_roles.$table.clear(); )+ };
    }
    clear!(
        skills tools pathways tasks credentials providers collections notes skill_relations tool_relations skill_tools
        pathway_skills pathway_providers mappings collection_members salaries amounts durations
    );
    copies(&stored, &of_roles, |reference| reference.kind == ConceptKind::Role)
}

/// A graph of everything, with nine copies of `some` of it; what is not copied keeps its id.
fn copies(stored: &Dataset, some: &Dataset, is_copied: impl Fn(&Reference) -> bool) -> Graph {
    let words: Vec<String> =
        stored.labels.iter().flat_map(|label| label.text.split(' ')).map(str::to_owned).collect();
    let references: HashMap<Uuid, Reference> = references(stored);
    let mut all = stored.clone();
    for number in 1..TIMES {
        let copy =
            |reference: &Reference| Reference { key: copied(&reference.key, number), ..reference.clone() };
        let id = |(id, reference): (&Uuid, &Reference)| {
            (*id, if is_copied(reference) { copy(reference).id() } else { *id })
        };
        add(&mut all, some, &Copy { number, words: &words, ids: references.iter().map(id).collect() });
    }
    built(all)
}

/// The concepts of a dataset, as mappings name them.
fn references(stored: &Dataset) -> HashMap<Uuid, Reference> {
    let slugs: HashMap<Uuid, &str> = stored.taxonomies.iter().map(|row| (row.id, &*row.slug)).collect();
    let each = stored.concepts.iter();
    each.map(|row| (row.id, Reference::new(slugs[&row.taxonomy_id], row.kind, &row.key))).collect()
}

fn copied(key: &str, number: u64) -> String {
    format!("{key}-{number}")
}

struct Copy<'a> {
    number: u64,
    words: &'a [String],
    /// Of each concept the id that its copy has, as that follows from the key.
    ids: HashMap<Uuid, Uuid>,
}

fn add(all: &mut Dataset, stored: &Dataset, copy: &Copy<'_>) {
    macro_rules! tables {
        ($($table:ident)+) => { $( all.$table.extend(stored.$table.iter().map(|row| copy.row(row))); )+ };
    }
    tables!(
        statements concepts roles skills tools pathways tasks credentials providers collections former_slugs labels
        descriptions codes interests education_shares notes role_skills ratings role_tools role_tasks role_pathways
        role_relations skill_relations tool_relations skill_tools pathway_skills pathway_providers mappings
        collection_members salaries amounts durations evidence
    );
}

impl Copy<'_> {
    fn row<M: Serialize + DeserializeOwned>(&self, row: &M) -> M {
        let mut value = serde_json::to_value(row).expect("a row is numbers and texts");
        for (name, value) in value.as_object_mut().expect("a row has columns") {
            let Value::String(text) = value else { continue };
            match name.as_str() {
                // What all copies share.
                "dataset_id" | "taxonomy_id" | "source_id" | "job_zone_id" => {}
                "key" | "slug" | "value" | "from_ref" | "to_ref" => *text = copied(text, self.number),
                "text" => *text = self.reworded(text),
                _ => {
                    if let Ok(id) = Uuid::parse_str(text) {
                        let other = || Uuid::from_u128(id.as_u128() ^ u128::from(self.number));
                        *text = self.ids.get(&id).copied().unwrap_or_else(other).to_string();
                    }
                }
            }
        }
        serde_json::from_value(value).expect("a row stays one")
    }

    fn reworded(&self, text: &str) -> String {
        let word = |(at, _): (usize, &str)| {
            let drawn = BuildHasherDefault::<DefaultHasher>::default().hash_one((text, at, self.number));
            let place = usize::try_from(drawn % self.words.len() as u64).expect("a place");
            let word = &self.words[place];
            let own = (drawn >> 40) % OWN == 0;
            if own { format!("{}{word}", char::from(b'k' + self.number as u8)) } else { word.clone() }
        };
        text.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
    }
}
