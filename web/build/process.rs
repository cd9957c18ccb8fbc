//! Runs a program for a limited time.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How many of the first lines that a program prints tell why it failed; what follows is advice.
const FIRST_LINES: usize = 4;

/// What a program prints, or why it does not end well.
///
/// It is ended when `limit` is over. What it prints goes through the file `log`.
pub(crate) fn run(command: &mut Command, log: &Path, limit: Duration) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let first = command.get_args().next().unwrap_or(OsStr::new("")).to_string_lossy();
    let what = format!("`{name} {first}`");
    let output = File::create(log).and_then(|file| Ok((file.try_clone()?, file)));
    let (stdout, stderr) = output.map_err(|error| format!("{}: {error}", log.display()))?;
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(stdout)
        .stderr(stderr)
        .spawn()
        .map_err(|error| format!("{what} cannot be started: {error}"))?;
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if started.elapsed() < limit => thread::sleep(Duration::from_millis(20)),
            Ok(None) => {
                // It may end by itself at this moment.
                drop(child.kill());
                drop(child.wait());
                return Err(format!("{what} did not end within {} seconds", limit.as_secs()));
            }
            Err(error) => return Err(format!("{what} is lost: {error}")),
        }
    };
    let printed = fs::read(log).map_err(|error| format!("{}: {error}", log.display()))?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    if status.success() {
        return Ok(printed);
    }
    let lines = printed.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.take(FIRST_LINES).collect::<Vec<_>>().join("; ");
    Err(format!("{what} failed ({status}): {first}"))
}
