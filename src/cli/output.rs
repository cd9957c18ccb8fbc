//! What a command says on standard output.

use std::io::{ErrorKind, Write};

use super::failure::Failure;

/// Prints text as it is; who stops reading, such as `head`, has what was wanted.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::of("cannot write to standard output", &error))
        }
        _ => Ok(()),
    }
}
