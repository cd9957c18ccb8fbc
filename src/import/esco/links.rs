//! Hierarchies, what occupations require, what skills require.

use std::collections::HashMap;

use ::entity::{
    ConceptKind, Requirement, RoleLinkKind, SkillLinkKind, StatementKind, role_relation, role_skill,
    skill_relation,
};
use uuid::Uuid;

use super::files::Files;
use super::records::Records;
use super::text;
use crate::dataset::id;
use crate::import::{ImportError, Row};

/// What a row says that relates a concept with itself in a hierarchy.
const BROADER: &str = "is broader than itself";

/// Why a row that says less than another is not taken.
const CONTRADICTED: &str = "optional, where another row says that it is essential";

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    role_hierarchy(files, records)?;
    skill_hierarchy(files, records)?;
    role_skills(files, records)?;
    skill_requirements(files, records)
}

fn role_hierarchy(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let mut pairs = Pairs::default();
    files.each("broaderRelationsOccPillar", &["conceptUri", "broaderUri"], |row| {
        let role = (ConceptKind::Role, "broaderUri");
        let (from_id, to_id) = ends(records, row, (ConceptKind::Role, "conceptUri"), role)?;
        let kind = RoleLinkKind::Broader;
        different(records, row, ("conceptUri", from_id), ("broaderUri", to_id), (kind.text(), BROADER))?;
        let id = id::link(StatementKind::RoleRelation, from_id, to_id, kind.text());
        if pairs.state(id, records.dataset.role_relations.len(), None, row.line)?.is_new() {
            records.dataset.state(id, StatementKind::RoleRelation);
            let (tier, rank, note) = (None, None, None);
            let relation = role_relation::Model { id, from_id, to_id, kind, tier, rank, note };
            records.dataset.role_relations.push(relation);
        }
        Ok(())
    })
}

fn skill_hierarchy(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let mut pairs = Pairs::default();
    files.each("broaderRelationsSkillPillar", &["conceptUri", "broaderUri"], |row| {
        let skill = (ConceptKind::Skill, "broaderUri");
        let ends = ends(records, row, (ConceptKind::Skill, "conceptUri"), skill)?;
        let kind = SkillLinkKind::Broader;
        different(records, row, ("conceptUri", ends.0), ("broaderUri", ends.1), (kind.text(), BROADER))?;
        skill_relation(records, &mut pairs, row, kind, ends, None)
    })
}

fn role_skills(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let table = "occupationSkillRelations";
    let mut pairs = Pairs::default();
    files.each(table, &["occupationUri", "relationType", "skillUri"], |row| {
        let skill = (ConceptKind::Skill, "skillUri");
        let (role_id, skill_id) = ends(records, row, (ConceptKind::Role, "occupationUri"), skill)?;
        let requirement = Some(text::requirement(row)?);
        let id = id::link(StatementKind::RoleSkill, role_id, skill_id, "");
        match pairs.state(id, records.dataset.role_skills.len(), requirement, row.line)? {
            Stated::New => {
                records.dataset.state(id, StatementKind::RoleSkill);
                let (importance, level) = (None, None);
                let link = role_skill::Model { id, role_id, skill_id, requirement, importance, level };
                records.dataset.role_skills.push(link);
            }
            Stated::Same => {}
            Stated::Stronger(at) => records.dataset.role_skills[at].requirement = requirement,
        }
        Ok(())
    })?;
    files.skip(table, pairs.contradicted, CONTRADICTED);
    Ok(())
}

/// `originalSkillUri` requires `relatedSkillUri`.
///
/// ESCO does not say which end requires which; its rows do. In 1.1.1 the related end is knowledge in 5,704 of 5,899
/// rows and the original end a skill or competence in 5,850, and the pairs read so: "create animated narratives" needs
/// "principles of animation", "analyse score" needs "read musical score", and not the other way round. (The column
/// originalSkillType does not say: it gives the type of the related skill in every row.)
fn skill_requirements(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let table = "skillSkillRelations";
    let mut pairs = Pairs::default();
    files.each(table, &["originalSkillUri", "relationType", "relatedSkillUri"], |row| {
        let required = (ConceptKind::Skill, "relatedSkillUri");
        let ends = ends(records, row, (ConceptKind::Skill, "originalSkillUri"), required)?;
        let requirement = Some(text::requirement(row)?);
        let kind = SkillLinkKind::Requires;
        let columns = (("originalSkillUri", ends.0), ("relatedSkillUri", ends.1));
        different(records, row, columns.0, columns.1, (kind.text(), "requires itself"))?;
        skill_relation(records, &mut pairs, row, kind, ends, requirement)
    })?;
    files.skip(table, pairs.contradicted, CONTRADICTED);
    Ok(())
}

fn skill_relation(
    records: &mut Records,
    pairs: &mut Pairs,
    row: &Row<'_>,
    kind: SkillLinkKind,
    (from_id, to_id): (Uuid, Uuid),
    requirement: Option<Requirement>,
) -> Result<(), String> {
    let id = id::link(StatementKind::SkillRelation, from_id, to_id, kind.text());
    match pairs.state(id, records.dataset.skill_relations.len(), requirement, row.line)? {
        Stated::New => {
            records.dataset.state(id, StatementKind::SkillRelation);
            let relation = skill_relation::Model { id, from_id, to_id, kind, requirement };
            records.dataset.skill_relations.push(relation);
        }
        Stated::Same => {}
        Stated::Stronger(at) => records.dataset.skill_relations[at].requirement = requirement,
    }
    Ok(())
}

/// Both ends of a row's link, which are defined.
fn ends(
    records: &Records,
    row: &Row<'_>,
    from: (ConceptKind, &str),
    to: (ConceptKind, &str),
) -> Result<(Uuid, Uuid), String> {
    Ok((records.named(from.0, row, from.1)?, records.named(to.0, row, to.1)?))
}

/// Fails where a concept is related with itself, by column and id; what the row says is kept as a note.
fn different(
    records: &mut Records,
    row: &Row<'_>,
    from: (&str, Uuid),
    to: (&str, Uuid),
    (relation, says): (&str, &str),
) -> Result<(), String> {
    if from.1 == to.1 {
        records.itself(to.1, relation, says);
        return Err(format!("{} and {} are the same, `{}`", from.0, to.0, row.get(to.0)));
    }
    Ok(())
}

/// The links that the rows of one table have stated.
#[derive(Default)]
struct Pairs {
    first: HashMap<Uuid, First>,
    /// Lines of the rows beyond the first that say the same.
    repeated: HashMap<Uuid, Vec<u64>>,
    /// Lines that were taken before a row said that the link is essential.
    contradicted: Vec<u64>,
}

struct First {
    /// Where the link stands among its kind.
    at: usize,
    requirement: Option<Requirement>,
    line: u64,
}

/// What a row adds to those before it.
enum Stated {
    New,
    Same,
    /// The link at this place, so far optional, is essential.
    Stronger(usize),
}

impl Stated {
    fn is_new(&self) -> bool {
        matches!(self, Self::New)
    }
}

impl Pairs {
    fn state(
        &mut self,
        id: Uuid,
        at: usize,
        requirement: Option<Requirement>,
        line: u64,
    ) -> Result<Stated, String> {
        let Some(first) = self.first.get_mut(&id) else {
            self.first.insert(id, First { at, requirement, line });
            return Ok(Stated::New);
        };
        if first.requirement == requirement {
            self.repeated.entry(id).or_default().push(line);
            return Ok(Stated::Same);
        }
        if first.requirement == Some(Requirement::Essential) {
            return Err(CONTRADICTED.to_owned());
        }
        self.contradicted.push(first.line);
        self.contradicted.extend(self.repeated.remove(&id).unwrap_or_default());
        (first.requirement, first.line) = (requirement, line);
        Ok(Stated::Stronger(first.at))
    }
}
