//! What stands twice.

use super::assert_each;

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
