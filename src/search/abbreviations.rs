//! Short forms of words at work, and what they stand for: `data/search/abbreviations.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::fold;

#[derive(Deserialize)]
struct File {
    abbreviation: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    short: String,
    long: Vec<String>,
}

/// Words in a row.
pub(super) type Phrase = Vec<String>;

/// The table, both ways.
pub(super) struct Abbreviations {
    long: FxHashMap<String, Vec<Phrase>>,
    short: FxHashMap<Phrase, Vec<String>>,
}

/// Those that are compiled in.
pub(super) static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../data/search/abbreviations.toml")).expect("a test reads it");
    Abbreviations::new(file.abbreviation)
});

impl Abbreviations {
    fn new(rows: Vec<Row>) -> Self {
        let folded = |text: &str| -> Phrase { fold::words(text).into_iter().map(|word| word.text).collect() };
        let mut table = Self { long: FxHashMap::default(), short: FxHashMap::default() };
        for row in rows {
            let short = folded(&row.short).concat();
            for long in row.long.iter().map(|long| folded(long)) {
                table.short.entry(long.clone()).or_default().push(short.clone());
                table.long.entry(short.clone()).or_default().push(long);
            }
        }
        table
    }

    /// What a short form stands for.
    pub(super) fn long(&self, short: &str) -> &[Phrase] {
        self.long.get(short).map_or(&[], Vec::as_slice)
    }

    /// The short forms of words in a row that stand for nothing else.
    pub(super) fn short(&self, long: &[String]) -> impl Iterator<Item = &String> {
        let shorts = self.short.get(long).into_iter().flatten();
        shorts.filter(|short| self.long(short).len() == 1)
    }
}
