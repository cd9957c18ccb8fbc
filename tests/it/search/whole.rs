//! What people type, over everything that is published: the list `titles.toml`, and names with a slip in each.

use std::collections::HashMap;

use career_graph::graph::ConceptIdx;
use career_graph::live::Snapshot;
use career_graph::search::{Wanted, search};
use entity::LabelRole;
use serde::Deserialize;

use crate::support::Dice;
use crate::whole::{key, snapshot};

#[derive(Deserialize)]
struct List {
    title: Vec<Title>,
}

#[derive(Deserialize)]
struct Title {
    text: String,
    expected: Vec<String>,
}

/// A word with one letter left out, doubled, replaced or exchanged with the next.
fn slipped(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.below(letters.len() - 1);
    let other = char::from(b'a' + u8::try_from(dice.below(26)).expect("a letter"));
    match dice.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, other),
        2 => letters[at] = other,
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

#[tokio::test]
async fn people_find_what_they_mean() {
    let Some(Snapshot { graph, index, .. }) = snapshot().await else { return };
    let keys: HashMap<String, ConceptIdx> = graph.all().map(|idx| (key(graph, idx), idx)).collect();
    let list: List = toml::from_str(include_str!("titles.toml")).expect("the list can be read");
    let (mut first, mut five) = (0, 0);
    for title in &list.title {
        let expected =
            title.expected.iter().map(|key| *keys.get(key).unwrap_or_else(|| panic!("{key} is not known")));
        let expected: Vec<_> = expected.collect();
        let found = search(graph, index, &title.text, &Wanted::default());
        let rank = found.iter().position(|found| expected.contains(&found.concept)).unwrap_or(usize::MAX);
        first += usize::from(rank == 0);
        five += usize::from(rank < 5);
    }
    let all = list.title.len();
    assert!(all >= 200 && first * 100 >= all * 80 && five * 100 >= all * 95, "{first} and {five} of {all}");

    // One slip in a word of five letters or more, in names drawn at random.
    let long = |word: &&str| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic);
    let named = graph.all().filter(|idx| !graph.concept(*idx).retired).flat_map(|idx| {
        let labels = graph.concept(idx).labels.iter().filter(|label| label.role != LabelRole::Hidden);
        labels
            .filter(|label| label.text.split(' ').any(|word| long(&word)))
            .map(move |label| (idx, &*label.text))
    });
    let named: Vec<(ConceptIdx, &str)> = named.collect();
    let mut dice = Dice::new(29);
    let (mut kept, tried) = (0, 1_000);
    for _ in 0..tried {
        let (idx, label) = named[dice.below(named.len())];
        let words: Vec<&str> = label.split(' ').collect();
        let candidates: Vec<usize> = (0..words.len()).filter(|at| long(&words[*at])).collect();
        let at = candidates[dice.below(candidates.len())];
        let slip = slipped(words[at], &mut dice);
        let text: Vec<&str> =
            words.iter().enumerate().map(|(i, word)| if i == at { slip.as_str() } else { word }).collect();
        let found = search(graph, index, &text.join(" "), &Wanted::default());
        // A name that several concepts bear finds any of them.
        let same = |found: ConceptIdx| graph.concept(found).labels.iter().any(|other| *other.text == *label);
        kept += usize::from(found.iter().take(5).any(|found| found.concept == idx || same(found.concept)));
    }
    assert!(kept * 100 >= tried * 95, "{kept} of {tried} names are found with a slip in them");
}
