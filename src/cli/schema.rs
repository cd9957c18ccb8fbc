//! `schema`: prints the schema.

use std::process::ExitCode;

use super::failure::Failure;
use super::output::print;
use crate::graphql::{Limits, schema};

pub(super) fn run() -> Result<ExitCode, Failure> {
    print(&schema(Limits::default()).sdl())?;
    Ok(ExitCode::SUCCESS)
}
