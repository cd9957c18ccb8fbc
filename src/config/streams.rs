//! Answers that go on: WebSockets and server-sent events.

use clap::{Args, value_parser};

/// Answers that go on: WebSockets and server-sent events. Times are milliseconds, from 1 on.
#[derive(Args, Clone, Debug)]
pub struct Streams {
    /// Longest wait for `connection_init` on a WebSocket, in milliseconds; too short cuts off clients far away.
    #[arg(
        long,
        env = "CAREER_GRAPH_SOCKET_INIT_TIMEOUT_MS",
        default_value_t = 3_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub socket_init_timeout_ms: u64,
    /// How often a WebSocket is pinged, in milliseconds; one that is silent from one ping to the next is cut off. Proxies
    /// often close what is idle for 60 seconds.
    #[arg(
        long,
        env = "CAREER_GRAPH_SOCKET_PING_MS",
        default_value_t = 25_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub socket_ping_ms: u64,
    /// Longest wait for a client to take what is sent on its WebSocket, in milliseconds; then it is cut off.
    #[arg(
        long,
        env = "CAREER_GRAPH_SOCKET_WRITE_TIMEOUT_MS",
        default_value_t = 10_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub socket_write_timeout_ms: u64,
    /// Largest message on a WebSocket, in bytes.
    #[arg(long, env = "CAREER_GRAPH_SOCKET_MAX_MESSAGE", default_value_t = 262_144, value_name = "BYTES")]
    pub socket_max_message: usize,
    /// Most operations under way on one WebSocket; each costs some kilobytes.
    #[arg(long, env = "CAREER_GRAPH_SOCKET_MAX_SUBSCRIPTIONS", default_value_t = 100, value_name = "COUNT")]
    pub socket_max_subscriptions: usize,
    /// How often a comment is sent on a stream of server-sent events, in milliseconds, so that nobody on the way takes
    /// it for dead, and so that a client that is gone is noticed.
    #[arg(
        long,
        env = "CAREER_GRAPH_SSE_HEARTBEAT_MS",
        default_value_t = 15_000,
        value_parser = value_parser!(u64).range(1..),
        value_name = "MS"
    )]
    pub sse_heartbeat_ms: u64,
    /// Most WebSockets and streams of events at once; one more is answered with 503. Fewer than --max-connections, or
    /// they leave no room for anything else.
    #[arg(long, env = "CAREER_GRAPH_MAX_STREAMS", default_value_t = 5_000, value_name = "COUNT")]
    pub max_streams: usize,
}
