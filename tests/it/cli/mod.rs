//! The command, as a process of its own.
//!
//! - `process`: starts it, and ends only what it started
//! - `http`: the smallest client there is
//! - `settings`: arguments and environment
//! - `failures`: a database, a file or a port that cannot be had
//! - `commands`: what each command prints
//! - `serve`: the first start, the second, the end
//! - `drain`: told to end while it is asked
//! - `languages`: names in another language
//! - `killed`: ended at any moment of the first load
//! - `together`: two processes on one database

mod commands;
mod drain;
mod failures;
mod http;
mod killed;
mod languages;
pub(crate) mod process;
mod serve;
mod settings;
mod together;

use std::path::Path;

use serde_json::Value;

use process::Finished;

/// The one JSON object that a command printed, and nothing else.
fn object(finished: &Finished) -> Value {
    let value: Value = serde_json::from_str(&finished.stdout).unwrap_or_else(|_| panic!("{finished:?}"));
    assert!(value.is_object() && finished.stdout.ends_with("}\n"), "{finished:?}");
    value
}

/// Writes a small curated folder whose role and tool bear a number in their names.
pub(crate) fn write_folder(folder: &Path, number: usize) {
    for file in crate::curated::base_with(&[]) {
        let text = file.text.replace("name = \"Cook\"", &format!("name = \"Cook {number}\""));
        let text = text.replace("name = \"Oven\"", &format!("name = \"Oven {number}\""));
        std::fs::write(folder.join(file.name.as_ref()), text).expect("it is written");
    }
}
