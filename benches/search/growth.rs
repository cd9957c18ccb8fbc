//! How long searches take, of everything and of ten times as much.

use std::time::{Duration, Instant};

use career_graph::graph::Graph;
use career_graph::search::{Index, Wanted, suggest};

use super::indexed;
use super::recall::{Titles, best, list};
use super::support::{languages, percentiles, tenfold};

/// Suggestions that are asked for.
const SUGGESTIONS: usize = 10;
/// Runs of each text.
const RUNS: usize = 3;

pub(super) async fn print(graph: &Graph, index: &Index) {
    let list = list();
    times(graph, index, &list);
    println!("names in ten languages");
    let graph = languages().await;
    times(&graph, &indexed(&graph), &list);
    println!("ten times the concepts, names and links: as many more are found");
    let graph = tenfold().await;
    times(&graph, &indexed(&graph), &list);
}

/// How long the list takes to be searched for, and to be typed letter by letter.
fn times(graph: &Graph, index: &Index, list: &Titles) {
    let searches = list.title.iter().map(|title| shortest(|| best(graph, index, &title.text).1));
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
    println!("suggest: {}", percentiles(typed.map(|text| shortest(|| took(text))).collect()));
}

/// The shortest of a few runs: what else the machine does only adds.
fn shortest(mut run: impl FnMut() -> Duration) -> Duration {
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}
