//! `check`: verifies a database and says what is wrong with it.

use std::process::ExitCode;

use serde_json::json;

use super::failure::Failure;
use super::open;
use super::output::print;
use crate::config::{Check, Format};
use crate::store::Head;

pub(super) async fn run(settings: &Check) -> Result<ExitCode, Failure> {
    let store = open(&settings.database).await?;
    let problems = store.verify().await?;
    let head = store.head().await?;
    store.close().await?;
    let Head { revision, digest } = head;
    print(&match settings.report.format {
        Format::Json => {
            format!("{}\n", json!({"revision": revision, "digest": digest, "problems": problems}))
        }
        Format::Text if problems.is_empty() => format!("revision {revision}, digest {digest}: whole\n"),
        Format::Text => {
            let list: String = problems.iter().map(|problem| format!("  {problem}\n")).collect();
            format!("revision {revision}, digest {digest}: problems found: {}\n{list}", problems.len())
        }
    })?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
