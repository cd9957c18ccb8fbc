//! Writes `embedded.rs`: the examples, and the explorer if it can be bundled.
//!
//! `CAREER_GRAPH_EXPLORER` says what is to be done about the explorer: `auto` (bundle it, or warn and leave it out),
//! `require` (bundle it, or fail), `skip` (leave it out).

#![expect(clippy::print_stdout, reason = "Cargo reads what a build script tells it from standard output")]

mod bundle;
mod example;
mod process;

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bundle::Bundled;
use example::Example;

const SETTING: &str = "CAREER_GRAPH_EXPLORER";

/// What is to be done about the explorer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Bundle it, or warn and leave it out.
    Auto,
    /// Bundle it, or fail.
    Require,
    /// Leave it out.
    Skip,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (folder, out) = (folder("CARGO_MANIFEST_DIR")?, folder("OUT_DIR")?);
    println!("cargo::rerun-if-env-changed={SETTING}");
    let examples = example::read(&folder.join("examples"))?;
    let mode = mode()?;
    let explorer = match mode {
        Mode::Skip => None,
        Mode::Auto | Mode::Require => match bundle::bundle(&folder, &out.join("explorer"), mode) {
            Ok(bundled) => Some(bundled),
            Err(reason) if mode == Mode::Auto => {
                println!(
                    "cargo::warning=the explorer is left out, a small page serves in its place: {reason}"
                );
                println!("cargo::warning=once that is mended: {SETTING}=require cargo build");
                None
            }
            Err(reason) => return Err(format!("the explorer cannot be bundled: {reason}")),
        },
    };
    let text = embedded(&examples, explorer.as_ref());
    fs::write(out.join("embedded.rs"), text)
        .map_err(|error| format!("embedded.rs cannot be written: {error}"))
}

fn folder(name: &str) -> Result<PathBuf, String> {
    env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("Cargo does not tell {name}"))
}

fn mode() -> Result<Mode, String> {
    match env::var_os(SETTING).unwrap_or_default().to_str() {
        Some("" | "auto") => Ok(Mode::Auto),
        Some("require") => Ok(Mode::Require),
        Some("skip") => Ok(Mode::Skip),
        _ => Err(format!("{SETTING} is none of: auto, require, skip")),
    }
}

/// The generated source: paths and texts are written as Rust literals.
fn embedded(examples: &[Example], explorer: Option<&Bundled>) -> String {
    let mut text =
        "/// The examples, in the order in which they are shown.\npub const EXAMPLES: &[Example] = &[\n"
            .to_owned();
    for Example { slug, title, description, query, variables } in examples {
        let variables = variables.as_ref().map_or("\"\"".to_owned(), |path| included("str", path));
        let query = included("str", query);
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "    Example {{ slug: {slug:?}, title: {title:?}, description: {description:?}, query: {query}, \
             variables: {variables} }},"
        );
    }
    text.push_str(
        "];\n\n/// The explorer; none if it was left out.\npub static EXPLORER: Option<Explorer> = ",
    );
    let Some(Bundled { page, assets }) = explorer else {
        text.push_str("None;\n");
        return text;
    };
    let _ = writeln!(text, "Some(Explorer {{\n    page: {},\n    assets: &[", included("str", page));
    for (path, media_type, file) in assets {
        let bytes = included("bytes", file);
        let _ = writeln!(
            text,
            "        Asset {{ path: {path:?}, media_type: {media_type:?}, bytes: {bytes}, gzip: true, immutable: \
             true }},"
        );
    }
    text.push_str("    ],\n});\n");
    text
}

fn included(what: &str, path: &Path) -> String {
    format!("include_{what}!({path:?})")
}
