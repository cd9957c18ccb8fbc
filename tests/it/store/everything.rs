//! A dataset that has everything.

use career_graph::dataset::id;
use entity::{
    Attendance, CodeScheme, ConceptKind, ExperienceLevel, LabelRole, MappingKind, NoteKind, PathwayKind,
    Period, Qualifier, RelatedTier, Requirement, RoleKind, RoleLinkKind, SkillKind, SkillLinkKind,
    SkillReuse, StatementKind, Statistic, ToolCategory, ToolLinkKind,
};
use uuid::Uuid;

use crate::support::Records;

/// A dataset with rows in every table and every value of every enum.
pub(crate) fn everything() -> Records {
    let mut r = Records::new("house");
    r.dataset.job_zones.push(entity::job_zone::Model {
        number: 4,
        name: "Job Zone Four".to_owned(),
        preparation: "Considerable".to_owned(),
    });
    let roles: Vec<Uuid> = (0..20).map(|n| r.role(&format!("role-{n}"))).collect();
    let skills: Vec<Uuid> = (0..20).map(|n| r.skill(&format!("skill-{n}"))).collect();
    let tools: Vec<Uuid> = (0..20).map(|n| r.tool(&format!("tool-{n}"))).collect();
    for (row, kind) in r.dataset.roles.iter_mut().zip(RoleKind::ALL) {
        (row.role_kind, row.job_zone) = (*kind, Some(4));
    }
    for (row, kind) in r.dataset.skills.iter_mut().zip(SkillKind::ALL) {
        row.skill_kind = *kind;
    }
    for (row, reuse) in r.dataset.skills.iter_mut().zip(SkillReuse::ALL) {
        row.reuse = Some(*reuse);
    }
    for (row, category) in r.dataset.tools.iter_mut().zip(ToolCategory::ALL) {
        (row.category, row.hot) = (*category, true);
    }
    let mut pathways = Vec::new();
    for kind in PathwayKind::ALL {
        let id = r.concept(ConceptKind::Pathway, &entity_slug(kind.text()));
        let other = pathways.first().copied();
        r.dataset.pathways.push(entity::pathway::Model {
            id,
            pathway_kind: *kind,
            region: Some("GB".to_owned()),
            relative_cost_min: other.map(|_| 10.0),
            relative_cost_max: other.map(|_| 50.0),
            relative_cost_of: other,
            entry_age: Some(16),
            entry_requirement: Some("five passes".to_owned()),
        });
        pathways.push(id);
    }
    let task = r.concept(ConceptKind::Task, "write-tests");
    r.dataset.tasks.push(entity::task::Model { id: task });
    let credential = r.concept(ConceptKind::Credential, "certificate");
    r.dataset.credentials.push(entity::credential::Model { id: credential });
    let provider = r.concept(ConceptKind::Provider, "school");
    r.dataset.providers.push(entity::provider::Model { id: provider, url: None });
    let collection = r.concept(ConceptKind::Collection, "green");
    r.dataset.collections.push(entity::collection::Model { id: collection });
    parts_of_concepts(&mut r, roles[0], skills[0]);
    links(&mut r, &roles, &skills, &tools);
    let pathway = pathways[0];
    add(&mut r, StatementKind::RolePathway, [roles[0], pathway], |d, id, [role_id, pathway_id]| {
        d.role_pathways.push(entity::role_pathway::Model { id, role_id, pathway_id, coverage: Some(0.75) });
    });
    add(&mut r, StatementKind::RoleTask, [roles[0], task], |d, id, [role_id, task_id]| {
        d.role_tasks.push(entity::role_task::Model { id, role_id, task_id, core: Some(true), position: 1 });
    });
    add(&mut r, StatementKind::PathwaySkill, [pathway, skills[0]], |d, id, [pathway_id, skill_id]| {
        d.pathway_skills.push(entity::pathway_skill::Model { id, pathway_id, skill_id });
    });
    add(&mut r, StatementKind::PathwayProvider, [pathway, provider], |d, id, [pathway_id, provider_id]| {
        d.pathway_providers.push(entity::pathway_provider::Model { id, pathway_id, provider_id, note: None });
    });
    let skill = skills[1];
    add(&mut r, StatementKind::PathwayStep, [pathway, pathway], |d, id, [pathway_id, _]| {
        let (title, credential_id) = ("Learn".to_owned(), Some(credential));
        let step = entity::pathway_step::Model {
            id,
            pathway_id,
            position: 1,
            title,
            description: None,
            credential_id,
        };
        d.pathway_steps.push(step);
        d.pathway_step_skills.push(entity::pathway_step_skill::Model { step_id: id, skill_id: skill });
    });
    add(
        &mut r,
        StatementKind::CollectionMember,
        [collection, skill],
        |d, id, [collection_id, concept_id]| {
            d.collection_members.push(entity::collection_member::Model { id, collection_id, concept_id });
        },
    );
    amounts(&mut r, &pathways, roles[1]);
    r
}

fn entity_slug(text: &str) -> String {
    career_graph::dataset::slug::kebab(&text.replace('_', " "))
}

/// A statement between two concepts, and its row.
fn add(
    r: &mut Records,
    kind: StatementKind,
    ends: [Uuid; 2],
    row: impl FnOnce(&mut career_graph::dataset::Dataset, Uuid, [Uuid; 2]),
) -> Uuid {
    let count = r.dataset.statements.len().to_string();
    let id = id::link(kind, ends[0], ends[1], &count);
    r.state(id, kind);
    row(&mut r.dataset, id, ends);
    id
}

fn parts_of_concepts(r: &mut Records, role: Uuid, skill: Uuid) {
    for label in LabelRole::ALL {
        r.label(skill, *label, &format!("also {}", label.text()));
    }
    let first = r.dataset.labels.iter().position(|l| l.concept_id == skill).expect("its preferred name");
    r.dataset.labels.remove(first);
    for scheme in CodeScheme::ALL {
        r.dataset.codes.push(entity::code::Model {
            concept_id: role,
            concept_kind: ConceptKind::Role,
            scheme: *scheme,
            value: "2512".to_owned(),
            identifies: true,
        });
    }
    let (kind, language) = (ConceptKind::Role, "en".to_owned());
    r.dataset.former_slugs.push(entity::former_slug::Model {
        kind,
        slug: "coder".to_owned(),
        concept_id: role,
    });
    let text = "Writes programs.".to_owned();
    r.dataset.descriptions.push(entity::description::Model { concept_id: role, language, text });
    for (code, name) in [("R", "Realistic"), ("C", "Conventional")] {
        let (code, name) = (code.to_owned(), name.to_owned());
        r.dataset.interests.push(entity::interest::Model { role_id: role, code, name, value: 5.67 });
    }
    let name = "Bachelor's degree".to_owned();
    r.dataset.education_shares.push(entity::education_share::Model {
        role_id: role,
        category: 6,
        name,
        percent: 71.5,
    });
    for note_kind in NoteKind::ALL {
        add(r, StatementKind::Note, [role, role], |d, id, [concept_id, _]| {
            let (language, text) = ("en".to_owned(), "A remark.".to_owned());
            d.notes.push(entity::note::Model {
                id,
                concept_id,
                note_kind: *note_kind,
                language,
                text,
                position: 0,
            });
        });
    }
    add(r, StatementKind::Translation, [skill, skill], |d, id, [concept_id, _]| {
        let (language, description) = ("fr".to_owned(), Some("Ce que c'est.".to_owned()));
        d.translations.push(entity::translation::Model { id, concept_id, language, description });
        for role in LabelRole::ALL {
            let (role, text) = (*role, format!("aussi {}", role.text()));
            d.translation_labels.push(entity::translation_label::Model {
                translation_id: id,
                role,
                text,
                position: 0,
            });
        }
    });
    add(r, StatementKind::InterviewQuestion, [role, role], |d, id, [role_id, _]| {
        let text = "What is a join?".to_owned();
        d.interview_questions.push(entity::interview_question::Model { id, role_id, text, position: 0 });
        let about = entity::interview_question_about::Model { question_id: id, concept_id: skill };
        d.interview_questions_about.push(about);
    });
}

fn links(r: &mut Records, roles: &[Uuid], skills: &[Uuid], tools: &[Uuid]) {
    for (skill, requirement) in skills.iter().zip(Requirement::ALL) {
        let link = r.role_skill(roles[0], *skill, Some(4.12));
        let row = r.dataset.role_skills.last_mut().expect("it was added");
        (row.requirement, row.importance) = (Some(*requirement), Some(3.0));
        r.dataset.ratings.push(entity::rating::Model {
            link_id: link,
            scale: "LV".to_owned(),
            value: 4.12,
            sample_size: Some(8),
            standard_error: Some(0.1),
            lower: Some(4.0),
            upper: None,
            suppressed: false,
            not_relevant: true,
            date: Some("2026-08".to_owned()),
        });
    }
    for (tool, requirement) in tools.iter().zip(Requirement::ALL) {
        r.role_tool(roles[0], *tool);
        r.dataset.role_tools.last_mut().expect("it was added").requirement = Some(*requirement);
    }
    add(r, StatementKind::SkillTool, [skills[0], tools[0]], |d, id, [skill_id, tool_id]| {
        d.skill_tools.push(entity::skill_tool::Model { id, skill_id, tool_id });
    });
    for (kind, to) in RoleLinkKind::ALL.iter().zip(&roles[1..]) {
        add(r, StatementKind::RoleRelation, [roles[0], *to], |d, id, [from_id, to_id]| {
            let (tier, rank, note) = (None, Some(1), Some("often".to_owned()));
            d.role_relations.push(entity::role_relation::Model {
                id,
                from_id,
                to_id,
                kind: *kind,
                tier,
                rank,
                note,
            });
        });
    }
    for (row, tier) in r.dataset.role_relations.iter_mut().zip(RelatedTier::ALL) {
        row.tier = Some(*tier);
    }
    for (kind, to) in SkillLinkKind::ALL.iter().zip(&skills[1..]) {
        add(r, StatementKind::SkillRelation, [skills[0], *to], |d, id, [from_id, to_id]| {
            let requirement = Some(Requirement::Essential);
            d.skill_relations.push(entity::skill_relation::Model {
                id,
                from_id,
                to_id,
                kind: *kind,
                requirement,
            });
        });
    }
    for (kind, to) in ToolLinkKind::ALL.iter().zip(&tools[1..]) {
        add(r, StatementKind::ToolRelation, [tools[0], *to], |d, id, [from_id, to_id]| {
            d.tool_relations.push(entity::tool_relation::Model {
                id,
                from_id,
                to_id,
                kind: *kind,
                note: None,
            });
        });
    }
    for (kind, to) in MappingKind::ALL.iter().zip(tools) {
        add(r, StatementKind::Mapping, [skills[0], *to], |d, id, [from_id, to_id]| {
            let (from_ref, to_ref) = (format!("house/SKILL/{from_id}"), format!("house/TOOL/{to_id}"));
            let confidence = Some(0.9);
            d.mappings.push(entity::mapping::Model { id, from_ref, to_ref, kind: *kind, confidence });
        });
    }
}

fn amounts(r: &mut Records, pathways: &[Uuid], role: Uuid) {
    for (level, statistic) in ExperienceLevel::ALL.iter().zip(Statistic::ALL) {
        add(r, StatementKind::Salary, [role, role], |d, id, [role_id, _]| {
            let (region, cites) = ("GB".to_owned(), Some("a survey".to_owned()));
            let (level, statistic) = (*level, *statistic);
            d.salaries.push(entity::salary::Model {
                id,
                role_id,
                region,
                level,
                statistic,
                bonus: false,
                cites,
            });
        });
    }
    let salaries: Vec<Uuid> = r.dataset.salaries.iter().map(|s| s.id).collect();
    let amount = |statement_id, purpose, period, qualifier| entity::amount::Model {
        statement_id,
        purpose,
        min: Some(4_500_000),
        max: Some(4_500_000_000_000),
        currency: "GBP".to_owned(),
        period,
        qualifier,
    };
    use entity::AmountPurpose::{Cost, Debt, PayWhileLearning, Salary};
    for (salary, qualifier) in salaries.iter().zip(Qualifier::ALL) {
        r.dataset.amounts.push(amount(*salary, Salary, Period::Year, *qualifier));
    }
    for (pathway, period) in pathways.iter().zip(Period::ALL) {
        for purpose in [Cost, Debt, PayWhileLearning] {
            r.dataset.amounts.push(amount(*pathway, purpose, *period, Qualifier::Exact));
        }
    }
    for (pathway, qualifier) in pathways.iter().zip(Qualifier::ALL) {
        for attendance in Attendance::ALL {
            r.dataset.durations.push(entity::duration::Model {
                statement_id: *pathway,
                attendance: *attendance,
                min_weeks: Some(10.5),
                max_weeks: Some(12.0),
                qualifier: *qualifier,
            });
        }
    }
}
