//! Sums of what selections cost, of which some share what their lists hold.

use super::sizes;

/// What something costs.
#[derive(Clone, Copy, Default)]
pub(super) struct Cost {
    /// With full lists.
    pub(super) full: u64,
    /// Without what is in lists.
    pub(super) fixed: u64,
    /// What of `full` is of lists that share what they hold.
    pub(super) parts: Parts,
}

impl Cost {
    /// Of what holds no list.
    pub(super) fn of(cost: u64) -> Self {
        Self { full: cost, fixed: cost, parts: Parts::default() }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            full: self.full.saturating_add(other.full),
            fixed: self.fixed.saturating_add(other.fixed),
            parts: self.parts.plus(other.parts),
        }
    }

    /// Of a whole object: its parts are full together, not each.
    pub(super) fn whole(self) -> Self {
        let Parts { all, each } = self.parts;
        let dearest = each.into_iter().max().unwrap_or_default();
        let most = dearest.saturating_mul(sizes::PARTED).min(all);
        let full = self.full.saturating_sub(all).saturating_add(most);
        Self { full, fixed: self.fixed, parts: Parts::default() }
    }
}

/// The lists among which an object parts what it holds: `sizes::PARTS`.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts {
    /// What they cost if each is full.
    all: u64,
    /// What an item of each costs, with all aliases of the list.
    each: [u64; sizes::PARTS.1.len()],
}

impl Parts {
    /// Of a list whose items cost so much each and in all; nothing if it is none of them.
    pub(super) fn of(of: &str, field: &str, each: u64, all: u64) -> Self {
        let (ty, lists) = sizes::PARTS;
        let mut parts = Self::default();
        if let Some(at) = lists.iter().position(|list| of == ty && *list == field) {
            parts.all = all;
            parts.each[at] = each;
        }
        parts
    }

    pub(super) fn plus(mut self, other: Self) -> Self {
        self.all = self.all.saturating_add(other.all);
        self.each.iter_mut().zip(other.each).for_each(|(each, other)| *each = each.saturating_add(other));
        self
    }
}
