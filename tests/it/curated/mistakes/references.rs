//! What is referred to and not there.

use super::assert_each;

#[test]
fn references_that_lead_nowhere() {
    assert_each(&[
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"GROUP\"\nevidence = [\n{ source = \"blog\" },\n]\n",
            &[(6, "no source has the key `blog`: expected one of book")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncredit = 1\n",
            &[(
                6,
                "unknown field `credit`, expected one of `key`, `name`, `other_names`, `description`, `kind`, `region`, `cost`, `relative_cost`, `debt`, `pay_while_learning`, `weeks_full_time`, `weeks_part_time`, `entry_age`, `entry_requirement`, `step`, `evidence`",
            )],
        ),
        (
            "pathways.toml",
            "PATHWAY\nrelative_cost = { min_percent = 1, max_percent = 2, of = \"nap\" }\n[[pathway.step]]\ntitle = \"One\"\n\
             skills = [\"tasting\",\n\"napping\"]\ncredential = \"medal\"\nEVIDENCE\n",
            &[
                (6, "no pathway has the key `nap`: expected the `key` of a [[pathway]]"),
                (10, "no skill has the key `napping`: expected the `key` of a [[skill]]"),
                (11, "no credential has the key `medal`: expected the `key` of a [[credential]]"),
            ],
        ),
        (
            "notes.toml",
            "[[note]]\nabout = { provider = \"x\" }\nkind = \"SCOPE\"\ntext = \"x\"\nEVIDENCE\n",
            &[(2, "no provider has the key `x`: expected the `key` of a [[provider]]")],
        ),
        (
            "notes.toml",
            "[[note]]\nabout = { task = \"cook\" }\nkind = \"SCOPE\"\ntext = \"x\"\nEVIDENCE\n",
            &[(2, "no task has the key `cook`: expected the `key` of a [[task]]")],
        ),
        (
            "role_skills.toml",
            "[[role_skill]]\nrole = \"x\"\nskill = \"y\"\nEVIDENCE\n",
            &[
                (2, "no role has the key `x`: expected the `key` of a [[role]]"),
                (3, "no skill has the key `y`: expected the `key` of a [[skill]]"),
            ],
        ),
        (
            "role_tools.toml",
            "[[role_tool]]\nrole = \"x\"\ntool = \"y\"\nEVIDENCE\n",
            &[
                (2, "no role has the key `x`: expected the `key` of a [[role]]"),
                (3, "no tool has the key `y`: expected the `key` of a [[tool]]"),
            ],
        ),
        (
            "role_tasks.toml",
            "[[role_task]]\nrole = \"x\"\ntask = \"y\"\nEVIDENCE\n",
            &[
                (2, "no role has the key `x`: expected the `key` of a [[role]]"),
                (3, "no task has the key `y`: expected the `key` of a [[task]]"),
            ],
        ),
        (
            "role_pathways.toml",
            "[[role_pathway]]\nrole = \"x\"\npathway = \"y\"\nEVIDENCE\n",
            &[
                (2, "no role has the key `x`: expected the `key` of a [[role]]"),
                (3, "no pathway has the key `y`: expected the `key` of a [[pathway]]"),
            ],
        ),
        (
            "role_relations.toml",
            "[[role_relation]]\nfrom = \"x\"\nto = \"y\"\nkind = \"BROADER\"\nEVIDENCE\n",
            &[
                (2, "no role has the key `x`: expected the `key` of a [[role]]"),
                (3, "no role has the key `y`: expected the `key` of a [[role]]"),
            ],
        ),
        (
            "skill_relations.toml",
            "[[skill_relation]]\nfrom = \"x\"\nto = \"y\"\nkind = \"BROADER\"\nEVIDENCE\n",
            &[
                (2, "no skill has the key `x`: expected the `key` of a [[skill]]"),
                (3, "no skill has the key `y`: expected the `key` of a [[skill]]"),
            ],
        ),
        (
            "tool_relations.toml",
            "[[tool_relation]]\nfrom = \"x\"\nto = \"y\"\nkind = \"USES\"\nEVIDENCE\n",
            &[
                (2, "no tool has the key `x`: expected the `key` of a [[tool]]"),
                (3, "no tool has the key `y`: expected the `key` of a [[tool]]"),
            ],
        ),
        (
            "skill_tools.toml",
            "[[skill_tool]]\nskill = \"x\"\ntool = \"y\"\nEVIDENCE\n",
            &[
                (2, "no skill has the key `x`: expected the `key` of a [[skill]]"),
                (3, "no tool has the key `y`: expected the `key` of a [[tool]]"),
            ],
        ),
        (
            "pathway_skills.toml",
            "[[pathway_skill]]\npathway = \"x\"\nskill = \"y\"\nEVIDENCE\n",
            &[
                (2, "no pathway has the key `x`: expected the `key` of a [[pathway]]"),
                (3, "no skill has the key `y`: expected the `key` of a [[skill]]"),
            ],
        ),
        (
            "pathway_providers.toml",
            "[[pathway_provider]]\npathway = \"x\"\nprovider = \"y\"\nEVIDENCE\n",
            &[
                (2, "no pathway has the key `x`: expected the `key` of a [[pathway]]"),
                (3, "no provider has the key `y`: expected the `key` of a [[provider]]"),
            ],
        ),
        (
            "salaries.toml",
            "[[salary]]\nrole = \"x\"\namount = { min = 1, max = 1, currency = \"GBP\", period = \"YEAR\", \
             qualifier = \"EXACT\" }\nregion = \"GB\"\nlevel = \"ANY\"\nstatistic = \"MEDIAN\"\nEVIDENCE\n",
            &[(2, "no role has the key `x`: expected the `key` of a [[role]]")],
        ),
        (
            "interview_questions.toml",
            "[[interview_question]]\nrole = \"cook\"\ntext = \"Why?\"\nabout = [\n{ role = \"cook\" },\n{ skill = \"x\" }]\nEVIDENCE\n\
             [[interview_question]]\nrole = \"x\"\ntext = \"Why?\"\nEVIDENCE\n",
            &[
                (6, "no skill has the key `x`: expected the `key` of a [[skill]]"),
                (9, "no role has the key `x`: expected the `key` of a [[role]]"),
            ],
        ),
    ]);
}
