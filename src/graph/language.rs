//! The languages that a reader wants, and what is chosen by them.

use crate::dataset::Language;

/// Languages that a reader wants, best first: what names and texts are chosen by.
///
/// The choice is the lookup of RFC 4647, 3.4: each wanted tag and what is left of it part by part, in turn; then the
/// default language; then any. A language that the reader refuses is chosen only where there is no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// Tags to look for in turn, each once.
    wanted: Vec<String>,
    /// Language ranges that are taken, and those that are not.
    ranges: Vec<(String, bool)>,
}

impl Default for Languages {
    /// The default language.
    fn default() -> Self {
        Self { wanted: vec![Language::DEFAULT.to_owned()], ranges: Vec::new() }
    }
}

impl Languages {
    /// One language.
    pub fn one(language: &Language) -> Self {
        Self::ranges([(language.tag().to_owned(), true)])
    }

    /// Basic language ranges (RFC 4647, 2.1), best first, and whether each is taken or refused.
    ///
    /// `*` says nothing here: what it takes comes after all else anyway, and something must be answered where it is
    /// refused.
    pub fn ranges(ranges: impl IntoIterator<Item = (String, bool)>) -> Self {
        let ranges = ranges.into_iter().filter(|(range, _)| range != "*").collect();
        let mut languages = Self { wanted: Vec::new(), ranges };
        let taken = languages.ranges.iter().filter(|(_, taken)| *taken).map(|(range, _)| range.as_str());
        let tags = taken.flat_map(|range| std::iter::successors(Some(range), |tag| shorter(tag)));
        let mut wanted: Vec<String> = Vec::new();
        for tag in tags.chain([Language::DEFAULT]).filter(|tag| !languages.refuses(tag)) {
            if !wanted.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
                wanted.push(tag.to_owned());
            }
        }
        languages.wanted = wanted;
        languages
    }

    /// The first of `all` in the language that suits best; none only if `all` is empty.
    pub fn choose<T>(&self, all: impl Iterator<Item = T> + Clone, tag: impl Fn(&T) -> &str) -> Option<T> {
        let first = |wanted: &dyn Fn(&str) -> bool| all.clone().find(|one| wanted(tag(one)));
        let wanted = self.wanted.iter().find_map(|wanted| first(&|tag| tag.eq_ignore_ascii_case(wanted)));
        wanted
            .or_else(|| first(&|tag| !self.refuses(tag)))
            .or_else(|| first(&|tag| tag == Language::DEFAULT))
            .or_else(|| first(&|_| true))
    }

    /// Whether the longest range that covers a tag is one that is refused.
    fn refuses(&self, tag: &str) -> bool {
        let longest = |taken: bool| {
            let ranges = self.ranges.iter().filter(|(range, t)| *t == taken && covers(range, tag));
            ranges.map(|(range, _)| range.len()).max()
        };
        longest(false).is_some_and(|refused| longest(true).is_none_or(|taken| taken < refused))
    }
}

/// Whether a range is the tag, or its beginning up to a hyphen (RFC 4647, 3.3.1).
fn covers(range: &str, tag: &str) -> bool {
    let (range, tag) = (range.as_bytes(), tag.as_bytes());
    tag.len() >= range.len()
        && tag[..range.len()].eq_ignore_ascii_case(range)
        && tag.get(range.len()).is_none_or(|next| *next == b'-')
}

/// A tag without its last part; a single letter or digit introduces what follows it and goes with it.
fn shorter(tag: &str) -> Option<&str> {
    let cut = &tag[..tag.rfind('-')?];
    Some(cut.rfind('-').filter(|at| cut.len() - at == 2).map_or(cut, |at| &cut[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranges, and whether each is taken.
    type Ranges<'a> = &'a [(&'a str, bool)];

    fn languages(ranges: Ranges<'_>) -> Languages {
        Languages::ranges(ranges.iter().map(|(range, taken)| ((*range).to_owned(), *taken)))
    }

    #[test]
    fn each_range_is_tried_to_its_end_before_the_next() {
        let cases: &[(Ranges<'_>, &[&str])] = &[
            (&[], &["en"]),
            (&[("*", true)], &["en"]),
            (&[("*", false)], &["en"]),
            (&[("fr-CA", true), ("de", true)], &["fr-CA", "fr", "de", "en"]),
            (&[("fr-CA", true), ("FR", true)], &["fr-CA", "fr", "en"]),
            // RFC 4647, 3.4: the single letter goes with what it introduces.
            (
                &[("zh-Hant-CN-x-a1-b2", true)],
                &["zh-Hant-CN-x-a1-b2", "zh-Hant-CN-x-a1", "zh-Hant-CN", "zh-Hant", "zh", "en"],
            ),
            (&[("fr-CA", true), ("fr", false)], &["fr-CA", "en"]),
            (&[("en", false)], &[]),
            (&[("en-GB", true), ("en", false)], &["en-GB"]),
            (&[("en", true), ("en-GB", false)], &["en"]),
        ];
        for (ranges, expected) in cases {
            assert_eq!(languages(ranges).wanted, *expected, "{ranges:?}");
        }
    }

    #[test]
    fn what_is_refused_is_chosen_last() {
        let choose = |ranges: Ranges<'_>, all: &[&'static str]| {
            languages(ranges).choose(all.iter().copied(), |tag| tag)
        };
        let all = ["de", "en", "fr"];
        assert_eq!(choose(&[("en", false)], &all), Some("de"));
        assert_eq!(choose(&[("en", false), ("de", false)], &all), Some("fr"));
        assert_eq!(choose(&[("en", false), ("de", false), ("fr", false)], &all), Some("en"));
        assert_eq!(choose(&[("de", false)], &["de-AT", "it"]), Some("it"));
        assert_eq!(choose(&[("de", false)], &["de-AT"]), Some("de-AT"));
        assert_eq!(choose(&[("de", false)], &["den", "it"]), Some("den"), "another language");
        assert_eq!(choose(&[("de", true)], &[]), None);
    }
}
