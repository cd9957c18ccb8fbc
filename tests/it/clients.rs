//! Public clients against the command that serves: what they say is in `tests/clients`.
//!
//! `.ci/run` installs them. Where that was not done the tests say so; with `CI=true` they fail.

use std::fmt::Write;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::process::{self, BINARY, Server};
use crate::readme::blocks;

/// Where the README has the server.
const SHOWN: &str = "127.0.0.1:8080";

/// What the dataset begins with that alters the graph.
const HEAD: &str = r#"{"format":"career-graph","version":1}
{"taxonomy":{"slug":"acme","title":"Acme"}}
{"source":{"slug":"acme","title":"Acme"}}
{"dataset":{"slug":"acme","taxonomy":"acme","source":"acme"}}
"#;

#[test]
fn every_audit_of_graphql_http_is_ok() {
    node("graphql-http.mjs", 0);
}

#[test]
fn graphql_ws_is_served() {
    node("graphql-ws.mjs", 1);
}

#[test]
fn graphql_sse_is_served() {
    node("graphql-sse.mjs", 1);
}

#[test]
fn apollo_client_is_served() {
    node("apollo.mjs", 1);
}

#[test]
fn urql_is_served() {
    node("urql.mjs", 2);
}

#[test]
fn graphql_request_is_served() {
    node("graphql-request.mjs", 0);
}

#[test]
fn gql_is_served() {
    let target = Path::new(BINARY).ancestors().nth(2).expect("a folder of a profile is in one of targets");
    let python = target.join("clients-python/bin/python");
    if is_there(&python, "python3 -m venv, and pip install -r tests/clients/requirements.txt") {
        served(Command::new(python).arg("gql_client.py"), 1);
    }
}

#[test]
fn the_commands_of_the_readme_are_answered() {
    let commands = blocks("sh").into_iter().map(|(command, _)| command);
    let commands: Vec<&str> = commands.filter(|command| command.starts_with("curl ")).collect();
    assert!(commands.len() >= 4, "{commands:?}");
    let works = Command::new("curl").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !works {
        return skipped("curl is missing");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &[]);
    for command in commands {
        assert!(command.contains(SHOWN), "{command}");
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(command.replace(SHOWN, address(&url)));
        let finished = process::finish(shell);
        assert_eq!(finished.code, Some(0), "{command}: {finished:?}");
        let answer = &finished.stdout;
        assert!(answer.contains("\"data\":{") && !answer.contains("\"errors\""), "{command}: {answer}");
    }
    server.stop();
}

#[test]
fn the_listener_of_the_readme_listens() {
    let [(script, _)] = blocks("js")[..] else { panic!("the README has one script") };
    assert!(script.contains(SHOWN), "{script}");
    if !has_node() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &[]);
    let mut command = Command::new("node");
    command
        .current_dir(clients())
        .args(["--input-type=module", "-e"])
        .arg(script.replace(SHOWN, address(&url)));
    let finished = process::finish(command);
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(0), "1\n"), "{finished:?}");
    server.stop();
}

fn node(script: &str, changes: usize) {
    if has_node() {
        served(Command::new("node").arg(script), changes);
    }
}

/// Runs a client against a server of its own. Each time it says that it listens, the graph is altered.
fn served(client: &mut Command, changes: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &[]);
    client
        .current_dir(clients())
        .arg(&url)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = client.spawn().expect("it starts");
    let (stdout, mut stderr) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let errors = std::thread::spawn(move || {
        let mut text = String::new();
        stderr.read_to_string(&mut text).expect("it is UTF-8");
        text
    });
    let (mut said, mut altered) = (String::new(), 0);
    // It ends its output by itself: each client has a time limit.
    for line in BufReader::new(stdout).lines() {
        let line = line.expect("it is UTF-8");
        if line == "listening" {
            altered += 1;
            alter(folder.path(), altered);
        }
        said += &line;
        said.push('\n');
    }
    let status = child.wait().expect("it ends");
    let errors = errors.join().expect("it is read");
    assert!(status.success(), "{client:?}: {status}\n{said}{errors}");
    assert_eq!(altered, changes, "{said}");
    server.stop();
}

/// Loads a dataset that is another one each time, as somebody else would.
fn alter(folder: &Path, time: usize) {
    let mut lines = String::from(HEAD);
    for number in 0..time {
        writeln!(
            lines,
            "{{\"concept\":{{\"ref\":\"acme/ROLE/{number}\",\"role_kind\":\"OCCUPATION\",\"label\":\
             [{{\"language\":\"en\",\"role\":\"PREFERRED\",\"text\":\"Role {number}\"}}]}}}}"
        )
        .expect("a text takes all");
    }
    std::fs::write(folder.join("acme.ndjson"), lines).expect("it is written");
    let finished = process::run(folder, &["import", "dataset", "acme.ndjson"]);
    assert_eq!(finished.code, Some(0), "{finished:?}");
}

fn address(url: &str) -> &str {
    url.trim_start_matches("http://").trim_end_matches("/graphql")
}

fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

fn has_node() -> bool {
    is_there(&clients().join("node_modules"), "npm ci --ignore-scripts, in tests/clients")
}

fn is_there(path: &Path, how: &str) -> bool {
    let there = path.exists();
    if !there {
        skipped(&format!("{} is missing: {how}", path.display()));
    }
    there
}

#[expect(clippy::print_stderr, reason = "who runs the tests must see that some did not run")]
fn skipped(reason: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{reason}");
    eprintln!("skipped: {reason}");
}
