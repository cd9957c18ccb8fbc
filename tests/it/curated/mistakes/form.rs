//! What cannot be read, or is not known.

use super::assert_each;

#[test]
fn mistakes_of_form() {
    assert_each(&[
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(3, "invalid basic string, expected `\"`")],
        ),
        ("roles.toml", "[[role]\nkey = \"x\"\n", &[(1, "unclosed array table, expected `]`")]),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nname = \"Y\"\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(4, "duplicate key")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"GROUP\"\ncolour = \"red\"\nEVIDENCE\n",
            &[(
                5,
                "unknown field `colour`, expected one of `key`, `name`, `other_names`, `description`, `kind`, `evidence`",
            )],
        ),
        ("roles.toml", "[[role]]\nkey = \"x\"\nkind = \"GROUP\"\nEVIDENCE\n", &[(1, "missing field `name`")]),
        ("roles.toml", "[[role]]\nname = \"X\"\nkind = \"GROUP\"\nEVIDENCE\n", &[(1, "missing field `key`")]),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = 5\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(3, "invalid type: integer `5`, expected a string")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"JOB\"\nEVIDENCE\n",
            &[(4, "unknown variant `JOB`, expected one of `OCCUPATION`, `GROUP`, `COUNTERPART`")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"GROUP\"\n",
            &[(1, "missing field `evidence`")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"GROUP\"\nevidence = [\n{ source = \"book\", page = 1 },\n]\n",
            &[(6, "unknown field `page`, expected one of `source`, `at`, `stated`, `date`")],
        ),
        ("roles.toml", "[[skill]]\nkey = \"x\"\n", &[(1, "`skill` is not expected here: expected [[role]]")]),
        (
            "skill_relations.toml",
            "[skill_relation]\nfrom = \"x\"\n",
            &[(1, "`skill_relation` is not expected here: expected [[skill_relation]]")],
        ),
        (
            "skill_relations.toml",
            "skill_relation = [\"x\"]\n",
            &[(1, "a string is not expected here: expected [[skill_relation]]")],
        ),
        (
            "rolls.toml",
            "[[role]]\n",
            &[(
                1,
                "no such file belongs to the curated graph: expected taxonomies.toml, sources.toml, roles.toml, skills.toml, tools.toml, tasks.toml, credentials.toml, providers.toml, pathways.toml, notes.toml, role_skills.toml, role_tools.toml, role_tasks.toml, role_pathways.toml, role_relations.toml, skill_relations.toml, tool_relations.toml, skill_tools.toml, pathway_skills.toml, pathway_providers.toml, mappings.toml, salaries.toml, interview_questions.toml",
            )],
        ),
        (
            "notes.toml",
            "[[note]]\nabout = { job = \"cook\" }\nkind = \"SCOPE\"\ntext = \"x\"\nEVIDENCE\n",
            &[(
                2,
                "`job` is no kind of concept: expected one of `role`, `skill`, `tool`, `pathway`, `task`, `credential`, `provider`",
            )],
        ),
        (
            "notes.toml",
            "[[note]]\nabout = { role = \"cook\", tool = \"pan\" }\nkind = \"SCOPE\"\ntext = \"x\"\nEVIDENCE\n",
            &[(2, "expected one concept, such as { role = \"back-end-developer\" }")],
        ),
        (
            "salaries.toml",
            "[[salary]]\nrole = \"cook\"\namount = { min = 1, max = 1, currency = \"GBP\", period = \"FORTNIGHT\", \
             qualifier = \"EXACT\" }\nregion = \"GB\"\nlevel = \"ANY\"\nstatistic = \"MEDIAN\"\nEVIDENCE\n",
            &[(
                3,
                "unknown variant `FORTNIGHT`, expected one of `HOUR`, `DAY`, `WEEK`, `MONTH`, `YEAR`, `TOTAL`",
            )],
        ),
    ]);
}
