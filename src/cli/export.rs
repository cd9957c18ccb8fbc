//! `export`: writes the data of a database into files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::failure::Failure;
use super::open;
use crate::config::{Export, Selection};
use crate::export::{Counts, ExportError, Records, csv, ndjson, skos};

type Form = fn(&Records, &mut dyn Write) -> Result<Counts, ExportError>;

pub(super) async fn run(form: &Export) -> Result<ExitCode, Failure> {
    let counts = match form {
        Export::Csv { output, selection } => csv::write(&records(selection).await?, output)?,
        Export::Ndjson { output, selection } => {
            stream(&records(selection).await?, output.as_deref(), |records, out| ndjson::write(records, out))?
        }
        Export::Skos { output, selection } => {
            stream(&records(selection).await?, output.as_deref(), |records, out| skos::write(records, out))?
        }
    };
    tell(counts);
    Ok(ExitCode::SUCCESS)
}

async fn records(selection: &Selection) -> Result<Records, Failure> {
    let store = open(&selection.database).await?;
    let stored = store.read().await?;
    store.close().await?;
    Ok(Records::of(stored.dataset, &selection.datasets)?)
}

fn stream(records: &Records, output: Option<&Path>, form: Form) -> Result<Counts, Failure> {
    let Some(path) = output else {
        let mut out = BufWriter::new(Silent { out: io::stdout().lock(), over: false });
        return form(records, &mut out).map_err(|error| match error {
            ExportError::Write(error) => Failure::of("cannot write to standard output", &error),
            other => Failure::from(other),
        });
    };
    let unwritable = |source| Failure::from(ExportError::Unwritable { path: path.to_owned(), source });
    // A device or a pipe is written to as it is.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path).map_err(unwritable)?);
        return Ok(form(records, &mut out)?);
    }
    let unfinished = Unfinished::beside(path);
    let file = File::create(&unfinished.0).map_err(unwritable)?;
    let counts = form(records, &mut BufWriter::new(file)).map_err(|error| match error {
        ExportError::Write(source) => unwritable(source),
        other => Failure::from(other),
    })?;
    fs::rename(&unfinished.0, path).map_err(unwritable)?;
    Ok(counts)
}

/// A file that is removed unless it got its name.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self(path.with_file_name(format!(".{name}.{}.unfinished", std::process::id())))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // It is gone when all went well.
        drop(fs::remove_file(&self.0));
    }
}

/// Takes what nobody reads any more: who stops, such as `head`, has what was wanted.
struct Silent<W> {
    out: W,
    over: bool,
}

impl<W: Write> Silent<W> {
    fn or_over<T>(&mut self, done: io::Result<T>, instead: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.over = true;
                Ok(instead)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for Silent<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.over {
            return Ok(bytes.len());
        }
        let done = self.out.write(bytes);
        self.or_over(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = if self.over { Ok(()) } else { self.out.flush() };
        self.or_over(done, ())
    }
}

/// How much was written: on standard error, because standard output may hold the data.
#[expect(clippy::print_stderr, reason = "this is where a command talks to its user")]
fn tell(counts: Counts) {
    let Counts { datasets, references, statements } = counts;
    eprintln!("exported {statements} statements and {references} reference records of {datasets} datasets");
}
