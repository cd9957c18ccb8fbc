//! Every setting: its flag, its environment variable, its default and unit.

mod connections;
mod limits;
mod streams;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use self::connections::Connections;
pub use self::limits::Limits;
pub use self::streams::Streams;

/// A GraphQL graph of roles, skills, tools and pathways, with a source for every fact.
///
/// Without a command it serves: it creates career-graph.db in the current directory, fills it with the curated graph
/// and answers on http://127.0.0.1:8080/graphql.
#[derive(Clone, Debug, Parser)]
#[command(name = "career-graph", version, args_conflicts_with_subcommands = true)]
pub struct Config {
    /// What to do; serving if it is left out.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Settings of `serve`, which may be left out.
    #[command(flatten)]
    pub serve: Serve,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve the graph.
    Serve(Box<Serve>),
    /// Load data into a database.
    Import {
        /// What to load.
        #[command(subcommand)]
        what: Import,
    },
    /// Write the data of a database into files.
    Export {
        /// In which form.
        #[command(subcommand)]
        form: Export,
    },
    /// Verify a database and say what is wrong with it; exit code 1 if anything is.
    Check(Check),
    /// Bring the tables of a database up to date.
    Migrate(Migrate),
    /// Print the schema in GraphQL's schema language.
    Schema,
}

/// Settings of `serve`.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// Address and port to answer on. An address other than 127.0.0.1 lets other machines in.
    #[arg(long, env = "CAREER_GRAPH_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// Whether to load the curated edition of this binary when the database does not hold it.
    #[arg(long, env = "CAREER_GRAPH_CURATED", default_value = "on", value_name = "on|off")]
    pub curated: Switch,
    /// What is let in, and how much of it.
    #[command(flatten)]
    pub edge: Edge,
    /// How to log.
    #[command(flatten)]
    pub log: Log,
}

/// What is let in, and how much of it.
#[derive(Args, Clone, Debug)]
pub struct Edge {
    /// What one request may ask.
    #[command(flatten)]
    pub limits: Limits,
    /// Answers that go on: WebSockets and server-sent events.
    #[command(flatten)]
    pub streams: Streams,
    /// How long a connection may take, and how many there may be.
    #[command(flatten)]
    pub connections: Connections,
    /// Origins whose pages may use the server besides its own, such as `https://app.example.org`, separated by commas;
    /// `*` lets every page in. What sends no Origin, as programs do, is let in anyhow.
    #[arg(
        long,
        env = "CAREER_GRAPH_ALLOWED_ORIGINS",
        value_delimiter = ',',
        value_parser = origin,
        value_name = "ORIGINS"
    )]
    pub allowed_origins: Vec<String>,
    /// Whether to tell at /metrics what is counted; anyone who may ask the server may read it.
    #[arg(long, env = "CAREER_GRAPH_METRICS", default_value = "on", value_name = "on|off")]
    pub metrics: Switch,
}

impl Default for Edge {
    /// As the command line has it where nothing is given.
    fn default() -> Self {
        Config::parse_from(["career-graph"]).serve.edge
    }
}

/// An origin as browsers send it (RFC 6454, 6.2), or `*`.
fn origin(text: &str) -> Result<String, &'static str> {
    let is_authority = |rest: &str| {
        !rest.is_empty()
            && !rest.contains(['/', '?', '#', '@', '*', ','])
            && !rest.contains(char::is_whitespace)
    };
    match text.split_once("://") {
        _ if text == "*" => Ok(text.to_owned()),
        Some((scheme, rest)) if !scheme.is_empty() && is_authority(rest) => Ok(text.to_ascii_lowercase()),
        _ => Err("expected `*` or an origin such as https://app.example.org"),
    }
}

/// What to load.
#[derive(Clone, Debug, Subcommand)]
pub enum Import {
    /// The curated graph: that of this binary, or a folder of TOML files like data/.
    Curated {
        /// The folder; the edition of this binary if it is left out.
        path: Option<PathBuf>,
        /// Where and how to load it.
        #[command(flatten)]
        loading: Loading,
    },
    /// A release of the ESCO classification as CSV, as it is published: the zip or its folder.
    Esco {
        /// The zip or the folder.
        path: PathBuf,
        /// Its release, such as `1.1.1`; found in its name if it is left out.
        #[arg(long)]
        release: Option<String>,
        /// BCP 47 tag of the language whose names to load onto the concepts of the English release, such as `fr`.
        #[arg(long, default_value = "en", value_name = "TAG")]
        language: String,
        /// Where and how to load it.
        #[command(flatten)]
        loading: Loading,
    },
    /// A release of the O*NET database in text form, as it is published: the zip or its folder.
    Onet {
        /// The zip or the folder.
        path: PathBuf,
        /// Its release, such as `29.0`; found in its Read Me or its name if it is left out.
        #[arg(long)]
        release: Option<String>,
        /// Where and how to load it.
        #[command(flatten)]
        loading: Loading,
    },
    /// Any data in the project's own form, such as a partner's framework; `export` writes it.
    Dataset {
        /// The file of lines (`-` for standard input), or the folder or zip of tables.
        path: PathBuf,
        /// Where and how to load it.
        #[command(flatten)]
        loading: Loading,
    },
    /// Which occupations of ESCO and O*NET match: Nesta's crosswalk and O*NET's from 2010 to 2019.
    Crosswalk {
        /// A folder or zip with esco_onet_crosswalk_*.csv, 2010_to_2019_Crosswalk.csv and 2019_to_SOC_Crosswalk.csv.
        path: PathBuf,
        /// Where and how to load it.
        #[command(flatten)]
        loading: Loading,
    },
}

/// In which form data is written.
#[derive(Clone, Debug, Subcommand)]
pub enum Export {
    /// The project's own form, one JSON object a line; `import dataset` reads it.
    Ndjson {
        /// The file; standard output if it is left out.
        #[arg(long, value_name = "PATH")]
        output: Option<PathBuf>,
        /// What to write.
        #[command(flatten)]
        selection: Selection,
    },
    /// The project's own form as tables; `import dataset` reads it.
    Csv {
        /// A new folder, or a zip if its name ends so.
        #[arg(long, value_name = "PATH")]
        output: PathBuf,
        /// What to write.
        #[command(flatten)]
        selection: Selection,
    },
    /// SKOS as Turtle: concepts, names, hierarchies and mappings.
    Skos {
        /// The file; standard output if it is left out.
        #[arg(long, value_name = "PATH")]
        output: Option<PathBuf>,
        /// What to write.
        #[command(flatten)]
        selection: Selection,
    },
}

/// What is written.
#[derive(Args, Clone, Debug)]
pub struct Selection {
    /// A dataset by its slug; may be given several times. All if it is left out.
    #[arg(long = "dataset", value_name = "SLUG")]
    pub datasets: Vec<String>,
    /// The database.
    #[command(flatten)]
    pub database: Database,
}

/// Where and how data is loaded.
#[derive(Args, Clone, Debug)]
pub struct Loading {
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// Say what would be altered, and alter nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How to report.
    #[command(flatten)]
    pub report: Report,
}

/// Settings of `check`.
#[derive(Args, Clone, Debug)]
pub struct Check {
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// How to report.
    #[command(flatten)]
    pub report: Report,
}

/// Settings of `migrate`.
#[derive(Args, Clone, Debug)]
pub struct Migrate {
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// How to report.
    #[command(flatten)]
    pub report: Report,
}

/// Where the data is kept.
#[derive(Args, Clone, Debug)]
pub struct Database {
    /// `sqlite://PATH` or `postgres://USER:PASSWORD@HOST:PORT/NAME`; a SQLite file is created when it is missing.
    #[arg(
        id = "database",
        long = "database",
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://career-graph.db",
        value_name = "URL"
    )]
    pub url: String,
}

/// How a command reports.
#[derive(Args, Clone, Debug)]
pub struct Report {
    /// Text for people, or one JSON object on standard output for machines.
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// How to log.
#[derive(Args, Clone, Debug)]
pub struct Log {
    /// Least level that is logged: error, warn, info, debug or trace, also by module as in `info,career_graph=debug`.
    #[arg(
        long = "log",
        env = "CAREER_GRAPH_LOG",
        default_value = "info,sqlx=warn,sea_orm_migration=warn",
        value_name = "LEVEL"
    )]
    pub level: String,
    /// Text or one JSON object a line on standard error; text on a terminal and JSON elsewhere if it is left to `auto`.
    #[arg(long = "log-format", env = "CAREER_GRAPH_LOG_FORMAT", default_value = "auto")]
    pub format: LogFormat,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// Yes.
    On,
    /// No.
    Off,
}

/// Form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// Text.
    Text,
    /// JSON.
    Json,
}
