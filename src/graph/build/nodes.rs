//! The nodes: concepts with what only their kind has, salaries, interview questions.

use ::entity::{AmountPurpose, Attendance};
use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::super::concept::{
    Code, Concept, Detail, Label, Note, Pathway, Provider, Question, RelativeCost, Role, Salary, Skill, Step,
    Tool,
};
use super::super::value::{Stated, TaxonomyIdx};
use super::Ordered;
use super::parts::{Parts, grouped, sorted};

impl Parts {
    pub(super) fn concepts(&mut self, order: Vec<Ordered>) -> Vec<Concept> {
        let mut details = self.details();
        let Self { data, statements, ends, texts, .. } = self;
        let taxonomies: FxHashMap<Uuid, TaxonomyIdx> =
            data.taxonomies.iter().map(|t| t.id).zip((0..).map(TaxonomyIdx)).collect();
        let mut labels = grouped(std::mem::take(&mut data.labels), |l| l.concept_id);
        let mut descriptions = grouped(std::mem::take(&mut data.descriptions), |d| d.concept_id);
        let mut codes = grouped(std::mem::take(&mut data.codes), |c| c.concept_id);
        let mut notes = grouped(std::mem::take(&mut data.notes), |n| n.concept_id);

        let concept = |(record, sort_name): Ordered| {
            let (stated, retired) = statements
                .any(record.id)
                .unwrap_or((Stated { id: record.id, origin: 0, evidence: 0 }, false));
            let mut labels = labels.remove(&record.id).unwrap_or_default();
            labels.sort_unstable_by(|a, b| {
                (&a.language, a.role, a.position, &a.text).cmp(&(&b.language, b.role, b.position, &b.text))
            });
            let mut descriptions = descriptions.remove(&record.id).unwrap_or_default();
            descriptions.sort_unstable_by(|a, b| a.language.cmp(&b.language));
            let mut codes = codes.remove(&record.id).unwrap_or_default();
            codes.sort_unstable_by(|a, b| (a.scheme, &a.value).cmp(&(b.scheme, &b.value)));
            let mut notes = notes.remove(&record.id).unwrap_or_default();
            notes.sort_unstable_by_key(|n| (n.note_kind, n.position, n.id));
            let note = |n: ::entity::note::Model| {
                Some(Note { kind: n.note_kind, text: n.text.into(), stated: statements.live(n.id)? })
            };
            Concept {
                id: record.id,
                kind: record.kind,
                taxonomy: taxonomies.get(&record.taxonomy_id).copied().unwrap_or(TaxonomyIdx(0)),
                key: record.key.into(),
                slug: record.slug.into(),
                sort_name,
                labels: labels
                    .into_iter()
                    .map(|l| Label { language: texts.shared(&l.language), role: l.role, text: l.text.into() })
                    .collect(),
                descriptions: descriptions
                    .into_iter()
                    .map(|d| (texts.shared(&d.language), d.text.into()))
                    .collect(),
                codes: codes
                    .into_iter()
                    .map(|c| Code { scheme: c.scheme, value: c.value.into(), identifies: c.identifies })
                    .collect(),
                notes: notes.into_iter().filter_map(note).collect(),
                stated,
                retired,
                replaced_by: record.replaced_by.and_then(|id| ends.get(id)),
                detail: details.remove(&record.id).unwrap_or(Detail::Plain),
            }
        };
        order.into_iter().map(concept).collect()
    }

    fn details(&mut self) -> FxHashMap<Uuid, Detail> {
        let Self { data, statements, ends, values, .. } = self;
        let mut details = FxHashMap::default();
        let mut interests = grouped(std::mem::take(&mut data.interests), |i| i.role_id);
        let mut education = grouped(std::mem::take(&mut data.education_shares), |e| e.role_id);
        for r in std::mem::take(&mut data.roles) {
            let mut interests = interests.remove(&r.id).unwrap_or_default();
            interests.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.code.cmp(&b.code)));
            let mut education = education.remove(&r.id).unwrap_or_default();
            education.sort_by_key(|e| e.category);
            let (kind, job_zone) = (r.role_kind, r.job_zone);
            let role = Role { kind, job_zone, interests: interests.into(), education: education.into() };
            details.insert(r.id, Detail::Role(role));
        }
        for s in std::mem::take(&mut data.skills) {
            details.insert(s.id, Detail::Skill(Skill { kind: s.skill_kind, reuse: s.reuse }));
        }
        for t in std::mem::take(&mut data.tools) {
            details.insert(t.id, Detail::Tool(Tool { category: t.category, hot: t.hot }));
        }
        for p in std::mem::take(&mut data.providers) {
            details.insert(p.id, Detail::Provider(Provider { url: p.url.map(Into::into) }));
        }
        let mut taught = grouped(std::mem::take(&mut data.pathway_step_skills), |s| s.step_id);
        let mut steps = grouped(std::mem::take(&mut data.pathway_steps), |s| s.pathway_id);
        for p in std::mem::take(&mut data.pathways) {
            let relative =
                (p.relative_cost_min, p.relative_cost_max, p.relative_cost_of.and_then(|id| ends.get(id)));
            let relative_cost = match relative {
                (Some(min_percent), Some(max_percent), Some(of)) => {
                    Some(RelativeCost { min_percent, max_percent, of })
                }
                _ => None,
            };
            let mut steps = steps.remove(&p.id).unwrap_or_default();
            steps.sort_by_key(|s| (s.position, s.id));
            let step = |s: ::entity::pathway_step::Model| {
                let skills = taught.remove(&s.id).unwrap_or_default();
                Some(Step {
                    position: s.position,
                    title: s.title.into(),
                    description: s.description.map(Into::into),
                    weeks_full_time: values.weeks(s.id, Attendance::FullTime),
                    credential: s.credential_id.and_then(|id| ends.get(id)),
                    skills: sorted(skills.iter().filter_map(|t| ends.get(t.skill_id))),
                    stated: statements.live(s.id)?,
                })
            };
            let steps = steps.into_iter().filter_map(step).collect();
            let pathway = Pathway {
                kind: p.pathway_kind,
                region: p.region.map(Into::into),
                cost: values.money(p.id, AmountPurpose::Cost),
                relative_cost,
                debt: values.money(p.id, AmountPurpose::Debt),
                pay_while_learning: values.money(p.id, AmountPurpose::PayWhileLearning),
                weeks_full_time: values.weeks(p.id, Attendance::FullTime),
                weeks_part_time: values.weeks(p.id, Attendance::PartTime),
                entry_age: p.entry_age,
                entry_requirement: p.entry_requirement.map(Into::into),
                steps,
            };
            details.insert(p.id, Detail::Pathway(Box::new(pathway)));
        }
        details
    }

    pub(super) fn salaries(&mut self) -> Vec<Salary> {
        let Self { data, statements, ends, values, .. } = self;
        let salary = |s: ::entity::salary::Model| {
            Some(Salary {
                role: ends.get(s.role_id)?,
                amount: values.money(s.id, AmountPurpose::Salary)?,
                region: s.region.into(),
                level: s.level,
                statistic: s.statistic,
                bonus: s.bonus,
                cites: s.cites.map(Into::into),
                stated: statements.live(s.id)?,
            })
        };
        let mut salaries: Vec<Salary> =
            std::mem::take(&mut data.salaries).into_iter().filter_map(salary).collect();
        salaries.sort_by(|a, b| {
            (a.role, &a.region, a.level, a.stated.id).cmp(&(b.role, &b.region, b.level, b.stated.id))
        });
        salaries
    }

    pub(super) fn questions(&mut self) -> Vec<Question> {
        let Self { data, statements, ends, .. } = self;
        let mut about = grouped(std::mem::take(&mut data.interview_questions_about), |a| a.question_id);
        let mut records = std::mem::take(&mut data.interview_questions);
        records.sort_by_key(|q| (q.position, q.id));
        let question = |q: ::entity::interview_question::Model| {
            let about = about.remove(&q.id).unwrap_or_default();
            Some(Question {
                role: ends.get(q.role_id)?,
                text: q.text.into(),
                about: sorted(about.iter().filter_map(|a| ends.get(a.concept_id))),
                stated: statements.live(q.id)?,
            })
        };
        let mut questions: Vec<Question> = records.into_iter().filter_map(question).collect();
        questions.sort_by_key(|q| q.role);
        questions
    }
}
