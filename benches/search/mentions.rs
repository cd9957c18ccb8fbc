//! Skills and tools in texts: those of `tests/it/search/ads` one after the other, cut to a size, and odd ones of 50 KB.

use std::time::{Duration, Instant};

use career_graph::graph::Graph;
use career_graph::search::{Index, Sought, mentions};

/// The shortest of so many runs counts: what else the machine does only adds.
const RUNS: usize = 9;

pub(super) fn print(graph: &Graph, index: &Index) {
    let all = ads();
    for bytes in [1_000, 10_000, 50_000] {
        let text = cut(&all.repeat(bytes / all.len() + 1), bytes);
        let (count, took) = best(graph, index, &text);
        println!("{bytes:>6} bytes: {count:>3} skills and tools in {took:?}");
    }
    let row = "manage data system project risk control quality work ";
    for (name, one) in [
        ("one letter", "a"),
        ("a ligature of 18 letters", "\u{FDFA}"),
        ("a name again and again", "Go "),
        ("two names again and again", "C R "),
        ("a script without blanks", "\u{770B}\u{8B77}\u{5E2B}"),
        ("control characters", "\u{1}"),
        ("what looks like an operator", "AND title:* "),
        ("words of many names", row),
    ] {
        let text = cut(&one.repeat(50_000 / one.len() + 1), 50_000);
        let (count, took) = best(graph, index, &text);
        println!("{name}: {count} in {took:?}");
    }
}

/// The texts of the marked files, without their marks.
fn ads() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/search/ads");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").flatten().map(|file| file.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let text = |file| std::fs::read_to_string(file).expect("a text");
    let body =
        |text: String| text.split("\n---\n").next().unwrap_or_default().replace("[[", "").replace("]]", "");
    files.into_iter().map(|file| body(text(file))).collect()
}

fn cut(text: &str, bytes: usize) -> String {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text[..end.unwrap_or(0)].to_owned()
}

fn best(graph: &Graph, index: &Index, text: &str) -> (usize, Duration) {
    let run = |_| {
        let began = Instant::now();
        let count = mentions(graph, index, text, &Sought::default()).len();
        (began.elapsed(), count)
    };
    let (took, count) = (0..RUNS).map(run).min().expect("some runs");
    (count, took)
}
