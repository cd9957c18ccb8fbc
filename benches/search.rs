//! How well the search finds what people mean, how long it takes, and what an index takes.
//!
//! `cargo bench --bench search -- sqlite://FILE [TEXT…]`: over a database that holds everything; for each text that is
//! given, what it finds; else the list of `tests/it/search/titles.toml`.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use career_graph::graph::{ConceptIdx, Graph};
use career_graph::live::Live;
use career_graph::search::{Found, Index, Wanted, search};
use career_graph::store::Store;
use serde::Deserialize;

#[derive(Deserialize)]
struct Titles {
    title: Vec<Title>,
}

#[derive(Deserialize)]
struct Title {
    text: String,
    sort: String,
    expected: Vec<String>,
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let url = arguments.next().expect("a database");
    let store = Store::connect(&url).await.expect("a database");
    let live = Live::load(store).await.expect("a graph");
    let graph: &Graph = &live.graph();
    let began = Instant::now();
    let index = Index::new(graph);
    println!("index: {:?}, {} MB", began.elapsed(), index.size() >> 20);
    let texts: Vec<String> = arguments.collect();
    if texts.is_empty() {
        recall(graph, &index);
    }
    for text in texts {
        let (found, took) = best(graph, &index, &text);
        println!("\n{text}: {} in {took:?}", found.len());
        for one in found.iter().take(8) {
            println!("  {}", shown(graph, one));
        }
    }
}

fn shown(graph: &Graph, one: &Found) -> String {
    let concept = graph.concept(one.concept);
    let taxonomy = &graph.taxonomy(concept.taxonomy).record.slug;
    let kind = concept.kind.text();
    format!("{:.4} {:?} {taxonomy} {kind} {} <{}>", one.score, one.how, concept.sort_name, one.name(graph))
}

fn best(graph: &Graph, index: &Index, text: &str) -> (Vec<Found>, Duration) {
    let began = Instant::now();
    let found = search(graph, index, text, &Wanted::default());
    (found, began.elapsed())
}

fn recall(graph: &Graph, index: &Index) {
    let list: Titles =
        toml::from_str(include_str!("../tests/it/search/titles.toml")).expect("the list can be read");
    let mut keys: HashMap<String, ConceptIdx> = HashMap::new();
    for idx in graph.all() {
        let concept = graph.concept(idx);
        let taxonomy = &graph.taxonomy(concept.taxonomy).record.slug;
        keys.insert(format!("{taxonomy}/{}/{}", concept.kind.text(), concept.key), idx);
    }
    let mut sums: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
    let mut times = Vec::new();
    for title in &list.title {
        let expected: Vec<_> = title.expected.iter().filter_map(|key| keys.get(key)).collect();
        let (found, took) = best(graph, index, &title.text);
        times.push(took);
        let rank = found.iter().position(|one| expected.contains(&&one.concept));
        let hit = |within: usize| f64::from(u8::from(rank.is_some_and(|rank| rank < within)));
        let reciprocal = rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        for sort in [title.sort.as_str(), "all"] {
            let sum = sums.entry(sort).or_default();
            for (sum, add) in sum.iter_mut().zip([1.0, hit(1), hit(5), reciprocal]) {
                *sum += add;
            }
        }
        if rank != Some(0) {
            println!("{:?} ({}): rank {:?} of {}", title.text, title.sort, rank.map(|r| r + 1), found.len());
            for one in found.iter().take(3) {
                println!("    {}", shown(graph, one));
            }
        }
    }
    for (sort, [count, first, five, reciprocal]) in sums {
        let share = |sum: f64| sum / count;
        let (first, five, mrr) = (share(first), share(five), share(reciprocal));
        println!("{sort:>14}: {count:>3}  recall@1 {first:.3}  recall@5 {five:.3}  MRR {mrr:.3}");
    }
    times.sort();
    println!(
        "median {:?}, p99 {:?}, longest {:?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times[times.len() - 1]
    );
}
