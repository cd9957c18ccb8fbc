//! A database of its own for each test, on SQLite and on a PostgreSQL server that this process starts.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use career_graph::store::Store;
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection};
use tempfile::TempDir;

/// An empty database; its file goes with it, a PostgreSQL database goes with the server.
pub(crate) struct Database {
    url: String,
    _folder: Option<TempDir>,
}

impl Database {
    /// A file in a folder of its own.
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        Self { url, _folder: Some(folder) }
    }

    /// A database on this process's server; `None` if PostgreSQL is not installed, which it must be in CI.
    pub(crate) async fn postgres() -> Option<Self> {
        static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = match SERVER.get_or_init(Server::start) {
            Ok(server) => server,
            Err(reason) if std::env::var_os("CI").is_some_and(|ci| ci == "true") => panic!("{reason}"),
            Err(reason) => return skipped(reason),
        };
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let connection = connect(&server.url("postgres")).await;
        connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a new database");
        Some(Self { url: server.url(&name), _folder: None })
    }

    /// One on each engine there is.
    pub(crate) async fn each() -> Vec<Self> {
        let mut each = vec![Self::sqlite()];
        each.extend(Self::postgres().await);
        each
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A store on it, migrated.
    pub(crate) async fn store(&self) -> Store {
        let store = Store::connect(&self.url).await.expect("a connection");
        store.migrate().await.expect("migrations");
        store
    }

    /// A connection behind the store's back.
    pub(crate) async fn connection(&self) -> DatabaseConnection {
        connect(&self.url).await
    }

    /// Runs SQL behind the store's back.
    pub(crate) async fn execute(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        self.connection().await.execute_unprepared(sql).await.map(|done| done.rows_affected())
    }
}

#[expect(clippy::print_stderr, reason = "who runs the tests must see that some did not run")]
fn skipped(reason: &str) -> Option<Database> {
    eprintln!("skipped on PostgreSQL: {reason}");
    None
}

async fn connect(url: &str) -> DatabaseConnection {
    let url = if url.starts_with("sqlite:") { format!("{url}?mode=rwc") } else { url.to_owned() };
    let options = ConnectOptions::new(url).max_connections(1).sqlx_logging(false).to_owned();
    sea_orm::Database::connect(options).await.expect("a connection")
}

/// A server in a folder of its own, reached by a socket there.
struct Server {
    folder: String,
    /// The server's keeper stops it when this end of the pipe closes: with this process, however that ends.
    _alive: ChildStdin,
}

/// Starts the server, tells its folder, waits for the end of its input, then stops the server and cleans up.
///
/// PostgreSQL refuses to run as root, which then becomes the user postgres.
const KEEPER: &str = r#"
trap '' INT TERM HUP
for bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null); do PATH="$PATH:$bin"; done
command -v initdb >/dev/null || { echo "no initdb on PATH or in /usr/lib/postgresql/*/bin"; exit 1; }
folder=$(mktemp -d) || exit 1
as=
if [ "$(id -u)" = 0 ]; then chown postgres "$folder" && as="runuser -u postgres --"; fi
cd "$folder"
settings="-c listen_addresses= -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off"
settings="$settings -c full_page_writes=off -c max_connections=300"
if $as initdb -D "$folder/data" -A trust -U postgres --no-sync -E UTF8 >log 2>&1 \
    && $as pg_ctl -w start -D "$folder/data" -l "$folder/data/log" -o "$settings" >>log 2>&1
then echo "$folder"; else echo "PostgreSQL did not start: $(tail -n 3 log | tr '\n' ' ')"; fi
cat >/dev/null
$as pg_ctl -w stop -m immediate -D "$folder/data" >/dev/null 2>&1
cd / && rm -rf "$folder"
"#;

impl Server {
    fn start() -> Result<Self, String> {
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // An interrupt from the terminal is for the tests, not for what cleans up after them.
            .process_group(0)
            .spawn()
            .map_err(|error| format!("no sh: {error}"))?;
        let alive = keeper.stdin.take().expect("it is piped");
        let mut said = String::new();
        let stdout = keeper.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut said).map_err(|error| error.to_string())?;
        match said.trim() {
            folder if folder.starts_with('/') => Ok(Self { folder: folder.to_owned(), _alive: alive }),
            reason => Err(reason.to_owned()),
        }
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder)
    }
}
