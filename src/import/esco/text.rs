//! What a cell says.

use std::collections::HashSet;

use ::entity::{LabelRole, Requirement};

use crate::dataset::is_partial_date;
use crate::import::Row;

/// The columns of what a concept is called, and what it is, in every table of concepts.
pub(super) const COLUMNS: [&str; 4] = ["conceptUri", "preferredLabel", "altLabels", "description"];

/// What a row calls a concept.
pub(super) struct Named<'a> {
    /// What the concept is known by.
    pub(super) uri: &'a str,
    /// Its names with their places among those of their role; the first is the preferred one.
    pub(super) labels: Vec<(LabelRole, String, i32)>,
    /// What it is.
    pub(super) description: Option<String>,
}

/// What a row calls a concept, or why it is not taken.
pub(super) fn named<'a>(row: &'a Row<'_>) -> Result<Named<'a>, String> {
    let uri = needed(row, "conceptUri")?;
    released(row)?;
    let name = label(needed(row, "preferredLabel")?);
    if name.is_empty() {
        return Err("no preferredLabel".to_owned());
    }
    let mut seen = HashSet::from([name.clone()]);
    let mut given = vec![(LabelRole::Preferred, name, 0)];
    for (column, role) in [("altLabels", LabelRole::Alternative), ("hiddenLabels", LabelRole::Hidden)] {
        let labels = labels(row.get(column), &mut seen).into_iter().zip(0..);
        given.extend(labels.map(|(label, position)| (role, label, position)));
    }
    Ok(Named { uri, labels: given, description: prose(row.get("description")) })
}

/// A cell that a row is nothing without.
pub(super) fn needed<'a>(row: &'a Row<'_>, column: &str) -> Result<&'a str, String> {
    Some(row.get(column)).filter(|cell| !cell.is_empty()).ok_or_else(|| format!("no {column}"))
}

/// Why a row is not taken whose concept an earlier row has.
pub(super) fn twice(uri: &str) -> String {
    format!("`{uri}` is given twice: the first row stands")
}

/// Whether a status lets a row be taken: only what is released; releases before 1.1 have no such column.
pub(super) fn released(row: &Row<'_>) -> Result<(), String> {
    match row.get("status") {
        status if status.is_empty() || status.eq_ignore_ascii_case("released") => Ok(()),
        status => Err(format!("status `{status}`: only what is released is taken")),
    }
}

/// One label: every run of blanks, U+00A0, tabs and line ends is one blank, and what has no width is left out.
pub(super) fn label(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The labels of a cell, one a line, each once, without those in `seen`, which they join.
fn labels(cell: &str, seen: &mut HashSet<String>) -> Vec<String> {
    let labels = cell.lines().map(label);
    labels.filter(|label| !label.is_empty() && seen.insert(label.clone())).collect()
}

/// A text of several lines, as it stands; none where there is none.
pub(super) fn prose(cell: &str) -> Option<String> {
    // No database stores U+0000, and a copy with other line ends says the same.
    let text = cell.replace("\r\n", "\n").replace('\0', "");
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The day of `2016-07-05T13:58:41.5Z`, whose time differs in precision; none where it is no date.
pub(super) fn day(cell: &str) -> Option<&str> {
    cell.split('T').next().filter(|day| is_partial_date(day))
}

/// Whether a link is essential or optional.
pub(super) fn requirement(row: &Row<'_>) -> Result<Requirement, String> {
    match row.get("relationType") {
        kind if kind.eq_ignore_ascii_case("essential") => Ok(Requirement::Essential),
        kind if kind.eq_ignore_ascii_case("optional") => Ok(Requirement::Optional),
        kind => Err(format!("relationType `{kind}` is neither essential nor optional")),
    }
}

/// Characters that a reader does not see and a search would trip over: control characters that are no blank,
/// zero-width space, byte order mark.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_single_blanks_and_nothing_invisible() {
        assert_eq!(label("\u{a0} keep\u{a0}bees\tin \n hives\u{200b} "), "keep bees in hives");
        assert_eq!(label("\u{200b}\u{a0}"), "");
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        let cases = [
            ("2016-07-05T13:58:41Z", Some("2016-07-05")),
            ("2022-02-28T08:26:51.676Z", Some("2022-02-28")),
            ("2024-02-29", Some("2024-02-29")),
            ("2022-02-29T00:00:00Z", None),
            ("2022-13-01", None),
            ("05/07/2016", None),
            ("2016-07-0é", None),
            ("", None),
        ];
        for (cell, expected) in cases {
            assert_eq!(day(cell), expected, "{cell}");
        }
    }
}
