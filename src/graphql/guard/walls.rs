//! What an operation costs while it runs, and when its time is over.
//!
//! Everything that can be many is a list, so every list of the contract is a `List`: it pays for its items when they
//! are resolved, and looks at the clock. A connection looks at the clock, too, and while all of a kind is gone through. What
//! lies between two lists is bounded by the document's own size, or by what a computed answer pays besides and the looks at
//! the clock that it takes on the way.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::resolve_list;
use async_graphql::{ContextSelectionSet, Error, OutputType, Pos, Positioned, ServerResult, Value};

use super::cost::{Bill, Items};
use super::sizes::TENTHS;
use super::{Limits, Refusal};
use crate::graphql::error::Code;

/// The bounds of one execution: shared by all that it resolves.
#[derive(Clone)]
pub(in crate::graphql) struct Walls(Arc<Inner>);

struct Inner {
    bill: Bill,
    /// Most that may be spent, in tenths.
    budget: u64,
    spent: AtomicU64,
    made: Instant,
    /// When the execution began, in microseconds after this was made.
    began_us: AtomicU64,
    time: Duration,
    hit: AtomicU8,
}

const NOT_BEGUN: u64 = u64::MAX;

const COST: u8 = 1;
const TIME: u8 = 2;

impl Walls {
    /// The bounds of an execution that begins now.
    pub(in crate::graphql) fn new(bill: Bill, limits: &Limits) -> Self {
        let spent = AtomicU64::new(bill.fixed);
        let budget = limits.cost.saturating_mul(TENTHS);
        let (made, began_us, time) = (Instant::now(), AtomicU64::new(0), limits.time);
        Self(Arc::new(Inner { bill, budget, spent, made, began_us, time, hit: AtomicU8::new(0) }))
    }

    /// Ends an execution; the next of a subscription begins with the first list that it resolves.
    pub(in crate::graphql) fn renew(&self) {
        let inner = &*self.0;
        inner.spent.store(inner.bill.fixed, Ordering::Relaxed);
        inner.began_us.store(NOT_BEGUN, Ordering::Relaxed);
        inner.hit.store(0, Ordering::Relaxed);
    }

    /// What it was expected to cost at most, and what it has cost so far.
    pub(in crate::graphql) fn cost(&self) -> (u64, u64) {
        let spent = self.0.spent.load(Ordering::Relaxed);
        (self.0.bill.requested.div_ceil(TENTHS), spent.div_ceil(TENTHS))
    }

    /// Fails once one of the bounds was met.
    pub(in crate::graphql) fn check(&self) -> Result<(), Error> {
        let inner = &*self.0;
        if inner.hit.load(Ordering::Relaxed) == 0 && inner.is_overdue() {
            inner.hit.store(TIME, Ordering::Relaxed);
        }
        if inner.hit.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        Err(Error::new("stopped"))
    }

    /// What the client is told in place of an answer, if one of the bounds was met.
    pub(in crate::graphql) fn refusal(&self) -> Option<Refusal> {
        let inner = &*self.0;
        match inner.hit.load(Ordering::Relaxed) {
            COST => Some(Refusal::new(
                Code::QueryTooExpensive,
                format!(
                    "the query came to cost more than {}, as some of its lists are longer than usual: ask for less",
                    inner.budget / TENTHS
                ),
            )),
            TIME => Some(Refusal::new(
                Code::Timeout,
                format!(
                    "the query took longer than {} ms and was stopped: ask for less",
                    inner.time.as_millis()
                ),
            )),
            _ => None,
        }
    }

    /// Pays for the items of a list.
    fn pay(&self, items: usize, place: Pos) -> Result<(), Error> {
        let inner = &*self.0;
        let priced = inner.bill.items.get(&place).copied().unwrap_or(Items { each: TENTHS, at_once: 1 });
        let cost = priced.cost(u64::try_from(items).unwrap_or(u64::MAX));
        let before = inner.spent.fetch_add(cost, Ordering::Relaxed);
        if before.saturating_add(cost) > inner.budget && inner.hit.load(Ordering::Relaxed) == 0 {
            inner.hit.store(COST, Ordering::Relaxed);
        }
        self.check()
    }
}

impl Inner {
    fn since_made(&self) -> u64 {
        u64::try_from(self.made.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn is_overdue(&self) -> bool {
        let now = self.since_made();
        let began = self
            .began_us
            .compare_exchange(NOT_BEGUN, now, Ordering::Relaxed, Ordering::Relaxed)
            .unwrap_or_else(|began| began);
        Duration::from_micros(now.saturating_sub(began)) > self.time
    }
}

/// A list as a field's value: within the bounds of its request.
pub(in crate::graphql) struct List<T>(pub(in crate::graphql) Vec<T>);

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T: OutputType> OutputType for List<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        if let Some(walls) = ctx.data_opt::<Walls>() {
            walls.pay(self.0.len(), field.pos).map_err(|stopped| stopped.into_server_error(field.pos))?;
        }
        resolve_list(ctx, field, &self.0, Some(self.0.len())).await
    }
}
