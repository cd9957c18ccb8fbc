//! Links, and matches with other taxonomies.

use career_graph::dataset::id;
use entity::{
    AmountPurpose, Attendance, ConceptKind, Requirement, RoleLinkKind, SkillLinkKind, StatementKind,
    ToolLinkKind, pathway_provider, pathway_skill, role_pathway, role_relation, role_skill, role_task,
    role_tool, skill_relation, skill_tool, tool_relation,
};

use super::{base_with, dataset, evidence_of, of};

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
