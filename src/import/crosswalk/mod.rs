//! The crosswalk between ESCO and O*NET: which occupations match, as mappings between roles of the two.
//!
//! - `files`: the tables, and the accounting of their rows
//! - `release`: whose they are
//! - `lift`: from O*NET-SOC 2010 to 2019, which O*NET 25.1 and later have
//! - `kind`: how two occupations match
//! - `records`: the dataset under construction
//!
//! # What is taken, and how
//!
//! | file | becomes |
//! | --- | --- |
//! | `esco_onet_crosswalk_*.csv` (Nesta) | a mapping of an ESCO role to each O*NET role that its code of 2010 became |
//! | `2010_to_2019_Crosswalk.csv` (O*NET) | the second evidence of each of them |
//! | `2019_to_SOC_Crosswalk.csv` (O*NET), where it is there | the codes that a code of 2010 may become; its SOC 2018 codes say what O*NET's own codes begin with |
//!
//! An end is named by taxonomy, kind and key: a mapping waits until both taxonomies hold its concepts, and an
//! occupation that the imported release of ESCO lacks is no mistake of this file.
//!
//! # How two occupations match
//!
//! Nesta gives each ESCO occupation the one O*NET occupation that matches best, found by names and descriptions and
//! then checked by people, and its own confidence in three levels: 2 (highest), 1 and 0.5. It says nothing of the kind
//! of a match; the kind is inferred here, and never EXACT, because best is not the same as interchangeable:
//!
//! | where | kind |
//! | --- | --- |
//! | confidence 0.5 | RELATED: Nesta itself doubts it |
//! | the titles are the same but for the plural | CLOSE |
//! | confidence 2, and no other ESCO occupation is given the same O*NET occupation | CLOSE |
//! | the O*NET occupation is what is left of a group (`…, All Other`) | BROAD, whatever the confidence |
//! | any other | BROAD: the O*NET occupation is the one that the ESCO occupation falls under, as most do with others |
//!
//! The first line of the table that applies after `All Other` stands. From 2010 to 2019 some occupations were split or
//! joined, which makes a match looser, never closer:
//!
//! | what became of the O*NET occupation | CLOSE becomes | BROAD becomes |
//! | --- | --- | --- |
//! | it is one occupation still, or keeps its code or title | CLOSE | BROAD; RELATED where others were split off |
//! | it went with others into a wider one | BROAD | BROAD |
//! | it was split, and this is a part of it alone | NARROW | RELATED |
//! | it was split, and this is a part of others too | RELATED | RELATED |
//!
//! Confidence is Nesta's divided by its highest: 1.0, 0.5 or 0.25. That is an order and no probability; a split does not
//! lower it, since the kind says what it costs. What Nesta gave (titles, code of 2010, similarity, confidence) stands in
//! the evidence.
//!
//! # What is skipped, with file, line and reason
//!
//! - a row of Nesta's without a URI of ESCO, without a code of O*NET-SOC, with a confidence that is none of the three,
//!   or with the URI of an earlier row;
//! - one whose code of 2010 has no successor;
//! - a successor that O*NET-SOC 2019 does not list, or that is given twice;
//! - an occupation of 2010 that no row of Nesta's names;
//! - a SOC 2018 code that the O*NET-SOC code does not begin with.
//!
//! # What is not taken
//!
//! | column | why |
//! | --- | --- |
//! | id | Nesta's own count of rows |
//! | isco_code | ESCO states the group of its occupations |
//! | matching_job_titles | both taxonomies have these names |
//! | 2018 SOC Code, 2018 SOC Title | a code belongs to its concept, and so to the dataset that brings the concept: reading O*NET gives each role its `SOC_2018`, which this file confirms |
//! | O*NET-SOC 2010 Code as a code of roles | for the same reason; it stands in the evidence |

mod files;
mod kind;
mod lift;
mod records;
mod release;

use super::{Archive, ImportError, Imported};
use files::Files;
use lift::Lift;

/// Slug of the dataset.
pub const DATASET: &str = "crosswalk";

/// Reads the crosswalk.
///
/// The release is what the name of Nesta's file ends in, such as `Nov2020`. Rows that cannot be taken are skipped and
/// reported; a file that is missing, lacks columns, is cut off or is no UTF-8 is an error. The same rows give the same
/// records. One pass over each file.
pub fn read(archive: &mut Archive) -> Result<Imported, ImportError> {
    let mut files = Files::new(archive);
    let lift = Lift::read(&mut files)?;
    let dataset = records::read(&mut files, &lift)?;
    Ok(Imported { dataset, report: files.finish() })
}
