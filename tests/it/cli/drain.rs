//! A server that is told to end while it is asked and asked.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::http::{answer, connect, request};
use super::process::Server;

/// Whether requests may be sent, as a load balancer asks.
fn is_ready(url: &str) -> (u16, String) {
    let mut stream = connect(url).expect("it still listens");
    let asked = b"GET /readyz HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n";
    stream.write_all(asked).expect("it is sent");
    let answer = answer(&mut stream).expect("it is answered");
    (answer.status, answer.body)
}

#[test]
fn who_asks_whether_it_is_ready_sees_no_request_fail() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut server, url) = Server::ready(folder.path(), &["--drain-delay-ms", "1500"]);
    let (is_over, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let clients: Vec<_> = (0..4)
        .map(|_| {
            let (url, is_over, answered) = (url.clone(), Arc::clone(&is_over), Arc::clone(&answered));
            thread::spawn(move || {
                let query = "{ roles(first: 20) { edges { node { name skills { totalCount } } } } }";
                let text = request(&json!({"query": query}).to_string(), false);
                while !is_over.load(Ordering::Relaxed) {
                    let mut stream = connect(&url).expect("it listens");
                    stream.write_all(text.as_bytes()).expect("it is sent");
                    let answer = answer(&mut stream).expect("it is answered");
                    assert!(answer.status == 200 && answer.body.contains("\"data\""), "{answer:?}");
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    while answered.load(Ordering::Relaxed) < 20 {
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(is_ready(&url), (200, r#"{"reasons":[],"status":"ok"}"#.to_owned()));
    server.terminate();
    server.line("stopping");
    let mut said = is_ready(&url);
    while said.0 == 200 {
        thread::sleep(Duration::from_millis(5));
        said = is_ready(&url);
    }
    assert_eq!(said, (503, r#"{"reasons":["draining"],"status":"unavailable"}"#.to_owned()));
    // Requests are still taken, and whoever keeps a connection is asked to go.
    let before = answered.load(Ordering::Relaxed);
    while answered.load(Ordering::Relaxed) < before + 4 {
        thread::sleep(Duration::from_millis(5));
    }
    let mut kept = connect(&url).expect("it listens");
    kept.write_all(request("{\"query\": \"{ __typename }\"}", true).as_bytes()).expect("it is sent");
    assert_eq!(answer(&mut kept).expect("it is answered and closed").status, 200);
    is_over.store(true, Ordering::Relaxed);
    for client in clients {
        client.join().expect("no request fails");
    }
    let (code, log) = server.end();
    assert_eq!(code, Some(0), "{log:#?}");
    assert!(!log.iter().any(|line| line.contains("WARN") || line.contains("ERROR")), "{log:#?}");
}
