//! ESCO: the CSV files of a release, 1.0 to 1.2, as a zip or a folder.
//!
//! - `files`: the tables of the release, and the accounting of their rows
//! - `release`: which release it is, and whose
//! - `text`: what a cell says
//! - `records`: the dataset under construction
//! - `concepts`: occupations, ISCO groups, skills, skill groups
//! - `links`: hierarchies, what occupations and skills require
//! - `collections`: subsets that ESCO publishes under a name
//! - `translations`: names in other languages than English
//!
//! Files are found whatever their language tag and case (`occupationSkillRelations.csv` of 1.1 is
//! `occupationSkillRelations_en.csv` in 1.2), columns by name.
//!
//! # What is taken, and how
//!
//! | file | becomes |
//! | --- | --- |
//! | occupations | roles (`OCCUPATION`): codes `ESCO_URI`, `ESCO_CODE`, and the `ISCO_08` of their group, which many share |
//! | ISCOGroups | roles (`GROUP`): codes `ESCO_URI`, `ISCO_08` |
//! | skills | skills (`COMPETENCE`, `KNOWLEDGE`; `UNSPECIFIED` where skillType is empty or unknown), reuse level |
//! | skillGroups | skills (`GROUP`): codes `ESCO_URI`, and `ISCED_F` for a field of education, `ESCO_CODE` for any other |
//! | broaderRelationsOccPillar, broaderRelationsSkillPillar | `BROADER`, from the narrower to the broader |
//! | occupationSkillRelations | essential or optional skills of a role |
//! | skillSkillRelations | `REQUIRES`, essential or optional |
//! | …Collection | a collection and its members; members of the language collection are skills of kind `LANGUAGE` |
//! | conceptSchemes | names and descriptions of those collections |
//!
//! The key of a concept is its URI. Alternative and hidden labels, descriptions, definitions, scope notes, whether a
//! profession is regulated and the date of the last change come with every concept whose file has such a column.
//! Invisible characters and blanks at the ends are no part of a label; a label that repeats another of its concept is
//! left out.
//!
//! # Other languages
//!
//! The English release brings the concepts: ids come from URIs, but slugs from English names, so no other language can
//! take its place. A release in another language becomes a dataset of its own, such as `esco-fr`, which states one
//! translation a concept: its labels of each role and its description, read from the same tables and columns by the
//! same rules, and names of collections from conceptSchemes. It need have only some of the tables (1.0.3 has occupations
//! and ISCOGroups) and need not be of the release that the concepts are from. Each dataset is compared with itself
//! alone: a newer release in French alters and retires French names, and a newer one in English leaves them.
//!
//! # What is skipped, with file, line and reason
//!
//! - a row without URI or name, or with the URI of an earlier row;
//! - a concept whose status is not `released` (in 1.1.0 and 1.1.1 all are): the next import retires it, as ESCO did;
//! - a link of a concept with itself, which is kept as a note (`SELF_RELATION`), or with one that the release does not
//!   define;
//! - an optional link where another row says that it is essential. Rows that say the same count as taken, and make one
//!   link;
//! - a name of a concept that is not in the database;
//! - concept schemes that are no collection: value lists, and the pillars that kinds, codes and hierarchies state.
//!
//! # What is not taken
//!
//! | file or column | why |
//! | --- | --- |
//! | skillsHierarchy | it repeats skillGroups and broaderRelationsSkillPillar as a table for reading |
//! | inScheme, hasTopConcept | kinds, codes, hierarchies and collections say it |
//! | skillType of the relations; all but conceptUri of the collections | they repeat what skills and occupations say |
//! | files in other languages than the one that is read | each language is an import of its own |
//! | definition, scopeNote, regulatedProfessionNote of another language | a note has no language in answers: translated ones would stand among the English ones |
//! | iscoGroup, code, skillType, reuseLevel, relations, collections and modifiedDate of another language | they say what the English release says; a name has no evidence of its own |
//! | any other file, such as dictionary or greenShareOcc of 1.2 | the columns are explained there, or the graph has no place for its figures |

mod collections;
mod concepts;
mod files;
mod links;
mod records;
mod release;
mod text;
mod translations;

use std::collections::HashSet;

use uuid::Uuid;

use super::{Archive, ImportError, Imported};
use crate::dataset::Language;
use files::Files;
use records::Records;
use translations::Translations;

/// Slug of the dataset of the English release, of its taxonomy and of its source.
pub const DATASET: &str = "esco";
const ESCO: &str = DATASET;

/// Reads the English release of ESCO, which the concepts are named by.
///
/// `release` is its number, such as `1.1.1`; without it, the one in the name of the zip or folder; it is unknown if
/// that has none. A release in other languages alone is refused: slugs come from the English names. Rows that cannot
/// be taken are skipped and reported; a file that is missing, lacks columns, is cut off or is no UTF-8 is an error.
/// The same rows give the same records. One pass over each file; only the records are held.
pub fn read(archive: &mut Archive, release: Option<&str>) -> Result<Imported, ImportError> {
    let release = release.map(str::to_owned).or_else(|| release::find(archive.path()));
    let language = Language::default();
    let mut files = Files::new(archive, &language)?;
    let mut records = Records::new(release, language.tag());
    concepts::read(&mut files, &mut records)?;
    links::read(&mut files, &mut records)?;
    collections::read(&mut files, &mut records)?;
    Ok(Imported { dataset: records.finish(), report: files.finish() })
}

/// Reads what a release of ESCO calls its concepts in another language than English: the dataset `dataset(language)`.
///
/// `known` are the concepts that there are, of any taxonomy; rows about others are skipped and reported. A release
/// without the language, or of whose concepts none is known, is an error. It need not be the release that the concepts
/// are from, nor have all tables. All else as in `read`.
pub fn translate(
    archive: &mut Archive,
    release: Option<&str>,
    language: &Language,
    known: &HashSet<Uuid>,
) -> Result<Imported, ImportError> {
    let release = release.map(str::to_owned).or_else(|| release::find(archive.path()));
    let path = archive.path().to_owned();
    let mut files = Files::new(archive, language)?;
    let mut translations = Translations::new(release, language, known);
    translations::read(&mut files, &mut translations)?;
    if translations.dataset.translations.is_empty() {
        return Err(ImportError::NothingToName { path });
    }
    Ok(Imported { dataset: translations.dataset, report: files.finish() })
}

/// Whether a release has concepts in a language; the error of `read` and `translate` if it has none.
pub fn has_language(archive: &Archive, language: &Language) -> Result<(), ImportError> {
    files::names(archive, language).map(|_| ())
}

/// Slug of the dataset that has the names in a language: `esco`, and `esco-fr`, `esco-pt-br` …
pub fn dataset(language: &Language) -> String {
    if language.is_default() {
        return DATASET.to_owned();
    }
    format!("{DATASET}-{}", language.tag().to_lowercase())
}
