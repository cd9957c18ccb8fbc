//! What is begun and ended over and over leaves nothing behind: no task, no file descriptor, no memory.

use std::net::SocketAddr;

use tokio::runtime::Handle;

use super::{socket::Socket, sse::Stream};
use crate::cli::process::Server;
use crate::support::{Process, Served, settled};

const LISTEN: &str = "subscription { graphChanged { revision } }";

/// How often it is done.
const CYCLES: usize = 5_000;

/// What the process may have more of in the end, in kilobytes: a socket that stays holds 10.
const SLACK_KB: usize = 4 * 1_024;

/// Subscribes over a WebSocket, hears the first event, and is gone.
async fn over_websocket(address: SocketAddr) {
    let mut socket = Socket::open(address).await;
    socket.subscribe("a", LISTEN).await;
    socket.revision("a").await;
}

/// Does the same with server-sent events.
async fn over_events(address: SocketAddr) {
    Stream::post(address, LISTEN).await.revision().await;
}

/// Does the same on one socket, over and over.
async fn on_one_socket(address: SocketAddr, cycles: usize) {
    let mut socket = Socket::open(address).await;
    for _ in 0..cycles {
        socket.subscribe("a", LISTEN).await;
        socket.revision("a").await;
        socket.say(serde_json::json!({"id": "a", "type": "complete"})).await;
    }
}

async fn cycles(address: SocketAddr, cycles: usize) {
    for _ in 0..cycles {
        over_websocket(address).await;
        over_events(address).await;
    }
    on_one_socket(address, cycles).await;
}

#[tokio::test]
async fn subscriptions_that_are_left_leave_no_task() {
    let served = Served::start().await;
    // Live gives memory back for a while, in a task.
    let tasks = || Handle::current().metrics().num_alive_tasks();
    let before = settled(tasks, |tasks| *tasks <= 1).await;
    cycles(served.address, CYCLES).await;
    let after = settled(tasks, |tasks| *tasks <= before).await;
    assert!(after <= before, "{after} tasks, and {before} before");
}

#[tokio::test]
async fn subscriptions_that_are_left_leave_no_file_and_no_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, url) = Server::ready(folder.path(), &["--curated", "off"]);
    let address = url.trim_start_matches("http://").trim_end_matches("/graphql").parse().expect("an address");
    let process = Process::of(server.pid());
    let (files, memory_kb) = (|| process.files(), || process.memory_kb());
    let files_before = files();
    cycles(address, CYCLES / 10).await;
    let memory_before = memory_kb();
    cycles(address, CYCLES).await;
    let files_after = settled(files, |files| *files <= files_before).await;
    assert!(files_after <= files_before, "{files_after} files, and {files_before} before");
    let most = memory_before + SLACK_KB;
    let memory_after = settled(memory_kb, |memory_kb| *memory_kb <= most).await;
    println!("{files_before} files, then {files_after}; {memory_before} kB, then {memory_after}");
    assert!(memory_after <= most, "{memory_after} kB, and {memory_before} before");
    server.stop();
}
