//! Starts the command, and ends only what it started.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_career-graph");

/// Far more than anything takes here; only what hangs needs it.
pub(crate) const DEADLINE: Duration = Duration::from_secs(120);

/// The command, with no setting from the environment that the tests run in.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.env_clear().current_dir(folder).args(arguments);
    command
}

/// Runs the command to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Finished {
    finish(command(folder, arguments))
}

/// Runs any command to its end.
pub(crate) fn finish(mut command: Command) -> Finished {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Guard(command.spawn().expect("it starts"));
    let stdout = collect(child.0.stdout.take().expect("it is piped"));
    let stderr = collect(child.0.stderr.take().expect("it is piped"));
    let status = child.wait();
    let text = |reader: JoinHandle<String>| reader.join().expect("it is read");
    Finished { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
}

fn collect(mut from: impl Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = Vec::new();
        from.read_to_end(&mut text).expect("a pipe can be read");
        String::from_utf8(text).expect("it is UTF-8")
    })
}

/// What a command left behind.
#[derive(Debug)]
pub(crate) struct Finished {
    /// None if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Finished {
    /// Asserts that it failed with one line on standard error, and gives that line without the name of the command.
    pub(crate) fn refused(&self, code: i32) -> &str {
        assert_eq!((self.code, self.stdout.as_str()), (Some(code), ""), "{self:?}");
        let line = self.stderr.strip_suffix('\n').unwrap_or_else(|| panic!("no line: {self:?}"));
        assert!(!line.contains('\n'), "several lines: {self:?}");
        line.strip_prefix("career-graph: ").unwrap_or_else(|| panic!("not ours: {self:?}"))
    }
}

/// Kills its process when it goes.
struct Guard(Child);

impl Guard {
    fn wait(&mut self) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait().expect("it is ours") {
                return status;
            }
            assert!(started.elapsed() < DEADLINE, "the command does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// `serve`, or another command, running; it is killed when this goes.
pub(crate) struct Server {
    child: Guard,
    lines: Receiver<String>,
    /// Every line of the log so far.
    pub(super) log: Vec<String>,
}

impl Server {
    /// Starts it on a port that is free.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::spawn(folder, &[arguments, &["--listen", "127.0.0.1:0"]].concat())
    }

    /// Starts any command that is to be killed.
    pub(super) fn spawn(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = command(folder, arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        // Nobody asks at /readyz, unless a test says so.
        command.env("CAREER_GRAPH_DRAIN_DELAY_MS", "0");
        let mut child = Guard(command.spawn().expect("it starts"));
        let stderr = BufReader::new(child.0.stderr.take().expect("it is piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            // Whoever no longer wants the lines has what was wanted.
            stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line).map_err(drop))
        });
        Self { child, lines, log: Vec::new() }
    }

    /// Starts it and waits until it answers; gives where.
    pub(crate) fn ready(folder: &Path, arguments: &[&str]) -> (Self, String) {
        let mut server = Self::start(folder, arguments);
        let line = server.line("ready");
        (server, line["url"].as_str().expect("it says where").to_owned())
    }

    /// The next line of the log with this message; null if it is no JSON.
    pub(crate) fn line(&mut self, message: &str) -> Value {
        let until = Instant::now() + DEADLINE;
        loop {
            match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.log.push(line.clone());
                    let line: Value = serde_json::from_str(&line).unwrap_or_default();
                    if self.log.last().is_some_and(|text| text.contains(message)) {
                        return line;
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("no `{message}` in time: {:#?}", self.log),
                Err(RecvTimeoutError::Disconnected) => panic!("no `{message}`: {:#?}", self.log),
            }
        }
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.0.id()
    }

    /// Sends SIGTERM.
    pub(super) fn terminate(&self) {
        let pid = self.child.0.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill is there");
        assert!(sent.success());
    }

    /// Sends SIGKILL and waits for the end.
    pub(super) fn kill(mut self) {
        self.child.0.kill().expect("it can be killed");
        self.child.wait();
    }

    /// Waits for the end; the exit code, and all of the log.
    pub(super) fn end(mut self) -> (Option<i32>, Vec<String>) {
        let status = self.child.wait();
        self.log.extend(self.lines.iter());
        (status.code(), self.log)
    }

    /// Sends SIGTERM and waits for the end, which must be an orderly one.
    pub(crate) fn stop(self) -> Vec<String> {
        self.terminate();
        let (code, log) = self.end();
        assert_eq!(code, Some(0), "{log:#?}");
        log
    }
}
