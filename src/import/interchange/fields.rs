//! What a record of a file gives, by name, and the cell that each becomes.

use ::entity::ConceptKind;
use uuid::Uuid;

use super::json::Json;
use super::named::Named;
use crate::dataset::interchange::{Cell, Column, Type};

/// One value as it is given.
#[derive(Clone, Copy, Debug)]
pub(super) enum Given<'a> {
    /// A value of a JSON object.
    Json(&'a Json),
    /// A cell of a table of texts.
    Cell(&'a str),
}

/// The values of one record, by name; those that nobody takes are mistakes.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    left: Vec<(&'a str, Given<'a>)>,
}

impl<'a> Fields<'a> {
    pub(super) fn of_json(object: &'a [(String, Json)]) -> Self {
        let left = object.iter().map(|(name, value)| (name.as_str(), Given::Json(value)));
        Self { left: left.collect() }
    }

    pub(super) fn of_cells(columns: &'a [String], cells: impl Iterator<Item = &'a str>) -> Self {
        let left = columns.iter().map(String::as_str).zip(cells.map(Given::Cell));
        Self { left: left.collect() }
    }

    /// Takes a value out; none if it is left out, null or empty.
    pub(super) fn take(&mut self, name: &str) -> Option<Given<'a>> {
        let at = self.left.iter().position(|(other, _)| *other == name)?;
        let (_, given) = self.left.swap_remove(at);
        Some(given).filter(|given| !matches!(given, Given::Json(Json::Null) | Given::Cell("")))
    }

    /// Takes a text out.
    pub(super) fn take_text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(given) = self.take(name) else { return Ok(None) };
        text(given).map(Some).map_err(|why| format!("`{name}`: {why}"))
    }

    /// Takes an id out.
    pub(super) fn take_id(&mut self) -> Result<Option<Uuid>, String> {
        let Some(text) = self.take_text("id")? else { return Ok(None) };
        let id = text.parse().map_err(|_| format!("`id`: \"{}\": expected a UUID", short(&text)))?;
        Ok(Some(id))
    }

    /// Takes out whether something is so; not if it is left out.
    pub(super) fn take_flag(&mut self, name: &str) -> Result<bool, String> {
        let Some(given) = self.take(name) else { return Ok(false) };
        flag(given).map_err(|why| format!("`{name}`: {why}"))
    }

    /// What nobody took.
    pub(super) fn rest(self) -> Vec<(&'a str, Given<'a>)> {
        self.left
    }
}

impl std::fmt::Display for Given<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Json(value) => value.fmt(f),
            Self::Cell(text) => write!(f, "\"{}\"", short(text)),
        }
    }
}

/// A text that a message can hold.
pub(super) fn short(text: &str) -> String {
    let short: String = text.chars().take(80).flat_map(char::escape_debug).collect();
    if text.chars().nth(80).is_some() { short + "…" } else { short }
}

/// The cell of a column.
pub(super) fn cell(column: &Column, given: Given<'_>, named: &mut Named) -> Result<Cell, String> {
    match column.of {
        Type::Flag => flag(given).map(Cell::Flag),
        Type::Integer(most) => integer(given, most).map(Cell::Integer),
        Type::Real => real(given).map(Cell::Real),
        Type::Choice(values) => choice(given, values).map(Cell::Text),
        Type::Text => {
            let text = text(given)?;
            if column.refers() {
                named.concept(&text)?;
            }
            Ok(Cell::Text(text))
        }
        Type::Id => {
            let text = text(given)?;
            let kind = ConceptKind::ALL.iter().find(|kind| kind.text().eq_ignore_ascii_case(column.title()));
            named.id(column, &text, kind.copied()).map(Cell::Id)
        }
    }
}

fn flag(given: Given<'_>) -> Result<bool, String> {
    match given {
        Given::Json(Json::Flag(value)) => Ok(*value),
        Given::Cell("true") => Ok(true),
        Given::Cell("false") => Ok(false),
        _ => Err(format!("{given}: expected true or false")),
    }
}

fn integer(given: Given<'_>, most: i64) -> Result<i64, String> {
    let number = match given {
        Given::Json(Json::Integer(value)) => Some(*value),
        Given::Json(_) => None,
        Given::Cell(text) => text.parse().ok(),
    };
    let number = number.ok_or_else(|| format!("{given}: expected a whole number"))?;
    let least = -most - 1;
    let in_range = (least..=most).contains(&number);
    in_range
        .then_some(number)
        .ok_or_else(|| format!("{given}: expected a whole number from {least} to {most}"))
}

fn real(given: Given<'_>) -> Result<f64, String> {
    #[expect(clippy::cast_precision_loss, reason = "what a number with a point would be read as")]
    let number = match given {
        Given::Json(Json::Integer(value)) => Some(*value as f64),
        Given::Json(Json::Real(value)) => Some(*value),
        Given::Json(_) => None,
        Given::Cell(text) => text.parse().ok(),
    };
    number.filter(|value| value.is_finite()).ok_or_else(|| format!("{given}: expected a number"))
}

fn choice(given: Given<'_>, values: &[&str]) -> Result<String, String> {
    let text = match given {
        Given::Json(Json::Text(text)) => text.as_str(),
        Given::Json(_) => "",
        Given::Cell(text) => text,
    };
    let expected = || format!("{given}: expected one of {}", values.join(", "));
    values.contains(&text).then(|| text.to_owned()).ok_or_else(expected)
}

/// A text as it is; in a table a backslash at its begin stands for that of another.
fn text(given: Given<'_>) -> Result<String, String> {
    let text = match given {
        Given::Json(Json::Text(text)) => text.as_str(),
        Given::Json(_) => return Err(format!("{given}: expected a text")),
        Given::Cell("\\") => "",
        Given::Cell(text) if text.starts_with("\\\\") => &text[1..],
        Given::Cell(text) => text,
    };
    if text.contains('\0') {
        return Err(format!("{given}: expected a text without the character U+0000"));
    }
    Ok(text.to_owned())
}
