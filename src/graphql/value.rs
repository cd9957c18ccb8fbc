//! Money, durations, dates, evidence, codes: values that hang on nodes and links.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, SimpleObject, Value};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::enums;
use super::guard::List;
use super::scope::Scope;
use super::source::Source;
use crate::graph;

/// ISO 8601 date, also with year or year-month precision: `2023`, `2023-10` or `2023-10-02`.
pub(super) struct PartialDate(pub String);

/// ISO 8601 date, also with year or year-month precision: `2023`, `2023-10` or `2023-10-02`.
#[Scalar(specified_by_url = "https://www.iso.org/iso-8601-date-and-time-format.html")]
impl ScalarType for PartialDate {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Ok(Self(text)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// A time, in Unix milliseconds.
pub(super) struct DateTime(pub(super) i64);

/// UTC, RFC 3339: `2026-11-21T12:00:00.000Z`.
#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let time = OffsetDateTime::parse(text, &Rfc3339);
        let time = time.map_err(|_| InputValueError::custom("expected a time as RFC 3339 writes it"))?;
        i64::try_from(time.unix_timestamp_nanos() / NANOS_A_MILLI).map(Self).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * NANOS_A_MILLI);
        let text = time.ok().and_then(|time| time.format(&Rfc3339).ok());
        text.map_or(Value::Null, Value::String)
    }
}

const NANOS_A_MILLI: i128 = 1_000_000;

/// An amount of money as its source gives it: a number, a range, or a bound.
#[derive(SimpleObject)]
pub(super) struct MoneyRange {
    /// Lower bound, in major units of the currency; equal to `max` for one number, null where the source gives only
    /// an upper bound.
    min: Option<f64>,
    /// Upper bound, in major units of the currency; null where the source gives only a lower bound.
    max: Option<f64>,
    /// ISO 4217 code, such as `GBP`.
    currency: String,
    /// What time it is for.
    period: enums::Period,
    /// How exact the source is.
    qualifier: enums::Qualifier,
}

impl From<&graph::Money> for MoneyRange {
    fn from(money: &graph::Money) -> Self {
        Self {
            min: money.min.map(|minor| money.major(minor)),
            max: money.max.map(|minor| money.major(minor)),
            currency: money.currency.to_string(),
            period: money.period.into(),
            qualifier: money.qualifier.into(),
        }
    }
}

/// A length of time in weeks as its source gives it; a year is 52 weeks.
#[derive(SimpleObject)]
pub(super) struct WeeksRange {
    /// Lower bound, in weeks; equal to `max` for one number, null where the source gives only an upper bound.
    min: Option<f64>,
    /// Upper bound, in weeks; null where the source gives only a lower bound.
    max: Option<f64>,
    /// How exact the source is.
    qualifier: enums::Qualifier,
}

impl From<&graph::Weeks> for WeeksRange {
    fn from(weeks: &graph::Weeks) -> Self {
        Self { min: weeks.min, max: weeks.max, qualifier: weeks.qualifier.into() }
    }
}

/// Who says so: one source of one fact.
#[derive(SimpleObject)]
pub(super) struct Evidence {
    /// The publication.
    source: Source,
    /// Where in it, by its own key: a section, a URI, an element id; null where it has none.
    locator: Option<String>,
    /// When it was said, as far as the source gives a date.
    date: Option<PartialDate>,
    /// What that source gave, where it says more than the fact shows or says it in other words.
    stated: Option<String>,
}

/// The evidence of a statement; `key` is that of the concept, or of the link's first end.
pub(super) fn evidence(scope: &Scope, stated: &graph::Stated, key: &str) -> List<Evidence> {
    each_evidence(scope, stated, key).collect()
}

/// The same, one by one.
pub(super) fn each_evidence<'a>(
    scope: &'a Scope,
    stated: &'a graph::Stated,
    key: &'a str,
) -> impl Iterator<Item = Evidence> + 'a {
    let one = |e: graph::Evidence<'_>| Evidence {
        source: Source { scope: scope.clone(), idx: e.source },
        locator: e.locator.map(str::to_owned),
        date: e.date.map(|date| PartialDate(date.to_owned())),
        stated: e.stated.map(str::to_owned),
    };
    scope.graph().evidence(stated, key).map(one)
}

/// A code that a concept has in a scheme.
#[derive(SimpleObject)]
pub(super) struct Code {
    /// The scheme.
    scheme: enums::CodeScheme,
    /// The code as the scheme writes it, leading zeros and all.
    value: String,
    /// Whether the code names this concept alone among its kind, so that it can be looked up by it.
    identifies: bool,
}

impl From<&graph::Code> for Code {
    fn from(code: &graph::Code) -> Self {
        Self { scheme: code.scheme.into(), value: code.value.to_string(), identifies: code.identifies }
    }
}

/// A typed remark on a concept.
#[derive(SimpleObject)]
pub(super) struct Note {
    /// What sort of remark.
    kind: enums::NoteKind,
    /// The remark.
    text: String,
    /// Who says so; more than one where several sources agree.
    evidence: List<Evidence>,
}

impl Note {
    pub(super) fn new(scope: &Scope, note: &graph::Note, key: &str) -> Self {
        Self {
            kind: note.kind.into(),
            text: note.text.to_string(),
            evidence: evidence(scope, &note.stated, key),
        }
    }
}
