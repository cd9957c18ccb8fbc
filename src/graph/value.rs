//! Money, durations, evidence, and who publishes.

use std::sync::Arc;

use ::entity::{MappingKind, Period, Qualifier};
use uuid::Uuid;

/// An amount of money, in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Lower bound; none is given where the source gives none.
    pub min: Option<i64>,
    /// Upper bound.
    pub max: Option<i64>,
    /// ISO 4217 code.
    pub currency: Box<str>,
    /// What time it is for.
    pub period: Period,
    /// How exact the source is.
    pub qualifier: Qualifier,
}

impl Money {
    /// `minor` in major units.
    pub fn major(&self, minor: i64) -> f64 {
        major(minor, &self.currency)
    }

    /// The amount that orders and bounds go by, in major units: the lower bound, or the upper where there is none.
    pub fn lowest(&self) -> f64 {
        self.min.or(self.max).map_or(0.0, |minor| self.major(minor))
    }
}

/// Minor units of a currency in major ones: 925000 pence are 9250 pounds.
pub fn major(minor: i64, currency: &str) -> f64 {
    let decimals = iso_currency::Currency::from_code(currency).and_then(|c| c.exponent()).unwrap_or(2);
    #[expect(clippy::cast_precision_loss, reason = "amounts stay far below 2^53 minor units")]
    let minor = minor as f64;
    minor / 10_f64.powi(i32::from(decimals))
}

/// A length of time in weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct Weeks {
    /// Lower bound; none where the source gives none.
    pub min: Option<f64>,
    /// Upper bound.
    pub max: Option<f64>,
    /// How exact the source is.
    pub qualifier: Qualifier,
}

impl Weeks {
    /// The length that orders and bounds go by: the lower bound, or the upper where there is none.
    pub fn shortest(&self) -> f64 {
        self.min.or(self.max).unwrap_or(0.0)
    }
}

/// Position of a source in its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIdx(pub(crate) u16);

/// Position of a taxonomy in its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxonomyIdx(pub(crate) u16);

/// What is stated: its id, whose it is, and who says so.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Id of the statement.
    pub id: Uuid,
    /// Which list of evidence of its graph it has; 0 is empty.
    pub(super) evidence: u32,
    pub(super) origin: u16,
}

/// A short text that many records share, such as a language: one word wide, and kept once.
pub type SharedText = Arc<Box<str>>;

#[derive(Clone, Debug)]
pub(super) struct StoredEvidence {
    pub(super) source: SourceIdx,
    pub(super) locator: Box<str>,
    pub(super) date: Option<Box<str>>,
    pub(super) stated: Option<Box<str>>,
}

impl StoredEvidence {
    pub(super) fn as_evidence(&self) -> Evidence<'_> {
        Evidence {
            source: self.source,
            locator: Some(&*self.locator).filter(|locator| !locator.is_empty()),
            date: self.date.as_deref(),
            stated: self.stated.as_deref(),
        }
    }
}

/// One source of one statement.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// By whom.
    pub source: SourceIdx,
    /// Where in the source.
    pub locator: Option<&'a str>,
    /// When, as far as the source says.
    pub date: Option<&'a str>,
    /// What that source gave.
    pub stated: Option<&'a str>,
}

/// A dataset, as far as answers need it.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) source: Option<SourceIdx>,
}

/// A publication that facts come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The record.
    pub record: ::entity::source::Model,
    /// The release that was imported last, where the source is that of a dataset.
    pub release: Option<String>,
}

/// A body of concepts of one publisher.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    /// The record.
    pub record: ::entity::taxonomy::Model,
    /// The release that was imported last.
    pub release: Option<String>,
    /// Languages that its concepts have names in, as BCP 47 tags in alphabetical order.
    pub languages: Vec<String>,
    /// How many concepts of each kind it has that are not retired, in the order of `ConceptKind::ALL`.
    pub counts: Vec<usize>,
}

/// A mapping that waits for a concept: its taxonomy is not imported, or does not have it.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Where it starts: `taxonomy/KIND/key`.
    pub from: Box<str>,
    /// Where it ends.
    pub to: Box<str>,
    /// How well they match.
    pub kind: MappingKind,
    /// Its id and who says so.
    pub stated: Stated,
}
