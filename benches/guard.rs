//! How long it takes to refuse what is refused, and to answer the dearest that is answered.
//!
//! `cargo bench --bench guard [-- DATABASE]`: over the curated graph, or over a database that is filled.
//! For each: the median, the 99th of a hundred, and the longest, in microseconds. First within the process, then over the
//! wire: by each way, as one client sees it, and as another one sees it who asks something small all the while.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::hint::black_box;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use career_graph::config::Edge;
use career_graph::graphql::{Asked, Languages, Limits, Schema, schema};
use career_graph::http::serve;
use career_graph::import::curated;
use career_graph::live::Live;
use career_graph::store::{Store, Write};
use serde_json::Value;
use tokio::net::TcpListener;
use ways::{Client, GOOD, Way};

#[path = "../tests/it/guard/attacks.rs"]
mod attacks;
#[path = "../tests/it/guard/ways.rs"]
mod ways;

/// Longest that the attacks go on by one way.
const BY_ONE_WAY: Duration = Duration::from_secs(8);

const FIRST: &str = "{ role(by: {slug: \"back-end-developer\"}) { name skills(first: 1, orderBy: {field: EVIDENCE_COUNT, \
    direction: DESC}) { totalCount edges { node { name kind } evidence { source { title publisher } locator } } } } }";

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let given = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    let fresh = given.is_none();
    let url = given.unwrap_or_else(|| format!("sqlite://{}", folder.path().join("bench.db").display()));
    let store = Store::connect(&url).await.expect("a database");
    store.migrate().await.expect("tables");
    let live = Live::load(store).await.expect("a graph");
    if fresh {
        let edition = curated::read(&curated::embedded()).expect("the curated edition");
        let write = Write { actor: "bench".to_owned(), message: "bench".to_owned(), at_ms: 0 };
        live.apply(edition, write).await.expect("it can be written");
    }
    let schema = schema(Limits::default());
    refusals(&schema);
    ordinary(&schema, &live).await;
    dearest(&schema, &live).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it listens");
    tokio::spawn(serve(listener, live, Edge::default(), std::future::pending()));
    over_the_wire(address).await;
}

async fn over_the_wire(address: SocketAddr) {
    println!("\nrefused over the wire");
    let attacks = attacks::attacks();
    for way in Way::ALL {
        let stop = Arc::new(AtomicBool::new(false));
        let canary = tokio::spawn(canary(address, Arc::clone(&stop)));
        let (mut client, until) = (Client::of(address), Instant::now() + BY_ONE_WAY);
        let (mut taken, mut bytes, mut unread) = (Vec::new(), 0, 0);
        for attack in std::iter::repeat_n(&attacks, 20).flatten().take_while(|_| Instant::now() < until) {
            let began = Instant::now();
            let reply = client.ask(way, &attack.query, &attack.variables).await;
            taken.push(began.elapsed());
            assert!(reply.answers.iter().all(|answer| answer.len() <= 1_024), "{}", attack.name);
            bytes += reply.sent;
            unread += usize::from(reply.status != 200);
        }
        stop.store(true, Ordering::Relaxed);
        taken.sort();
        let all = taken.len();
        tell(&format!("{way:?}, {all} times, {} MB, {unread} refused unread", bytes / 1_000_000), &taken);
        tell("  others meanwhile", &canary.await.expect("others are answered"));
    }
}

/// How long something small takes, asked over and over on a connection of its own.
async fn canary(address: SocketAddr, stop: Arc<AtomicBool>) -> Vec<Duration> {
    let (mut client, mut taken) = (Client::of(address), Vec::new());
    while !stop.load(Ordering::Relaxed) {
        let began = Instant::now();
        let reply = client.ask(Way::Post, GOOD, &Value::Null).await;
        taken.push(began.elapsed());
        assert!(reply.answers[0].starts_with("{\"data\":{\"graph\""), "{reply:?}");
    }
    taken.sort();
    taken
}

fn asked(query: &str, variables: &serde_json::Value) -> Asked {
    Asked {
        query: query.to_owned(),
        variables: variables.as_object().cloned().unwrap_or_default(),
        ..Asked::default()
    }
}

fn refusals(schema: &Schema) {
    println!("refused{:>61}{:>10}{:>10}", "median", "p99", "longest");
    let mut worst = Duration::ZERO;
    for attack in attacks::attacks() {
        assert!(!attack.code.is_empty());
        let times = times(100, || {
            let asked = asked(&attack.query, &attack.variables);
            let began = Instant::now();
            let refused = black_box(schema.prepare(asked, 1));
            let took = began.elapsed();
            assert!(refused.is_err(), "{}", attack.name);
            took
        });
        worst = worst.max(times[99]);
        tell(&attack.name, &times);
    }
    println!("longest of all: {worst:?}\n");
}

async fn ordinary(schema: &Schema, live: &Arc<Live>) {
    println!("the first question of the README");
    let none = serde_json::json!({});
    tell(
        "prepared, known document",
        &times(1000, || {
            let asked = asked(FIRST, &none);
            let began = Instant::now();
            black_box(schema.prepare(asked, 1).is_ok());
            began.elapsed()
        }),
    );
    let mut salt = 0;
    tell(
        "prepared, new document",
        &times(1000, || {
            salt += 1;
            let asked = asked(&format!("{FIRST}#{salt}"), &none);
            let began = Instant::now();
            black_box(schema.prepare(asked, 1).is_ok());
            began.elapsed()
        }),
    );
    let mut taken = Vec::new();
    for _ in 0..1000 {
        let Ok(prepared) = schema.prepare(asked(FIRST, &none), 1) else { panic!("it is valid") };
        let began = Instant::now();
        let answer = schema.execute(prepared, live.snapshot(), Languages::default()).await;
        black_box(answer.json());
        taken.push(began.elapsed());
    }
    taken.sort();
    tell("executed and written", &taken);
    println!();
}

async fn dearest(schema: &Schema, live: &Arc<Live>) {
    println!("answered, though dear");
    let none = serde_json::json!({});
    let many = |times: usize, of: &dyn Fn(usize) -> String| (0..times).map(of).collect::<Vec<_>>().join(" ");
    let cases = [
        (
            "9,000 skills of roles",
            "{ roles(first: 90) { nodes { skills(first: 100) { nodes { name slug } } } } }".to_owned(),
        ),
        (
            "names, 99 roles, 1,700 times",
            format!("{{ roles(first: 99) {{ nodes {{ {} }} }} }}", "name ".repeat(1_700)),
        ),
        (
            "descriptions, 95 skills, 190 times",
            format!("{{ skills(first: 95) {{ nodes {{ {} }} }} }}", "description ".repeat(190)),
        ),
        (
            "50 lists of all skills",
            format!("{{ {} }}", many(50, &|n| format!("a{n}: skills(first: 1) {{ totalCount }}"))),
        ),
        (
            "500 conditions on all skills",
            format!(
                "{{ skills(filter: {{or: [{}]}}) {{ totalCount }} }}",
                "{name: {contains: \"zzz\"}} ".repeat(500)
            ),
        ),
        (
            "cursors of 100 skills, 150 times",
            format!("{{ skills(first: 100) {{ {} }} }}", "edges { cursor } ".repeat(150)),
        ),
    ];
    for (name, query) in cases {
        let mut taken = Vec::new();
        for _ in 0..100 {
            let prepared = match schema.prepare(asked(&query, &none), 1) {
                Ok(prepared) => prepared,
                Err(refused) => panic!("{name}: {:?}", refused.response.errors),
            };
            let began = Instant::now();
            let answer = schema.execute(prepared, live.snapshot(), Languages::default()).await;
            black_box(answer.json());
            taken.push(began.elapsed());
            if taken.iter().sum::<Duration>() > Duration::from_secs(5) {
                break;
            }
        }
        taken.sort();
        tell(name, &taken);
    }
}

fn times(count: usize, mut once: impl FnMut() -> Duration) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..count).map(|_| once()).collect();
    times.sort();
    times
}

fn tell(name: &str, sorted: &[Duration]) {
    let at = |hundredths: usize| sorted[(sorted.len() - 1) * hundredths / 100].as_secs_f64() * 1e6;
    println!("{name:<58}{:>10.1}{:>10.1}{:>10.1}", at(50), at(99), at(100));
}
