//! How long computed answers take, at full size and on ten times as much.
//!
//! `cargo bench --bench analysis -- sqlite://FILE [PART]`: over a database that holds everything; over ten times as much,
//! with ten copies of it, and with ten times the roles over the same skills and tools, which are hubs then. At full size
//! besides under filters that let everything pass, so that each statement is looked at and the answers are the same.
//!
//! - `gap`: what is lacking for a role, and the roles that are covered best
//! - `similar`: the ten most similar roles, by each basis
//! - `compare`: two roles, and five
//! - `neighborhood`: concepts of every kind, at each depth
//! - `next`: which skills to learn next
//! - `paths`: the five best routes for a hundred pairs of roles
//! - `plan`: in which order to learn, what changes, and many gaps
//! - `health`: what in the graph deserves a second look; demand, co-occurrence, outlook

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

mod compare;
mod gap;
mod health;
mod neighborhood;
mod next;
mod paths;
mod plan;
mod similar;
#[expect(dead_code, reason = "other benches use the rest of it")]
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::time::{Duration, Instant};

use career_graph::analysis::{Basis, Needed, Roles, Trust};
use career_graph::graph::{ConceptIdx, Graph};
use entity::ConceptKind;

/// That of the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs of each question.
const RUNS: usize = 3;

#[tokio::main]
async fn main() {
    let part = support::arguments().nth(1);
    let print = |graph: &Graph, trust: &Trust| {
        let is = |name: &str| part.as_deref().is_none_or(|part| part == name);
        for (name, print) in PARTS {
            if is(name) {
                print(graph, trust);
            }
        }
    };
    let everything = Trust::default();
    let graph = support::opened().await.graph;
    print(&graph, &everything);
    say("under filters that let everything pass");
    print(&graph, &filters(&graph));
    drop(graph);
    say("ten times the concepts and links");
    print(&support::tenfold().await, &everything);
    say("ten times the roles, over the same skills and tools");
    print(&support::hubs().await, &everything);
}

/// All sources and all taxonomies.
fn filters(graph: &Graph) -> Trust {
    let sources = graph.sources.iter().filter_map(|source| graph.source_by_slug(&source.record.slug));
    let taxonomies = graph.all().map(|idx| graph.concept(idx).taxonomy).collect::<BTreeSet<_>>();
    Trust {
        sources: Some(sources.collect()),
        taxonomies: Some(taxonomies.into_iter().collect()),
        min_evidence: 1,
    }
}

/// Prints the times of a part.
type Print = fn(&Graph, &Trust);

/// Each part by its name.
const PARTS: &[(&str, Print)] = &[
    ("gap", gap::print),
    ("similar", similar::print),
    ("compare", compare::print),
    ("neighborhood", neighborhood::print),
    ("next", next::print),
    ("paths", paths::print),
    ("plan", plan::print),
    ("health", health::print),
];

/// Concepts of a kind that pass: about `count` of them, from all over the alphabet.
fn some(
    graph: &Graph,
    kind: ConceptKind,
    count: usize,
    passes: impl Fn(ConceptIdx) -> bool,
) -> Vec<ConceptIdx> {
    let all: Vec<ConceptIdx> = graph.of_kind(kind).filter(|idx| passes(*idx)).collect();
    let step = all.len().div_ceil(count).max(1);
    all.into_iter().step_by(step).collect()
}

/// Whether a concept is of a taxonomy.
fn is_of(graph: &Graph, idx: ConceptIdx, taxonomy: &str) -> bool {
    graph.taxonomy(graph.concept(idx).taxonomy).record.slug == taxonomy
}

/// What all roles need, made before anything is asked: none where only some statements count.
fn needed(graph: &Graph, basis: Basis, trust: &Trust) -> Option<Needed> {
    let began = Instant::now();
    let needed = trust.counts_all().then(|| Needed::new(graph, basis))?;
    tell(format_args!("what all roles need, {basis:?}"), [began.elapsed()]);
    Some(needed)
}

/// All roles, as questions take them.
fn roles<'a>(graph: &'a Graph, basis: Basis, trust: &'a Trust, needed: Option<&'a Needed>) -> Roles<'a> {
    needed.map_or(Roles::new(graph, basis, trust), |needed| Roles::prepared(graph, needed))
}

/// Prints how long a question takes.
fn tell(question: impl Display, times: impl IntoIterator<Item = Duration>) {
    let times: Vec<Duration> = times.into_iter().collect();
    match times[..] {
        [] => say(format_args!("{question}: the database holds nothing to ask it of")),
        [once] => say(format_args!("{question}: {once:?}")),
        _ => say(format_args!("{question}: {}", support::percentiles(times))),
    }
}

/// Prints a line.
fn say(line: impl Display) {
    println!("{line}");
}

/// The shortest of a few runs: what else the machine does only adds.
fn took<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let began = Instant::now();
        std::hint::black_box(run());
        began.elapsed()
    };
    (0..RUNS).map(once).min().unwrap_or_default()
}
