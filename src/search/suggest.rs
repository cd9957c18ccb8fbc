//! What a text that is being typed may become.

use rustc_hash::FxHashMap;

use super::Index;
use super::find::{Finder, Found, Wanted};
use super::question::Question;
use crate::graph::{Graph, Languages, fold};

/// Names that are scored for a text, those with the fewest words first: a letter begins the words of tens of thousands.
const MOST_NAMES: usize = 5_000;

/// A name that a text may become.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The concept, and the name of it that was met.
    pub found: Found,
    /// What tells it apart, where the name alone does not.
    pub hint: Option<String>,
}

/// The names that a text may become, at most so many, the best first.
///
/// The last word may be unfinished. Of concepts of one name each has a hint.
pub fn suggest(
    graph: &Graph,
    index: &Index,
    text: &str,
    wanted: &Wanted<'_>,
    most: usize,
) -> Vec<Suggestion> {
    let readings = Question::typed(text).readings(index);
    let mut finder = Finder::new(graph, index, wanted, MOST_NAMES);
    finder.by_names(&readings);
    let mut found = finder.found();
    found.truncate(most);
    let english = Languages::default();
    let languages = wanted.called.unwrap_or(&english);
    let mut names: FxHashMap<String, u32> = FxHashMap::default();
    for one in &found {
        *names.entry(fold(one.name(graph))).or_default() += 1;
    }
    let suggestion = |found: Found| {
        let concept = graph.concept(found.concept);
        let (text, preferred) = (fold(found.name(graph)), concept.name(languages).0);
        let mut hints = Vec::new();
        if fold(preferred) != text {
            hints.push(preferred.to_owned());
        }
        if names.get(&text).is_some_and(|count| *count > 1) {
            let taxonomy = &graph.taxonomy(concept.taxonomy).record;
            hints.push(format!("{} in {}", concept.kind.text().to_lowercase(), taxonomy.slug));
        }
        Suggestion { found, hint: (!hints.is_empty()).then(|| hints.join(", ")) }
    };
    found.into_iter().map(suggestion).collect()
}
