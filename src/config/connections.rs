//! How long a connection may take, and how many there may be.

use std::time::Duration;

use clap::{Args, value_parser};

/// How long a connection may take, and how many there may be. Times are milliseconds, from 1 on.
#[derive(Args, Clone, Debug)]
pub struct Connections {
    /// Longest wait for the head of a request, from its first byte on or, on a new connection, from its beginning, in
    /// milliseconds; then the connection is closed.
    #[arg(
        long,
        env = "CAREER_GRAPH_HEADER_TIMEOUT_MS",
        default_value_t = 10_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub header_timeout_ms: u64,
    /// Longest wait for the whole body of a request, in milliseconds; then it is answered with 408.
    #[arg(
        long,
        env = "CAREER_GRAPH_BODY_TIMEOUT_MS",
        default_value_t = 15_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub body_timeout_ms: u64,
    /// How long a connection is kept on which nothing is asked, in milliseconds. A proxy in front must let go of it
    /// earlier (many do after 60 seconds), or now and then it asks on one that is being closed.
    #[arg(
        long,
        env = "CAREER_GRAPH_IDLE_TIMEOUT_MS",
        default_value_t = 75_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub idle_timeout_ms: u64,
    /// Longest wait for a client to take any of what is sent, in milliseconds; then it is cut off.
    #[arg(
        long,
        env = "CAREER_GRAPH_WRITE_TIMEOUT_MS",
        default_value_t = 15_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub write_timeout_ms: u64,
    /// Largest head of a request, in bytes, from 8192 on; a larger one is answered with 431.
    #[arg(
        long,
        env = "CAREER_GRAPH_MAX_HEADER_BYTES",
        default_value_t = 32_768,
        value_parser = value_parser!(u32).range(8_192..),
        value_name = "BYTES"
    )]
    pub max_header_bytes: u32,
    /// Most headers of a request; more are answered with 431.
    #[arg(long, env = "CAREER_GRAPH_MAX_HEADERS", default_value_t = 100, value_name = "COUNT")]
    pub max_headers: usize,
    /// Most connections at once; each takes a file descriptor. One more is answered with 503 and closed.
    #[arg(long, env = "CAREER_GRAPH_MAX_CONNECTIONS", default_value_t = 10_000, value_name = "COUNT")]
    pub max_connections: usize,
    /// Most connections at once from one address (IPv6: one network of 64 bits); 0 is no limit, as behind a proxy, from
    /// which all of them come.
    #[arg(
        long,
        env = "CAREER_GRAPH_MAX_CONNECTIONS_PER_ADDRESS",
        default_value_t = 1_000,
        value_name = "COUNT"
    )]
    pub max_connections_per_address: usize,
    /// How long requests are still taken after SIGTERM while /readyz says 503 already, in milliseconds: long enough for
    /// whoever asks there to hear of it. In Kubernetes 5000 or more. SIGINT, Ctrl-C on a terminal, does not wait.
    #[arg(long, env = "CAREER_GRAPH_DRAIN_DELAY_MS", default_value_t = 1_000, value_name = "MS")]
    pub drain_delay_ms: u64,
    /// How long the database may not have been followed before /readyz says 503, in milliseconds; below some seconds a
    /// restart of the database takes the server out of service.
    #[arg(
        long,
        env = "CAREER_GRAPH_STALE_AFTER_MS",
        default_value_t = 30_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub stale_after_ms: u64,
}

impl Connections {
    /// Longest wait for a head.
    pub fn header_timeout(&self) -> Duration {
        Duration::from_millis(self.header_timeout_ms)
    }

    /// Longest wait for a body.
    pub fn body_timeout(&self) -> Duration {
        Duration::from_millis(self.body_timeout_ms)
    }

    /// How long nothing need be asked.
    pub fn idle_timeout(&self) -> Duration {
        Duration::from_millis(self.idle_timeout_ms)
    }

    /// Longest wait for a client that reads.
    pub fn write_timeout(&self) -> Duration {
        Duration::from_millis(self.write_timeout_ms)
    }

    /// How long requests are taken although the server is to end.
    pub fn drain_delay(&self) -> Duration {
        Duration::from_millis(self.drain_delay_ms)
    }

    /// How old the last look at the database may be.
    pub fn stale_after(&self) -> Duration {
        Duration::from_millis(self.stale_after_ms)
    }
}
