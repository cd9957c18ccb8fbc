//! What a row is ordered by, and cursors made of it.

use std::borrow::Cow;
use std::cmp::Ordering;

use async_graphql::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::error::{bad_input, shown};

/// What a list can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::graphql) enum SortField {
    /// The list's own order: position, rank or the like, then name.
    Own,
    Name,
    Importance,
    Level,
    Requirement,
    EvidenceCount,
    Category,
    InDemand,
    Cost,
    Weeks,
}

/// A field and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::graphql) struct Order {
    pub(in crate::graphql) field: SortField,
    pub(in crate::graphql) descending: bool,
}

impl Order {
    /// Ascending.
    pub(in crate::graphql) const fn by(field: SortField) -> Self {
        Self { field, descending: false }
    }
}

/// What a row is ordered by first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::graphql) enum Value<'a> {
    /// Not known: last in both directions.
    #[serde(rename = "0")]
    Null,
    /// By size, as the bits of the number: a cursor must give back the very same.
    #[serde(rename = "n")]
    Number(u64),
    /// By code point.
    #[serde(rename = "t")]
    Text(Cow<'a, str>),
    /// By currency, then by size.
    #[serde(rename = "m")]
    Money(Cow<'a, str>, u64),
}

impl<'a> Value<'a> {
    /// A number, or null.
    pub(in crate::graphql) fn number(number: Option<f64>) -> Self {
        number.map_or(Value::Null, |n| Value::Number(n.to_bits()))
    }

    /// A count.
    pub(in crate::graphql) fn count(count: usize) -> Self {
        Self::number(u32::try_from(count).ok().map(f64::from))
    }

    /// Amounts of one currency stand together.
    pub(in crate::graphql) fn money(currency: &'a str, amount: f64) -> Self {
        Value::Money(Cow::Borrowed(currency), amount.to_bits())
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let number = |a: u64, b: u64| f64::from_bits(a).total_cmp(&f64::from_bits(b));
        let ascending = match (self, other) {
            (Self::Null, Self::Null) => return Ordering::Equal,
            (Self::Null, _) => return Ordering::Greater,
            (_, Self::Null) => return Ordering::Less,
            (Self::Number(a), Self::Number(b)) => number(*a, *b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Money(a, x), Self::Money(b, y)) => a.cmp(b).then_with(|| number(*x, *y)),
            // One list never mixes kinds, and a cursor of another list is refused before.
            _ => Ordering::Equal,
        };
        if descending { ascending.reverse() } else { ascending }
    }
}

/// What a row is ordered by: the value, then the folded name, then the ids of the node and of the link to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::graphql) struct Key<'a> {
    pub(in crate::graphql) value: Value<'a>,
    pub(in crate::graphql) name: Cow<'a, str>,
    pub(in crate::graphql) node: Uuid,
    pub(in crate::graphql) link: Uuid,
}

impl Key<'_> {
    /// Ties go by name, then id, in both directions.
    pub(super) fn compare(&self, other: &Self, order: Order) -> Ordering {
        let by_value = self.value.compare(&other.value, order.descending);
        by_value.then_with(|| (&self.name, self.node, self.link).cmp(&(&other.name, other.node, other.link)))
    }
}

/// A decoded cursor.
#[derive(Serialize, Deserialize)]
pub(super) struct Cursor<'a>(u32, Value<'a>, Cow<'a, str>, Uuid, Uuid);

impl<'a> Cursor<'a> {
    pub(super) fn key(&self) -> Key<'_> {
        Key { value: self.1.clone(), name: Cow::Borrowed(&self.2), node: self.3, link: self.4 }
    }
}

/// Tells one list in one order from all others.
pub(super) fn list_tag(connection: &str, parent: Option<Uuid>, order: Order) -> u32 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(connection.as_bytes());
    hasher.update(parent.unwrap_or_default().as_bytes());
    hasher.update(&[order.field as u8, u8::from(order.descending)]);
    let mut first = [0; 4];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..4]);
    u32::from_le_bytes(first)
}

pub(super) fn encode(key: &Key<'_>, list: u32) -> String {
    let cursor = Cursor(list, key.value.clone(), Cow::Borrowed(&key.name), key.node, key.link);
    let json = serde_json::to_vec(&cursor).expect("a cursor is numbers and text");
    URL_SAFE_NO_PAD.encode(json)
}

pub(super) fn decode(argument: &str, text: &str, list: u32) -> Result<Cursor<'static>, Error> {
    let cursor = URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|json| serde_json::from_slice::<Cursor<'_>>(&json).ok().map(Cursor::into_owned));
    match cursor {
        None => Err(bad_input(format!(
            "`{argument}` is `{}`: expected a cursor as this list gives it",
            shown(text)
        ))),
        Some(cursor) if cursor.0 != list => Err(bad_input(format!(
            "`{argument}` is a cursor of another list, or of this one in another order: expected one of this list"
        ))),
        Some(cursor) => Ok(cursor),
    }
}

impl Cursor<'_> {
    fn into_owned(self) -> Cursor<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let value = match self.1 {
            Value::Null => Value::Null,
            Value::Number(n) => Value::Number(n),
            Value::Text(text) => Value::Text(owned(text)),
            Value::Money(currency, n) => Value::Money(owned(currency), n),
        };
        Cursor(self.0, value, owned(self.2), self.3, self.4)
    }
}
