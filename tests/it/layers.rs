//! The source keeps the layers of ARCHITECTURE.md.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What each layer may import, as ARCHITECTURE.md says; `all` is everything.
const LAYERS: &[(&str, &[&str])] = &[
    ("progress", &[]),
    ("dataset", &["entity"]),
    ("graph", &["dataset", "entity"]),
    ("analysis", &["dataset", "entity", "graph"]),
    ("search", &["dataset", "entity", "graph"]),
    ("import", &["dataset", "entity", "progress"]),
    ("export", &["dataset", "entity"]),
    ("store", &["dataset", "entity", "migration", "progress"]),
    ("live", &["analysis", "dataset", "graph", "search", "store"]),
    ("graphql", &["analysis", "dataset", "entity", "graph", "live", "search"]),
    ("http", &["graph", "graphql", "live", "config", "web"]),
    ("config", &["graphql"]),
    ("cli", &["all"]),
];

/// Packages of our own below them all.
const PACKAGES: &[&str] = &["entity", "migration", "web"];

/// Libraries that are named in some layers only.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("sea_orm", &["store"]),
    ("sea_orm_migration", &["store"]),
    ("sqlx", &["store"]),
    ("async_graphql", &["graphql", "http"]),
    ("async_graphql_value", &["graphql"]),
    ("apollo_compiler", &["graphql"]),
    ("axum", &["http"]),
];

/// Macros that write where only the command line may.
const PRINTERS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// Words after which a path may begin with `::`.
const KEYWORDS: &[&str] =
    &["as", "dyn", "else", "if", "impl", "in", "match", "mut", "return", "use", "where"];

#[test]
fn layers_import_downwards_only() {
    let mut violations = Vec::new();
    for (path, text) in sources() {
        let found = Scan::of(&path, &text).violations;
        violations.extend(found.iter().map(|(line, what)| format!("{}:{line}: {what}", path.display())));
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn every_module_is_a_layer() {
    let modules = sources().into_iter().filter_map(|(path, _)| module(&path).first().cloned());
    let mut modules: Vec<String> = modules.collect();
    modules.sort();
    modules.dedup();
    let mut layers: Vec<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    layers.sort_unstable();
    assert_eq!(modules, layers);
}

#[test]
fn architecture_md_has_the_same_table() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("it is there");
    let mut written: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let folder = cells.get(1).and_then(|cell| cell.strip_prefix("`src/")?.strip_suffix('`'));
        let Some(layer) = folder.map(|folder| folder.trim_end_matches('/').trim_end_matches(".rs")) else {
            continue;
        };
        let imports = cells.last().expect("a row has cells").split(", ").filter(|name| !name.is_empty());
        written.insert(layer.to_owned(), imports.map(str::to_owned).collect());
    }
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let kept = LAYERS.iter().map(|(layer, imports)| ((*layer).to_owned(), owned(imports)));
    assert_eq!(written, kept.collect::<BTreeMap<_, _>>());
}

#[test]
fn unsafe_code_is_forbidden_everywhere() {
    let read = |path: &str| -> toml::Table {
        let text = fs::read_to_string(root().join(path)).expect("it is there");
        text.parse().expect("it is TOML")
    };
    assert_eq!(read("Cargo.toml")["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for package in ["Cargo.toml", "entity/Cargo.toml", "migration/Cargo.toml", "web/Cargo.toml"] {
        assert_eq!(read(package)["lints"]["workspace"].as_bool(), Some(true), "{package}");
    }
}

/// Path and text of a file, and what it may not name, by line.
type Case = (&'static str, &'static str, &'static [(usize, &'static str)]);

#[test]
fn a_forbidden_import_is_found_however_it_is_written() {
    let cases: &[Case] = &[
        ("src/graph/build.rs", "use crate::store::Store;", &[(1, "graph may not import store")]),
        (
            "src/graphql/role.rs",
            "use crate::{\n    dataset::Dataset,\n    store::{self, Store}, cli,\n};",
            &[(3, "graphql may not import store"), (3, "graphql may not import cli")],
        ),
        ("src/graph/mod.rs", "fn f() -> super::live::Live { todo() }", &[(1, "graph may not import live")]),
        ("src/graph/a/b.rs", "use super::super::super::http;", &[(1, "graph may not import http")]),
        ("src/graph/a/b.rs", "use super::super::{lookup, super::http};", &[(1, "graph may not import http")]),
        (
            "src/live.rs",
            "mod inner {\n    use super::super::http::router;\n}",
            &[(2, "live may not import http")],
        ),
        ("src/live.rs", "\nfn f() { let x = entity::role::Entity; }", &[(2, "live may not import entity")]),
        ("src/http/mod.rs", "use ::entity as e;", &[(1, "http may not import entity")]),
        ("src/graphql/a.rs", "use web::EXAMPLES;", &[(1, "graphql may not import web")]),
        (
            "src/import/a.rs",
            "use {migration::Migrator, ::sea_orm};",
            &[(1, "import may not import migration"), (1, "import may not name sea_orm")],
        ),
        (
            "src/graph/a.rs",
            "macro_rules! m { () => { $crate::live::x(crate::cli::y) } }",
            &[(1, "graph may not import live"), (1, "graph may not import cli")],
        ),
        ("src/graphql/a.rs", "#[axum::debug_handler] fn f() {}", &[(1, "graphql may not name axum")]),
        ("src/store/a.rs", "extern crate async_graphql;", &[(1, "store may not name async_graphql")]),
        (
            "src/store/a.rs",
            "fn f() { println!(\"x\"); std::eprint!(\"y\") }",
            &[(1, "store may not print"), (1, "store may not print")],
        ),
        ("src/config.rs", "use crate::cli::run;", &[(1, "config may not import cli")]),
        ("src/cli/a.rs", "use crate::{store::Store, http}; fn f() { println!(\"x\") }", &[]),
        ("src/main.rs", "fn main() { career_graph::cli::run() }", &[]),
        (
            "src/graph/build.rs",
            "//! Not crate::store.\nuse super::lookup; use crate::graph::x::store; use a::{store::b, entity::c};\n\
             fn store() { let s = \"crate::store::x\"; s.store::<u8>(); let live = 1; }",
            &[],
        ),
    ];
    for (path, text, expected) in cases {
        let found = Scan::of(Path::new(path), text).violations;
        let found: Vec<(usize, &str)> = found.iter().map(|(line, what)| (*line, what.as_str())).collect();
        assert_eq!(found, *expected, "{path}: {text}");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files under src, by their path from the root.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a text");
                files.push((path.strip_prefix(root()).expect("it is below").to_owned(), text));
            }
        }
    }
    files.sort();
    assert!(files.len() > 50, "the source is found");
    files
}

/// The module that a file is, as the names below `crate`.
fn module(path: &Path) -> Vec<String> {
    let names = path.with_extension("");
    let names = names.iter().skip(1).map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| !matches!(name.as_str(), "mod" | "lib" | "main")).collect()
}

/// What one file names that its layer may not name.
struct Scan {
    layer: String,
    violations: Vec<(usize, String)>,
}

/// Where the names of a path are looked up.
#[derive(Clone, PartialEq)]
enum Base {
    /// Nothing stands before them: a library, or something in scope.
    Start,
    /// A module of this crate.
    Module(Vec<String>),
    /// Somewhere in a library, or below something that is not looked at.
    Elsewhere,
}

impl Scan {
    fn of(path: &Path, text: &str) -> Self {
        let tokens: TokenStream = text.parse().expect("the source is Rust");
        let module = module(path);
        let mut scan = Self { layer: module.first().cloned().unwrap_or_default(), violations: Vec::new() };
        if !scan.layer.is_empty() {
            scan.tokens(tokens, &Base::Start, &module);
        }
        scan
    }

    /// Looks at tokens in which a path begins at `base`.
    fn tokens(&mut self, tokens: TokenStream, base: &Base, module: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == sign);
        let colons = |at: usize| is(at, ':') && is(at + 1, ':');
        let word = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
            _ => None,
        };
        // Where the path that goes on at a token is; `None` where one begins.
        let mut path: Option<Base> = None;
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(ident) => {
                    let (name, line) = (ident.to_string(), ident.span().start().line);
                    if PRINTERS.contains(&name.as_str()) && is(at + 1, '!') && self.layer != "cli" {
                        self.add(line, format!("{} may not print", self.layer));
                    }
                    let begins = path.is_none() && *base == Base::Start;
                    let alone = begins && !colons(at + 1) && !is_import(&tokens, at);
                    let from = path.take().unwrap_or_else(|| base.clone());
                    let to = if alone { Base::Elsewhere } else { self.step(from, &name, line, module) };
                    if colons(at + 1) && !KEYWORDS.contains(&name.as_str()) {
                        path = Some(to);
                        at += 2;
                    } else if name == "mod" && matches!(tokens.get(at + 2), Some(TokenTree::Group(_))) {
                        let inner: Vec<String> = module.iter().cloned().chain(word(at + 1)).collect();
                        if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                            self.tokens(body.stream(), &Base::Start, &inner);
                            at += 2;
                        }
                    }
                }
                TokenTree::Group(group) => {
                    let continued = path.take().filter(|_| group.delimiter() == Delimiter::Brace);
                    // Within `use {…}` paths begin anew, as they do in any other group.
                    self.tokens(group.stream(), &continued.unwrap_or(Base::Start), module);
                }
                // The turbofish: `path::<…>`.
                TokenTree::Punct(_) if path.is_some() && !colons(at) => path = None,
                _ => {}
            }
            at += 1;
        }
    }

    /// The place that `name` leads to; reports it if it is another layer that this one may not name.
    fn step(&mut self, from: Base, name: &str, line: usize, module: &[String]) -> Base {
        match (from, name) {
            (Base::Start, "crate") => Base::Module(Vec::new()),
            (Base::Start | Base::Module(_), "self") => Base::Module(module.to_vec()),
            (Base::Start, "super") => Base::Module(above(module)),
            (Base::Module(of), "super") => Base::Module(above(&of)),
            (Base::Module(of), _) => {
                if of.is_empty() {
                    self.import(name, line);
                }
                Base::Module(of.iter().cloned().chain([name.to_owned()]).collect())
            }
            (Base::Start, _) => {
                if let Some((_, layers)) = LIBRARIES.iter().find(|(library, _)| *library == name)
                    && !layers.contains(&self.layer.as_str())
                    && self.layer != "cli"
                {
                    self.add(line, format!("{} may not name {name}", self.layer));
                }
                if PACKAGES.contains(&name) {
                    self.import(name, line);
                }
                Base::Elsewhere
            }
            (Base::Elsewhere, _) => Base::Elsewhere,
        }
    }

    fn import(&mut self, name: &str, line: usize) {
        let known = LAYERS.iter().any(|(layer, _)| *layer == name) || PACKAGES.contains(&name);
        let (_, may) =
            LAYERS.iter().find(|(layer, _)| *layer == self.layer).expect("every module is a layer");
        if known && name != self.layer && !may.contains(&name) && !may.contains(&"all") {
            self.add(line, format!("{} may not import {name}", self.layer));
        }
    }

    fn add(&mut self, line: usize, what: String) {
        self.violations.push((line, what));
    }
}

fn above(module: &[String]) -> Vec<String> {
    module[..module.len().saturating_sub(1)].to_vec()
}

/// Whether a lone name is imported: `use axum;`, `use ::entity as e;`, `extern crate axum;`, `use {…, axum}`.
fn is_import(tokens: &[TokenTree], at: usize) -> bool {
    let before =
        tokens[..at].iter().rev().find(|token| !matches!(token, TokenTree::Punct(p) if p.as_char() == ':'));
    let after = tokens.get(at + 1).map(ToString::to_string);
    match before.map(ToString::to_string).as_deref() {
        Some("use" | "crate") => true,
        Some(",") | None => {
            at >= 2 && tokens[at - 1].to_string() == ":" && matches!(after.as_deref(), Some(",") | None)
        }
        _ => false,
    }
}
