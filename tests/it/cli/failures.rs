//! A database, a file or a port that cannot be had: one line with the remedy.

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use super::process::{BINARY, Finished, finish, run};
use crate::support::Database;

#[test]
fn a_server_that_does_not_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    // A port that was free a moment ago, and that nobody listens on.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
    let url = format!("postgres://me:secret@127.0.0.1:{port}/graph");
    for command in [&["check"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let finished = run(folder.path(), &[command, &["--database", &url]].concat());
        let expected = format!(
            "cannot connect to PostgreSQL at 127.0.0.1:{port}, database `graph`: check that the server runs and that the \
             URL names its host, port, user, password and database: Connection refused (os error 111)"
        );
        assert_eq!(finished.refused(1), expected);
    }
}

#[test]
fn a_port_that_is_in_use() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let finished = run(folder.path(), &["--listen", &address]);
    let expected = format!(
        "cannot listen on {address} (end the program that does, or choose another address with --listen): Address \
         already in use (os error 98)"
    );
    assert_eq!(finished.refused(1), expected);
    assert!(!folder.path().join("career-graph.db").exists(), "no database is made for nothing");
}

#[test]
fn files_that_are_no_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let there = folder.path();
    fs::write(there.join("notes.txt"), "not a database ".repeat(100)).expect("it is written");
    fs::create_dir(there.join("inner")).expect("a folder");
    let cases = [
        (
            "sqlite://notes.txt",
            "the database file `notes.txt` cannot be opened: it is no SQLite database, or a damaged one: name another \
             path, or restore it from a backup: file is not a database",
        ),
        (
            "sqlite://inner",
            "the database file `inner` cannot be opened: it is a directory: name a file in it: unable to open database \
             file",
        ),
        (
            "sqlite://missing/x.db",
            "the database file `missing/x.db` cannot be opened: there is no directory `missing`: create it, or name \
             another path: unable to open database file",
        ),
    ];
    for (url, expected) in cases {
        for command in [&["check"][..], &["serve", "--listen", "127.0.0.1:0"]] {
            let finished = run(there, &[command, &["--database", url]].concat());
            assert_eq!(without_code(finished.refused(1)), expected, "{command:?}");
        }
    }
}

/// SQLite's words without the number that goes with them.
fn without_code(line: &str) -> String {
    line.replace("(code: 14) ", "").replace("(code: 26) ", "")
}

#[test]
fn files_that_this_user_may_not_use() {
    let Some(stranger) = Stranger::new() else { return };
    let at = |name: &str, mode: u32| {
        let path = stranger.folder.path().join(name);
        fs::create_dir(&path).expect("a folder");
        (path, mode)
    };
    let modes = [at("locked", 0o000), at("unwritable", 0o444), at("shut", 0o666)];
    for (path, mode) in &modes {
        let file = path.join("x.db");
        assert_eq!(run(path, &["migrate", "--database", "sqlite://x.db"]).code, Some(0));
        fs::set_permissions(file, Permissions::from_mode(*mode)).expect("it is ours");
        // The folder of the last may not be written either, where SQLite keeps its log.
        let folder = if path.ends_with("locked") { 0o777 } else { 0o555 };
        fs::set_permissions(path, Permissions::from_mode(folder)).expect("it is ours");
    }
    let empty = at("empty", 0).0;
    fs::set_permissions(&empty, Permissions::from_mode(0o555)).expect("it is ours");
    let cases = [
        (
            "locked",
            "this user may not read it: give the user read and write permission, or name another path",
        ),
        ("unwritable", "this user may not write it: give the user write permission, or name another path"),
        (
            "shut",
            "this user may not create files in the directory `.`: give the user write permission there, or name \
             another path",
        ),
        (
            "empty",
            "this user may not create files in the directory `.`: give the user write permission there, or name \
             another path",
        ),
    ];
    for (name, reason) in cases {
        for arguments in [&["check"][..], &["serve", "--listen", "127.0.0.1:0"]] {
            let there = stranger.folder.path().join(name);
            let finished = stranger.run(&there, &[arguments, &["--database", "sqlite://x.db"]].concat());
            let expected = format!("the database file `x.db` cannot be opened: {reason}: ");
            let line = finished.refused(1);
            assert!(line.starts_with(&expected), "{name}: {line}");
        }
    }
    for name in ["locked", "unwritable", "shut", "empty"] {
        let path = stranger.folder.path().join(name);
        fs::set_permissions(path, Permissions::from_mode(0o777)).expect("it is ours");
    }
}

/// Somebody who does not own the files: root may do everything, so its tests run the command as another user.
struct Stranger {
    folder: TempDir,
    binary: PathBuf,
    root: bool,
}

impl Stranger {
    fn new() -> Option<Self> {
        static ROOT: OnceLock<bool> = OnceLock::new();
        let root = *ROOT.get_or_init(|| {
            let id = Command::new("id").arg("-u").output().expect("id is there");
            id.stdout == b"0\n"
        });
        let folder = tempfile::tempdir().expect("a folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("it is ours");
        let binary = folder.path().join("career-graph");
        fs::copy(BINARY, &binary).expect("it can be copied");
        let stranger = Self { folder, binary, root };
        let tried = finish(stranger.command(Path::new("/"), &["--version"]));
        assert_eq!(tried.code, Some(0), "{tried:?}");
        Some(stranger)
    }

    fn command(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = if self.root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&self.binary);
            command
        } else {
            Command::new(&self.binary)
        };
        command.current_dir(folder).args(arguments);
        for name in ["DATABASE_URL", "CAREER_GRAPH_LISTEN", "CAREER_GRAPH_CURATED", "CAREER_GRAPH_LOG"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, folder: &Path, arguments: &[&str]) -> Finished {
        finish(self.command(folder, arguments))
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version() {
    for database in Database::each().await {
        let folder = tempfile::tempdir().expect("a folder");
        drop(database.store().await);
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_wings', 0)";
        database.execute(newer).await.expect("it can be altered");
        for command in
            [&["check"][..], &["migrate"], &["import", "curated"], &["serve", "--listen", "127.0.0.1:0"]]
        {
            let finished = run(folder.path(), &[command, &["--database", database.url()]].concat());
            let line = finished.refused(1);
            let expected = " was written by a newer career-graph (migration `m20990101_000001_wings` is unknown here): use \
                            that version, or another database";
            assert!(line.ends_with(expected), "{line}");
        }
    }
}
