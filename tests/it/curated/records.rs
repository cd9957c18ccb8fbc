//! One small example of every kind of record.

use career_graph::dataset::{Dataset, id};
use entity::{
    AmountPurpose, Attendance, ConceptKind, ExperienceLevel, LabelRole, NoteKind, PathwayKind, Period,
    Qualifier, Requirement, RoleKind, RoleLinkKind, SkillKind, SkillLinkKind, SkillReuse, StatementKind,
    Statistic, ToolCategory, ToolLinkKind, amount, concept, description, duration, evidence,
    interview_question, interview_question_about, label, note, pathway, pathway_provider, pathway_skill,
    pathway_step, pathway_step_skill, provider, role, role_pathway, role_relation, role_skill, role_task,
    role_tool, salary, skill, skill_relation, skill_tool, source, taxonomy, tool, tool_relation,
};
use uuid::Uuid;

use super::{base_with, dataset};

fn of(kind: ConceptKind, key: &str) -> Uuid {
    id::concept("house", kind, key)
}

/// The record of one statement in a table.
fn one<T: Clone>(rows: &[T], id: Uuid, of: impl Fn(&T) -> Uuid) -> T {
    let mut found = rows.iter().filter(|row| of(row) == id);
    let row = found.next().expect("it is there").clone();
    assert!(found.next().is_none(), "it is there once");
    row
}

/// What says so, of one statement, in the order of the file.
fn evidence_of(dataset: &Dataset, id: Uuid) -> Vec<(String, Option<&str>, Option<&str>)> {
    let rows = dataset.evidence.iter().filter(|row| row.statement_id == id);
    rows.map(|row| {
        assert_eq!(row.source_id, id::source("book"));
        (row.locator.clone(), row.date.as_deref(), row.stated.as_deref())
    })
    .collect()
}

#[test]
fn publishers() {
    let files = base_with(&[
        (
            "taxonomies.toml",
            "publisher = \"We\"\nurl = \"https://house.example\"\nlicence = \"MIT\"\nattribution = \"by us\"\n",
        ),
        (
            "sources.toml",
            "publisher = \"Press\"\nurl = \"https://book.example\"\nlicence = \"CC BY 4.0\"\nattribution = \"after a \
             book\"\n",
        ),
    ]);
    let dataset = dataset(&files);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        dataset.taxonomies,
        [taxonomy::Model {
            id: id::taxonomy("house"),
            slug: "house".to_owned(),
            title: "The house".to_owned(),
            publisher: text("We"),
            url: text("https://house.example"),
            licence: text("MIT"),
            attribution: text("by us"),
        }]
    );
    assert_eq!(
        dataset.sources,
        [source::Model {
            id: id::source("book"),
            slug: "a-book".to_owned(),
            title: "A book".to_owned(),
            publisher: text("Press"),
            url: text("https://book.example"),
            published: text("2024-05"),
            licence: text("CC BY 4.0"),
            attribution: text("after a book"),
        }]
    );
    let [owner] = &dataset.datasets[..] else { panic!("one dataset") };
    assert_eq!((owner.slug.as_str(), owner.release.as_deref()), ("curated", Some("2026.11")));
    assert_eq!(owner.taxonomy_id, Some(id::taxonomy("house")));
    assert_eq!(owner.source_id, None);
}

#[test]
fn a_concept_with_all_that_every_concept_has() {
    let text = "\n[[role]]\nkey = \"head-cook\"\nname = \"Head cook\"\nother_names = [\"Chef\", \"Chief\"]\n\
                kind = \"OCCUPATION\"\ndescription = \"Leads a kitchen.\"\nevidence = [\n\
                { source = \"book\", at = \"page 1\", stated = \"Chef\", date = \"2020-02-29\" },\n\
                { source = \"book\", at = \"page 2\" },\n]\n";
    let dataset = dataset(&base_with(&[("roles.toml", text)]));
    let id = of(ConceptKind::Role, "head-cook");
    assert_eq!(
        one(&dataset.concepts, id, |row| row.id),
        concept::Model {
            id,
            kind: ConceptKind::Role,
            taxonomy_id: id::taxonomy("house"),
            key: "head-cook".to_owned(),
            slug: "head-cook".to_owned(),
            replaced_by: None,
        }
    );
    let labels: Vec<label::Model> =
        dataset.labels.iter().filter(|row| row.concept_id == id).cloned().collect();
    let label = |role, text: &str, position| label::Model {
        concept_id: id,
        language: "en".to_owned(),
        role,
        text: text.to_owned(),
        position,
    };
    assert_eq!(
        labels,
        [
            label(LabelRole::Preferred, "Head cook", 0),
            label(LabelRole::Alternative, "Chef", 0),
            label(LabelRole::Alternative, "Chief", 1),
        ]
    );
    assert_eq!(
        one(&dataset.descriptions, id, |row| row.concept_id),
        description::Model { concept_id: id, language: "en".to_owned(), text: "Leads a kitchen.".to_owned() }
    );
    assert_eq!(
        evidence_of(&dataset, id),
        [
            ("page 1".to_owned(), Some("2020-02-29"), Some("Chef")),
            // Without a date of its own it has the source's.
            ("page 2".to_owned(), Some("2024-05"), None),
        ]
    );
    let statement = one(&dataset.statements, id, |row| row.id);
    assert_eq!((statement.kind, statement.dataset_id), (StatementKind::Concept, id::dataset("curated")));
}

#[test]
fn what_each_kind_of_concept_has_besides() {
    let dataset = dataset(&base_with(&[
        (
            "skills.toml",
            "\n[[skill]]\nkey = \"a\"\nname = \"A\"\nkind = \"SOFT\"\nreuse = \"TRANSVERSAL\"\nEVIDENCE\n",
        ),
        (
            "tools.toml",
            "\n[[tool]]\nkey = \"b\"\nname = \"B\"\ncategory = \"DATABASE\"\nhot = true\nEVIDENCE\n",
        ),
        ("providers.toml", "url = \"https://college.example\"\n"),
    ]));
    use ConceptKind::{Credential, Provider, Role, Skill, Task, Tool};
    let id = of(Role, "cook");
    assert_eq!(
        one(&dataset.roles, id, |row| row.id),
        role::Model { id, role_kind: RoleKind::Occupation, job_zone: None }
    );
    let id = of(Skill, "a");
    let (skill_kind, reuse) = (SkillKind::Soft, Some(SkillReuse::Transversal));
    assert_eq!(one(&dataset.skills, id, |row| row.id), skill::Model { id, skill_kind, reuse });
    assert_eq!(one(&dataset.skills, of(Skill, "patience"), |row| row.id).reuse, None);
    let id = of(Tool, "b");
    assert_eq!(
        one(&dataset.tools, id, |row| row.id),
        tool::Model { id, category: ToolCategory::Database, hot: true }
    );
    assert!(!one(&dataset.tools, of(Tool, "oven"), |row| row.id).hot);
    let id = of(Provider, "college");
    let url = Some("https://college.example".to_owned());
    assert_eq!(one(&dataset.providers, id, |row| row.id), provider::Model { id, url });
    assert_eq!(dataset.tasks[0].id, of(Task, "make-soup"));
    assert_eq!(dataset.credentials[0].id, of(Credential, "diploma"));
}

#[test]
fn a_pathway_with_money_weeks_and_steps() {
    let text = "\n[[pathway]]\nkey = \"trade\"\nname = \"Trade\"\nkind = \"APPRENTICESHIP\"\nregion = \"GB\"\n\
        cost = { min = 0, max = 1000.50, currency = \"GBP\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n\
        debt = { min = 7, currency = \"JPY\", period = \"TOTAL\", qualifier = \"AT_LEAST\" }\n\
        pay_while_learning = { min = 1.123, max = 2, currency = \"KWD\", period = \"YEAR\", qualifier = \"ABOUT\" }\n\
        relative_cost = { min_percent = 10, max_percent = 50, of = \"degree\" }\n\
        weeks_full_time = { min = 52, max = 104.5, qualifier = \"EXACT\" }\n\
        weeks_part_time = { max = 208, qualifier = \"UP_TO\" }\n\
        entry_age = 16\nentry_requirement = \"None\"\nEVIDENCE\n\
        [[pathway.step]]\ntitle = \"First\"\nskills = [\"tasting\", \"patience\"]\nEVIDENCE\n\
        [[pathway.step]]\ntitle = \"Second\"\ndescription = \"The end\"\n\
        weeks_full_time = { min = 1, max = 1, qualifier = \"EXACT\" }\ncredential = \"diploma\"\nEVIDENCE\n";
    let dataset = dataset(&base_with(&[("pathways.toml", text)]));
    let id = of(ConceptKind::Pathway, "trade");
    assert_eq!(
        one(&dataset.pathways, id, |row| row.id),
        pathway::Model {
            id,
            pathway_kind: PathwayKind::Apprenticeship,
            region: Some("GB".to_owned()),
            relative_cost_min: Some(10.0),
            relative_cost_max: Some(50.0),
            relative_cost_of: Some(of(ConceptKind::Pathway, "degree")),
            entry_age: Some(16),
            entry_requirement: Some("None".to_owned()),
        }
    );
    let amount = |purpose, min, max, currency: &str, period, qualifier| {
        let currency = currency.to_owned();
        amount::Model { statement_id: id, purpose, min, max, currency, period, qualifier }
    };
    // In minor units: a pound has 100 pence, a yen none, a dinar 1000 fils.
    assert_eq!(
        dataset.amounts,
        [
            amount(AmountPurpose::Cost, Some(0), Some(100_050), "GBP", Period::Total, Qualifier::UpTo),
            amount(AmountPurpose::Debt, Some(7), None, "JPY", Period::Total, Qualifier::AtLeast),
            amount(
                AmountPurpose::PayWhileLearning,
                Some(1_123),
                Some(2_000),
                "KWD",
                Period::Year,
                Qualifier::About
            ),
        ]
    );
    let steps: Vec<Uuid> =
        ["1", "2"].iter().map(|number| id::part(StatementKind::PathwayStep, id, number)).collect();
    let duration = |statement_id, attendance, min_weeks, max_weeks, qualifier| duration::Model {
        statement_id,
        attendance,
        min_weeks,
        max_weeks,
        qualifier,
    };
    assert_eq!(
        dataset.durations,
        [
            duration(id, Attendance::FullTime, Some(52.0), Some(104.5), Qualifier::Exact),
            duration(id, Attendance::PartTime, None, Some(208.0), Qualifier::UpTo),
            duration(steps[1], Attendance::FullTime, Some(1.0), Some(1.0), Qualifier::Exact),
        ]
    );
    let step = |at: usize, title: &str, description: Option<&str>, credential_id| pathway_step::Model {
        id: steps[at],
        pathway_id: id,
        position: i32::try_from(at).expect("small") + 1,
        title: title.to_owned(),
        description: description.map(str::to_owned),
        credential_id,
    };
    assert_eq!(
        dataset.pathway_steps,
        [
            step(0, "First", None, None),
            step(1, "Second", Some("The end"), Some(of(ConceptKind::Credential, "diploma"))),
        ]
    );
    let teaches =
        |key| pathway_step_skill::Model { step_id: steps[0], skill_id: of(ConceptKind::Skill, key) };
    assert_eq!(dataset.pathway_step_skills, [teaches("tasting"), teaches("patience")]);
    assert_eq!(evidence_of(&dataset, steps[1]), [(String::new(), Some("2024-05"), None)]);
}

#[test]
fn every_kind_of_link() {
    let dataset = dataset(&base_with(&[
        (
            "role_skills.toml",
            "[[role_skill]]\nrole = \"cook\"\nskill = \"tasting\"\nrequirement = \"ESSENTIAL\"\nEVIDENCE\n",
        ),
        (
            "role_tools.toml",
            "[[role_tool]]\nrole = \"cook\"\ntool = \"pan\"\nrequirement = \"OPTIONAL\"\nin_demand = true\nEVIDENCE\n",
        ),
        ("role_tasks.toml", "[[role_task]]\nrole = \"cook\"\ntask = \"make-soup\"\ncore = true\nEVIDENCE\n"),
        (
            "role_pathways.toml",
            "[[role_pathway]]\nrole = \"cook\"\npathway = \"course\"\ncoverage = 0.5\nEVIDENCE\n",
        ),
        (
            "role_relations.toml",
            "[[role_relation]]\nfrom = \"cook\"\nkind = \"CAN_BECOME\"\nto = \"baker\"\nnote = \"often\"\nEVIDENCE\n",
        ),
        (
            "skill_relations.toml",
            "[[skill_relation]]\nfrom = \"tasting\"\nkind = \"REQUIRES\"\nto = \"patience\"\nrequirement = \"OPTIONAL\"\nEVIDENCE\n",
        ),
        (
            "tool_relations.toml",
            "[[tool_relation]]\nfrom = \"pan\"\nkind = \"USES\"\nto = \"oven\"\nnote = \"hot\"\nEVIDENCE\n",
        ),
        ("skill_tools.toml", "[[skill_tool]]\nskill = \"tasting\"\ntool = \"pan\"\nEVIDENCE\n"),
        ("pathway_skills.toml", "[[pathway_skill]]\npathway = \"course\"\nskill = \"tasting\"\nEVIDENCE\n"),
        (
            "pathway_providers.toml",
            "[[pathway_provider]]\npathway = \"course\"\nprovider = \"college\"\nnote = \"evenings\"\n\
             weeks_full_time = { min = 4, max = 4, qualifier = \"EXACT\" }\n\
             weeks_part_time = { min = 8, qualifier = \"AT_LEAST\" }\n\
             cost = { max = 10, currency = \"EUR\", period = \"TOTAL\", qualifier = \"UP_TO\" }\nEVIDENCE\n",
        ),
    ]));
    use ConceptKind::{Pathway, Provider, Role, Skill, Task, Tool};
    let (cook, baker, tasting, pan) =
        (of(Role, "cook"), of(Role, "baker"), of(Skill, "tasting"), of(Tool, "pan"));
    let (patience, oven, soup, course) =
        (of(Skill, "patience"), of(Tool, "oven"), of(Task, "make-soup"), of(Pathway, "course"));
    let link = |kind, from, to| id::link(kind, from, to, "");
    let id = link(StatementKind::RoleSkill, cook, tasting);
    let requirement = Some(Requirement::Essential);
    assert_eq!(
        dataset.role_skills,
        [role_skill::Model {
            id,
            role_id: cook,
            skill_id: tasting,
            requirement,
            importance: None,
            level: None,
        }]
    );
    let requirement = Some(Requirement::Optional);
    let id = link(StatementKind::RoleTool, cook, pan);
    assert_eq!(
        dataset.role_tools,
        [role_tool::Model { id, role_id: cook, tool_id: pan, requirement, in_demand: true }]
    );
    let id = link(StatementKind::RoleTask, cook, soup);
    assert_eq!(
        dataset.role_tasks,
        [role_task::Model { id, role_id: cook, task_id: soup, core: Some(true), position: 1 }]
    );
    let id = link(StatementKind::RolePathway, cook, course);
    assert_eq!(
        dataset.role_pathways,
        [role_pathway::Model { id, role_id: cook, pathway_id: course, coverage: Some(0.5) }]
    );
    let id = id::link(StatementKind::RoleRelation, cook, baker, "CAN_BECOME");
    assert_eq!(
        dataset.role_relations,
        [role_relation::Model {
            id,
            from_id: cook,
            to_id: baker,
            kind: RoleLinkKind::CanBecome,
            tier: None,
            rank: None,
            note: Some("often".to_owned()),
        }]
    );
    let id = id::link(StatementKind::SkillRelation, tasting, patience, "REQUIRES");
    assert_eq!(
        dataset.skill_relations,
        [skill_relation::Model {
            id,
            from_id: tasting,
            to_id: patience,
            kind: SkillLinkKind::Requires,
            requirement,
        }]
    );
    let id = id::link(StatementKind::ToolRelation, pan, oven, "USES");
    assert_eq!(
        dataset.tool_relations,
        [tool_relation::Model {
            id,
            from_id: pan,
            to_id: oven,
            kind: ToolLinkKind::Uses,
            note: Some("hot".to_owned()),
        }]
    );
    let id = link(StatementKind::SkillTool, tasting, pan);
    assert_eq!(dataset.skill_tools, [skill_tool::Model { id, skill_id: tasting, tool_id: pan }]);
    let id = link(StatementKind::PathwaySkill, course, tasting);
    assert_eq!(dataset.pathway_skills, [pathway_skill::Model { id, pathway_id: course, skill_id: tasting }]);
    let college = of(Provider, "college");
    let id = link(StatementKind::PathwayProvider, course, college);
    let note = Some("evenings".to_owned());
    assert_eq!(
        dataset.pathway_providers,
        [pathway_provider::Model { id, pathway_id: course, provider_id: college, note }]
    );
    let amounts: Vec<_> =
        dataset.amounts.iter().map(|row| (row.statement_id, row.purpose, row.max)).collect();
    assert_eq!(amounts, [(id, AmountPurpose::Cost, Some(1_000))]);
    let weeks: Vec<_> =
        dataset.durations.iter().map(|row| (row.statement_id, row.attendance, row.min_weeks)).collect();
    assert_eq!(weeks, [(id, Attendance::FullTime, Some(4.0)), (id, Attendance::PartTime, Some(8.0))]);
    // 11 concepts and these 10 links, each with its evidence.
    assert_eq!((dataset.statements.len(), dataset.evidence.len()), (21, 21));
}

#[test]
fn matches_with_other_taxonomies() {
    use career_graph::dataset::Reference;
    use entity::MappingKind;

    let dataset = dataset(&base_with(&[(
        "mappings.toml",
        "[[mapping]]\nfrom = { role = \"cook\" }\n\
         to = { scheme = \"ESCO_URI\", kind = \"ROLE\", value = \"http://data.europa.eu/esco/isco/C5120\" }\n\
         match = \"EXACT\"\nEVIDENCE\n\
         [[mapping]]\nfrom = { skill = \"tasting\" }\n\
         to = { scheme = \"ESCO_URI\", kind = \"SKILL\", value = \"http://data.europa.eu/esco/skill/1\" }\n\
         match = \"CLOSE\"\nEVIDENCE\n\
         [[mapping]]\nfrom = { role = \"cook\" }\nto = { scheme = \"ONET_SOC\", value = \"35-2014.00\" }\n\
         match = \"BROAD\"\nEVIDENCE\n\
         [[mapping]]\nfrom = { skill = \"tasting\" }\nto = { scheme = \"ONET_ELEMENT\", value = \"2.B.3.m\" }\n\
         match = \"RELATED\"\nEVIDENCE\n\
         [[mapping]]\nfrom = { tool = \"pan\" }\nto = { taxonomy = \"onet\", kind = \"TOOL\", key = \"tool/Pans\" }\n\
         match = \"NARROW\"\nevidence = [{ source = \"book\", at = \"Pans\", stated = \"Pans: of iron\" }]\n",
    )]));
    let found: Vec<(&str, &str, MappingKind)> =
        dataset.mappings.iter().map(|row| (row.from_ref.as_str(), row.to_ref.as_str(), row.kind)).collect();
    assert_eq!(
        found,
        [
            ("house/ROLE/cook", "esco/ROLE/http://data.europa.eu/esco/isco/C5120", MappingKind::Exact),
            ("house/SKILL/tasting", "esco/SKILL/http://data.europa.eu/esco/skill/1", MappingKind::Close),
            ("house/ROLE/cook", "onet/ROLE/35-2014.00", MappingKind::Broad),
            ("house/SKILL/tasting", "onet/SKILL/2.B.3.m", MappingKind::Related),
            ("house/TOOL/pan", "onet/TOOL/tool/Pans", MappingKind::Narrow),
        ]
    );
    assert!(dataset.mappings.iter().all(|row| row.confidence.is_none()), "the editors give none");
    let pan = &dataset.mappings[4];
    let to = Reference::new("onet", ConceptKind::Tool, "tool/Pans").id();
    assert_eq!(pan.id, id::link(StatementKind::Mapping, of(ConceptKind::Tool, "pan"), to, "NARROW"));
    let said = [("Pans".to_owned(), Some("2024-05"), Some("Pans: of iron"))];
    assert_eq!(evidence_of(&dataset, pan.id), said);
}

#[test]
fn notes_salaries_and_questions() {
    let dataset = dataset(&base_with(&[
        (
            "notes.toml",
            "[[note]]\nabout = { tool = \"pan\" }\nkind = \"DEFINITION\"\ntext = \"Flat\"\nEVIDENCE\n\
             [[note]]\nabout = { tool = \"pan\" }\nkind = \"ADVICE\"\ntext = \"Wash it\"\nEVIDENCE\n",
        ),
        (
            "salaries.toml",
            "[[salary]]\nrole = \"cook\"\n\
             amount = { min = 20000, max = 20000, currency = \"GBP\", period = \"YEAR\", qualifier = \"ABOUT\" }\n\
             region = \"ZZ\"\nlevel = \"ENTRY\"\nstatistic = \"MEDIAN\"\nbonus = true\ncites = \"a survey\"\nEVIDENCE\n",
        ),
        (
            "interview_questions.toml",
            "[[interview_question]]\nrole = \"cook\"\ntext = \"Why?\"\nabout = [{ skill = \"tasting\" }, { role = \
             \"baker\" }]\nEVIDENCE\n",
        ),
    ]));
    use ConceptKind::{Role, Skill, Tool};
    let pan = of(Tool, "pan");
    let note = |note_kind: NoteKind, text: &str, position| note::Model {
        id: id::part(StatementKind::Note, pan, &format!("{}\u{1f}{text}", note_kind.text())),
        concept_id: pan,
        note_kind,
        language: "en".to_owned(),
        text: text.to_owned(),
        position,
    };
    assert_eq!(dataset.notes, [note(NoteKind::Definition, "Flat", 0), note(NoteKind::Advice, "Wash it", 1)]);
    let [salary] = &dataset.salaries[..] else { panic!("one salary") };
    assert_eq!(
        *salary,
        salary::Model {
            id: salary.id,
            role_id: of(Role, "cook"),
            region: "ZZ".to_owned(),
            level: ExperienceLevel::Entry,
            statistic: Statistic::Median,
            bonus: true,
            cites: Some("a survey".to_owned()),
        }
    );
    assert_eq!(
        dataset.amounts,
        [amount::Model {
            statement_id: salary.id,
            purpose: AmountPurpose::Salary,
            min: Some(2_000_000),
            max: Some(2_000_000),
            currency: "GBP".to_owned(),
            period: Period::Year,
            qualifier: Qualifier::About,
        }]
    );
    let id = id::part(StatementKind::InterviewQuestion, of(Role, "cook"), "Why?");
    let question =
        interview_question::Model { id, role_id: of(Role, "cook"), text: "Why?".to_owned(), position: 0 };
    assert_eq!(dataset.interview_questions, [question]);
    let about = |concept_id| interview_question_about::Model { question_id: id, concept_id };
    assert_eq!(dataset.interview_questions_about, [about(of(Skill, "tasting")), about(of(Role, "baker"))]);
    let said = one(&dataset.evidence, id, |row| row.statement_id);
    assert_eq!(
        said,
        evidence::Model {
            statement_id: id,
            source_id: id::source("book"),
            locator: String::new(),
            date: Some("2024-05".to_owned()),
            stated: None,
        }
    );
}
