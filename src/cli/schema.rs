//! `schema`: prints the schema.

use std::process::ExitCode;

use super::failure::Failure;
use super::output::print;

pub(super) fn run() -> Result<ExitCode, Failure> {
    print(&crate::graphql::schema().sdl())?;
    Ok(ExitCode::SUCCESS)
}
