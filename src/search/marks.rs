//! Sets of numbers, one bit each.

/// Some of so many numbers.
pub(super) fn marked(all: usize, some: impl Iterator<Item = u32>) -> Vec<u64> {
    let mut bits = vec![0; all.div_ceil(64)];
    some.for_each(|number| bits[number as usize / 64] |= 1 << (number % 64));
    bits
}

/// Those that are marked, in order.
pub(super) fn marks(bits: Vec<u64>) -> impl Iterator<Item = u32> {
    bits.into_iter().zip((0u32..).step_by(64)).flat_map(|(mut rest, base)| {
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(base + bit)
        })
    })
}
