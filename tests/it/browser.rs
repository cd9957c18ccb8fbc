//! The pages in a browser: Debian's Chromium, driven by `tests/browser/`, against a server of its own.
//!
//! Whatever is missing is a failure in CI, and elsewhere said on standard error. Screenshots go into the folder
//! `tmp/browser` of the build.

use std::path::{Path, PathBuf};
use std::process::Command;

use web::EXPLORER;

use crate::cli::process::{BINARY, Server, finish};

/// The names that Chromium goes by.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Plays a scenario against a server with the curated edition; its database is in the folder that `arguments` get.
fn browse(scenario: &str, arguments: impl FnOnce(&Path) -> Vec<String>) {
    if EXPLORER.is_none() && scenario != "plain" {
        return missing(LEFT_OUT);
    }
    let chromium = match chromium() {
        Ok(chromium) => chromium,
        Err(reason) => return missing(&reason),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &[]);
    let screenshots = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    std::fs::create_dir_all(&screenshots).expect("a folder");
    let mut node = Command::new("node");
    node.arg(scripts().join("run.mjs"))
        .args([scenario, url.strip_suffix("/graphql").expect("its address")])
        .args([&screenshots, &chromium])
        .args(arguments(folder.path()))
        .current_dir(folder.path());
    let played = finish(node);
    assert_eq!(played.code, Some(0), "{}\n{}", played.stdout, played.stderr);
    server.stop();
}

/// A test cannot run: in CI it fails.
#[expect(clippy::print_stderr, reason = "who runs the tests must see that some did not run")]
pub(crate) fn missing(reason: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{reason}");
    eprintln!("skipped: {reason}");
}

/// Why the explorer is not there.
pub(crate) const LEFT_OUT: &str =
    "the explorer was left out of this build: CAREER_GRAPH_EXPLORER=require cargo test";

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Where Chromium is, if what drives it is there too; else what is missing.
fn chromium() -> Result<PathBuf, String> {
    if !scripts().join("node_modules/playwright-core").is_dir() {
        return Err("no Playwright for a browser: (cd tests/browser && npm ci)".to_owned());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut candidates = CHROMIUM.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.find(|file| file.is_file()).ok_or_else(|| "no Chromium: apt-get install chromium".to_owned())
}

#[test]
fn the_page_for_people_leads_into_the_explorer() {
    browse("home", |_| vec![]);
}

#[test]
fn the_explorer_answers_documents_and_opens_links() {
    browse("explorer", |_| vec![]);
}

#[test]
fn the_small_page_answers_also_in_the_place_of_the_explorer() {
    let page = if EXPLORER.is_some() { "/graphiql/plain" } else { "/graphiql" };
    browse("plain", |_| vec![page.to_owned()]);
}

#[test]
fn a_tab_that_is_subscribed_hears_of_a_revision_that_another_process_writes() {
    browse("subscription", |folder| {
        let smaller = folder.join("smaller");
        std::fs::create_dir(&smaller).expect("a folder");
        crate::cli::write_folder(&smaller, 1);
        let smaller = smaller.to_str().expect("UTF-8");
        [BINARY, "import", "curated", smaller].map(str::to_owned).to_vec()
    });
}
