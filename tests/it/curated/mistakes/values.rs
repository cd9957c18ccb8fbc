//! Values, and relations, that cannot be.

use super::assert_each;

#[test]
fn relations_that_cannot_be() {
    assert_each(&[
        (
            "role_relations.toml",
            "[[role_relation]]\nfrom = \"cook\"\nto = \"cook\"\nkind = \"BROADER\"\nEVIDENCE\n",
            &[(1, "`cook` is linked with itself")],
        ),
        (
            "role_relations.toml",
            "[[role_relation]]\nfrom = \"cook\"\nto = \"baker\"\nkind = \"BROADER\"\nEVIDENCE\n\
             [[role_relation]]\nfrom = \"baker\"\nto = \"cook\"\nkind = \"BROADER\"\nEVIDENCE\n",
            &[(6, "BROADER runs in a circle: `cook` → `baker` → `cook`")],
        ),
        (
            "skill_relations.toml",
            "[[skill_relation]]\nfrom = \"tasting\"\nto = \"patience\"\nkind = \"BROADER\"\nEVIDENCE\n\
             [[skill_relation]]\nfrom = \"patience\"\nto = \"tasting\"\nkind = \"BROADER\"\nEVIDENCE\n",
            &[(6, "BROADER runs in a circle: `tasting` → `patience` → `tasting`")],
        ),
        (
            "tool_relations.toml",
            "[[tool_relation]]\nfrom = \"pan\"\nto = \"pan\"\nkind = \"USES\"\nEVIDENCE\n",
            &[(1, "`pan` is linked with itself")],
        ),
    ]);
}

#[test]
fn values_that_cannot_be() {
    assert_each(&[
        (
            "roles.toml",
            "[[role]]\nkey = \"Big Cook\"\nname = \"X\"\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(2, "the key `Big Cook` is no slug: expected `big-cook`")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \" \"\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(1, "the name ` ` is empty or has blanks at its ends")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\ndescription = \"\"\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(1, "the description is empty")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"GROUP\"\nevidence = []\n",
            &[(1, "no source is given: every fact names at least one")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"GROUP\"\nevidence = [{ source = \"book\", date = \"2023-02-29\" }]\n",
            &[(1, "`2023-02-29` is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")],
        ),
        (
            "sources.toml",
            "[[source]]\nkey = \"b\"\nslug = \"b\"\ntitle = \"B\"\npublished = \"May 2024\"\n",
            &[(1, "`May 2024` is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")],
        ),
        ("pathways.toml", "PATHWAY\nregion = \"UK\"\n", &[(1, "`UK` is no ISO 3166-1 alpha-2 region code")]),
        ("pathways.toml", "PATHWAY\nentry_age = -1\n", &[(1, "entry age -1 is outside 0.0 to 150.0")]),
        (
            "pathways.toml",
            "PATHWAY\nrelative_cost = { min_percent = 50, max_percent = 10, of = \"course\" }\n",
            &[(1, "relative cost: min 50 is above max 10")],
        ),
        (
            "pathways.toml",
            "PATHWAY\nweeks_full_time = { min = 5, max = 4, qualifier = \"EXACT\" }\n",
            &[(1, "weeks: min 5 is above max 4")],
        ),
        (
            "pathways.toml",
            "PATHWAY\nweeks_full_time = { min = 5, qualifier = \"UP_TO\" }\n",
            &[(1, "weeks: max, which UP_TO speaks of, is missing")],
        ),
        (
            "pathways.toml",
            "PATHWAY\nweeks_full_time = { qualifier = \"ABOUT\" }\n",
            &[(1, "weeks: min or max is missing")],
        ),
        (
            "pathways.toml",
            "PATHWAY\nweeks_full_time = { min = nan, qualifier = \"ABOUT\" }\n",
            &[(1, "weeks NaN is outside 0.0 to 10000.0")],
        ),
        (
            "role_pathways.toml",
            "[[role_pathway]]\nrole = \"cook\"\npathway = \"course\"\ncoverage = 50\nEVIDENCE\n",
            &[(1, "coverage 50 is outside 0.0 to 1.0")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { min = 5, max = 4, currency = \"GBP\", period = \"TOTAL\", qualifier = \"EXACT\" }\n",
            &[(6, "amount: min 5 is above max 4")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { min = 5, currency = \"GBP\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n",
            &[(1, "amount: max, which UP_TO speaks of, is missing")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { max = 5, currency = \"GBP\", period = \"TOTAL\", qualifier = \"AT_LEAST\" }\n",
            &[(1, "amount: min, which AT_LEAST speaks of, is missing")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { max = -5, currency = \"GBP\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n",
            &[(6, "the amount -5 is outside what money can be: expected 0 or more")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { max = inf, currency = \"GBP\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n",
            &[(6, "the amount inf is outside what money can be: expected 0 or more")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { max = 5, currency = \"STG\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n",
            &[(6, "`STG` is no ISO 4217 currency code: expected one such as GBP")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { max = 5.5, currency = \"JPY\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n",
            &[(6, "the amount 5.5 has too many decimals: JPY has 0")],
        ),
        (
            "pathways.toml",
            "PATHWAY\ncost = { max = 5.125, currency = \"GBP\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n",
            &[(6, "the amount 5.125 has too many decimals: GBP has 2")],
        ),
        (
            "salaries.toml",
            "[[salary]]\nrole = \"cook\"\namount = { min = 1, max = 1, currency = \"pounds\", period = \"YEAR\", \
             qualifier = \"EXACT\" }\nregion = \"England\"\nlevel = \"ANY\"\nstatistic = \"MEDIAN\"\nEVIDENCE\n",
            &[
                (1, "`England` is no ISO 3166-1 alpha-2 region code"),
                (3, "`pounds` is no ISO 4217 currency code: expected one such as GBP"),
            ],
        ),
    ]);
}
