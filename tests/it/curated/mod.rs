//! The curated importer: given files, expected records or the list of mistakes.
//!
//! - `records`: one small example of every kind of record
//! - `mistakes`: every kind of mistake, with its file and line
//! - `edition`: the folder `data/` and what is compiled in

mod edition;
mod mistakes;
mod records;

use career_graph::dataset::Dataset;
use career_graph::import::curated::{self, CuratedError, File};

/// One small record of every kind that others refer to; `EVIDENCE` is put in where it stands.
pub(crate) const BASE: &[(&str, &str)] = &[
    ("taxonomies.toml", "[[taxonomy]]\nslug = \"house\"\ntitle = \"The house\"\nrelease = \"2026.11\"\n"),
    (
        "sources.toml",
        "[[source]]\nkey = \"book\"\nslug = \"a-book\"\ntitle = \"A book\"\npublished = \"2024-05\"\n",
    ),
    (
        "roles.toml",
        "[[role]]\nkey = \"cook\"\nname = \"Cook\"\nkind = \"OCCUPATION\"\nEVIDENCE\n\n\
         [[role]]\nkey = \"baker\"\nname = \"Baker\"\nkind = \"OCCUPATION\"\nEVIDENCE\n",
    ),
    (
        "skills.toml",
        "[[skill]]\nkey = \"tasting\"\nname = \"Tasting\"\nkind = \"TECHNICAL\"\nEVIDENCE\n\n\
         [[skill]]\nkey = \"patience\"\nname = \"Patience\"\nkind = \"SOFT\"\nEVIDENCE\n",
    ),
    (
        "tools.toml",
        "[[tool]]\nkey = \"oven\"\nname = \"Oven\"\ncategory = \"EQUIPMENT\"\nEVIDENCE\n\n\
         [[tool]]\nkey = \"pan\"\nname = \"Pan\"\ncategory = \"EQUIPMENT\"\nEVIDENCE\n",
    ),
    ("tasks.toml", "[[task]]\nkey = \"make-soup\"\nname = \"Make soup\"\nEVIDENCE\n"),
    ("credentials.toml", "[[credential]]\nkey = \"diploma\"\nname = \"Diploma\"\nEVIDENCE\n"),
    ("providers.toml", "[[provider]]\nkey = \"college\"\nname = \"College\"\nEVIDENCE\n"),
    (
        "pathways.toml",
        "[[pathway]]\nkey = \"course\"\nname = \"Course\"\nkind = \"VOCATIONAL\"\nEVIDENCE\n\n\
         [[pathway]]\nkey = \"degree\"\nname = \"Degree\"\nkind = \"DEGREE\"\nEVIDENCE\n",
    ),
];

/// The files of `BASE`, with texts added at the end of some; a file that is not there yet is made.
pub(crate) fn base_with(added: &[(&str, &str)]) -> Vec<File> {
    let mut files: Vec<(String, String)> =
        BASE.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    for (name, text) in added {
        match files.iter_mut().find(|(known, _)| known == name) {
            Some((_, before)) => before.push_str(text),
            None => files.push(((*name).to_owned(), (*text).to_owned())),
        }
    }
    let evidence = |text: String| text.replace("EVIDENCE", "evidence = [{ source = \"book\" }]");
    files.into_iter().map(|(name, text)| File { name: name.into(), text: evidence(text).into() }).collect()
}

fn dataset(files: &[File]) -> Dataset {
    curated::read(files).unwrap_or_else(|error| panic!("{error}"))
}

/// Every mistake as `file:line: message`.
fn mistakes(files: &[File]) -> Vec<String> {
    match curated::read(files) {
        Ok(_) => Vec::new(),
        Err(CuratedError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
        Err(error) => panic!("another error: {error}"),
    }
}
