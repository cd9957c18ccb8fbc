//! How far long work has come: told by whoever works, shown by whoever started it.

use std::fmt;
use std::sync::Arc;

/// What a worker tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A part of the work begins.
    Begin {
        /// What is done, such as `reading`.
        what: &'static str,
        /// How much of it there is, where that is known.
        total: Option<u64>,
        /// What is counted.
        unit: Unit,
    },
    /// So much more of it is done.
    Advance(u64),
}

/// What progress is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of files.
    Bytes,
    /// Rows of tables.
    Rows,
}

/// Where to tell; to nobody by default.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Progress {
    /// Tells `listener`.
    pub fn new(listener: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// A part of the work begins.
    pub fn begin(&self, what: &'static str, total: Option<u64>, unit: Unit) {
        self.tell(Step::Begin { what, total, unit });
    }

    /// So much more of it is done.
    pub fn advance(&self, by: u64) {
        self.tell(Step::Advance(by));
    }

    fn tell(&self, step: Step) {
        if let Some(listener) = &self.0 {
            listener(step);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}
