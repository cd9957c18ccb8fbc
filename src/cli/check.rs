//! `check`: verifies a database and says what is wrong with it.

use std::process::ExitCode;

use serde_json::json;

use super::failure::Failure;
use super::open;
use crate::config::{Check, Format};

#[expect(clippy::print_stdout, reason = "the report is what the command is for")]
pub(super) async fn run(settings: &Check) -> Result<ExitCode, Failure> {
    let store = open(&settings.database).await?;
    let problems = store.verify().await?;
    let head = store.head().await?;
    store.close().await?;
    match settings.report.format {
        Format::Json => {
            println!("{}", json!({"revision": head.revision, "digest": head.digest, "problems": problems}));
        }
        Format::Text if problems.is_empty() => {
            println!("revision {}, digest {}: whole", head.revision, head.digest)
        }
        Format::Text => {
            println!(
                "revision {}, digest {}: problems found: {}",
                head.revision,
                head.digest,
                problems.len()
            );
            for problem in &problems {
                println!("  {problem}");
            }
        }
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
