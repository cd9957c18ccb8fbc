//! Tags of languages, as BCP 47 writes them: `fr`, `pt-BR`, `sr-Latn`.

use std::fmt;
use std::str::FromStr;

use oxilangtag::LanguageTag;

/// Longest tag that is taken, in bytes: what RFC 5646, 4.4.1, asks a program for at least; no tag of a real language
/// is longer.
const LONGEST: usize = 35;

/// A well-formed tag of a language in its canonical case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

impl Language {
    /// The tag, such as `pt-BR`.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Whether it is the default: what concepts are named in, and what names fall back to.
    pub fn is_default(&self) -> bool {
        self.0 == Self::DEFAULT
    }

    /// The tag of the default language.
    pub const DEFAULT: &str = "en";
}

impl Default for Language {
    fn default() -> Self {
        Self(Self::DEFAULT.to_owned())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a BCP 47 language tag of at most {LONGEST} characters, such as `fr` or `pt-BR`")]
pub struct NoLanguage;

impl FromStr for Language {
    type Err = NoLanguage;

    fn from_str(text: &str) -> Result<Self, NoLanguage> {
        if text.len() > LONGEST {
            return Err(NoLanguage);
        }
        // A tag may be written in any case.
        let tag = LanguageTag::parse_and_normalize(text).map_err(|_| NoLanguage)?;
        Ok(Self(tag.into_inner()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_in_any_case_and_written_in_one() {
        let cases = [
            ("fr", "fr"),
            ("FR", "fr"),
            ("pt-br", "pt-BR"),
            ("SR-LATN-rs", "sr-Latn-RS"),
            ("de-ch-1996", "de-CH-1996"),
            ("i-klingon", "i-klingon"),
            ("x-house", "x-house"),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Language>().unwrap().tag(), expected);
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        let long = format!("de{}", "-abcdefgh".repeat(4));
        for text in
            ["", " ", "-", "f", "fr ", "fr_CA", "fr-", "-fr", "fr--CA", "*", "français", "en-a", "12", &long]
        {
            assert_eq!(text.parse::<Language>(), Err(NoLanguage), "{text}");
        }
    }
}
