//! `migrate`: brings the tables of a database up to date.

use std::process::ExitCode;

use serde_json::json;

use super::failure::Failure;
use super::open;
use super::output::print;
use crate::config::{Format, Migrate};

pub(super) async fn run(settings: &Migrate) -> Result<ExitCode, Failure> {
    let store = open(&settings.database).await?;
    let revision = store.head().await?.revision;
    store.close().await?;
    print(&match settings.report.format {
        Format::Json => format!("{}\n", json!({"revision": revision})),
        Format::Text => format!("the tables are up to date, at revision {revision}\n"),
    })?;
    Ok(ExitCode::SUCCESS)
}
