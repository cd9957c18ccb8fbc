//! Occupations, ISCO groups, skills, skill groups.

use ::entity::{CodeScheme, ConceptKind, RoleKind, SkillKind, SkillReuse, role, skill};
use uuid::Uuid;

use super::files::Files;
use super::records::Records;
use super::text;
use crate::import::{ImportError, Row};

/// Part of the URI of a field of education; its number follows.
const FIELD_OF_EDUCATION: &str = "/isced-f/";

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let with = |more: &[&'static str]| [&text::COLUMNS, more].concat();
    files.each("ISCOGroups", &with(&["code"]), |row| {
        let id = role(records, row, RoleKind::Group)?;
        records.code(id, ConceptKind::Role, CodeScheme::Isco08, row.get("code"), true);
        Ok(())
    })?;
    files.each("occupations", &with(&["iscoGroup"]), |row| {
        let id = role(records, row, RoleKind::Occupation)?;
        records.code(id, ConceptKind::Role, CodeScheme::EscoCode, row.get("code"), true);
        records.code(id, ConceptKind::Role, CodeScheme::Isco08, row.get("iscoGroup"), false);
        Ok(())
    })?;
    files.each("skillGroups", &text::COLUMNS, |row| {
        let id = skill(records, row, SkillKind::Group, None)?;
        let (scheme, code) = group_code(row.get("conceptUri"), row.get("code"));
        records.code(id, ConceptKind::Skill, scheme, code, true);
        Ok(())
    })?;
    files.each("skills", &with(&["skillType", "reuseLevel"]), |row| {
        skill(records, row, skill_kind(row.get("skillType")), reuse(row.get("reuseLevel"))).map(|_| ())
    })
}

fn role(records: &mut Records, row: &Row<'_>, role_kind: RoleKind) -> Result<Uuid, String> {
    let id = records.concept(ConceptKind::Role, row)?;
    records.places.insert(id, records.dataset.roles.len());
    records.dataset.roles.push(role::Model { id, role_kind, job_zone: None });
    Ok(id)
}

fn skill(
    records: &mut Records,
    row: &Row<'_>,
    skill_kind: SkillKind,
    reuse: Option<SkillReuse>,
) -> Result<Uuid, String> {
    let id = records.concept(ConceptKind::Skill, row)?;
    records.places.insert(id, records.dataset.skills.len());
    records.dataset.skills.push(skill::Model { id, skill_kind, reuse });
    Ok(id)
}

fn skill_kind(cell: &str) -> SkillKind {
    match cell {
        "skill/competence" => SkillKind::Competence,
        "knowledge" => SkillKind::Knowledge,
        _ => SkillKind::Unspecified,
    }
}

fn reuse(cell: &str) -> Option<SkillReuse> {
    match cell {
        "transversal" => Some(SkillReuse::Transversal),
        "cross-sector" => Some(SkillReuse::CrossSector),
        "sector-specific" => Some(SkillReuse::SectorSpecific),
        "occupation-specific" => Some(SkillReuse::OccupationSpecific),
        _ => None,
    }
}

/// The code of a skill group: a field of education leaves the column empty, its number is in its URI.
fn group_code<'a>(uri: &'a str, code: &'a str) -> (CodeScheme, &'a str) {
    let number = uri.split_once(FIELD_OF_EDUCATION).map(|(_, number)| number);
    match number.filter(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())) {
        Some(number) => (CodeScheme::IscedF, number),
        None => (CodeScheme::EscoCode, code),
    }
}
