//! Each attack by each way: refused alike, while others are answered, and nothing of it stays.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::attacks::{Attack, attacks};
use super::ways::{Client, GOOD, LARGEST_BODY, Reply, Way};
use crate::cli::process::Server;
use crate::support::{Process, settled};

/// What the process may have more of in the end, in kilobytes.
const MORE_KB: usize = 10 * 1_024;

/// What it may have more of at any moment, in kilobytes.
const PEAK_KB: usize = 64 * 1_024;

/// Most bytes of the head of a request.
const LARGEST_HEAD: usize = 32_768;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_attack_is_refused_by_every_way_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &["--curated", "off"]);
    let address = url.trim_start_matches("http://").trim_end_matches("/graphql").parse().expect("an address");
    let process = Process::of(server.pid());
    let files_before = process.files();
    let mut canary = Client::of(address);
    for way in [Way::ALL; 20].concat() {
        assert_eq!(good(&canary.ask(way, GOOD, &json!({})).await), 200, "{way:?}");
    }
    let memory_before = process.memory_kb();
    process.forget_peak();
    let mut client = Client::of(address);
    let attacks = attacks();
    for way in Way::ALL {
        for attack in &attacks {
            let (reply, meanwhile) = tokio::join!(
                client.ask(way, &attack.query, &attack.variables),
                canary.ask(Way::Post, GOOD, &Value::Null)
            );
            refused(way, attack, &reply);
            assert_eq!(good(&meanwhile), 200, "{way:?}, meanwhile: {}", attack.name);
        }
        assert_eq!(good(&client.ask(way, GOOD, &json!({})).await), 200, "{way:?} goes on");
    }
    let (peak, most) = (process.peak_kb(), memory_before + MORE_KB);
    let memory_after = rest(&process, &mut canary, most).await;
    println!("{memory_before} kB, at most {peak}, then {memory_after}");
    assert!(peak <= memory_before + PEAK_KB, "{peak} kB at a time, and {memory_before} before");
    assert!(memory_after <= most, "{memory_after} kB, and {memory_before} before");
    drop((client, canary));
    let files_after = settled(|| process.files(), |files| *files <= files_before).await;
    assert!(files_after <= files_before, "{files_after} files, and {files_before} before");
    server.stop();
}

/// What the process has in memory once others were served for a while: an allocator gives back as it is used.
async fn rest(process: &Process, canary: &mut Client, most_kb: usize) -> usize {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        for way in [Way::ALL; 10].concat() {
            canary.ask(way, GOOD, &json!({})).await;
        }
        let memory_kb = process.memory_kb();
        if memory_kb <= most_kb || Instant::now() > until {
            return memory_kb;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The status, once everything is answered with data.
fn good(reply: &Reply) -> u16 {
    assert!(!reply.answers.is_empty(), "{reply:?}");
    for answer in &reply.answers {
        assert!(answer.contains("{\"graph\":{\"revision\":0}}"), "{reply:?}");
    }
    reply.status
}

fn refused(way: Way, attack: &Attack, reply: &Reply) {
    let said = format!("{way:?}, {}: {reply:.2000?}", attack.name);
    for answer in &reply.answers {
        assert!(answer.len() <= 1_024, "{} bytes: {said}", answer.len());
    }
    // What is larger than may be sent is refused before it is read.
    match way {
        Way::Get if reply.sent > LARGEST_HEAD => {
            assert!(matches!(reply.status, 414 | 431), "{said}");
            return;
        }
        Way::Socket if reply.sent > LARGEST_BODY => {
            assert_eq!(reply.status, 1009, "{said}");
            return;
        }
        Way::Get | Way::Socket => assert_eq!(reply.status, 200, "{said}"),
        _ if reply.status == 413 => {
            assert!(reply.sent > LARGEST_BODY, "{said}");
            assert_eq!(codes(reply), ["BAD_USER_INPUT"], "{said}");
            return;
        }
        _ => assert_eq!(reply.status, 200, "{said}"),
    }
    match way {
        Way::Batch => assert_eq!(codes(reply), ["", attack.code, ""], "{said}"),
        Way::FullBatch => {
            assert!((2..=10).contains(&reply.answers.len()) || reply.sent > LARGEST_BODY / 2, "{said}");
            assert!(codes(reply).iter().all(|code| code == attack.code), "{said}");
        }
        _ => assert_eq!(codes(reply), [attack.code], "{said}"),
    }
}

/// The code of the first error of each answer; empty where there is data instead.
fn codes(reply: &Reply) -> Vec<String> {
    let code = |answer: &String| {
        let answer: Value = serde_json::from_str(answer).expect("JSON");
        assert_eq!(answer["data"].is_null(), answer["errors"].is_array(), "{answer}");
        answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    };
    reply.answers.iter().map(code).collect()
}
