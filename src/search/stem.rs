//! Stems: what the forms of a word have in common.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

/// A British spelling as the American one, where a rule makes the one of the other; `advisor` as `adviser`, and
/// `midwives` as `midwife`, too.
///
/// Applied to names and questions alike, so that a word which the rules spoil is spoiled alike.
fn american(word: &str) -> Cow<'_, str> {
    const ENDINGS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("isations", "izations"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("iser", "izer"),
        ("isers", "izers"),
        ("ysing", "yzing"),
        ("yse", "yze"),
        ("yser", "yzer"),
        ("men", "man"),
        ("wives", "wife"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("isor", "izer"),
        ("isors", "izers"),
    ];
    let ending = ENDINGS.iter().filter(|(british, _)| word.ends_with(british)).max_by_key(|(b, _)| b.len());
    let ended = match ending {
        Some((british, american)) => Cow::Owned(word[..word.len() - british.len()].to_owned() + american),
        None => Cow::Borrowed(word),
    };
    if ended.contains("ae") { Cow::Owned(ended.replace("ae", "e")) } else { ended }
}

/// The hash of a word's stem in a language; none if the language has no rules here, or the word is none of theirs.
pub(super) fn stem_hash(language: &str, word: &str) -> Option<u64> {
    use std::hash::{Hash, Hasher};
    let primary = language.split('-').next()?;
    let algorithm = match primary {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    if word.len() < 3 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let spelled = if primary == "en" { american(word) } else { word.into() };
    let mut hasher = FxHasher::default();
    (primary, Stemmer::create(algorithm).stem(&spelled)).hash(&mut hasher);
    Some(hasher.finish())
}
