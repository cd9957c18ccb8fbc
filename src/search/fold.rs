//! Texts as words: without case, accents and punctuation, each language in its own way.

use unicode_normalization::UnicodeNormalization;

/// Longest word that is kept, in bytes; what follows is cut off. No language comes near it.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded.
    pub(super) text: String,
    /// Where it stands in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether nothing but one mark (`-`, `/`, `.`, `'`, `&`) parts it from the word before.
    pub(super) joined: bool,
}

/// The words of a text.
///
/// Letters and digits make words; `+` and `#` belong to one that they follow, so that `C++` and `C#` are not `C`.
/// Compatibility forms are unfolded (NFKD), marks above and below letters are dropped, and so are the `s` of an English
/// genitive and a single letter before an apostrophe (`l'infirmière`). Characters of scripts that are written without blanks stand alone.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut reader = Reader::default();
    for (at, c) in text.char_indices() {
        if stands_alone(c) {
            reader.end(&mut words, at);
            reader.begin(at, words.last());
            reader.push(c);
            reader.end(&mut words, at + c.len_utf8());
        } else if c.is_alphanumeric() || is_mark(c) {
            if reader.word.is_none() && !is_mark(c) {
                reader.begin(at, words.last());
            }
            reader.push(c);
        } else if matches!(c, '+' | '#') && reader.word.is_some() {
            reader.push(c);
        } else {
            reader.end(&mut words, at);
            let elided = |word: &Word| word.end == at && word.text.chars().count() == 1;
            if matches!(c, '\'' | '’') && words.last().is_some_and(elided) {
                words.pop();
            }
            reader.between = Some(match reader.between {
                None if matches!(c, '-' | '‐' | '‑' | '/' | '.' | '\'' | '’' | '&') => Between::Mark(c),
                _ => Between::Other,
            });
        }
    }
    reader.end(&mut words, text.len());
    words
}

/// What stands between two words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Mark(char),
    Other,
}

#[derive(Default)]
struct Reader {
    word: Option<Word>,
    between: Option<Between>,
    /// Whether the word that is read is the `s` of a genitive, if it turns out to be one letter.
    genitive: bool,
}

impl Reader {
    fn begin(&mut self, at: usize, before: Option<&Word>) {
        let joined = before.is_some_and(|word| !word.text.is_empty())
            && matches!(self.between, Some(Between::Mark(_)) | None);
        self.genitive = matches!(self.between, Some(Between::Mark('\'' | '’')));
        self.word = Some(Word { text: String::new(), start: at, end: at, joined });
        self.between = None;
    }

    fn push(&mut self, c: char) {
        let Some(word) = &mut self.word else { return };
        if word.text.len() >= LONGEST {
            return;
        }
        if c.is_ascii() {
            word.text.push(c.to_ascii_lowercase());
        } else {
            std::iter::once(c).nfkd().for_each(|c| fold(c, &mut word.text));
        }
    }

    fn end(&mut self, words: &mut Vec<Word>, at: usize) {
        let Some(mut word) = self.word.take() else { return };
        word.end = at;
        let dropped = word.text.is_empty() || (self.genitive && word.text == "s");
        if !dropped {
            words.push(word);
        }
    }
}

/// Adds a decomposed character as it is compared.
fn fold(c: char, to: &mut String) {
    match c {
        _ if is_mark(c) => {}
        'ß' | 'ẞ' => to.push_str("ss"),
        'æ' | 'Æ' => to.push_str("ae"),
        'œ' | 'Œ' => to.push_str("oe"),
        'ø' | 'Ø' => to.push('o'),
        'ł' | 'Ł' => to.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => to.push('d'),
        'þ' | 'Þ' => to.push_str("th"),
        'ı' => to.push('i'),
        'ς' => to.push('σ'),
        _ => to.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
    }
}

/// Marks on letters that typists leave out: of the Latin, Greek and Cyrillic scripts, of Hebrew and of Arabic.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Characters of scripts that do not part words by blanks.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How else a word is written in its language where a keyboard lacks its letters: German `ä` as `ae`.
///
/// `word` is as it stands in the text; none if there is no other way.
pub(super) fn respelled(word: &str, language: &str) -> Option<String> {
    let pairs: &[(char, &str)] = match language.split('-').next()? {
        "de" => &[('ä', "ae"), ('ö', "oe"), ('ü', "ue")],
        "da" | "nb" | "nn" | "no" => &[('å', "aa"), ('ø', "oe")],
        "sv" | "fi" => &[('å', "aa"), ('ä', "ae"), ('ö', "oe")],
        _ => return None,
    };
    if word.is_ascii() {
        return None;
    }
    let composed: String = word.nfc().flat_map(char::to_lowercase).collect();
    if !composed.contains(|c| pairs.iter().any(|(letter, _)| *letter == c)) {
        return None;
    }
    let mut respelled = String::with_capacity(composed.len() + 2);
    for c in composed.chars() {
        match pairs.iter().find(|(letter, _)| *letter == c) {
            Some((_, spelled)) => respelled.push_str(spelled),
            None => std::iter::once(c).nfkd().for_each(|c| fold(c, &mut respelled)),
        }
    }
    Some(respelled)
}

/// Whether a word only holds others together: articles, prepositions and conjunctions of a language.
///
/// A question need not have them in common with a name. Only closed classes of words stand here, and none that is
/// also the name of a thing at work (`it`, `go`).
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.binary_search(&word).is_ok()
}

/// All of them.
pub(super) fn fillers() -> impl Iterator<Item = &'static str> {
    FILLERS.iter().copied()
}

/// Of English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish and Danish, folded and in order.
const FILLERS: &[&str] = &[
    "a", "af", "al", "alla", "am", "an", "and", "as", "at", "att", "au", "auf", "aus", "aux", "av", "bei",
    "by", "com", "con", "da", "dal", "das", "de", "degli", "dei", "del", "della", "delle", "dem", "den",
    "der", "des", "det", "di", "die", "do", "dos", "du", "e", "een", "ein", "eine", "el", "en", "et", "etc",
    "ett", "for", "fran", "from", "fur", "gli", "het", "i", "il", "im", "in", "into", "la", "las", "le",
    "les", "lo", "los", "med", "met", "mit", "och", "of", "og", "on", "or", "ou", "over", "par", "para",
    "per", "por", "pour", "som", "sowie", "such", "sur", "the", "til", "till", "to", "um", "un", "und",
    "une", "uno", "van", "vid", "vom", "von", "voor", "with", "y", "zu", "zum", "zur",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn fillers_are_in_order() {
        assert!(FILLERS.is_sorted());
        assert!(is_filler("of") && !is_filler("it") && !is_filler("go"));
    }

    #[test]
    fn words_are_folded() {
        let cases: &[(&str, &[&str])] = &[
            ("Back-End  Developer", &["back", "end", "developer"]),
            ("C++, C#/.NET & Node.js", &["c++", "c#", "net", "node", "js"]),
            ("Résumé naïve ŒUVRE", &["resume", "naive", "oeuvre"]),
            ("re\u{301}sume\u{301}", &["resume"]),
            ("driver's licence", &["driver", "licence"]),
            ("l’infirmière d'État", &["infirmiere", "etat"]),
            ("STRASSE Straße", &["strasse", "strasse"]),
            ("ΣΊΣΥΦΟΣ", &["σισυφοσ"]),
            ("ﬁsh １２", &["fish", "12"]),
            ("看護師 nurse", &["看", "護", "師", "nurse"]),
            ("", &[]),
            ("\u{0}\u{7}--++", &[]),
            ("\u{301}a", &["a"]),
        ];
        for (text, expected) in cases {
            assert_eq!(texts(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "a Node.js  dev";
        let found: Vec<_> = words(text).into_iter().map(|w| (&text[w.start..w.end], w.joined)).collect();
        assert_eq!(found, [("a", false), ("Node", false), ("js", true), ("dev", false)]);
    }

    #[test]
    fn a_word_never_takes_more_than_it_may() {
        assert!(texts(&"\u{FDFA}".repeat(20_000)).iter().all(|word| word.len() <= LONGEST + 32));
        assert_eq!(texts(&"a".repeat(50_000)), ["a".repeat(LONGEST)]);
    }

    #[test]
    fn german_and_nordic_letters_have_two_spellings() {
        assert_eq!(respelled("Bäcker", "de").as_deref(), Some("baecker"));
        assert_eq!(respelled("Köchin", "de-AT").as_deref(), Some("koechin"));
        assert_eq!(respelled("Bäcker", "fr"), None);
        assert_eq!(respelled("Baker", "de"), None);
        assert_eq!(respelled("gård", "da").as_deref(), Some("gaard"));
    }
}
