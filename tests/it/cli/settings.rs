//! Arguments and environment.

use super::process::{command, finish, run};

#[test]
fn help_names_every_command_setting_and_environment_variable() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = run(folder.path(), &["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
    let names = [
        "serve",
        "import",
        "check",
        "migrate",
        "schema",
        "--listen",
        "--database",
        "--curated",
        "--log",
        "--log-format",
        "[env: CAREER_GRAPH_LISTEN=]",
        "[env: CAREER_GRAPH_MAX_BATCH=]",
        "[env: CAREER_GRAPH_ALLOWED_ORIGINS=]",
        "[env: CAREER_GRAPH_SOCKET_INIT_TIMEOUT_MS=]",
        "[env: CAREER_GRAPH_SOCKET_PING_MS=]",
        "[env: CAREER_GRAPH_SOCKET_WRITE_TIMEOUT_MS=]",
        "[env: CAREER_GRAPH_SOCKET_MAX_MESSAGE=]",
        "[env: CAREER_GRAPH_SOCKET_MAX_SUBSCRIPTIONS=]",
        "[env: CAREER_GRAPH_SSE_HEARTBEAT_MS=]",
        "[env: CAREER_GRAPH_HEADER_TIMEOUT_MS=]",
        "[env: CAREER_GRAPH_BODY_TIMEOUT_MS=]",
        "[env: CAREER_GRAPH_IDLE_TIMEOUT_MS=]",
        "[env: CAREER_GRAPH_WRITE_TIMEOUT_MS=]",
        "[env: CAREER_GRAPH_MAX_HEADER_BYTES=]",
        "[env: CAREER_GRAPH_MAX_HEADERS=]",
        "[env: CAREER_GRAPH_MAX_CONNECTIONS=]",
        "[env: CAREER_GRAPH_MAX_CONNECTIONS_PER_ADDRESS=]",
        "[env: CAREER_GRAPH_MAX_STREAMS=]",
        "[env: CAREER_GRAPH_DRAIN_DELAY_MS=]",
        "[env: CAREER_GRAPH_STALE_AFTER_MS=]",
        "[env: CAREER_GRAPH_METRICS=]",
        "[env: DATABASE_URL]",
        "[env: CAREER_GRAPH_CURATED=]",
        "[env: CAREER_GRAPH_LOG=]",
        "[env: CAREER_GRAPH_LOG_FORMAT=]",
        "127.0.0.1:8080",
        "sqlite://career-graph.db",
    ];
    for name in names {
        assert!(help.stdout.contains(name), "{name} is missing: {}", help.stdout);
    }
    let version = run(folder.path(), &["--version"]);
    let expected = format!("career-graph {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((version.code, version.stdout, version.stderr), (Some(0), expected, String::new()));
    let missing = run(folder.path(), &["import"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(2), ""));
    assert!(missing.stderr.contains("curated"), "{missing:?}");
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 0, "nothing is created");
}

#[test]
fn the_environment_is_not_told_with_the_help() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut help = command(folder.path(), &["check", "--help"]);
    help.env("DATABASE_URL", "postgres://me:secret@host/graph");
    let help = finish(help);
    assert_eq!(help.code, Some(0));
    assert!(!help.stdout.contains("secret"), "{}", help.stdout);
}

/// A setting with a value that cannot be meant, and what is said of it.
const WRONG: &[(&str, &str, &str, &str)] = &[
    (
        "--listen",
        "CAREER_GRAPH_LISTEN",
        "localhost",
        "--listen (CAREER_GRAPH_LISTEN): `localhost`: invalid socket address syntax",
    ),
    (
        "--curated",
        "CAREER_GRAPH_CURATED",
        "maybe",
        "--curated (CAREER_GRAPH_CURATED): `maybe`: expected one of on, off",
    ),
    (
        "--log-format",
        "CAREER_GRAPH_LOG_FORMAT",
        "xml",
        "--log-format (CAREER_GRAPH_LOG_FORMAT): `xml`: expected one of auto, text, json",
    ),
    (
        "--log",
        "CAREER_GRAPH_LOG",
        "loud=very",
        "--log (CAREER_GRAPH_LOG): error parsing level filter: expected one of \"off\", \"error\", \"warn\", \"info\", \
         \"debug\", \"trace\", or a number 0-5",
    ),
    (
        "--allowed-origins",
        "CAREER_GRAPH_ALLOWED_ORIGINS",
        "https://example.org/app",
        "--allowed-origins (CAREER_GRAPH_ALLOWED_ORIGINS): `https://example.org/app`: expected `*` or an origin such as \
         https://app.example.org",
    ),
    (
        "--database",
        "DATABASE_URL",
        "mysql://me:secret@host/graph",
        "--database (DATABASE_URL): the database URL is not understood: expected sqlite://PATH or \
         postgres://USER@HOST/NAME",
    ),
    (
        "--database",
        "DATABASE_URL",
        "",
        "--database (DATABASE_URL): the database URL is not understood: expected sqlite://PATH or \
         postgres://USER@HOST/NAME",
    ),
];

#[test]
fn a_wrong_value_is_told_by_flag_and_variable() {
    let folder = tempfile::tempdir().expect("a folder");
    // So that a value that is taken after all does not collide with a server of somebody's.
    let free = |flag: &str| if flag == "--listen" { vec![] } else { vec!["--listen", "127.0.0.1:0"] };
    for (flag, variable, value, expected) in WRONG {
        for explicit in [true, false] {
            let before: &[&str] = if explicit { &["serve"] } else { &[] };
            let mut arguments = [before, &free(flag)].concat();
            arguments.extend([*flag, *value]);
            assert_eq!(run(folder.path(), &arguments).refused(2), *expected, "{arguments:?}");
            let mut by_variable = command(folder.path(), &[before, &free(flag)].concat());
            by_variable.env(variable, value);
            assert_eq!(finish(by_variable).refused(2), *expected, "{variable}={value}");
        }
    }
}

#[test]
fn arguments_that_do_not_exist_are_told_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases: &[(&[&str], &str)] = &[
        (
            &["--lisen", "127.0.0.1:0"],
            "unexpected argument '--lisen' found; tip: a similar argument exists: '--listen'; --help tells what there is",
        ),
        (&["dance"], "unrecognized subcommand 'dance'; --help tells what there is"),
        (&["check", "--format", "yaml"], "--format: `yaml`: expected one of text, json"),
        (
            &["check", "--database"],
            "a value is required for '--database <URL>' but none was supplied; --help tells what there is",
        ),
        (
            &["--listen", "127.0.0.1:0", "check"],
            "the subcommand 'check' cannot be used with '--listen <ADDRESS:PORT>'; --help tells what there is",
        ),
        (&["postgres://me:secret@host/graph"], "a database is named with --database (DATABASE_URL)"),
        (&["check", "postgres://me:secret@host/graph"], "a database is named with --database (DATABASE_URL)"),
    ];
    for (arguments, expected) in cases {
        assert_eq!(run(folder.path(), arguments).refused(2), *expected, "{arguments:?}");
    }
}

#[test]
fn the_password_is_never_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let urls = [
        "mysql://me:secret@host/graph",
        "postgres://me:secret@127.0.0.1:1/graph",
        "postgres://me:secret@:port/graph",
        "postgres://me:secret@127.0.0.1:1/graph?sslmode=sometimes",
        "postgres://127.0.0.1:1/graph?user=me&password=secret",
        "postgres//me:secret@host/graph",
    ];
    for url in urls {
        for command in
            [&["check"][..], &["migrate"], &["import", "curated"], &["serve", "--listen", "127.0.0.1:0"]]
        {
            let finished = run(folder.path(), &[command, &["--database", url]].concat());
            assert_ne!(finished.code, Some(0), "{url}");
            assert!(!format!("{finished:?}").contains("secret"), "{url}: {finished:?}");
        }
    }
}
