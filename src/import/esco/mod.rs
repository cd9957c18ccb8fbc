//! ESCO: the CSV files of a release, 1.0 to 1.2, as a zip or a folder.
//!
//! - `files`: the tables of the release, and the accounting of their rows
//! - `release`: which release it is, and whose
//! - `text`: what a cell says
//! - `records`: the dataset under construction
//! - `concepts`: occupations, ISCO groups, skills, skill groups
//! - `links`: hierarchies, what occupations and skills require
//! - `collections`: subsets that ESCO publishes under a name
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
//! # What is skipped, with file, line and reason
//!
//! - a row without URI or name, or with the URI of an earlier row;
//! - a concept whose status is not `released` (in 1.1.0 and 1.1.1 all are): the next import retires it, as ESCO did;
//! - a link of a concept with itself, or with one that the release does not define;
//! - an optional link where another row says that it is essential. Rows that say the same count as taken, and make one
//!   link;
//! - concept schemes that are no collection: value lists, and the pillars that kinds, codes and hierarchies state.
//!
//! # What is not taken
//!
//! | file or column | why |
//! | --- | --- |
//! | skillsHierarchy | it repeats skillGroups and broaderRelationsSkillPillar as a table for reading |
//! | inScheme, hasTopConcept | kinds, codes, hierarchies and collections say it |
//! | skillType of the relations; all but conceptUri of the collections | they repeat what skills and occupations say |
//! | files in other languages than the one that is read | their labels are imported onto these concepts |
//! | any other file, such as dictionary or greenShareOcc of 1.2 | the columns are explained there, or the graph has no place for its figures |

mod collections;
mod concepts;
mod files;
mod links;
mod records;
mod release;
mod text;

use super::{Archive, ImportError, Imported};
use files::Files;
use records::Records;

/// Slug of the dataset, its taxonomy and its source.
pub const DATASET: &str = "esco";
const ESCO: &str = DATASET;

/// Reads a release of ESCO.
///
/// `release` is its number, such as `1.1.1`; without it, the one in the name of the zip or folder; it is unknown if
/// that has none. English is read where the release has it, else the first of its languages by tag; slugs come from
/// the names in it. Rows that cannot be taken are skipped and reported; a file that is missing, lacks columns, is cut
/// off or is no UTF-8 is an error. The same rows give the same records. One pass over each file; only the records are
/// held.
pub fn read(archive: &mut Archive, release: Option<&str>) -> Result<Imported, ImportError> {
    let release = release.map(str::to_owned).or_else(|| release::find(archive.path()));
    let mut files = Files::new(archive);
    let mut records = Records::new(release, files.language());
    concepts::read(&mut files, &mut records)?;
    links::read(&mut files, &mut records)?;
    collections::read(&mut files, &mut records)?;
    Ok(Imported { dataset: records.finish(), report: files.finish() })
}
