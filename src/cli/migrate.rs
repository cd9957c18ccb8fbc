//! `migrate`: brings the tables of a database up to date.

use std::process::ExitCode;

use super::failure::Failure;
use super::open;
use crate::config::Migrate;

#[expect(clippy::print_stdout, reason = "the report is what the command is for")]
pub(super) async fn run(settings: &Migrate) -> Result<ExitCode, Failure> {
    let store = open(&settings.database).await?;
    let head = store.head().await?;
    store.close().await?;
    println!("the tables are up to date, at revision {}", head.revision);
    Ok(ExitCode::SUCCESS)
}
