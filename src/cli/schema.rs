//! `schema`: prints the schema.

use std::io::Write;
use std::process::ExitCode;

use super::failure::Failure;

pub(super) fn run() -> Result<ExitCode, Failure> {
    let sdl = crate::graphql::schema().sdl();
    let written = std::io::stdout().write_all(sdl.as_bytes());
    written.map_err(|error| Failure::of("cannot print the schema", &error))?;
    Ok(ExitCode::SUCCESS)
}
