//! Occupations, their titles, related occupations.

use std::collections::{HashMap, HashSet};

use ::entity::{
    CodeScheme, ConceptKind, LabelRole, RelatedTier, RoleKind, RoleLinkKind, StatementKind, role,
    role_relation,
};
use uuid::Uuid;

use super::cell;
use super::files::Files;
use super::records::{Records, twice};
use crate::dataset::id;
use crate::import::{ImportError, Row, Skip};

const SOC: &str = "O*NET-SOC Code";
const RELATED_SOC: &str = "Related O*NET-SOC Code";

/// The last release whose codes are those of O*NET-SOC 2010; later ones have those of 2019, built on SOC 2018.
const LAST_OF_2010: &str = "25.0";

/// Related occupations came with release 26.3.
const RELATED: &str = "Related Occupations.txt";

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let of_2010 = records.dataset.datasets[0].release.as_deref() == Some(LAST_OF_2010);
    files.each("Occupation Data.txt", &[SOC, "Title", "Description"], |row| {
        occupation(records, row, of_2010)
    })?;
    titles(files, records)?;
    if files.has(RELATED) {
        let columns = [SOC, RELATED_SOC, "Relatedness Tier", "Index"];
        let mut seen = HashSet::new();
        files.each(RELATED, &columns, |row| related(records, &mut seen, row))?;
    }
    Ok(())
}

fn occupation(records: &mut Records, row: &Row<'_>, of_2010: bool) -> Result<(), Skip> {
    let (soc, title) = (cell::needed(row, SOC)?, cell::needed(row, "Title")?);
    if records.roles.contains_key(soc) {
        return Err(twice(&format!("occupation `{soc}`")));
    }
    let id = records.concept(ConceptKind::Role, soc, title, cell::text(row, "Description"));
    let concept = (id, ConceptKind::Role);
    if of_2010 {
        records.code(concept, CodeScheme::OnetSoc2010, soc, true);
    } else {
        records.code(concept, CodeScheme::OnetSoc, soc, true);
        // 15-1299.08 is a part of SOC 15-1299, as others are.
        if let Some(soc) = soc.get(..7) {
            records.code(concept, CodeScheme::Soc2018, soc, false);
        }
    }
    records.roles.insert(soc.to_owned(), records.dataset.roles.len());
    records.dataset.roles.push(role::Model { id, role_kind: RoleKind::Occupation, job_zone: None });
    Ok(())
}

/// Names that roles have so far, and how many.
#[derive(Default)]
struct Names {
    seen: HashSet<(Uuid, String)>,
    count: HashMap<(Uuid, LabelRole), i32>,
}

impl Names {
    /// Adds a name unless the role has it already.
    fn add(&mut self, records: &mut Records, id: Uuid, role: LabelRole, name: &str) {
        if self.seen.insert((id, name.to_owned())) {
            let count = self.count.entry((id, role)).or_default();
            records.label(id, role, name, *count);
            *count += 1;
        }
    }
}

fn titles(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let mut names = Names::default();
    let preferred = records.dataset.labels.iter().map(|label| (label.concept_id, label.text.clone()));
    names.seen.extend(preferred);
    let mut short = Vec::new();
    files.each("Alternate Titles.txt", &[SOC, "Alternate Title", "Short Title"], |row| {
        let id = records.role(row, SOC)?;
        let title = cell::needed(row, "Alternate Title")?;
        names.add(records, id, LabelRole::Alternative, title);
        short.extend(cell::text(row, "Short Title").map(|title| (id, title.to_owned())));
        Ok(())
    })?;
    files.each("Sample of Reported Titles.txt", &[SOC, "Reported Job Title"], |row| {
        let id = records.role(row, SOC)?;
        names.add(records, id, LabelRole::Alternative, cell::needed(row, "Reported Job Title")?);
        Ok(())
    })?;
    // Last, so that a short form that is also a title in full is not hidden.
    for (id, title) in short {
        names.add(records, id, LabelRole::Hidden, &title);
    }
    Ok(())
}

fn related(records: &mut Records, seen: &mut HashSet<Uuid>, row: &Row<'_>) -> Result<(), Skip> {
    let (from_id, to_id) = (records.role(row, SOC)?, records.role(row, RELATED_SOC)?);
    if from_id == to_id {
        records.itself(from_id, RoleLinkKind::Related, "is related to itself");
        return Err(Skip::Row("an occupation related to itself".to_owned()));
    }
    let tier = match cell::needed(row, "Relatedness Tier")? {
        "Primary-Short" => RelatedTier::PrimaryShort,
        "Primary-Long" => RelatedTier::PrimaryLong,
        "Supplemental" => RelatedTier::Supplemental,
        other => return Err(Skip::Row(format!("Relatedness Tier `{other}` is unknown"))),
    };
    let (kind, rank) = (RoleLinkKind::Related, cell::needed_integer(row, "Index")?);
    let id = id::link(StatementKind::RoleRelation, from_id, to_id, kind.text());
    if !seen.insert(id) {
        return Err(twice("the relation"));
    }
    records.dataset.state(id, StatementKind::RoleRelation);
    let (tier, rank) = (Some(tier), Some(rank));
    records.dataset.role_relations.push(role_relation::Model {
        id,
        from_id,
        to_id,
        kind,
        tier,
        rank,
        note: None,
    });
    Ok(())
}
