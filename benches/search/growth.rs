//! How long searches take, of everything and of ten times as much.

use std::time::Instant;

use career_graph::graph::Graph;
use career_graph::search::{Index, Wanted, suggest};

use super::indexed;
use super::recall::{Titles, best, list};
use super::support::{percentiles, tenfold};

/// Suggestions that are asked for.
const SUGGESTIONS: usize = 10;

pub(super) async fn print(graph: &Graph, index: &Index) {
    let list = list();
    times(graph, index, &list);
    let graph = tenfold().await;
    println!("ten times: {} concepts", graph.all().len());
    times(&graph, &indexed(&graph), &list);
}

/// How long the list takes to be searched for, and to be typed letter by letter.
fn times(graph: &Graph, index: &Index, list: &Titles) {
    let searches = list.title.iter().map(|title| best(graph, index, &title.text).1);
    println!("search: {}", percentiles(searches.collect()));
    let typed = list.title.iter().flat_map(|title| {
        let ends = title.text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        ends.map(|end| &title.text[..end])
    });
    let took = |text: &str| {
        let began = Instant::now();
        suggest(graph, index, text, &Wanted::default(), SUGGESTIONS);
        began.elapsed()
    };
    println!("suggest: {}", percentiles(typed.map(took).collect()));
}
