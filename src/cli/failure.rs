//! How a command ends that cannot do its work.

use std::error::Error;
use std::process::ExitCode;

use crate::import::curated::CuratedError;
use crate::store::StoreError;

/// What is said on standard error, and the exit code.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// What was attempted, and why it failed.
    pub(super) fn of(attempt: &str, error: &dyn Error) -> Self {
        Self { message: format!("{attempt}: {}", chain(error)), code: 1 }
    }

    /// A setting that cannot be meant.
    pub(super) fn setting(name: &str, error: &dyn Error) -> Self {
        Self { message: format!("{name}: {}", chain(error)), code: 2 }
    }

    /// Says it and gives the exit code.
    #[expect(clippy::print_stderr, reason = "this is where a command talks to its user")]
    pub(super) fn report(self) -> ExitCode {
        eprintln!("career-graph: {}", self.message);
        ExitCode::from(self.code)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self { message: chain(&error), code: 1 }
    }
}

impl From<CuratedError> for Failure {
    fn from(error: CuratedError) -> Self {
        Self { message: chain(&error), code: 1 }
    }
}

/// A message with its causes.
pub(super) fn chain(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.push_str(&format!(": {error}"));
        cause = error.source();
    }
    message
}
