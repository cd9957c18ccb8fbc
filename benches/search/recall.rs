//! What the list finds.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use career_graph::graph::{ConceptIdx, Graph};
use career_graph::search::{Found, Index, Wanted, search};
use serde::Deserialize;

use super::key;

#[derive(Deserialize)]
pub(super) struct Titles {
    pub(super) title: Vec<Title>,
}

#[derive(Deserialize)]
pub(super) struct Title {
    pub(super) text: String,
    sort: String,
    expected: Vec<String>,
}

/// What people type, and the concepts that they mean.
pub(super) fn list() -> Titles {
    toml::from_str(include_str!("../../tests/it/search/titles.toml")).expect("the list can be read")
}

pub(super) fn print(graph: &Graph, index: &Index, texts: &[String]) {
    for text in texts {
        let (found, took) = best(graph, index, text);
        println!("\n{text}: {} in {took:?}", found.len());
        for one in found.iter().take(8) {
            println!("  {}", shown(graph, one));
        }
    }
    if texts.is_empty() {
        recall(graph, index, &list());
    }
}

fn shown(graph: &Graph, one: &Found) -> String {
    let concept = graph.concept(one.concept);
    let taxonomy = &graph.taxonomy(concept.taxonomy).record.slug;
    let kind = concept.kind.text();
    format!("{:.4} {:?} {taxonomy} {kind} {} <{}>", one.score, one.how, concept.sort_name, one.name(graph))
}

pub(super) fn best(graph: &Graph, index: &Index, text: &str) -> (Vec<Found>, Duration) {
    let began = Instant::now();
    let found = search(graph, index, text, &Wanted::default());
    (found, began.elapsed())
}

fn recall(graph: &Graph, index: &Index, list: &Titles) {
    let mut keys: HashMap<String, ConceptIdx> = HashMap::new();
    for idx in graph.all() {
        keys.insert(key(graph, idx), idx);
    }
    let mut sums: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
    for title in &list.title {
        let expected: Vec<_> = title.expected.iter().filter_map(|key| keys.get(key)).collect();
        let (found, _) = best(graph, index, &title.text);
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
}
