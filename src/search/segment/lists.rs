//! Lists of numbers, and how the words of names are kept in them.

use super::Term;

/// How an entry of a name is made: the lower bits are the term, the upper how many plain words before it it stands for.
pub(super) const TERM_BITS: u32 = 28;
pub(super) const TERM_MASK: u32 = (1 << TERM_BITS) - 1;

/// A word in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Entry {
    /// A word.
    Plain(Term),
    /// Another spelling of so many words before it: `backend` after `back`, `end`.
    Alias(Term, u32),
}

impl Entry {
    pub(super) fn pack(self) -> u32 {
        match self {
            Self::Plain(term) => term,
            Self::Alias(term, words) => term | words << TERM_BITS,
        }
    }

    pub(super) fn unpack(packed: u32) -> Self {
        match packed >> TERM_BITS {
            0 => Self::Plain(packed),
            words => Self::Alias(packed & TERM_MASK, words),
        }
    }

    pub(in crate::search) fn term(self) -> Term {
        match self {
            Self::Plain(term) | Self::Alias(term, _) => term,
        }
    }
}

/// Lists of numbers, one after the other.
#[derive(Debug, Default)]
pub(in crate::search) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From pairs of a list and an item, which are counted first; items keep their order.
    pub(super) fn grouped(lists: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0u32; lists + 1];
        for (list, _) in pairs.clone() {
            starts[list as usize + 1] += 1;
        }
        for list in 0..lists {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[lists] as usize];
        for (list, item) in pairs {
            items[next[list as usize] as usize] = item;
            next[list as usize] += 1;
        }
        Self { starts, items }
    }

    pub(in crate::search) fn of(&self, list: u32) -> &[u32] {
        &self.items[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }

    /// How many there are.
    pub(in crate::search) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        (self.starts.capacity() + self.items.capacity()) * size_of::<u32>()
    }
}
