//! What a cell says; missing is `n/a` in every column.

use crate::import::Row;
use crate::import::Skip;

/// The text of a cell; none where it is missing, or the release has no such column.
pub(super) fn text<'a>(row: &'a Row<'_>, column: &str) -> Option<&'a str> {
    Some(row.get(column)).filter(|cell| !cell.is_empty() && *cell != "n/a")
}

/// The text of a cell that a row is nothing without.
pub(super) fn needed<'a>(row: &'a Row<'_>, column: &str) -> Result<&'a str, Skip> {
    text(row, column).ok_or_else(|| Skip::Row(format!("no {column}")))
}

/// The number in a cell.
pub(super) fn number(row: &Row<'_>, column: &str) -> Result<Option<f64>, Skip> {
    let Some(cell) = text(row, column) else { return Ok(None) };
    let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(Some).ok_or_else(|| Skip::Row(format!("{column} `{cell}` is no number")))
}

/// The value that a row is about, within the bounds of its scale.
pub(super) fn value(row: &Row<'_>, column: &str, min: f64, max: f64) -> Result<f64, Skip> {
    let value = number(row, column)?.ok_or_else(|| Skip::Alike(format!("no {column}")))?;
    if !(min..=max).contains(&value) {
        return Err(Skip::Row(format!("{column} {value} is outside {min:.1} to {max:.1}")));
    }
    Ok(value)
}

/// The whole number in a cell.
pub(super) fn integer(row: &Row<'_>, column: &str) -> Result<Option<i32>, Skip> {
    let Some(cell) = text(row, column) else { return Ok(None) };
    cell.parse().map(Some).map_err(|_| Skip::Row(format!("{column} `{cell}` is no whole number")))
}

/// The whole number that a row is nothing without.
pub(super) fn needed_integer(row: &Row<'_>, column: &str) -> Result<i32, Skip> {
    integer(row, column)?.ok_or_else(|| Skip::Row(format!("no {column}")))
}

/// Whether a cell says yes; missing says no.
pub(super) fn flag(row: &Row<'_>, column: &str) -> Result<bool, Skip> {
    match text(row, column) {
        Some("Y") => Ok(true),
        Some("N") | None => Ok(false),
        Some(other) => Err(Skip::Row(format!("{column} `{other}` is neither Y nor N"))),
    }
}

/// A date such as `08/2023` as `2023-08`.
pub(super) fn date(row: &Row<'_>, column: &str) -> Result<Option<String>, Skip> {
    let Some(cell) = text(row, column) else { return Ok(None) };
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    match cell.split_once('/') {
        Some((month, year)) if digits(month, 2) && digits(year, 4) && ("01"..="12").contains(&month) => {
            Ok(Some(format!("{year}-{month}")))
        }
        _ => Err(Skip::Row(format!("{column} `{cell}` is no month as in 08/2023"))),
    }
}
