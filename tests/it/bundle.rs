//! The explorer is bundled, left out, or asked for in vain: the build of `web/` with programs that stand in for Node.js
//! and npm.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::cli::process::{Finished, finish};

/// Builds the package into a folder, where `node` and `npm` are these shell scripts.
fn build(target: &Path, mode: &str, node: &str, npm: &str) -> Finished {
    let programs = target.join("programs");
    fs::create_dir_all(&programs).expect("a folder");
    for (name, script) in [("node", node), ("npm", npm)] {
        let file = programs.join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("it is written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(programs).chain(std::env::split_paths(&others)));
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--offline", "--locked", "--package", "web", "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", path.expect("a path"))
        .env("CAREER_GRAPH_EXPLORER", mode);
    finish(cargo)
}

const OLD: &str = "echo v18.19.0";
const NEW: &str = "echo v22.12.0";
const UNREACHABLE: &str =
    "[ \"$1\" = --version ] && { echo 11.0.0; exit; }\necho 'npm error network unreachable' >&2\nexit 1";

#[test]
fn without_a_node_that_is_new_enough_it_builds_and_says_what_to_do() {
    let target = tempfile::tempdir().expect("a folder");
    let built = build(target.path(), "auto", OLD, UNREACHABLE);
    assert_eq!(built.code, Some(0), "{built:#?}");
    for part in [
        "the explorer is left out, a small page serves in its place: ",
        "Node.js 20.19 or newer with npm is needed: this one is v18.19.0",
        "CAREER_GRAPH_EXPLORER=require cargo build",
    ] {
        assert!(built.stderr.contains(part), "{built:#?}");
    }
    let skipped = build(target.path(), "skip", OLD, UNREACHABLE);
    assert_eq!(skipped.code, Some(0), "{skipped:#?}");
    assert!(!skipped.stderr.contains("warning"), "who wants it so is not told: {skipped:#?}");
}

#[test]
fn without_the_registry_it_builds_and_says_why() {
    let target = tempfile::tempdir().expect("a folder");
    let built = build(target.path(), "", NEW, UNREACHABLE);
    assert_eq!(built.code, Some(0), "{built:#?}");
    let reason = "`npm ci` failed (exit status: 1): npm error network unreachable";
    assert!(built.stderr.contains(reason), "{built:#?}");
}

#[test]
fn who_requires_the_explorer_gets_it_or_no_build() {
    let target = tempfile::tempdir().expect("a folder");
    let refused = build(target.path(), "require", NEW, UNREACHABLE);
    assert_eq!(refused.code, Some(101), "{refused:#?}");
    assert!(refused.stderr.contains("the explorer cannot be bundled: `npm ci` failed"), "{refused:#?}");
    let unknown = build(target.path(), "perhaps", NEW, UNREACHABLE);
    assert_eq!(unknown.code, Some(101), "{unknown:#?}");
    assert!(unknown.stderr.contains("CAREER_GRAPH_EXPLORER is none of: auto, require, skip"), "{unknown:#?}");
}
