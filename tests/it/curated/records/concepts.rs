//! Concepts, and what each kind of them has besides.

use career_graph::dataset::id;
use entity::{
    AmountPurpose, Attendance, ConceptKind, LabelRole, PathwayKind, Period, Qualifier, RoleKind, SkillKind,
    SkillReuse, StatementKind, ToolCategory, amount, concept, description, duration, label, pathway,
    pathway_step, pathway_step_skill, provider, role, skill, tool,
};
use uuid::Uuid;

use super::{base_with, dataset, evidence_of, of, one};

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
