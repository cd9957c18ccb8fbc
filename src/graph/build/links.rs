//! The links of each kind.

use ::entity::{AmountPurpose, Attendance};
use uuid::Uuid;

use super::super::link::{
    Known, Link, Links, Mapping, Member, PathwayProvider, PathwaySkill, Rating, RolePathway, RoleRelation,
    RoleSkill, RoleTask, RoleTool, SkillRelation, SkillTool, ToolRelation,
};
use super::super::value::Pending;
use super::parts::{Ends, Parts, Texts, grouped};
use crate::dataset::Reference;

/// One link list from one record list: which fields are the ends, and what the link carries.
macro_rules! links {
    ($parts:ident.$field:ident, $from:ident, $to:ident, |$record:ident| $facts:expr) => {{
        let mut links = Vec::with_capacity($parts.data.$field.len());
        for $record in std::mem::take(&mut $parts.data.$field) {
            let (from, to) = ($parts.ends.get($record.$from), $parts.ends.get($record.$to));
            if let (Some(from), Some(to), Some(stated)) = (from, to, $parts.statements.live($record.id)) {
                links.push(Link { from, to, stated, facts: $facts });
            }
        }
        Links::new(links, $parts.ends.0.len())
    }};
}

impl Parts {
    pub(super) fn role_skills(&mut self) -> Links<RoleSkill> {
        let mut ratings = grouped(std::mem::take(&mut self.data.ratings), |r| r.link_id);
        let mut of_link = |id: Uuid, texts: &mut Texts| {
            let mut ratings = ratings.remove(&id)?;
            ratings.sort_unstable_by(|a, b| a.scale.cmp(&b.scale));
            let rating = |r: ::entity::rating::Model| Rating {
                scale: texts.shared(&r.scale),
                value: r.value,
                sample_size: r.sample_size,
                standard_error: r.standard_error,
                suppressed: r.suppressed,
                not_relevant: r.not_relevant,
                date: r.date.map(|date| texts.shared(&date)),
            };
            Some(Box::new(ratings.into_iter().map(rating).collect()))
        };
        links!(self.role_skills, role_id, skill_id, |r| RoleSkill {
            requirement: r.requirement,
            importance: Known::new(r.importance),
            level: Known::new(r.level),
            ratings: of_link(r.id, &mut self.texts),
        })
    }

    pub(super) fn role_tools(&mut self) -> Links<RoleTool> {
        links!(self.role_tools, role_id, tool_id, |r| RoleTool {
            requirement: r.requirement,
            in_demand: r.in_demand,
        })
    }

    pub(super) fn role_tasks(&mut self) -> Links<RoleTask> {
        links!(self.role_tasks, role_id, task_id, |r| RoleTask { core: r.core, position: r.position })
    }

    pub(super) fn role_pathways(&mut self) -> Links<RolePathway> {
        links!(self.role_pathways, role_id, pathway_id, |r| RolePathway { coverage: r.coverage })
    }

    pub(super) fn role_relations(&mut self) -> Links<RoleRelation> {
        links!(self.role_relations, from_id, to_id, |r| RoleRelation {
            kind: r.kind,
            tier: r.tier,
            rank: r.rank,
            note: r.note.map(Into::into),
        })
    }

    pub(super) fn skill_relations(&mut self) -> Links<SkillRelation> {
        links!(self.skill_relations, from_id, to_id, |r| SkillRelation {
            kind: r.kind,
            requirement: r.requirement,
        })
    }

    pub(super) fn tool_relations(&mut self) -> Links<ToolRelation> {
        links!(self.tool_relations, from_id, to_id, |r| ToolRelation {
            kind: r.kind,
            note: r.note.map(Into::into),
        })
    }

    pub(super) fn skill_tools(&mut self) -> Links<SkillTool> {
        links!(self.skill_tools, skill_id, tool_id, |_r| SkillTool {})
    }

    pub(super) fn pathway_skills(&mut self) -> Links<PathwaySkill> {
        links!(self.pathway_skills, pathway_id, skill_id, |_r| PathwaySkill {})
    }

    pub(super) fn pathway_providers(&mut self) -> Links<PathwayProvider> {
        links!(self.pathway_providers, pathway_id, provider_id, |r| PathwayProvider {
            weeks_full_time: self.values.weeks(r.id, Attendance::FullTime),
            weeks_part_time: self.values.weeks(r.id, Attendance::PartTime),
            cost: self.values.money(r.id, AmountPurpose::Cost),
            note: r.note.map(Into::into),
        })
    }

    pub(super) fn collection_members(&mut self) -> Links<Member> {
        links!(self.collection_members, collection_id, concept_id, |_r| Member {})
    }

    /// Mappings between concepts that are here; those that are not are noted as pending.
    pub(super) fn mappings(&mut self) -> Links<Mapping> {
        let end = |ends: &Ends, text: &str| ends.get(text.parse::<Reference>().ok()?.id());
        let mut links = Vec::with_capacity(self.data.mappings.len());
        for r in std::mem::take(&mut self.data.mappings) {
            let Some(stated) = self.statements.live(r.id) else { continue };
            let (kind, confidence) = (r.kind, r.confidence);
            match (end(&self.ends, &r.from_ref), end(&self.ends, &r.to_ref)) {
                (Some(from), Some(to)) => {
                    links.push(Link { from, to, stated, facts: Mapping { kind, confidence } });
                }
                _ => {
                    self.pending.push(Pending { from: r.from_ref.into(), to: r.to_ref.into(), kind, stated })
                }
            }
        }
        self.pending.sort_unstable_by(|a, b| (&a.from, &a.to, a.kind).cmp(&(&b.from, &b.to, b.kind)));
        Links::new(links, self.ends.0.len())
    }
}
