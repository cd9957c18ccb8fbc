//! Skills, knowledge and work styles, their groups and ratings.

use std::collections::{BTreeMap, HashMap};

use ::entity::{
    CodeScheme, ConceptKind, SkillKind, SkillLinkKind, StatementKind, rating, role_skill, skill,
    skill_relation,
};
use uuid::Uuid;

use super::cell;
use super::files::Files;
use super::records::{Records, twice};
use crate::dataset::id;
use crate::import::{ImportError, Row, Skip};

const SOC: &str = "O*NET-SOC Code";
const ELEMENT: &str = "Element ID";
const VALUE: &str = "Data Value";
const LOWER: &str = "Lower CI Bound";
const UPPER: &str = "Upper CI Bound";

const MODEL: &str = "Content Model Reference.txt";
const FILES: [(&str, SkillKind); 3] = [
    ("Skills.txt", SkillKind::Competence),
    ("Knowledge.txt", SkillKind::Knowledge),
    ("Work Styles.txt", SkillKind::WorkStyle),
];

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let mut elements: BTreeMap<String, Element> = BTreeMap::new();
    files.each(MODEL, &[ELEMENT, "Element Name", "Description"], |row| {
        let id = cell::needed(row, ELEMENT)?;
        let name = cell::needed(row, "Element Name")?.to_owned();
        let description = cell::text(row, "Description").map(str::to_owned);
        if elements.contains_key(id) {
            return Err(twice(&format!("element {id}")));
        }
        elements.insert(id.to_owned(), Element { line: row.line, name, description, skill: None });
        Ok(())
    })?;
    let mut skills = Skills { records, elements, links: HashMap::new() };
    for (file, kind) in FILES {
        files.each(file, &[SOC, ELEMENT, "Scale ID", VALUE], |row| skills.rate(row, kind))?;
    }
    let unused = skills.elements.values().filter(|element| element.skill.is_none());
    let mut lines: Vec<u64> = unused.map(|element| element.line).collect();
    lines.sort_unstable();
    files.skip(MODEL, lines, "no skill, knowledge or work style that is rated, nor a group of them");
    Ok(())
}

/// An element of the content model.
struct Element {
    line: u64,
    name: String,
    description: Option<String>,
    /// Its concept, once a row rates it or one below it.
    skill: Option<Uuid>,
}

struct Skills<'a> {
    records: &'a mut Records,
    elements: BTreeMap<String, Element>,
    /// The links by role and skill.
    links: HashMap<(Uuid, Uuid), Link>,
}

/// A link: where it stands in the dataset, and which of its ratings are there.
#[derive(Clone, Copy)]
struct Link {
    at: usize,
    importance: bool,
    level: bool,
}

impl Skills<'_> {
    fn rate(&mut self, row: &Row<'_>, kind: SkillKind) -> Result<(), Skip> {
        let role_id = self.records.role(row, SOC)?;
        let scale = cell::needed(row, "Scale ID")?;
        let value = match scale {
            "IM" => cell::value(row, VALUE, 1.0, 5.0)?,
            "LV" => cell::value(row, VALUE, 0.0, 7.0)?,
            other => {
                let reason = format!("scale {other}: only IM, importance, and LV, level, have a place");
                return Err(Skip::Alike(reason));
            }
        };
        let rating = rating(row, scale, value)?;
        let element = cell::needed(row, ELEMENT)?;
        if !self.elements.contains_key(element) {
            return Err(Skip::Row(format!("{ELEMENT} `{element}` is not in Content Model Reference")));
        }
        let skill_id = self.skill(element, kind);
        let link = self.link(role_id, skill_id);
        let there = if scale == "IM" { &mut link.importance } else { &mut link.level };
        if std::mem::replace(there, true) {
            return Err(twice(&format!("the {scale} of {element}")));
        }
        let at = link.at;
        let link = &mut self.records.dataset.role_skills[at];
        if scale == "IM" {
            link.importance = Some(value);
        } else if !rating.not_relevant {
            link.level = Some(value);
        }
        let rating = rating::Model { link_id: link.id, ..rating };
        self.records.dataset.ratings.push(rating);
        Ok(())
    }

    fn link(&mut self, role_id: Uuid, skill_id: Uuid) -> &mut Link {
        let dataset = &mut self.records.dataset;
        self.links.entry((role_id, skill_id)).or_insert_with(|| {
            let id = id::link(StatementKind::RoleSkill, role_id, skill_id, "");
            dataset.state(id, StatementKind::RoleSkill);
            let (requirement, importance, level) = (None, None, None);
            let link = role_skill::Model { id, role_id, skill_id, requirement, importance, level };
            dataset.role_skills.push(link);
            Link { at: dataset.role_skills.len() - 1, importance: false, level: false }
        })
    }

    /// The concept of an element, added with the groups above it when it is first asked for.
    fn skill(&mut self, element: &str, kind: SkillKind) -> Uuid {
        if let Some(id) = self.elements[element].skill {
            return id;
        }
        let Element { name, description, .. } = &self.elements[element];
        let id = self.records.concept(ConceptKind::Skill, element, name, description.as_deref());
        self.records.code((id, ConceptKind::Skill), CodeScheme::OnetElement, element, true);
        self.records.dataset.skills.push(skill::Model { id, skill_kind: kind, reuse: None });
        self.elements.get_mut(element).expect("it was looked up").skill = Some(id);
        if let Some(group) = self.group_above(element) {
            let to_id = self.skill(&group, SkillKind::Group);
            let kind = SkillLinkKind::Broader;
            let link = id::link(StatementKind::SkillRelation, id, to_id, kind.text());
            self.records.dataset.state(link, StatementKind::SkillRelation);
            let relation = skill_relation::Model { id: link, from_id: id, to_id, kind, requirement: None };
            self.records.dataset.skill_relations.push(relation);
        }
        id
    }

    /// The nearest element above one, `2.A.1` above `2.A.1.a`; none above `2.A`, because `2` is a domain of the whole
    /// content model.
    fn group_above(&self, element: &str) -> Option<String> {
        let mut above = element;
        loop {
            (above, _) = above.rsplit_once('.')?;
            if !above.contains('.') {
                return None;
            }
            if self.elements.contains_key(above) {
                return Some(above.to_owned());
            }
        }
    }
}

/// What a row gives beside its value; the link is set when it is known.
fn rating(row: &Row<'_>, scale: &str, value: f64) -> Result<rating::Model, Skip> {
    let (lower, upper) = (cell::number(row, LOWER)?, cell::number(row, UPPER)?);
    if let (Some(lower), Some(upper)) = (lower, upper)
        && lower > upper
    {
        return Err(Skip::Row(format!("{LOWER} {lower} is above {UPPER} {upper}")));
    }
    Ok(rating::Model {
        link_id: Uuid::nil(),
        scale: scale.to_owned(),
        value,
        sample_size: cell::integer(row, "N")?,
        standard_error: cell::number(row, "Standard Error")?,
        lower,
        upper,
        suppressed: cell::flag(row, "Recommend Suppress")?,
        not_relevant: cell::flag(row, "Not Relevant")?,
        date: cell::date(row, "Date")?,
    })
}
