//! From a `Dataset` to a `Graph`. O(n log n) in its records.

use std::collections::HashMap;
use std::ops::Range;

use ::entity::{
    AmountPurpose, Attendance, ConceptKind, LabelRole, amount, concept as concept_record, duration, evidence,
    statement,
};
use uuid::Uuid;

use super::Graph;
use super::concept::{
    Code, Concept, ConceptIdx, DEFAULT_LANGUAGE, Detail, Label, Note, Pathway, Provider, Question,
    RelativeCost, Role, Salary, Skill, Step, Tool,
};
use super::link::{
    Link, Links, Mapping, Member, PathwayProvider, PathwaySkill, RolePathway, RoleRelation, RoleSkill,
    RoleTask, RoleTool, SkillRelation, SkillTool, ToolRelation,
};
use super::lookup::{Lookup, fold};
use super::value::{Money, Origin, Source, SourceIdx, Stated, StoredEvidence, Taxonomy, TaxonomyIdx, Weeks};
use crate::dataset::Dataset;

impl Graph {
    /// The snapshot of a record set at a revision.
    ///
    /// Records whose ends or statements are not in the set are left out: the store's constraints and `check` keep
    /// such from being stored.
    pub fn build(mut data: Dataset, revision: i64, digest: String) -> Self {
        data.sources.sort_by(|a, b| a.slug.cmp(&b.slug));
        data.taxonomies.sort_by(|a, b| a.slug.cmp(&b.slug));
        data.job_zones.sort_by_key(|zone| zone.number);
        let mut statements = Statements::new(&mut data);
        let (order, positions) = order(&data);
        let ends = Ends(&positions);
        let mut values = Values::new(&mut data);

        let links = build_links(&mut data, &mut statements, &ends, &mut values, order.len());
        let salaries = build_salaries(&mut data, &mut statements, &ends, &mut values);
        let questions = build_questions(&mut data, &mut statements, &ends);
        let concepts = build_concepts(&mut data, &mut statements, &ends, &mut values, order);
        let former = data
            .former_slugs
            .iter()
            .filter_map(|f| Some((f.kind, f.slug.as_str().into(), ends.get(f.concept_id)?)));
        let former: Vec<_> = former.collect();
        let taxonomies = build_taxonomies(&data, &concepts);
        let sources = build_sources(&data);
        let lookup = Lookup::new(&concepts, (&salaries, &questions), (&sources, &taxonomies), former);

        Self {
            revision,
            digest,
            kinds: kind_ranges(&concepts),
            origins: statements.origins.into(),
            lookup: lookup.into(),
            taxonomies: taxonomies.into(),
            sources: sources.into(),
            job_zones: std::mem::take(&mut data.job_zones).into(),
            concepts: concepts.into(),
            salaries: salaries.into(),
            questions: questions.into(),
            role_skills: links.role_skills.into(),
            role_tools: links.role_tools.into(),
            role_tasks: links.role_tasks.into(),
            role_pathways: links.role_pathways.into(),
            role_relations: links.role_relations.into(),
            skill_relations: links.skill_relations.into(),
            tool_relations: links.tool_relations.into(),
            skill_tools: links.skill_tools.into(),
            pathway_skills: links.pathway_skills.into(),
            pathway_providers: links.pathway_providers.into(),
            collection_members: links.collection_members.into(),
            mappings: links.mappings.into(),
        }
    }
}

/// Statements and their evidence by id.
struct Statements {
    by_id: HashMap<Uuid, (u16, bool)>,
    evidence: HashMap<Uuid, Vec<StoredEvidence>>,
    origins: Vec<Origin>,
}

impl Statements {
    fn new(data: &mut Dataset) -> Self {
        let sources: HashMap<Uuid, SourceIdx> =
            data.sources.iter().map(|s| s.id).zip((0..).map(SourceIdx)).collect();
        data.datasets.sort_by(|a, b| a.slug.cmp(&b.slug));
        let datasets: HashMap<Uuid, u16> = data.datasets.iter().map(|d| d.id).zip(0..).collect();
        let origin = |d: &::entity::dataset::Model| Origin {
            source: d.source_id.and_then(|s| sources.get(&s).copied()),
        };
        let origins = data.datasets.iter().map(origin).collect();

        let with_origin =
            |s: &statement::Model| Some((s.id, (*datasets.get(&s.dataset_id)?, s.retired_rev.is_some())));
        let by_id = std::mem::take(&mut data.statements).iter().filter_map(with_origin).collect();

        let mut by_statement: HashMap<Uuid, Vec<StoredEvidence>> = HashMap::new();
        for evidence::Model { statement_id, source_id, locator, date, stated } in
            std::mem::take(&mut data.evidence)
        {
            if let Some(&source) = sources.get(&source_id) {
                let (date, stated) = (date.map(Into::into), stated.map(Into::into));
                let stored = StoredEvidence { source, locator: locator.into(), date, stated };
                by_statement.entry(statement_id).or_default().push(stored);
            }
        }
        for list in by_statement.values_mut() {
            list.sort_unstable_by(|a, b| (a.source, &a.locator).cmp(&(b.source, &b.locator)));
        }
        Self { by_id, evidence: by_statement, origins }
    }

    /// A statement that is in use.
    fn live(&mut self, id: Uuid) -> Option<Stated> {
        self.any(id).filter(|(_, retired)| !retired).map(|(stated, _)| stated)
    }

    /// A statement, and whether it is retired.
    fn any(&mut self, id: Uuid) -> Option<(Stated, bool)> {
        let (origin, retired) = *self.by_id.get(&id)?;
        let evidence = self.evidence.remove(&id).unwrap_or_default().into();
        Some((Stated { id, origin, evidence }, retired))
    }
}

/// A concept with its folded name.
type Ordered = (concept_record::Model, Box<str>);

/// Where each concept will stand: by kind, folded name, id.
fn order(data: &Dataset) -> (Vec<Ordered>, HashMap<Uuid, ConceptIdx>) {
    // The preferred name in the default language, else in the alphabetically first.
    let mut names: HashMap<Uuid, (bool, &str, &str)> = HashMap::with_capacity(data.concepts.len());
    for label in data.labels.iter().filter(|l| l.role == LabelRole::Preferred) {
        let candidate = (label.language != DEFAULT_LANGUAGE, label.language.as_str(), label.text.as_str());
        let best = names.entry(label.concept_id).or_insert(candidate);
        *best = candidate.min(*best);
    }
    let mut order: Vec<(&concept_record::Model, Box<str>)> = Vec::with_capacity(data.concepts.len());
    for concept in &data.concepts {
        let name = names.get(&concept.id).map_or(concept.key.as_str(), |(_, _, text)| *text);
        order.push((concept, fold(name).into()));
    }
    order.sort_unstable_by(|(a, a_name), (b, b_name)| (a.kind, a_name, a.id).cmp(&(b.kind, b_name, b.id)));
    let positions = order.iter().zip(0..).map(|((c, _), i)| (c.id, ConceptIdx::new(i))).collect();
    (order.into_iter().map(|(concept, folded)| (concept.clone(), folded)).collect(), positions)
}

/// Positions of concepts by id.
struct Ends<'a>(&'a HashMap<Uuid, ConceptIdx>);

impl Ends<'_> {
    fn get(&self, id: Uuid) -> Option<ConceptIdx> {
        self.0.get(&id).copied()
    }
}

/// Amounts and durations by the statement that gives them.
struct Values {
    amounts: HashMap<(Uuid, AmountPurpose), Money>,
    durations: HashMap<(Uuid, Attendance), Weeks>,
}

impl Values {
    fn new(data: &mut Dataset) -> Self {
        let money = |a: amount::Model| {
            let amount::Model { min, max, currency, period, qualifier, .. } = a;
            ((a.statement_id, a.purpose), Money { min, max, currency: currency.into(), period, qualifier })
        };
        let weeks = |d: duration::Model| {
            let weeks = Weeks { min: d.min_weeks, max: d.max_weeks, qualifier: d.qualifier };
            ((d.statement_id, d.attendance), weeks)
        };
        Self {
            amounts: std::mem::take(&mut data.amounts).into_iter().map(money).collect(),
            durations: std::mem::take(&mut data.durations).into_iter().map(weeks).collect(),
        }
    }

    fn money(&mut self, of: Uuid, purpose: AmountPurpose) -> Option<Money> {
        self.amounts.remove(&(of, purpose))
    }

    fn weeks(&mut self, of: Uuid, attendance: Attendance) -> Option<Weeks> {
        self.durations.remove(&(of, attendance))
    }
}

struct AllLinks {
    role_skills: Links<RoleSkill>,
    role_tools: Links<RoleTool>,
    role_tasks: Links<RoleTask>,
    role_pathways: Links<RolePathway>,
    role_relations: Links<RoleRelation>,
    skill_relations: Links<SkillRelation>,
    tool_relations: Links<ToolRelation>,
    skill_tools: Links<SkillTool>,
    pathway_skills: Links<PathwaySkill>,
    pathway_providers: Links<PathwayProvider>,
    collection_members: Links<Member>,
    mappings: Links<Mapping>,
}

fn build_links(
    data: &mut Dataset,
    statements: &mut Statements,
    ends: &Ends<'_>,
    values: &mut Values,
    concepts: usize,
) -> AllLinks {
    let mut ratings = grouped(std::mem::take(&mut data.ratings), |r| r.link_id);
    for list in ratings.values_mut() {
        list.sort_unstable_by(|a, b| a.scale.cmp(&b.scale));
    }
    // One link list from one record list: which fields are the ends, and what the link carries.
    macro_rules! links {
        ($field:ident, $from:ident, $to:ident, |$record:ident| $facts:expr) => {{
            let mut links = Vec::with_capacity(data.$field.len());
            for $record in std::mem::take(&mut data.$field) {
                let (from, to) = (ends.get($record.$from), ends.get($record.$to));
                if let (Some(from), Some(to), Some(stated)) = (from, to, statements.live($record.id)) {
                    links.push(Link { from, to, stated, facts: $facts });
                }
            }
            Links::new(links, concepts)
        }};
    }
    AllLinks {
        role_skills: links!(role_skills, role_id, skill_id, |r| RoleSkill {
            requirement: r.requirement,
            importance: r.importance,
            level: r.level,
            ratings: ratings.remove(&r.id).unwrap_or_default().into(),
        }),
        role_tools: links!(role_tools, role_id, tool_id, |r| RoleTool {
            requirement: r.requirement,
            in_demand: r.in_demand,
        }),
        role_tasks: links!(role_tasks, role_id, task_id, |r| RoleTask { core: r.core, position: r.position }),
        role_pathways: links!(role_pathways, role_id, pathway_id, |r| RolePathway { coverage: r.coverage }),
        role_relations: links!(role_relations, from_id, to_id, |r| RoleRelation {
            kind: r.kind,
            tier: r.tier,
            rank: r.rank,
            note: r.note.map(Into::into),
        }),
        skill_relations: links!(skill_relations, from_id, to_id, |r| SkillRelation {
            kind: r.kind,
            requirement: r.requirement,
        }),
        tool_relations: links!(tool_relations, from_id, to_id, |r| ToolRelation {
            kind: r.kind,
            note: r.note.map(Into::into),
        }),
        skill_tools: links!(skill_tools, skill_id, tool_id, |_r| SkillTool {}),
        pathway_skills: links!(pathway_skills, pathway_id, skill_id, |_r| PathwaySkill {}),
        pathway_providers: links!(pathway_providers, pathway_id, provider_id, |r| PathwayProvider {
            weeks_full_time: values.weeks(r.id, Attendance::FullTime),
            weeks_part_time: values.weeks(r.id, Attendance::PartTime),
            cost: values.money(r.id, AmountPurpose::Cost),
            note: r.note.map(Into::into),
        }),
        collection_members: links!(collection_members, collection_id, concept_id, |_r| Member {}),
        mappings: links!(mappings, from_id, to_id, |r| Mapping { kind: r.kind, confidence: r.confidence }),
    }
}

fn build_salaries(
    data: &mut Dataset,
    statements: &mut Statements,
    ends: &Ends<'_>,
    values: &mut Values,
) -> Vec<Salary> {
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

fn build_questions(data: &mut Dataset, statements: &mut Statements, ends: &Ends<'_>) -> Vec<Question> {
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

fn build_concepts(
    data: &mut Dataset,
    statements: &mut Statements,
    ends: &Ends<'_>,
    values: &mut Values,
    order: Vec<Ordered>,
) -> Vec<Concept> {
    let taxonomies: HashMap<Uuid, TaxonomyIdx> =
        data.taxonomies.iter().map(|t| t.id).zip((0..).map(TaxonomyIdx)).collect();
    let mut labels = grouped(std::mem::take(&mut data.labels), |l| l.concept_id);
    let mut descriptions = grouped(std::mem::take(&mut data.descriptions), |d| d.concept_id);
    let mut codes = grouped(std::mem::take(&mut data.codes), |c| c.concept_id);
    let mut notes = grouped(std::mem::take(&mut data.notes), |n| n.concept_id);
    let mut details = build_details(data, statements, ends, values);

    let concept = |(record, sort_name): Ordered| {
        let (stated, retired) = statements
            .any(record.id)
            .unwrap_or((Stated { id: record.id, origin: 0, evidence: Box::default() }, false));
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
                .map(|l| Label { language: l.language.into(), role: l.role, text: l.text.into() })
                .collect(),
            descriptions: descriptions.into_iter().map(|d| (d.language.into(), d.text.into())).collect(),
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

fn build_details(
    data: &mut Dataset,
    statements: &mut Statements,
    ends: &Ends<'_>,
    values: &mut Values,
) -> HashMap<Uuid, Detail> {
    let mut details = HashMap::new();
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

fn build_taxonomies(data: &Dataset, concepts: &[Concept]) -> Vec<Taxonomy> {
    let mut taxonomies: Vec<Taxonomy> = Vec::with_capacity(data.taxonomies.len());
    for record in &data.taxonomies {
        // A taxonomy can have several datasets (a language each); the first by slug with a release is its own.
        let release =
            data.datasets.iter().filter(|d| d.taxonomy_id == Some(record.id)).find_map(|d| d.release.clone());
        let counts = vec![0; ConceptKind::ALL.len()];
        taxonomies.push(Taxonomy { record: record.clone(), release, languages: Vec::new(), counts });
    }
    for concept in concepts.iter().filter(|c| !c.retired) {
        let Some(taxonomy) = taxonomies.get_mut(usize::from(concept.taxonomy.0)) else { continue };
        taxonomy.counts[concept.kind as usize] += 1;
        for label in &concept.labels {
            if let Err(at) = taxonomy.languages.binary_search_by(|l| l.as_str().cmp(&label.language)) {
                taxonomy.languages.insert(at, label.language.to_string());
            }
        }
    }
    taxonomies
}

fn build_sources(data: &Dataset) -> Vec<Source> {
    let release =
        |id: Uuid| data.datasets.iter().filter(|d| d.source_id == Some(id)).find_map(|d| d.release.clone());
    data.sources.iter().map(|s| Source { record: s.clone(), release: release(s.id) }).collect()
}

fn kind_ranges(concepts: &[Concept]) -> [Range<u32>; ConceptKind::ALL.len()] {
    let position = |at: usize| u32::try_from(at).expect("a graph has fewer than 2^32 concepts");
    std::array::from_fn(|i| {
        let kind = ConceptKind::ALL[i];
        position(concepts.partition_point(|c| c.kind < kind))
            ..position(concepts.partition_point(|c| c.kind <= kind))
    })
}

fn grouped<T>(records: Vec<T>, by: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
    for record in records {
        groups.entry(by(&record)).or_default().push(record);
    }
    groups
}

fn sorted(concepts: impl Iterator<Item = ConceptIdx>) -> Box<[ConceptIdx]> {
    let mut concepts: Vec<ConceptIdx> = concepts.collect();
    concepts.sort_unstable();
    concepts.into()
}
