//! Every kind of mistake, with its file and line.

use career_graph::import::curated::{self, File};

use super::{BASE, base_with, mistakes};

/// What is added to which file, and the mistakes: line in what is added, message.
type Case = (&'static str, &'static str, &'static [(usize, &'static str)]);

/// What stands for `PATHWAY` in a text.
const PATHWAY: &str = "[[pathway]]\nkey = \"x\"\nname = \"X\"\nkind = \"DEGREE\"\nEVIDENCE\n";

fn assert_each(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (file, text, expected) in cases {
        let before = BASE.iter().find(|(name, _)| name == file).map_or(0, |(_, text)| text.lines().count());
        let expected: Vec<String> =
            expected.iter().map(|(line, message)| format!("{file}:{}: {message}", before + line)).collect();
        let text = text.replace("PATHWAY\n", PATHWAY);
        let found = mistakes(&base_with(&[(file, &text)]));
        if found != expected {
            wrong.push(format!("{text}\n  gives    {found:#?}\n  and not  {expected:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_examples_have_no_mistake() {
    assert_eq!(mistakes(&base_with(&[])), Vec::<String>::new());
}

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

#[test]
fn records_that_stand_twice() {
    const PAY: &str = "[[salary]]\nrole = \"cook\"\namount = { min = 1, max = 1, currency = \"GBP\", period = \"YEAR\", \
                       qualifier = \"EXACT\" }\nregion = \"GB\"\nlevel = \"ANY\"\nstatistic = \"MEDIAN\"\nEVIDENCE\n\
                       [[salary]]\nrole = \"cook\"\namount = { min = 2, max = 2, currency = \"GBP\", period = \"YEAR\", \
                       qualifier = \"EXACT\" }\nregion = \"GB\"\nlevel = \"ANY\"\nstatistic = \"MEDIAN\"\nEVIDENCE\n";
    assert_each(&[
        (
            "taxonomies.toml",
            "[[taxonomy]]\nslug = \"house\"\ntitle = \"Another\"\nrelease = \"1\"\n",
            &[(1, "the taxonomy `house` stands already at line 1: keep one, with the evidence of both")],
        ),
        (
            "taxonomies.toml",
            "[[taxonomy]]\nslug = \"mouse\"\ntitle = \"Another\"\nrelease = \"1\"\n",
            &[(1, "taxonomy `mouse`: expected `house`, the only one here")],
        ),
        (
            "sources.toml",
            "[[source]]\nkey = \"book\"\nslug = \"another\"\ntitle = \"B\"\n",
            &[(1, "the source `book` stands already at line 1: keep one, with the evidence of both")],
        ),
        (
            "sources.toml",
            "[[source]]\nkey = \"another\"\nslug = \"a-book\"\ntitle = \"B\"\n",
            &[(1, "the source `a-book` is given twice")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"cook\"\nname = \"Chef\"\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(1, "the role `cook` stands already at line 1: keep one, with the evidence of both")],
        ),
        (
            "role_skills.toml",
            "[[role_skill]]\nrole = \"cook\"\nskill = \"tasting\"\nEVIDENCE\n\n\
             [[role_skill]]\nrole = \"cook\"\nskill = \"tasting\"\nEVIDENCE\n",
            &[(6, "this role_skill stands already at line 1: keep one, with the evidence of both")],
        ),
        (
            "role_relations.toml",
            "[[role_relation]]\nfrom = \"cook\"\nto = \"baker\"\nkind = \"WORKS_WITH\"\nEVIDENCE\n\
             [[role_relation]]\nfrom = \"baker\"\nto = \"cook\"\nkind = \"WORKS_WITH\"\nEVIDENCE\n",
            &[(6, "WORKS_WITH holds both ways and `cook` – `baker` is already stated")],
        ),
        (
            "salaries.toml",
            PAY,
            &[(8, "this salary stands already at line 1: keep one, with the evidence of both")],
        ),
        (
            "notes.toml",
            "[[note]]\nabout = { role = \"cook\" }\nkind = \"SCOPE\"\ntext = \"x\"\nEVIDENCE\n\
             [[note]]\nabout = { role = \"cook\" }\nkind = \"SCOPE\"\ntext = \"x\"\nEVIDENCE\n",
            &[(6, "this note stands already at line 1: keep one, with the evidence of both")],
        ),
        (
            "interview_questions.toml",
            "[[interview_question]]\nrole = \"cook\"\ntext = \"Why?\"\nabout = [{ role = \"cook\" },\n{ role = \"cook\" }]\nEVIDENCE\n",
            &[(5, "`cook` is given twice in this record")],
        ),
        (
            "pathways.toml",
            "[[pathway.step]]\ntitle = \"One\"\nskills = [\n\"tasting\",\n\"tasting\"]\nEVIDENCE\n",
            &[(5, "`tasting` is given twice in this record")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nother_names = [\"Y\", \"Y\"]\nkind = \"GROUP\"\nEVIDENCE\n",
            &[(1, "the name `Y` is given twice")],
        ),
        (
            "roles.toml",
            "[[role]]\nkey = \"x\"\nname = \"X\"\nkind = \"GROUP\"\n\
             evidence = [{ source = \"book\", at = \"p 1\" }, { source = \"book\", at = \"p 1\" }]\n",
            &[(1, "two evidences of one source at the same place, `p 1`")],
        ),
    ]);
}

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

const LINKS: &str = "[[role_skill]]\nrole = \"cook\"\nskill = \"tasting\"\nEVIDENCE\n\
                     [[role_skill]]\nrole = \"baker\"\nskill = \"tasting\"\nEVIDENCE\n";

#[test]
fn matches_that_cannot_be() {
    const BOTH: &str = "`to` expects { scheme, kind, value } or { taxonomy, kind, key }, such as { scheme = \"ONET_SOC\", \
                        kind = \"ROLE\", value = \"15-1254.00\" }";
    macro_rules! mapping {
        ($from:literal, $to:literal) => {
            concat!("[[mapping]]\nfrom = ", $from, "\nto = ", $to, "\nmatch = \"CLOSE\"\nEVIDENCE\n")
        };
    }
    macro_rules! cook {
        ($to:literal) => {
            mapping!("{ role = \"cook\" }", $to)
        };
    }
    const FILE: &str = "mappings.toml";
    assert_each(&[
        (
            FILE,
            mapping!("{ role = \"waiter\" }", "{ scheme = \"ONET_SOC\", value = \"35-2014.00\" }"),
            &[(2, "no role has the key `waiter`: expected the `key` of a [[role]]")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ONET_SOC\", kind = \"SKILL\", value = \"35-2014.00\" }"),
            &[(3, "`35-2014.00` is a ROLE, not a SKILL")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ONET_SOC\", value = \"35-2014\" }"),
            &[(3, "`35-2014` is no code of O*NET-SOC, such as 15-1254.00")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ONET_ELEMENT\", value = \"Programming\" }"),
            &[(3, "`Programming` is no element of O*NET, such as 2.B.3.e")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ESCO_URI\", kind = \"ROLE\", value = \"cook\" }"),
            &[(3, "`cook` is no URI of ESCO, such as http://data.europa.eu/esco/skill/…")],
        ),
        (
            FILE,
            cook!(
                "{ scheme = \"ESCO_URI\", kind = \"ROLE\", value = \"http://data.europa.eu/esco/skill/1\" }"
            ),
            &[(3, "`http://data.europa.eu/esco/skill/1` is a SKILL, not a ROLE")],
        ),
        (
            FILE,
            cook!("{ scheme = \"UNSPSC\", value = \"1\" }"),
            &[(3, "unknown variant `UNSPSC`, expected one of `ESCO_URI`, `ONET_SOC`, `ONET_ELEMENT`")],
        ),
        (
            FILE,
            cook!("{ taxonomy = \"house\", kind = \"ROLE\", key = \"baker\" }"),
            &[(3, "`house` is no other taxonomy: expected its slug, such as `onet`")],
        ),
        (FILE, cook!("{ taxonomy = \"onet\", kind = \"TOOL\", key = \"\" }"), &[(3, "the key is empty")]),
        (FILE, cook!("{ taxonomy = \"onet\", key = \"x\" }"), &[(1, BOTH)]),
        (FILE, cook!("{ scheme = \"ONET_SOC\", kind = \"ROLE\" }"), &[(1, BOTH)]),
        (
            FILE,
            concat!(
                cook!("{ scheme = \"ONET_SOC\", value = \"35-2014.00\" }"),
                "[[mapping]]\nfrom = { role = \"cook\" }\nto = { taxonomy = \"onet\", kind = \"ROLE\", key = \
                 \"35-2014.00\" }\nmatch = \"BROAD\"\nEVIDENCE\n"
            ),
            &[(
                6,
                "`house/ROLE/cook` and `onet/ROLE/35-2014.00` match already at line 1: a pair matches in one way",
            )],
        ),
        (
            FILE,
            "[[mapping]]\nfrom = { role = \"cook\" }\nto = { scheme = \"ONET_SOC\", value = \"35-2014.00\" }\n\
             match = \"SAME\"\nEVIDENCE\n",
            &[(4, "unknown variant `SAME`, expected one of `EXACT`, `CLOSE`, `BROAD`, `NARROW`, `RELATED`")],
        ),
        (
            FILE,
            "[[mapping]]\nfrom = { role = \"cook\" }\nto = { scheme = \"ONET_SOC\", value = \"35-2014.00\" }\n\
             match = \"EXACT\"\nevidence = []\n",
            &[(1, "no source is given: every fact names at least one")],
        ),
    ]);
}

#[test]
fn a_mistake_in_a_record_is_no_mistake_in_those_that_refer_to_it() {
    // Which file has which text or is not there, and the one mistake that is told.
    let cases = [
        (
            "skills.toml",
            Some("[[skill]]\nkey = \"tasting\"\nname = \"Tasting\"\nkind = \"HARD\"\nevidence = []\n"),
            "skills.toml:4: unknown variant `HARD`, expected one of `TECHNICAL`, `SOFT`, `COMPETENCE`, `KNOWLEDGE`, \
             `LANGUAGE`, `WORK_STYLE`, `GROUP`, `UNSPECIFIED`",
        ),
        // A key that cannot be read may be that of any skill.
        (
            "skills.toml",
            Some("[[skill]]\nkey = 7\nname = \"Tasting\"\nkind = \"SOFT\"\nevidence = []\n"),
            "skills.toml:2: invalid type: integer `7`, expected a string",
        ),
        (
            "skills.toml",
            Some("\n[[skill]\nkey = \"tasting\"\n"),
            "skills.toml:2: unclosed array table, expected `]`",
        ),
        (
            "skills.toml",
            Some("[[skills]]\nkey = \"tasting\"\n"),
            "skills.toml:1: `skills` is not expected here: expected [[skill]]",
        ),
        // What is missing for all is told once.
        ("skills.toml", None, "role_skills.toml:3: no skill has the key `tasting`: there is no skills.toml"),
        ("sources.toml", None, "roles.toml:5: no source has the key `book`: there is no sources.toml"),
        ("taxonomies.toml", None, "taxonomies.toml:1: no [[taxonomy]]: expected `house`"),
        (
            "sources.toml",
            Some("[[source]]\nkey = \"book\"\nslug = \"a-book\"\n"),
            "sources.toml:1: missing field `title`",
        ),
        (
            "sources.toml",
            Some("[[source]]\nkey = \"book\"\nslug = \"a-book\"\ntitle = \"A book\"\npublished = \"soon\"\n"),
            "sources.toml:1: `soon` is no date of the form YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            "taxonomies.toml",
            Some("[[taxonomy]]\nslug = \"mouse\"\ntitle = \"The house\"\nrelease = \"1\"\n"),
            "taxonomies.toml:1: taxonomy `mouse`: expected `house`, the only one here",
        ),
        (
            "taxonomies.toml",
            Some("[[taxonomy]]\nslug = \"house\"\n"),
            "taxonomies.toml:1: missing field `title`",
        ),
    ];
    for (name, text, expected) in cases {
        let mut files = base_with(&[("role_skills.toml", LINKS)]);
        files.retain(|file| file.name != name);
        files.extend(text.map(|text| File { name: name.into(), text: text.into() }));
        assert_eq!(mistakes(&files), [expected], "{name} with {text:?}");
    }
}

#[test]
fn a_dozen_mistakes_in_several_files_are_all_told() {
    let found = mistakes(&base_with(&[
        (
            "sources.toml",
            "\n[[source]]\nkey = \"blog\"\nslug = \"a-blog\"\ntitle = \"A blog\"\npublished = \"24\"\n",
        ),
        (
            "roles.toml",
            "\n[[role]]\nkey = \"cook\"\nname = \"Cook\"\nkind = \"GROUP\"\nEVIDENCE\n\
             \n[[role]]\nkey = \"Waiter\"\nname = \"Waiter\"\nkind = \"OCCUPATION\"\nevidence = [{ source = \"web\" }]\n\
             \n[[role]]\nkey = \"host\"\nkind = \"OCCUPATION\"\nEVIDENCE\n",
        ),
        ("skills.toml", "\n[[skill]]\nkey = \"smelling\"\nname = \"Smelling\"\nkind = \"SENSE\"\nEVIDENCE\n"),
        (
            "tools.toml",
            "\n[[tool]]\nkey = \"knife\"\nname = \"Knife\"\nsharp = true\ncategory = \"EQUIPMENT\"\nEVIDENCE\n",
        ),
        (
            "pathways.toml",
            "region = \"XX\"\ncost = { max = 1, currency = \"LBS\", period = \"TOTAL\", qualifier = \"UP_TO\" }\n\
             weeks_part_time = { min = 2, max = 1, qualifier = \"EXACT\" }\n",
        ),
        (
            "role_relations.toml",
            "[[role_relation]]\nfrom = \"cook\"\nkind = \"BROADER\"\nto = \"baker\"\nEVIDENCE\n\
             [[role_relation]]\nfrom = \"baker\"\nkind = \"BROADER\"\nto = \"cook\"\nEVIDENCE\n\
             [[role_relation]]\nfrom = \"cook\"\nkind = \"CAN_BECOME\"\nto = \"host\"\nEVIDENCE\n\
             [[role_relation]]\nfrom = \"cook\"\nkind = \"CAN_BECOME\"\nto = \"critic\"\nEVIDENCE\n",
        ),
        ("role_skills.toml", "[[role_skill]]\nrole = \"cook\"\nskill = \"smelling\"\nevidence = []\n"),
        (
            "tool_relations.toml",
            "[[tool_relation]]\nfrom = \"pan\"\nkind = \"USES\"\nto = \"pan\"\nEVIDENCE\n",
        ),
        ("notes.toml", "[[note]\nabout = { role = \"cook\" }\n"),
        ("menu.toml", "soup = 1\n"),
    ]));
    let known: Vec<String> = curated::embedded().iter().map(|file| file.name.to_string()).collect();
    assert_eq!(
        found,
        [
            &format!("menu.toml:1: no such file belongs to the curated graph: expected {}", known.join(", ")),
            // What stands behind it in this file would be found to be wrong for this reason.
            "notes.toml:1: unclosed array table, expected `]`",
            "pathways.toml:7: `XX` is no ISO 3166-1 alpha-2 region code",
            "pathways.toml:7: weeks: min 2 is above max 1",
            "pathways.toml:13: `LBS` is no ISO 4217 currency code: expected one such as GBP",
            "role_relations.toml:6: BROADER runs in a circle: `cook` → `baker` → `cook`",
            "role_relations.toml:19: no role has the key `critic`: expected the `key` of a [[role]]",
            "role_skills.toml:1: no source is given: every fact names at least one",
            "roles.toml:13: the role `cook` stands already at line 1: keep one, with the evidence of both",
            "roles.toml:20: the key `Waiter` is no slug: expected `waiter`",
            "roles.toml:23: no source has the key `web`: expected one of blog, book",
            "roles.toml:25: missing field `name`",
            "skills.toml:16: unknown variant `SENSE`, expected one of `TECHNICAL`, `SOFT`, `COMPETENCE`, `KNOWLEDGE`, \
         `LANGUAGE`, `WORK_STYLE`, `GROUP`, `UNSPECIFIED`",
            "sources.toml:7: `24` is no date of the form YYYY, YYYY-MM or YYYY-MM-DD",
            "tool_relations.toml:1: `pan` is linked with itself",
            "tools.toml:16: unknown field `sharp`, expected one of `key`, `name`, `other_names`, `description`, \
         `category`, `hot`, `evidence`",
        ]
    );
}
