//! What answers compute with.

use std::cmp::Ordering;

/// By how much sums may differ that are added up in another order.
pub(super) const ROUNDING: f64 = 1e-9;

/// A number in steps of rounding: what differs by less is equal, whatever it was added up from.
pub(super) fn steps(number: f64) -> f64 {
    (number / ROUNDING).round()
}

/// The greater first, in steps of rounding.
pub(super) fn greater_first(a: f64, b: f64) -> Ordering {
    steps(b).total_cmp(&steps(a))
}

/// A part of a whole; all of it where the whole is nothing.
pub(super) fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 1.0 }
}

/// What is added to a share of a whole; nothing where the whole is nothing.
pub(super) fn added(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of links are far below 2^52")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

/// Leaves the first of a list, in order. O(n + m log m) for m of n.
pub(super) fn first_by<T>(list: &mut Vec<T>, first: usize, before: impl Fn(&T, &T) -> Ordering) {
    if first < list.len() {
        list.select_nth_unstable_by(first, &before);
        list.truncate(first);
    }
    list.sort_unstable_by(before);
}
