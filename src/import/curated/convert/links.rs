//! The links between concepts, and what hangs on a concept: notes, salaries, questions.

use std::collections::HashSet;

use ::entity::{self as e, AmountPurpose, Attendance, ConceptKind, StatementKind};

use super::super::records::{At, Records};
use super::{Converter, LANGUAGE};
use crate::dataset::id;

impl Converter<'_> {
    pub(super) fn links(&mut self, records: &Records) {
        use ConceptKind::{Pathway, Provider, Role, Skill, Task, Tool};
        // One record list into one link list: the kinds of its ends, and what the link carries.
        macro_rules! links {
            ($field:ident, $kind:ident, ($from:ident: $from_kind:ident, $to:ident: $to_kind:ident),
             |$place:ident, $id:ident, $start:ident, $end:ident, $r:ident| ($discriminator:expr) $model:expr) => {
                for At { place: $place, record: $r } in &records.$field {
                    let ends =
                        (self.key(*$place, $from_kind, &$r.$from), self.key(*$place, $to_kind, &$r.$to));
                    let (Some($start), Some($end)) = ends else { continue };
                    let $id = id::link(StatementKind::$kind, $start, $end, $discriminator);
                    if self.state($id, StatementKind::$kind, *$place, &$r.evidence) {
                        let model = $model;
                        self.dataset.$field.push(model);
                    }
                }
            };
        }
        links!(role_skills, RoleSkill, (role: Role, skill: Skill), |place, id, role_id, skill_id, r| ("")
            e::role_skill::Model { id, role_id, skill_id, requirement: r.requirement, importance: None, level: None });
        links!(role_tools, RoleTool, (role: Role, tool: Tool), |place, id, role_id, tool_id, r| ("")
            e::role_tool::Model { id, role_id, tool_id, requirement: r.requirement, in_demand: r.in_demand == Some(true) });
        links!(role_tasks, RoleTask, (role: Role, task: Task), |place, id, role_id, task_id, r| ("") {
            let position = 1 + self.next(StatementKind::RoleTask, role_id);
            e::role_task::Model { id, role_id, task_id, core: r.core, position }
        });
        links!(role_pathways, RolePathway, (role: Role, pathway: Pathway), |place, id, role_id, pathway_id, r| ("")
            e::role_pathway::Model { id, role_id, pathway_id, coverage: r.coverage });
        links!(role_relations, RoleRelation, (from: Role, to: Role), |place, id, from_id, to_id, r| (r.kind.text())
            e::role_relation::Model { id, from_id, to_id, kind: r.kind, tier: None, rank: None, note: r.note.clone() });
        links!(skill_relations, SkillRelation, (from: Skill, to: Skill), |place, id, from_id, to_id, r| (r.kind.text())
            e::skill_relation::Model { id, from_id, to_id, kind: r.kind, requirement: r.requirement });
        links!(tool_relations, ToolRelation, (from: Tool, to: Tool), |place, id, from_id, to_id, r| (r.kind.text())
            e::tool_relation::Model { id, from_id, to_id, kind: r.kind, note: r.note.clone() });
        links!(skill_tools, SkillTool, (skill: Skill, tool: Tool), |place, id, skill_id, tool_id, r| ("")
            e::skill_tool::Model { id, skill_id, tool_id });
        links!(pathway_skills, PathwaySkill, (pathway: Pathway, skill: Skill), |place, id, pathway_id, skill_id, r| ("")
            e::pathway_skill::Model { id, pathway_id, skill_id });
        links!(pathway_providers, PathwayProvider, (pathway: Pathway, provider: Provider), |place, id, pathway_id, provider_id, r| ("") {
            self.amount(*place, id, AmountPurpose::Cost, r.cost.as_ref());
            self.duration(id, Attendance::FullTime, r.weeks_full_time.as_ref());
            self.duration(id, Attendance::PartTime, r.weeks_part_time.as_ref());
            e::pathway_provider::Model { id, pathway_id, provider_id, note: r.note.clone() }
        });
    }

    pub(super) fn details(&mut self, records: Records) {
        for At { place, record: n } in records.notes {
            let Some(concept_id) = self.reference(place, &n.about) else { continue };
            let id = id::note(concept_id, n.kind.text(), &n.text);
            if self.state(id, StatementKind::Note, place, &n.evidence) {
                let position = self.next(StatementKind::Note, concept_id);
                let (note_kind, language, text) = (n.kind, LANGUAGE.to_owned(), n.text);
                self.dataset.notes.push(e::note::Model {
                    id,
                    concept_id,
                    note_kind,
                    language,
                    text,
                    position,
                });
            }
        }
        for At { place, record: s } in records.salaries {
            let Some(role_id) = self.key(place, ConceptKind::Role, &s.role) else { continue };
            let bonus = s.bonus.unwrap_or(false);
            let cites = s.cites.as_deref().unwrap_or_default();
            let period = s.amount.period.text();
            let of_bonus = if bonus { "true" } else { "false" };
            let told = [&s.region, s.level.text(), s.statistic.text(), period, cites, of_bonus];
            let id = id::salary(role_id, told);
            if self.state(id, StatementKind::Salary, place, &s.evidence) {
                self.amount(place, id, AmountPurpose::Salary, Some(&s.amount));
                let (region, level, statistic, cites) = (s.region, s.level, s.statistic, s.cites);
                let salary = e::salary::Model { id, role_id, region, level, statistic, bonus, cites };
                self.dataset.salaries.push(salary);
            }
        }
        for At { place, record: q } in records.interview_questions {
            let Some(role_id) = self.key(place, ConceptKind::Role, &q.role) else { continue };
            let id = id::question(role_id, &q.text);
            if !self.state(id, StatementKind::InterviewQuestion, place, &q.evidence) {
                continue;
            }
            let mut concepts = HashSet::new();
            for about in q.about.iter().flatten() {
                let Some(concept_id) = self.reference(place, about) else { continue };
                if !concepts.insert(concept_id) {
                    self.twice(place, &about.key);
                } else {
                    let about = e::interview_question_about::Model { question_id: id, concept_id };
                    self.dataset.interview_questions_about.push(about);
                }
            }
            let position = self.next(StatementKind::InterviewQuestion, role_id);
            let question = e::interview_question::Model { id, role_id, text: q.text, position };
            self.dataset.interview_questions.push(question);
        }
    }
}
