//! The examples: `NN-slug.graphql`, whose first comment is a title and a description, and their variables in
//! `NN-slug.json`.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) struct Example {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) query: PathBuf,
    pub(crate) variables: Option<PathBuf>,
}

/// All examples of a folder, by the number in their names.
pub(crate) fn read(folder: &Path) -> Result<Vec<Example>, String> {
    // Nothing is written here, so the folder stands for what is added to it or taken away.
    println!("cargo::rerun-if-changed={}", folder.display());
    let unreadable = |error| format!("{}: cannot be read: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    let queries = paths.iter().filter(|path| path.extension().is_some_and(|e| e == "graphql"));
    queries.map(|path| example(path).map_err(|reason| format!("{}: {reason}", path.display()))).collect()
}

fn example(path: &Path) -> Result<Example, String> {
    let name = path.file_stem().and_then(|name| name.to_str()).ok_or("its name is no UTF-8")?;
    let (number, slug) = name.split_once('-').ok_or("its name has no number and slug")?;
    if number.len() != 2 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err("its name begins with no number of two digits".to_owned());
    }
    let text = fs::read_to_string(path).map_err(|error| format!("cannot be read: {error}"))?;
    let mut comment = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
    let title = comment.next().ok_or("its first line is no comment with a title")?.to_owned();
    let description = comment.collect::<Vec<_>>().join(" ").trim().to_owned();
    if title.is_empty() || description.is_empty() {
        return Err("its first comment is no title and description".to_owned());
    }
    let variables = Some(path.with_extension("json")).filter(|path| path.is_file());
    Ok(Example { slug: slug.to_owned(), title, description, query: path.to_owned(), variables })
}
