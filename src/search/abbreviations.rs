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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Stated {
        abbreviation: Vec<Entry>,
        sources: FxHashMap<String, toml::Table>,
    }

    #[derive(Deserialize)]
    struct Entry {
        short: String,
        long: Vec<String>,
        kind: String,
        evidence: Vec<Evidence>,
    }

    #[derive(Deserialize)]
    struct Evidence {
        source: String,
    }

    #[test]
    fn the_table_is_in_order_and_says_who_states_it() {
        let stated: Stated =
            toml::from_str(include_str!("../../data/search/abbreviations.toml")).expect("it can be read");
        let place = |entry: &Entry| entry.short.to_lowercase();
        for pair in stated.abbreviation.windows(2) {
            assert!(place(&pair[0]) < place(&pair[1]), "{} before {}", pair[0].short, pair[1].short);
        }
        for entry in &stated.abbreviation {
            let (short, kind) = (&entry.short, entry.kind.as_str());
            assert!(!entry.long.is_empty() && !entry.evidence.is_empty(), "{short}");
            assert!(
                matches!(kind, "ABBREVIATION" | "COLLOQUIAL" | "NUMERAL" | "SPELLING"),
                "{short}: {kind}"
            );
            for evidence in &entry.evidence {
                assert!(stated.sources.contains_key(&evidence.source), "{short}: {}", evidence.source);
            }
        }
        assert!(stated.abbreviation.len() > 100);
    }

    #[test]
    fn a_meaning_is_read_as_its_short_form_where_it_has_one_only() {
        let short = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            ABBREVIATIONS.short(&words).cloned().collect::<Vec<_>>()
        };
        assert_eq!(short(&["software", "engineer"]), ["swe"]);
        for (short, longs) in &ABBREVIATIONS.long {
            for long in longs {
                let read = ABBREVIATIONS.short(long).any(|read| read == short);
                assert_eq!(read, longs.len() == 1, "{short}: {long:?}");
            }
        }
    }
}
