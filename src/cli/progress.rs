//! How far long work has come, drawn on standard error if that is a terminal.

use std::fmt::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::progress::{Progress, Step, Unit};

const BYTES: &str =
    "{msg:10} {wide_bar} {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec} {eta} left";
const ROWS: &str = "{msg:10} {wide_bar} {human_pos}/{human_len} rows {rate} {eta} left";
const UNKNOWN: &str = "{msg:10} {spinner} {elapsed}";

/// How often it is drawn anew while nothing is told.
const TICK: Duration = Duration::from_millis(100);

/// One bar, for one part of the work after the other; it goes when it is dropped.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        // Draws nothing where standard error is no terminal.
        Self(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()))
    }

    /// What a worker tells is drawn here.
    pub(super) fn progress(&self) -> Progress {
        let bar = self.0.clone();
        Progress::new(move |step| match step {
            Step::Begin { what, total, unit } => begin(&bar, what, total, unit),
            Step::Advance(by) => bar.inc(by),
        })
    }

    /// Takes it off the terminal.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.finish();
    }
}

fn begin(bar: &ProgressBar, what: &'static str, total: Option<u64>, unit: Unit) {
    let template = match (total, unit) {
        (None, _) => UNKNOWN,
        (Some(_), Unit::Bytes) => BYTES,
        (Some(_), Unit::Rows) => ROWS,
    };
    // The templates are ours; one that did not parse would leave the default.
    if let Ok(style) = ProgressStyle::with_template(template) {
        let rate = |state: &ProgressState, out: &mut dyn Write| {
            // A bar that cannot be drawn is no failure of the work.
            let _drawn = write!(out, "{:.0}/s", state.per_sec());
        };
        bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ ").with_key("rate", rate));
    }
    bar.reset();
    bar.set_message(what);
    bar.set_length(total.unwrap_or(0));
    bar.enable_steady_tick(TICK);
}
