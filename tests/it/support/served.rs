//! The server on a port of its own, in this process.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use career_graph::config::Edge;
use career_graph::http::serve;
use career_graph::live::Live;
use career_graph::store::Write;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{Database, Records};

/// Far more than anything takes here; only what hangs needs it.
const LONG: Duration = Duration::from_secs(60);

/// A server over a small graph that can be altered.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) live: Arc<Live>,
    records: Records,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
    _database: Database,
}

impl Served {
    /// With the settings that there are where none is given, at revision 1; only that it does not wait before it ends.
    pub(crate) async fn start() -> Self {
        let mut edge = Edge::default();
        edge.connections.drain_delay_ms = 0;
        Self::with(edge).await
    }

    /// At revision 1, with one role `cook`.
    pub(crate) async fn with(edge: Edge) -> Self {
        let database = Database::sqlite();
        let live = Live::load(database.store().await).await.expect("the database can be read");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let (stop, told) = oneshot::channel();
        let delay = edge.connections.drain_delay();
        let serving = tokio::spawn(serve(listener, Arc::clone(&live), edge, async move {
            drop(told.await);
            delay
        }));
        let records = Records::new("house");
        let mut served = Self { address, live, records, stop: Some(stop), serving, _database: database };
        served.records.role("cook");
        served.write().await;
        served
    }

    /// Makes the next revision.
    pub(crate) async fn alter(&mut self) -> i64 {
        self.records.role(&format!("role-{}", self.live.graph().version.revision));
        self.write().await;
        self.live.graph().version.revision
    }

    async fn write(&self) {
        let write = Write { actor: "test".to_owned(), message: "test".to_owned(), at_ms: 0 };
        self.live.apply(self.records.dataset.clone(), write).await.expect("it can be written");
    }

    /// Tells the server to end.
    pub(crate) fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits for its end.
    pub(crate) async fn ended(self) {
        within(self.serving).await.expect("it does not panic");
    }

    /// Asks on a connection of its own, to see that others are served meanwhile.
    pub(crate) async fn canary(&self) {
        let body = json!({"query": "{ role(by: {slug: \"cook\"}) { name } }"}).to_string();
        let request = format!(
            "POST /graphql HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut answer = String::new();
        let mut stream = send(self.address, &request).await;
        within(stream.read_to_string(&mut answer)).await.expect("it is answered");
        let body = answer.split_once("\r\n\r\n").expect("a body").1;
        let body: Value = serde_json::from_str(body).expect("an answer is JSON");
        assert_eq!(body["data"]["role"]["name"], "cook", "{answer}");
    }
}

/// What must come, and not only after minutes.
pub(crate) async fn within<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(LONG, what).await.expect("it comes in time")
}

/// A connection, and on it a request that is written as it stands.
pub(crate) async fn send(address: SocketAddr, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.set_nodelay(true).expect("it can be set");
    stream.write_all(request.as_bytes()).await.expect("it is sent");
    stream
}
