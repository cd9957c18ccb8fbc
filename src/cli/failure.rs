//! How a command ends that cannot do its work.

use std::error::Error;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::config::Config;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::import::curated::CuratedError;
use crate::import::interchange::InterchangeError;
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

    /// A value of a setting that cannot be meant.
    pub(super) fn value(name: &str, value: &str, error: &dyn Error) -> Self {
        Self { message: format!("{name}: `{value}`: {}", chain(error)), code: 2 }
    }

    /// Arguments that cannot be meant, as one line that names flag and environment variable.
    pub(super) fn arguments(error: &clap::Error) -> Self {
        let told = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.clone()),
            Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
            _ => None,
        };
        let expected = told(ContextKind::ValidValue).filter(|values| !values.is_empty());
        let message = match (error.kind(), told(ContextKind::InvalidArg), told(ContextKind::InvalidValue)) {
            (ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument, ..)
                if error.to_string().contains("://") =>
            {
                "a database is named with --database (DATABASE_URL)".to_owned()
            }
            (kind, Some(argument), Some(value))
                if kind == ErrorKind::ValueValidation || expected.is_some() =>
            {
                let reason = expected.map(|values| format!("expected one of {values}"));
                let reason = reason.or_else(|| error.source().map(ToString::to_string)).unwrap_or_default();
                format!("{}: `{value}`: {reason}", named(&argument))
            }
            _ => {
                let text = error.to_string();
                let told = text
                    .split("\n\n")
                    .filter(|part| !part.starts_with("Usage") && !part.starts_with("For more"));
                let lines: Vec<&str> = told.flat_map(str::lines).map(str::trim).collect();
                let told = lines.join("; ");
                format!("{}; --help tells what there is", told.strip_prefix("error: ").unwrap_or(&told))
            }
        };
        Self { message, code: 2 }
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

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self { message: chain(&error), code: 1 }
    }
}

impl From<CuratedError> for Failure {
    fn from(error: CuratedError) -> Self {
        Self { message: chain(&error), code: 1 }
    }
}

impl From<InterchangeError> for Failure {
    fn from(error: InterchangeError) -> Self {
        Self { message: chain(&error), code: 1 }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self { message: chain(&error), code: 1 }
    }
}

/// A setting by its flag and its environment variable, from how clap shows it: `--listen <ADDRESS:PORT>`.
fn named(argument: &str) -> String {
    let flag = argument.split(' ').next().unwrap_or_default();
    let command = Config::command();
    let mut known =
        std::iter::once(&command).chain(command.get_subcommands()).flat_map(clap::Command::get_arguments);
    let known = known.find(|known| known.get_long() == flag.strip_prefix("--"));
    let variable = known.and_then(|known| known.get_env());
    variable.map_or_else(|| flag.to_owned(), |name| format!("{flag} ({})", name.display()))
}

/// A message with its causes, without those that it repeats already.
pub(super) fn chain(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let told = error.to_string();
        if !message.contains(&told) {
            message.push_str(": ");
            message.push_str(&told);
        }
        cause = error.source();
    }
    message
}
