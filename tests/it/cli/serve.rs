//! The first start, the second, the end.

use std::io::{Read, Write};
use std::time::Duration;

use serde_json::{Value, json};

use super::http::{answer, ask, connect, request};
use super::object;
use super::process::{Server, run};

const QUESTION: &str =
    "{ role(by: {slug: \"back-end-developer\"}) { name skills(first: 1) { totalCount } } }";

#[test]
fn a_fresh_folder_is_filled_and_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut first, url) = Server::ready(folder.path(), &[]);
    assert!(folder.path().join("career-graph.db").is_file());
    let said = ask(&url, QUESTION);
    assert_eq!(said["data"]["role"]["name"], "Back-end developer", "{said}");
    assert!(said["data"]["role"]["skills"]["totalCount"].as_i64() > Some(10), "{said}");
    assert_eq!(said["extensions"]["revision"], 1);
    first.log.retain(|line| line.contains("loaded the curated edition"));
    assert_eq!(first.log.len(), 1);
    first.stop();
    // The second start loads nothing, and says the same.
    let (second, url) = Server::ready(folder.path(), &["serve"]);
    assert_eq!(ask(&url, QUESTION), said);
    let log = second.stop();
    assert!(!log.iter().any(|line| line.contains("loaded")), "{log:#?}");
    assert_eq!(object(&run(folder.path(), &["check", "--format", "json"]))["revision"], 1);
}

#[test]
fn without_the_edition_the_graph_is_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &["--curated", "off"]);
    let answer = ask(&url, QUESTION);
    assert_eq!((&answer["data"], &answer["extensions"]["revision"]), (&json!({"role": null}), &json!(0)));
    server.stop();
}

#[test]
fn the_log_is_json_where_nobody_watches() {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, _) = Server::ready(folder.path(), &["--log", "debug"]);
    let log = server.stop();
    assert!(log.len() > 3);
    for line in &log {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        for field in ["timestamp", "level", "message", "target"] {
            assert!(line[field].is_string(), "{line}");
        }
    }
    let mut server = Server::start(folder.path(), &["--log-format", "text"]);
    server.line("ready");
    let log = server.stop();
    assert!(log.len() > 1 && log.iter().all(|line| !line.starts_with('{')), "{log:#?}");
}

#[test]
fn a_request_is_named_in_the_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut server, url) =
        Server::ready(folder.path(), &["--curated", "off", "--log", "career_graph=debug"]);
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let mut stream = connect(&url).expect("it listens");
    let asked = format!(
        "GET /healthz HTTP/1.1\r\nhost: test\r\nconnection: close\r\nx-request-id: mine-1\r\ntraceparent: {parent}\r\n\r\n"
    );
    stream.write_all(asked.as_bytes()).expect("it is sent");
    assert_eq!(answer(&mut stream).expect("it is answered").status, 200);
    let line = server.line("answered");
    assert_eq!(line["span"], json!({"name": "request", "id": "mine-1", "traceparent": parent}), "{line}");
    assert_eq!((&line["path"], &line["status"]), (&json!("/healthz"), &json!(200)));
    // Also by the name that it is given where it brings none.
    let mut stream = connect(&url).expect("it listens");
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n")
        .expect("it is sent");
    let mut answered = String::new();
    stream.read_to_string(&mut answered).expect("it is answered");
    let id = server.line("answered")["span"]["id"].as_str().expect("an id").to_owned();
    assert!(id.len() == 36 && answered.contains(&format!("\r\nx-request-id: {id}\r\n")), "{id}: {answered}");
    server.stop();
}

#[test]
fn a_request_under_way_is_answered_before_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut server, url) = Server::ready(folder.path(), &[]);
    let text = request(&json!({"query": QUESTION}).to_string(), true);
    let (begin, rest) = text.split_at(text.len() - 10);
    let mut under_way = connect(&url).expect("it listens");
    under_way.write_all(begin.as_bytes()).expect("it is sent");
    // Others do nothing: one that was answered, and one that never asked. They do not keep it from ending.
    let mut idle = connect(&url).expect("it listens");
    idle.write_all(request("{}", true).as_bytes()).expect("it is sent");
    let silent = connect(&url).expect("it listens");
    // That it is answered shows that the connections before it were taken.
    ask(&url, QUESTION);
    server.terminate();
    server.line("stopping: requests that are under way are answered first");
    under_way.write_all(rest.as_bytes()).expect("it is sent");
    let answered = answer(&mut under_way).expect("it is answered");
    assert_eq!(answered.status, 200);
    assert!(answered.body.contains("Back-end developer"), "{answered:?}");
    drop(answer(&mut idle).expect("it was answered"));
    let (code, log) = server.end();
    assert_eq!(code, Some(0), "{log:#?}");
    assert!(log.last().is_some_and(|line| line.contains("\"stopped\"")), "{log:#?}");
    assert!(!log.iter().any(|line| line.contains("WARN")), "{log:#?}");
    assert!(connect(&url).is_err());
    drop(silent);
}

#[test]
fn a_request_that_never_ends_does_not_hold_up_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut server, url) = Server::ready(folder.path(), &["--curated", "off"]);
    let mut stalled = connect(&url).expect("it listens");
    let text = request(&json!({"query": QUESTION}).to_string(), false);
    stalled.write_all(&text.as_bytes()[..text.len() - 10]).expect("it is sent");
    ask(&url, QUESTION);
    server.terminate();
    server.line("stopping");
    // Told a second time it does not wait.
    server.terminate();
    server.line("told again to stop");
    assert_eq!(server.end().0, Some(0));
}

#[test]
fn an_end_before_it_is_ready_is_an_orderly_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for delay_ms in [30, 100, 300] {
        let server = Server::start(folder.path(), &[]);
        // Long enough for it to hear signals, at another moment of the load each time.
        std::thread::sleep(Duration::from_millis(delay_ms));
        server.terminate();
        let (code, log) = server.end();
        assert!(code == Some(0) || log.is_empty(), "{code:?} {log:#?}");
    }
    let (server, url) = Server::ready(folder.path(), &[]);
    assert_eq!(ask(&url, QUESTION)["extensions"]["revision"], 1);
    server.stop();
}
