//! Lists that can grow: Relay connections with keyset cursors.
//!
//! - `key`: what a row is ordered by, and cursors made of it
//! - `row`: the rows of each connection
//!
//! A list is built whole (it is in memory), ordered, and cut: so `totalCount` is exact, and a page starts after the
//! place that the cursor's own order values have now, whatever was written between two pages.

mod key;
mod row;

use async_graphql::{Error, Object, OutputType, SimpleObject, TypeName};
use std::borrow::Cow;

pub(super) use key::{Key, Order, SortField, Value};
pub(super) use row::{
    AllOf, Back, Either, Listed, NodeType, OfKind, Out, Rooted, Seen, all_of, back, either, mapped, out,
    through,
};

use super::error::bad_input;
use super::guard::List;
use super::scope::Scope;

/// Page size when a client gives none.
pub(super) const DEFAULT_PAGE: usize = 20;
/// Largest page.
pub(super) const LARGEST_PAGE: usize = 100;

/// The four arguments that every connection takes.
pub(super) struct Paging {
    pub(super) first: Option<i32>,
    pub(super) after: Option<String>,
    pub(super) last: Option<i32>,
    pub(super) before: Option<String>,
}

/// Something that a list holds.
pub(super) trait Row: Copy + Send + Sync + 'static {
    /// Name of the connection type.
    const CONNECTION: &'static str;
    /// What `nodes` holds.
    type Node: OutputType;

    /// The node of this row.
    fn node(self, scope: &Scope) -> Self::Node;

    /// What this row is ordered by.
    fn key(self, scope: &Scope, field: SortField) -> Key<'_>;
}

/// One row with its place.
pub(in crate::graphql) struct Edge<R> {
    pub(super) scope: Scope,
    pub(super) row: R,
    place: Place,
}

/// Which list in which order a cursor belongs to.
#[derive(Clone, Copy)]
struct Place {
    list: u32,
    order: Order,
}

/// One page of a list, with the size of the whole.
pub(in crate::graphql) struct Connection<R> {
    scope: Scope,
    place: Place,
    total: usize,
    rows: Vec<R>,
    has_previous: bool,
    has_next: bool,
}

/// Orders `rows`, and cuts the page that `paging` asks for.
///
/// `parent` is the id of the node whose list it is, if it is one's. O(n log n) in the rows.
pub(super) fn page<R: Row>(
    scope: &Scope,
    parent: Option<uuid::Uuid>,
    mut rows: Vec<R>,
    order: Order,
    paging: &Paging,
) -> Result<Connection<R>, Error> {
    scope.walls().check()?;
    let key = |row: &R| row.key(scope, order.field);
    rows.sort_by(|a, b| key(a).compare(&key(b), order));
    cut(scope, parent, &rows, order, paging)
}

/// Cuts the page that `paging` asks for from rows that are in that order. O(log n) in the rows.
pub(super) fn cut<R: Row>(
    scope: &Scope,
    parent: Option<uuid::Uuid>,
    rows: &[R],
    order: Order,
    paging: &Paging,
) -> Result<Connection<R>, Error> {
    let place = Place { list: key::list_tag(R::CONNECTION, parent, order), order };
    let size = paging.size()?;
    let after = paging.after.as_deref().map(|c| key::decode("after", c, place.list)).transpose()?;
    let before = paging.before.as_deref().map(|c| key::decode("before", c, place.list)).transpose()?;

    let key = |row: &R| row.key(scope, order.field);
    let total = rows.len();
    let start =
        after.map_or(0, |cursor| rows.partition_point(|r| key(r).compare(&cursor.key(), order).is_le()));
    let end =
        before.map_or(total, |cursor| rows.partition_point(|r| key(r).compare(&cursor.key(), order).is_lt()));
    let end = end.max(start);
    let (start, end) = match size {
        Size::First(size) => (start, end.min(start.saturating_add(size))),
        Size::Last(size) => (start.max(end.saturating_sub(size)), end),
    };
    Ok(Connection {
        scope: scope.clone(),
        place,
        total,
        rows: rows[start..end].to_vec(),
        has_previous: start > 0,
        has_next: end < total,
    })
}

enum Size {
    First(usize),
    Last(usize),
}

impl Paging {
    fn size(&self) -> Result<Size, Error> {
        let checked = |argument, size| within(argument, size, LARGEST_PAGE);
        match (self.first, self.last) {
            (Some(_), Some(_)) => Err(bad_input("`first` and `last` exclude each other: give one of them")),
            (Some(first), None) => Ok(Size::First(checked("first", first)?)),
            (None, Some(last)) => Ok(Size::Last(checked("last", last)?)),
            (None, None) if self.before.is_some() && self.after.is_none() => Ok(Size::Last(DEFAULT_PAGE)),
            (None, None) => Ok(Size::First(DEFAULT_PAGE)),
        }
    }
}

/// How many items `first` asks for, of a list that has no pages.
pub(super) fn at_most(first: Option<i32>, default: usize, most: usize) -> Result<usize, Error> {
    first.map_or(Ok(default), |first| within("first", first, most))
}

/// How many items an argument asks for: 1 to `most`.
pub(super) fn within(argument: &str, size: i32, most: usize) -> Result<usize, Error> {
    between(argument, size, 1, most)
}

/// The number that an argument gives, from `least` to `most`.
pub(super) fn between(argument: &str, number: i32, least: usize, most: usize) -> Result<usize, Error> {
    let found = usize::try_from(number).ok().filter(|number| (least..=most).contains(number));
    found.ok_or_else(|| {
        let expected =
            if most == usize::MAX { format!("{least} or more") } else { format!("{least} to {most}") };
        bad_input(format!("`{argument}` is {number}: expected {expected}"))
    })
}

impl<R: Row> Edge<R> {
    /// This row's place, for `after` and `before`.
    pub(super) fn cursor_text(&self) -> String {
        key::encode(&self.row.key(&self.scope, self.place.order.field), self.place.list)
    }
}

impl<R: Row> TypeName for Connection<R> {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(R::CONNECTION)
    }
}

/// One page of a list, with the size of the whole list.
#[Object(name_type)]
impl<R: Row> Connection<R>
where
    Edge<R>: OutputType,
{
    /// How many there are on all pages together, exactly; a filter counts, paging does not.
    async fn total_count(&self) -> usize {
        self.total
    }

    /// The nodes of this page, in order.
    async fn nodes(&self) -> List<R::Node> {
        self.rows.iter().map(|row| row.node(&self.scope)).collect()
    }

    /// The nodes of this page with what links them here, in order.
    async fn edges(&self) -> List<Edge<R>> {
        self.rows.iter().map(|row| self.edge(*row)).collect()
    }

    /// Whether there is more before and after this page, and where it starts and ends.
    async fn page_info(&self) -> PageInfo {
        let cursor = |row: Option<&R>| row.map(|row| self.edge(*row).cursor_text());
        PageInfo {
            has_next_page: self.has_next,
            has_previous_page: self.has_previous,
            start_cursor: cursor(self.rows.first()),
            end_cursor: cursor(self.rows.last()),
        }
    }
}

impl<R: Row> Connection<R> {
    fn edge(&self, row: R) -> Edge<R> {
        Edge { scope: self.scope.clone(), row, place: self.place }
    }
}

/// Where a page stands in its list.
#[derive(SimpleObject)]
pub(super) struct PageInfo {
    /// Whether rows follow this page.
    has_next_page: bool,
    /// Whether rows precede this page.
    has_previous_page: bool,
    /// Cursor of the first row, for `before`; null if the page is empty.
    start_cursor: Option<String>,
    /// Cursor of the last row, for `after`; null if the page is empty.
    end_cursor: Option<String>,
}
