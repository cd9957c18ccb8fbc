//! How names are written, and which fillers part what they stand between.

use crate::search::fold;
use crate::search::phrases;

/// How a name is written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    /// Whether each word has a capital, as in the name of a product, a language or the like.
    pub(super) is_proper: bool,
    /// Whether each word has more than one capital.
    pub(super) is_upper: bool,
    /// Which of its words, without fillers, abbreviates the others.
    pub(super) acronym: Option<u8>,
}

/// How a name is written, of a concept whose names have capitals only where they are proper names or not.
pub(super) fn written(label: &str, has_case: bool) -> Written {
    let words = fold::words(label);
    let main = || words.iter().filter(|word| !fold::is_filler(&word.text));
    let text = |word: &fold::Word| &label[word.start..word.end];
    let lower = |word: &fold::Word| text(word).starts_with(char::is_lowercase);
    let acronym = phrases::acronym(label, &words);
    let place = acronym.map(|at| words[..at].iter().filter(|word| !fold::is_filler(&word.text)).count());
    let upper = |word: &fold::Word| {
        let written = text(word);
        written.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
    };
    Written {
        is_proper: has_case && !main().any(lower),
        is_upper: main().all(upper),
        acronym: place.and_then(|at| u8::try_from(at).ok()),
    }
}

/// Whether a filler parts what it stands between, as no article does, and no genitive.
pub(super) fn parts_words(filler: &str) -> bool {
    !matches!(
        filler,
        "a" | "an"
            | "the"
            | "of"
            | "der"
            | "die"
            | "das"
            | "des"
            | "dem"
            | "den"
            | "ein"
            | "eine"
            | "de"
            | "du"
            | "la"
            | "le"
            | "les"
            | "un"
            | "une"
            | "el"
            | "los"
            | "las"
            | "lo"
            | "il"
            | "gli"
            | "del"
            | "della"
            | "dei"
            | "degli"
            | "delle"
            | "dal"
            | "do"
            | "da"
            | "dos"
            | "van"
            | "het"
            | "een"
            | "ett"
            | "det"
    )
}

/// Whether a word stands between the items of a list, in one of the languages of the fillers.
pub(super) fn is_conjunction(word: &str) -> bool {
    matches!(word, "and" | "or" | "und" | "oder" | "sowie" | "et" | "ou" | "y" | "e" | "en" | "och" | "og")
}
