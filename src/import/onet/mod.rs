//! O*NET: the text database of a release, 25.0 to 30.x, as a zip or a folder.
//!
//! - `files`: the tables of the release, and the accounting of their rows
//! - `release`: which release it is, and whose
//! - `records`: the dataset under construction
//! - `cell`: what a cell says
//! - `roles`: occupations, their titles, related occupations
//! - `profile`: job zones, interests, education
//! - `skills`: skills, knowledge and work styles, their groups and ratings
//! - `tasks`: task statements
//! - `tools`: technology and tools
//!
//! # What is taken, and how
//!
//! | file | becomes |
//! | --- | --- |
//! | Occupation Data | roles: code `ONET_SOC`, and `SOC_2018`, which several may share |
//! | Alternate Titles, Sample of Reported Titles | alternative names; reported ones repeat alternate ones |
//! | Alternate Titles, column Short Title | hidden names: `CEO` finds its role, but is no title that O*NET lists on its own |
//! | Job Zone Reference, Job Zones | job zones, and the zone of a role |
//! | Interests, scale OI | the six interests of a role |
//! | Education, Training, and Experience, scale RL, and its Categories | education shares; all categories of a role, also those with a large error, because only together they are 100% |
//! | Content Model Reference | names and descriptions of the skills that are rated, and the groups above them, up to the second level (`2.A`) |
//! | Skills, Knowledge, Work Styles, scales IM and LV | skills (`COMPETENCE`, `KNOWLEDGE`, `WORK_STYLE`), importance and level of their links, ratings |
//! | Task Statements | tasks: `n/a` as Task Type is neither core nor supplemental |
//! | Technology Skills | tools, one an Example, however many commodities it stands under |
//! | Tools Used | tools of the category `EQUIPMENT` |
//! | Related Occupations (from 26.3) | directed relations with tier and rank |
//!
//! Missing (`n/a`) is null, never 0: an occupation without ratings has no links to skills at all. A level that those
//! asked found not relevant stays in the rating, with its flag, but the link has no level: the skill is not asked for
//! at any level. A value whose suppression is recommended stays, with its flag.
//!
//! # What is not taken
//!
//! | file or column | why |
//! | --- | --- |
//! | Abilities, Work Activities, Work Context, Work Values, and what links or anchors them (Abilities to …, Skills to …, Work Context Categories, Level Scale Anchors) | the graph has no such concepts |
//! | DWA Reference, IWA Reference, Tasks to DWAs | the graph has no groups of tasks |
//! | Task Ratings, Task Categories | a link of a role and a task carries no rating |
//! | Emerging Tasks | drafts without an id of their own: their identity would change with their wording |
//! | UNSPSC Reference | the commodities that tools have come with them; the tree above them groups goods, not tools of a trade |
//! | Basic Interests to RIASEC, RIASEC Keywords, Interests Illustrative Activities and Occupations; scale IH of Interests | they explain the six interests; high-points follow from their values |
//! | scales RW, PT, OJ and IM of Education, Training, and Experience; sample size, errors and suppression of its scale RL | the graph has education only, and of that the share |
//! | scales other than IM and LV of Skills, Knowledge, Work Styles (work styles by impact, WI, and rank, DR, in releases that have them) | the graph has importance and level |
//! | Occupation Level Metadata, Survey Booklet Locations, Scales Reference, Read Me | how O*NET asked, not what was answered |
//! | columns Source(s), Shown in My Next Move, Incumbents Responding, Domain Source, Examples of Job Zone Reference | no place; the ratings carry sample size and date |

mod cell;
mod files;
mod profile;
mod records;
mod release;
mod roles;
mod skills;
mod tasks;
mod tools;

use super::{Archive, ImportError, Imported};
use files::Files;
use records::Records;

/// Slug of the dataset, its taxonomy and its source.
pub const DATASET: &str = "onet";
const ONET: &str = DATASET;

/// Reads a release of O*NET.
///
/// `release` is its number, such as `29.0`; without it, what its Read Me says, or else its file or folder name; it is
/// unknown if none does. Rows that say nothing useful are skipped and reported; a file that is missing, lacks
/// columns, has a row of too few or too many cells or is no UTF-8 is an error. The same release gives the same
/// records in the same order. One pass over each file; only the records are held.
pub fn read(archive: &mut Archive, release: Option<&str>) -> Result<Imported, ImportError> {
    let release = match release {
        Some(release) => Some(release.to_owned()),
        None => release::find(archive)?,
    };
    let mut records = Records::new(release);
    let mut files = Files::new(archive);
    roles::read(&mut files, &mut records)?;
    profile::read(&mut files, &mut records)?;
    skills::read(&mut files, &mut records)?;
    tasks::read(&mut files, &mut records)?;
    tools::read(&mut files, &mut records)?;
    Ok(Imported { dataset: records.dataset, report: files.finish() })
}

/// Whether a text is a code of O*NET-SOC, such as `15-1254.00`.
pub(super) fn is_soc(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            2 => byte == b'-',
            7 => byte == b'.',
            _ => byte.is_ascii_digit(),
        })
}
