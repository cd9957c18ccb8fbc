//! How two occupations match; the reasons stand in the documentation of the reader.

use ::entity::MappingKind;

/// What an occupation of O*NET-SOC 2010 became in 2019.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// One occupation still.
    Same,
    /// One that took in others.
    Wider,
    /// What is left of it under its code or title; others were split off.
    Rest,
    /// A part of it alone.
    Part,
    /// A part of it, with parts of others.
    PartOfOthersToo,
}

/// A match as Nesta gives it, with an occupation of 2010.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    /// Title of the ESCO occupation.
    pub(super) esco: &'a str,
    /// Title of the O*NET occupation.
    pub(super) onet: &'a str,
    /// Nesta's confidence.
    pub(super) level: Level,
    /// Whether no other ESCO occupation is matched with this O*NET occupation.
    pub(super) alone: bool,
}

/// Nesta's confidence in a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// 0.5
    Low,
    /// 1
    Middle,
    /// 2
    High,
}

impl Level {
    /// The level that a cell names, `1` or `1.0`.
    pub(super) fn of(text: &str) -> Result<Self, String> {
        let known = [(0.5, Self::Low), (1.0, Self::Middle), (2.0, Self::High)];
        let found = text.parse::<f64>().ok().and_then(|given| known.into_iter().find(|(it, _)| *it == given));
        found.map(|(_, level)| level).ok_or_else(|| format!("confidence `{text}` is none of 0.5, 1 and 2"))
    }

    /// From 0 to 1: Nesta's number divided by its highest.
    pub(super) fn confidence(self) -> f64 {
        match self {
            Self::Low => 0.25,
            Self::Middle => 0.5,
            Self::High => 1.0,
        }
    }
}

impl Match<'_> {
    /// How the ESCO occupation matches the O*NET occupation of 2019.
    pub(super) fn kind(self, became: Became) -> MappingKind {
        use MappingKind::{Broad, Close, Narrow, Related};
        match (self.in_2010(), became) {
            (Close, Became::Same | Became::Rest) => Close,
            (Close, Became::Wider) => Broad,
            (Close, Became::Part) => Narrow,
            (Broad, Became::Same | Became::Wider) => Broad,
            _ => Related,
        }
    }

    fn in_2010(self) -> MappingKind {
        if self.level == Level::Low {
            MappingKind::Related
        } else if self.onet.to_lowercase().ends_with("all other") {
            MappingKind::Broad
        } else if same_title(self.esco, self.onet) || (self.level == Level::High && self.alone) {
            MappingKind::Close
        } else {
            MappingKind::Broad
        }
    }
}

/// Whether two titles are the same but for case, signs and the plural.
pub(super) fn same_title(a: &str, b: &str) -> bool {
    let words = |title: &str| -> Vec<String> {
        let title = title.to_lowercase();
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| word.trim_end_matches('s').to_owned()).collect()
    };
    words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use MappingKind::{Broad, Close, Narrow, Related};

    use super::*;

    fn matched(esco: &'static str, onet: &'static str, level: Level, alone: bool) -> Match<'static> {
        Match { esco, onet, level, alone }
    }

    #[test]
    fn a_match_is_close_where_it_is_sure_and_the_only_one_or_bears_the_same_title() {
        let cases = [
            (matched("statistician", "statisticians", Level::Middle, false), Close),
            (matched("demographer", "statisticians", Level::High, false), Broad),
            (matched("recruiter", "human resources specialists", Level::High, true), Close),
            (matched("recruiter", "human resources specialists", Level::Middle, true), Broad),
            (matched("recruiter", "recruiters", Level::Low, true), Related),
            (matched("zoo manager", "managers, all other", Level::High, true), Broad),
        ];
        for (found, expected) in cases {
            assert_eq!(found.kind(Became::Same), expected, "{found:?}");
        }
    }

    #[test]
    fn what_happened_to_an_occupation_never_makes_a_match_closer() {
        let close = matched("web developer", "web developers", Level::High, false);
        let broad = matched("designer", "web developers", Level::Middle, false);
        let doubted = matched("designer", "web developers", Level::Low, false);
        let cases = [
            (Became::Same, Close, Broad),
            (Became::Wider, Broad, Broad),
            (Became::Rest, Close, Related),
            (Became::Part, Narrow, Related),
            (Became::PartOfOthersToo, Related, Related),
        ];
        for (became, of_close, of_broad) in cases {
            let kinds = (close.kind(became), broad.kind(became), doubted.kind(became));
            assert_eq!(kinds, (of_close, of_broad, Related), "{became:?}");
        }
    }

    #[test]
    fn a_confidence_is_one_of_three() {
        assert_eq!(Level::of("2.0").map(Level::confidence), Ok(1.0));
        assert_eq!(Level::of("1").map(Level::confidence), Ok(0.5));
        assert_eq!(Level::of("0.5").map(Level::confidence), Ok(0.25));
        for text in ["", "high", "3", "NaN", "-1"] {
            assert_eq!(Level::of(text), Err(format!("confidence `{text}` is none of 0.5, 1 and 2")));
        }
    }
}
