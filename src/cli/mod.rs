//! The commands; the only place where the parts are put together.
//!
//! - `serve`, `import`, `export`, `check`, `migrate`, `schema`: one command each
//! - `log`: how the log is written
//! - `output`: what a command says on standard output
//! - `report`: what an import tells
//! - `progress`: how far long work has come, on a terminal
//! - `failure`: how a command ends that cannot do its work

mod check;
mod export;
mod failure;
mod import;
mod log;
mod migrate;
mod output;
mod progress;
mod report;
mod schema;
mod serve;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::config::{Command, Config};
use crate::store::{Store, StoreError};
use failure::Failure;

const MISSING: clap::error::ErrorKind = clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;

/// How long a thread for long work waits for more: memory that nobody uses any more goes back to the system when one
/// ends, if it was free for a second by then; after a graph is built that is much.
const IDLE: Duration = Duration::from_secs(2);

/// Runs the command that the arguments name.
///
/// Exit code 0: done; 1: it could not be done, or `check` found something; 2: a setting is wrong.
pub fn run() -> ExitCode {
    let config = match Config::try_parse() {
        Ok(config) => config,
        // `--help`, `--version`, and the help for who leaves out what to import.
        Err(error) if !error.use_stderr() || error.kind() == MISSING => error.exit(),
        Err(error) => return Failure::arguments(&error).report(),
    };
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = match runtime.enable_all().thread_keep_alive(IDLE).build() {
        Ok(runtime) => runtime,
        Err(error) => return Failure::of("cannot start the runtime", &error).report(),
    };
    let done = match config.command {
        None => runtime.block_on(serve::run(&config.serve)),
        Some(Command::Serve(serve)) => runtime.block_on(serve::run(&serve)),
        Some(Command::Import { what }) => runtime.block_on(import::run(&what)),
        Some(Command::Export { form }) => runtime.block_on(export::run(&form)),
        Some(Command::Check(check)) => runtime.block_on(check::run(&check)),
        Some(Command::Migrate(migrate)) => runtime.block_on(migrate::run(&migrate)),
        Some(Command::Schema) => schema::run(),
    };
    done.unwrap_or_else(|failure| failure.report())
}

/// Connects to a database and brings its tables up to date.
async fn open(database: &crate::config::Database) -> Result<Store, Failure> {
    let failed = |error: StoreError| match error {
        StoreError::Url { .. } => Failure::setting("--database (DATABASE_URL)", &error),
        _ => Failure::from(error),
    };
    let store = Store::connect(&database.url).await.map_err(failed)?;
    store.migrate().await.map_err(failed)?;
    Ok(store)
}

/// The clock, in Unix milliseconds UTC.
#[expect(clippy::disallowed_methods, reason = "the clock is taken here and is an argument elsewhere")]
fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
