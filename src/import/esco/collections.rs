//! Subsets that ESCO publishes under a name: digital, green, language, research, transversal …

use std::collections::{HashMap, HashSet};

use ::entity::{ConceptKind, LabelRole, SkillKind, StatementKind, collection, collection_member};
use uuid::Uuid;

use super::files::Files;
use super::records::Records;
use super::{ESCO, text};
use crate::dataset::id;
use crate::import::{ImportError, Row};

pub(super) const SCHEMES: &str = "conceptSchemes";

/// The columns that conceptSchemes must have.
pub(super) const SCHEME_COLUMNS: [&str; 2] = ["conceptSchemeUri", "preferredLabel"];

/// The table whose members are languages: English, write English …
const LANGUAGES: &str = "languageskillscollection";

/// The concept scheme of each collection's table: no column of either says it, their members do.
const SCHEME_OF: [(&str, &str); 8] = [
    ("digcompskillscollection", "digcomp"),
    ("digitalskillscollection", "6c930acd-c104-4ece-acf7-f44fd7333036"),
    ("greenskillscollection", "green"),
    ("ictskillscollection", "skill-ict-groups"),
    (LANGUAGES, "skill-language-groups"),
    ("researchoccupationscollection", "8ae4b9f3-507e-4057-a145-2f96f0132613"),
    ("researchskillscollection", "research"),
    ("transversalskillscollection", "skill-transversal-groups"),
];

const SCHEME_START: &str = "http://data.europa.eu/esco/concept-scheme/";

/// What conceptSchemes says of a collection.
struct Scheme {
    uri: String,
    name: String,
    description: Option<String>,
}

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let tables = files.ending("collection");
    let mut schemes = schemes(files, &tables)?;
    for table in &tables {
        // A collection that has no scheme is known by its file.
        let without_scheme = || Scheme {
            uri: table.clone(),
            name: files
                .name(table)
                .and_then(|name| name.split(['_', '.']).next())
                .unwrap_or(table)
                .to_owned(),
            description: None,
        };
        let scheme = schemes.remove(table).unwrap_or_else(without_scheme);
        let collection_id = id::concept(ESCO, ConceptKind::Collection, &scheme.uri);
        records.add(collection_id, ConceptKind::Collection, &scheme.uri, &scheme.name, scheme.description);
        records.label(collection_id, LabelRole::Preferred, scheme.name, 0);
        records.dataset.collections.push(collection::Model { id: collection_id });
        members(files, records, table, collection_id)?;
    }
    Ok(())
}

/// URI, name and description of the scheme of a row.
pub(super) fn scheme<'a>(row: &'a Row<'_>) -> Result<(&'a str, Option<String>, Option<String>), String> {
    let uri = text::needed(row, "conceptSchemeUri")?;
    text::released(row)?;
    let names = [row.get("preferredLabel"), row.get("title")].map(text::label);
    let name = names.into_iter().find(|name| !name.is_empty());
    Ok((uri, name, text::prose(row.get("description"))))
}

/// The schemes of the collections that the release has, by table.
fn schemes(files: &mut Files<'_>, tables: &[String]) -> Result<HashMap<String, Scheme>, ImportError> {
    let mut schemes = HashMap::new();
    if files.name(SCHEMES).is_none() {
        return Ok(schemes);
    }
    files.each(SCHEMES, &SCHEME_COLUMNS, |row| {
        let (uri, name, description) = scheme(row)?;
        let of = SCHEME_OF.iter().find(|(_, scheme)| uri.strip_prefix(SCHEME_START) == Some(*scheme));
        let table = of.filter(|(table, _)| tables.iter().any(|known| known == table));
        let (table, _) =
            table.ok_or_else(|| format!("`{uri}` is the scheme of no collection of this release"))?;
        let name = name.ok_or("no preferredLabel")?;
        if schemes.contains_key(*table) {
            return Err(text::twice(uri));
        }
        schemes.insert((*table).to_owned(), Scheme { uri: uri.to_owned(), name, description });
        Ok(())
    })?;
    Ok(schemes)
}

fn members(
    files: &mut Files<'_>,
    records: &mut Records,
    table: &str,
    collection_id: Uuid,
) -> Result<(), ImportError> {
    let mut seen = HashSet::new();
    files.each(table, &["conceptUri"], |row| {
        let (kind, concept_id) = member(records, row)?;
        let id = id::link(StatementKind::CollectionMember, collection_id, concept_id, "");
        if seen.insert(id) {
            records.dataset.state(id, StatementKind::CollectionMember);
            let member = collection_member::Model { id, collection_id, concept_id };
            records.dataset.collection_members.push(member);
        }
        if table == LANGUAGES && kind == ConceptKind::Skill {
            let skill = &mut records.dataset.skills[records.places[&concept_id]];
            if skill.skill_kind != SkillKind::Group {
                skill.skill_kind = SkillKind::Language;
            }
        }
        Ok(())
    })
}

/// The skill or role that a row names.
fn member(records: &Records, row: &Row<'_>) -> Result<(ConceptKind, Uuid), String> {
    let uri = text::needed(row, "conceptUri")?;
    let of = |kind| records.named(kind, row, "conceptUri").ok().map(|id| (kind, id));
    let member = of(ConceptKind::Skill).or_else(|| of(ConceptKind::Role));
    member.ok_or_else(|| format!("conceptUri `{uri}` names no concept of this release"))
}
