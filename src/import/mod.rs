//! Readers: each makes a `Dataset` and a report of what is wrong; none writes.
//!
//! - `curated`: the files of `data/`

pub mod curated;
