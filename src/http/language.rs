//! Which languages a request prefers: the header Accept-Language (RFC 9110, 12.5.4).
//!
//! It stands in for the argument `language` where a field has none. Answers carry no Content-Language: one answer can
//! hold names in several languages, and `nameLanguage` tells that of each.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

use crate::graphql::Languages;

/// How many language ranges are looked at: no reader knows more languages, and each costs time at every name.
const MOST_RANGES: usize = 20;

/// Longest range that is taken, in bytes, as of a tag.
const LONGEST_RANGE: usize = 35;

/// The languages that a request prefers: by weight, those of equal weight in the order of the header.
///
/// English where the header is left out. A header that is malformed in any part is as if it were left out: what it
/// means cannot be known, and an answer in English serves better than an error. Ranges after the twentieth are not
/// looked at.
pub(super) fn accepted(headers: &HeaderMap) -> Languages {
    let lines = headers.get_all(ACCEPT_LANGUAGE).iter().map(|line| line.to_str().ok());
    let ranges = lines.collect::<Option<Vec<&str>>>().and_then(|lines| parse(&lines));
    let Some(mut ranges) = ranges.filter(|ranges| !ranges.is_empty()) else { return Languages::default() };
    ranges.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    Languages::ranges(ranges.into_iter().map(|(range, weight)| (range.to_owned(), weight > 0)))
}

/// Language ranges with their weights in thousandths, as they come; none if a part is malformed.
///
/// Several lines of the header are one list, and empty members of a list are no members (RFC 9110, 5.3 and 5.6.1).
fn parse<'a>(lines: &[&'a str]) -> Option<Vec<(&'a str, u16)>> {
    let members = lines.iter().flat_map(|line| line.split(',')).map(trim).filter(|member| !member.is_empty());
    members.take(MOST_RANGES).map(member).collect()
}

fn member(text: &str) -> Option<(&str, u16)> {
    let (range, weight) = match text.split_once(';') {
        Some((range, weight)) => (trim(range), weigh(trim(weight))?),
        None => (text, 1_000),
    };
    is_range(range).then_some((range, weight))
}

/// A weight in thousandths: `q=` and 0 to 1 with up to three decimals (RFC 9110, 12.4.2).
pub(super) fn weigh(text: &str) -> Option<u16> {
    let value = text.strip_prefix("q=").or_else(|| text.strip_prefix("Q="))?;
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1_000),
        _ => None,
    }
}

/// Whether a text is a basic language range (RFC 4647, 2.1): `*`, or letters and then parts of letters and digits.
fn is_range(text: &str) -> bool {
    let mut parts = text.split('-');
    let fits = |part: &str| (1..=8).contains(&part.len());
    let first = parts.next().is_some_and(|part| fits(part) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|part| fits(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    text == "*" || (text.len() <= LONGEST_RANGE && first && rest)
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_read_as_it_is_written() {
        let cases = [
            ("q=1", Some(1_000)),
            ("q=1.000", Some(1_000)),
            ("q=1.", Some(1_000)),
            ("Q=0.5", Some(500)),
            ("q=0.025", Some(25)),
            ("q=0", Some(0)),
            ("q=0.", Some(0)),
            ("q=1.001", None),
            ("q=0.0001", None),
            ("q=2", None),
            ("q=-1", None),
            ("q=.5", None),
            ("q=", None),
            ("q=0.5x", None),
            ("q =0.5", None),
            ("level=1", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(weigh(text), expected, "{text}");
        }
    }

    #[test]
    fn members_are_read_from_all_lines_and_malformed_ones_spoil_the_header() {
        assert_eq!(
            parse(&["fr-CA , de;q=0.5,,", "\t*;q=0"]),
            Some(vec![("fr-CA", 1_000), ("de", 500), ("*", 0)])
        );
        assert_eq!(parse(&[" ,"]), Some(vec![]));
        for header in
            ["fr_CA", "fr, de;q=x", "fr;q=1;q=1", "f r", "français", "-", "abcdefghi", "12", "*-CH", ";q=1"]
        {
            assert_eq!(parse(&[header]), None, "{header}");
        }
        let many = vec!["de"; 1_000].join(",");
        assert_eq!(parse(&[&many]).map(|ranges| ranges.len()), Some(MOST_RANGES));
    }
}
