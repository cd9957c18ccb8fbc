//! Every kind of mistake, with its file and line.
//!
//! - `form`: what cannot be read, or is not known
//! - `references`: what is referred to and not there
//! - `twice`: what stands twice
//! - `values`: values, and relations, that cannot be
//! - `matches`: matches with other taxonomies that cannot be
//!
//! Below: many mistakes at once, and what follows from one.

mod form;
mod matches;
mod references;
mod twice;
mod values;

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

const LINKS: &str = "[[role_skill]]\nrole = \"cook\"\nskill = \"tasting\"\nEVIDENCE\n\
                     [[role_skill]]\nrole = \"baker\"\nskill = \"tasting\"\nEVIDENCE\n";

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
