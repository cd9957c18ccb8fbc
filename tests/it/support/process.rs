//! What the system says of a process: how many files it holds, and how much memory.

use std::fs;
use std::time::{Duration, Instant};

/// A process of this machine.
pub(crate) struct Process(u32);

impl Process {
    /// The process of this id.
    pub(crate) fn of(pid: u32) -> Self {
        Self(pid)
    }

    /// File descriptors that are open.
    pub(crate) fn files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.0)).expect("Linux tells").count()
    }

    /// Memory that it has now, in kilobytes.
    pub(crate) fn memory_kb(&self) -> usize {
        self.status("VmRSS:")
    }

    /// Most memory that it had since `forget_peak`, in kilobytes.
    pub(crate) fn peak_kb(&self) -> usize {
        self.status("VmHWM:")
    }

    /// The peak is what it has now.
    pub(crate) fn forget_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.0), "5").expect("Linux lets us");
    }

    fn status(&self, name: &str) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0)).expect("Linux tells");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("it tells memory");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }
}

/// Waits for something to be as it was; other work of the machine may take its time.
pub(crate) async fn settled<T>(now: impl Fn() -> T, is_settled: impl Fn(&T) -> bool) -> T {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let found = now();
        if is_settled(&found) || Instant::now() > until {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
