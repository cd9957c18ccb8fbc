//! The bundle of the explorer, made in a folder of the build: the source stays as it is.
//!
//! In that folder `installed.json` is the lock file that `node_modules` was installed from, `bundled` the text of all
//! that `dist` was made from. Each is written when its work is done, so that work is done once, and an interrupted
//! one again.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Mode;
use crate::process::run;

/// What the bundle is made from; the folder `explorer` besides.
const FILES: [&str; 3] = ["package.json", "package-lock.json", "vite.config.js"];

/// How long the registry, and then the bundler, may take when the explorer may be left out.
const PATIENCE: Duration = Duration::from_secs(60);

/// The same when it may not.
const MUCH_PATIENCE: Duration = Duration::from_secs(600);

/// The files of a bundle.
pub(crate) struct Bundled {
    pub(crate) page: PathBuf,
    /// Where each is served, its media type, and its compressed file.
    pub(crate) assets: Vec<(String, &'static str, PathBuf)>,
}

/// Bundles what is in `source`, in the folder `work`.
pub(crate) fn bundle(source: &Path, work: &Path, mode: Mode) -> Result<Bundled, String> {
    let limit = if mode == Mode::Require { MUCH_PATIENCE } else { PATIENCE };
    let (dist, bundled) = (work.join("dist"), work.join("bundled"));
    let inputs = copied(source, work)?;
    let page = dist.join("index.html");
    if read(&bundled).ok().as_deref() != Some(&inputs) || !page.is_file() {
        drop(fs::remove_file(&bundled));
        let npm = tools(work)?;
        install(npm, work, limit)?;
        let vite = Path::new("node_modules").join("vite").join("bin").join("vite.js");
        let mut node = Command::new("node");
        node.arg(vite).args(["build", "--logLevel", "warn"]).current_dir(work).env("NODE_ENV", "production");
        run(&mut node, &work.join("vite.log"), limit)?;
        write(&bundled, &inputs)?;
    }
    Ok(Bundled { page, assets: assets(&dist.join("assets"))? })
}

/// Copies the inputs to where they are worked on, and gives the text of all of them.
fn copied(source: &Path, work: &Path) -> Result<String, String> {
    // What is no longer part of the source is not to be bundled.
    drop(fs::remove_dir_all(work.join("explorer")));
    make(&work.join("explorer"))?;
    let mut names: Vec<PathBuf> = FILES.iter().map(PathBuf::from).collect();
    let mut ours = Vec::new();
    for path in listed(&source.join("explorer"))? {
        ours.extend(path.file_name().map(|name| Path::new("explorer").join(name)));
    }
    ours.sort();
    names.append(&mut ours);
    let mut all = String::new();
    for name in names {
        let from = source.join(&name);
        println!("cargo::rerun-if-changed={}", from.display());
        let text = read(&from)?;
        write(&work.join(&name), &text)?;
        all += &format!("{}\n{text}\n", name.display());
    }
    Ok(all)
}

/// The command of npm, if it is there together with a Node.js that the bundler runs on.
fn tools(work: &Path) -> Result<&'static str, String> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let missing = |reason| format!("Node.js 20.19 or newer with npm is needed: {reason}");
    let version = |program| run(Command::new(program).arg("--version"), &work.join("version.log"), PATIENCE);
    let node = version("node").map_err(missing)?;
    let mut numbers =
        node.trim().trim_start_matches('v').split('.').map(|number| number.parse().unwrap_or(0));
    let (major, minor): (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    // The releases that Vite and Rolldown name: 21 and the first ones of 22 lack what they use.
    if !((major == 20 && minor >= 19) || (major == 22 && minor >= 12) || major > 22) {
        return Err(missing(format!("this one is {}", node.trim())));
    }
    version(npm).map_err(missing)?;
    Ok(npm)
}

/// Installs what the lock file names, unless that is what is installed.
fn install(npm: &str, work: &Path, limit: Duration) -> Result<(), String> {
    let (stamp, lock) = (work.join("installed.json"), read(&work.join("package-lock.json"))?);
    if read(&stamp).ok().as_deref() == Some(&lock) {
        return Ok(());
    }
    drop(fs::remove_file(&stamp));
    let mut ci = Command::new(npm);
    ci.args(["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--prefer-offline"])
        .args(["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"])
        .args(["--fetch-timeout=20000", "--loglevel=error"])
        .current_dir(work);
    run(&mut ci, &work.join("npm.log"), limit)?;
    write(&stamp, &lock)
}

/// The compressed files of a folder, each with the path and the media type of what it holds.
fn assets(folder: &Path) -> Result<Vec<(String, &'static str, PathBuf)>, String> {
    let mut assets = Vec::new();
    for path in listed(folder)? {
        if path.extension() != Some(OsStr::new("gz")) {
            continue;
        }
        let name =
            path.file_stem().and_then(OsStr::to_str).ok_or("a file of the bundle has no name in UTF-8")?;
        let media_type = match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("ttf") => "font/ttf",
            Some("svg") => "image/svg+xml",
            _ => return Err(format!("the bundle holds {name}, whose media type is not known")),
        };
        assets.push((format!("/graphiql/assets/{name}"), media_type, path));
    }
    assets.sort();
    Ok(assets)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|e| Ok(e?.path())).collect());
    entries.map_err(|error| format!("{}: cannot be read: {error}", folder.display()))
}

fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: cannot be made: {error}", folder.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: cannot be read: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: cannot be written: {error}", path.display()))
}
