//! The curated graph: a folder of TOML files, one a kind of record, compiled into the binary.
//!
//! - `records`: what stands in the files
//! - `parse`: files into records, each with its line
//! - `convert`: records into a `Dataset`

mod convert;
mod parse;
mod records;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub use super::Fault;
use crate::dataset::Dataset;

/// Slug of the dataset that the curated files make.
pub const DATASET: &str = "curated";

/// One file of the folder.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name in the folder, such as `roles.toml`.
    pub name: Cow<'static, str>,
    /// What stands in it.
    pub text: Cow<'static, str>,
}

/// Why curated files could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CuratedError {
    /// The folder or a file in it cannot be read.
    #[error("cannot read {}: expected a folder of TOML files like data/", path.display())]
    Read {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder is another one.
    #[error("there is no curated file in {}: expected a folder of TOML files like data/", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// The files have mistakes; all of them, by file and line.
    #[error("{} in the curated files, nothing was loaded:{}", super::count(.0.len()), super::lines(.0))]
    Faults(Vec<Fault>),
}

/// The edition that is compiled into the binary.
pub fn embedded() -> Vec<File> {
    records::EMBEDDED.iter().map(|(name, text)| File { name: (*name).into(), text: (*text).into() }).collect()
}

/// The files of a folder.
pub fn folder(path: &Path) -> Result<Vec<File>, CuratedError> {
    let read_error = |path: &Path| {
        let path = path.to_owned();
        move |source| CuratedError::Read { path, source }
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(read_error(path))? {
        let file = entry.map_err(read_error(path))?.path();
        if file.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&file).map_err(read_error(&file))?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push(File { name: name.into(), text: text.into() });
        }
    }
    if files.is_empty() {
        return Err(CuratedError::Empty { path: path.to_owned() });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// The record set that files make, or all mistakes in them.
pub fn read(files: &[File]) -> Result<Dataset, CuratedError> {
    let (records, mut faults) = parse::parse(files);
    let dataset = convert::convert(records, &mut faults);
    if faults.is_empty() { Ok(dataset) } else { Err(CuratedError::Faults(faults.into_sorted())) }
}
