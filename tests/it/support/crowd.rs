//! A graph with many of everything around one hub of each kind.

use career_graph::dataset::{Dataset, id};
use entity::{
    AmountPurpose, Attendance, ConceptKind, ExperienceLevel, MappingKind, NoteKind, PathwayKind, Requirement,
    RoleLinkKind, SkillLinkKind, ToolCategory, ToolLinkKind, rating,
};
use uuid::Uuid;

use super::Records;

/// The id of the hub of a type of the schema.
pub(crate) fn hub(type_name: &str) -> Uuid {
    member(type_name, "hub")
}

/// The id of a member of the crowd by its key.
pub(crate) fn member(type_name: &str, key: &str) -> Uuid {
    let kind = ConceptKind::ALL.iter().find(|kind| kind.text().eq_ignore_ascii_case(type_name));
    id::concept("crowd", *kind.expect("a type of concepts"), key)
}

/// A crowd whose members with these numbers are always the same.
///
/// Names and all values that lists are ordered by are often shared and often missing. With `stir` above 0 some more
/// come, other ones for each `stir`, and some stay whose values differ.
pub(crate) fn crowd(members: usize, stir: usize) -> Dataset {
    let mut crowd = Crowd::new();
    for number in 0..members {
        crowd.join(&format!("n{number:03}"), number);
    }
    if stir > 0 {
        for more in 0..4 {
            crowd.join(&format!("x{stir}-{more}"), stir * 5 + more * 11);
            crowd.join(&format!("c{more}"), stir * 13 + more * 7);
        }
    }
    crowd.records.dataset
}

struct Crowd {
    records: Records,
    role: Uuid,
    skill: Uuid,
    tool: Uuid,
    pathway: Uuid,
    task: Uuid,
    provider: Uuid,
    collection: Uuid,
}

impl Crowd {
    fn new() -> Self {
        let mut records = Records::new("crowd");
        let credential = records.credential("hub");
        let pathway = records.pathway("hub", PathwayKind::Combined);
        let skill = records.skill("hub");
        records.step(pathway, 1, Some(credential), &[skill]);
        let role = records.role("hub");
        records.note(role, NoteKind::Demand, "sought by all");
        records.question(role, "Why a hub?", &[skill]);
        records.salary(role, "DE", ExperienceLevel::Senior, 1);
        Self {
            role,
            skill,
            tool: records.tool("hub"),
            pathway,
            task: records.task("hub"),
            provider: records.provider("hub"),
            collection: records.collection("hub"),
            records,
        }
    }

    /// One of each kind, linked to every hub it can be linked to.
    fn join(&mut self, key: &str, number: usize) {
        let r = &mut self.records;
        let name = format!("Name {:02}", number * 7 % 40);
        let kinds = PathwayKind::ALL;
        let role = r.role(key);
        let skill = r.skill(key);
        let tool = r.tool(key);
        let pathway = r.pathway(key, kinds[number % kinds.len()]);
        let task = r.task(key);
        let provider = r.provider(key);
        for concept in [role, skill, tool, pathway, task, provider] {
            r.rename(concept, &name);
        }
        let categories = ToolCategory::ALL;
        r.dataset.tools.last_mut().expect("one was added").category = categories[number % categories.len()];
        self.skills(skill, role, number);
        self.tools(tool, role, number);
        self.pathways(pathway, role, number);
        self.relations(role, skill, tool, number);
        let r = &mut self.records;
        let position = i32::try_from(number % 9 + 1).expect("a digit");
        r.role_task(self.role, task, position);
        r.role_task(role, self.task, 1);
        r.pathway_provider(self.pathway, provider);
        r.pathway_provider(pathway, self.provider);
        r.member(self.collection, skill);
        r.collection(key);
        r.mapping(skill, tool, MappingKind::ALL[number % MappingKind::ALL.len()]);
        let regions = ["GB", "DE", "ZZ", "FR"];
        let level = ExperienceLevel::ALL[number % ExperienceLevel::ALL.len()];
        let amount = key.bytes().fold(2, |sum, byte| sum * 31 % 1_000_003 + i64::from(byte));
        r.salary(self.role, regions[number % regions.len()], level, amount);
    }

    fn skills(&mut self, skill: Uuid, role: Uuid, number: usize) {
        let r = &mut self.records;
        let digit = |of: usize| f64::from(u8::try_from(number % of).expect("a digit"));
        let link = r.role_skill(self.role, skill, (!number.is_multiple_of(3)).then(|| digit(4)));
        let requirements = [None, Some(Requirement::Optional), Some(Requirement::Essential)];
        let facts = r.role_skill_mut(link);
        facts.importance = (number % 4 > 1).then(|| 1.0 + digit(7) / 2.0);
        facts.requirement = requirements[number % 3];
        for place in 0..number % 4 {
            r.confirm(link, &format!("place {place}"));
        }
        r.role_skill(role, self.skill, None);
        r.pathway_skill(self.pathway, skill);
        r.skill_tool(skill, self.tool);
        r.dataset.ratings.push(rating::Model {
            link_id: link,
            scale: "IM".to_owned(),
            value: 3.0,
            sample_size: Some(8),
            standard_error: None,
            lower: None,
            upper: None,
            suppressed: false,
            not_relevant: false,
            date: None,
        });
    }

    fn tools(&mut self, tool: Uuid, role: Uuid, number: usize) {
        let r = &mut self.records;
        let link = r.role_tool(self.role, tool);
        r.dataset.role_tools.last_mut().expect("one was added").in_demand = number.is_multiple_of(2);
        for place in 0..number % 3 {
            r.confirm(link, &format!("place {place}"));
        }
        r.role_tool(role, self.tool);
        r.skill_tool(self.skill, tool);
    }

    fn pathways(&mut self, pathway: Uuid, role: Uuid, number: usize) {
        let r = &mut self.records;
        let amount = i64::try_from(number % 5).expect("a digit") * 1000;
        match number % 4 {
            0 => {}
            1 => r.amount(pathway, AmountPurpose::Cost, (Some(amount), Some(amount)), "GBP"),
            2 => r.amount(pathway, AmountPurpose::Cost, (None, Some(amount)), "GBP"),
            _ => r.amount(pathway, AmountPurpose::Cost, (Some(amount), None), "EUR"),
        }
        let weeks = f64::from(u8::try_from(number % 6).expect("a digit"));
        match number % 3 {
            0 => {}
            1 => r.weeks(pathway, Attendance::FullTime, (Some(weeks), Some(weeks + 1.0))),
            _ => r.weeks(pathway, Attendance::PartTime, (None, Some(weeks))),
        }
        for place in 0..number % 3 {
            r.confirm(pathway, &format!("place {place}"));
        }
        let link = r.role_pathway(self.role, pathway);
        for place in 0..number % 4 {
            r.confirm(link, &format!("place {place}"));
        }
        r.role_pathway(role, self.pathway);
        r.pathway_skill(pathway, self.skill);
    }

    fn relations(&mut self, role: Uuid, skill: Uuid, tool: Uuid, number: usize) {
        let r = &mut self.records;
        let turned = |hub: Uuid, other: Uuid| if number % 2 == 1 { (other, hub) } else { (hub, other) };
        let (from, to) = turned(self.role, role);
        r.role_relation(from, to, RoleLinkKind::ALL[number / 2 % RoleLinkKind::ALL.len()]);
        let (from, to) = turned(self.skill, skill);
        r.skill_relation(from, to, SkillLinkKind::ALL[number / 2 % SkillLinkKind::ALL.len()]);
        let (from, to) = turned(self.tool, tool);
        r.tool_relation(from, to, ToolLinkKind::ALL[number / 2 % ToolLinkKind::ALL.len()]);
    }
}
