//! What browsers are served: the explorer, a small query page, the style of the page for people, and the examples.
//!
//! - `pages/`: written by hand and served as they are
//! - `explorer/`: GraphiQL with our few files around it, bundled when this crate is built (`build/`); left out where
//!   Node.js or the registry of npm cannot be had
//! - `examples/`: queries with their titles
//!
//! Nothing here is generated into the source.

/// A file that a page asks for.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Where it is served, such as `/assets/home.css`.
    pub path: &'static str,
    /// Its media type, with the charset of a text.
    pub media_type: &'static str,
    /// Its bytes, compressed by gzip where `gzip` says so.
    pub bytes: &'static [u8],
    /// Whether the bytes are compressed.
    pub gzip: bool,
    /// Whether its path holds a hash of its bytes, so that it never changes.
    pub immutable: bool,
}

/// The bundled explorer.
#[derive(Clone, Copy, Debug)]
pub struct Explorer {
    /// Its page.
    pub page: &'static str,
    /// What the page asks for.
    pub assets: &'static [Asset],
}

/// A query that shows what the graph is for.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What links name it by.
    pub slug: &'static str,
    /// What it asks, in a few words.
    pub title: &'static str,
    /// What the answer tells, in a sentence or two.
    pub description: &'static str,
    /// The document, with title and description as its first comment.
    pub query: &'static str,
    /// Its variables as JSON; empty if it has none.
    pub variables: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A page that asks one query at a time, without anything that had to be bundled.
///
/// `<!-- notice -->` is where the server may say something.
pub const QUERY_PAGE: &str = include_str!("../pages/query.html");

/// The assets of the pages that are written by hand.
pub static ASSETS: &[Asset] = &[
    page("/assets/home.css", "text/css; charset=utf-8", include_bytes!("../pages/home.css")),
    page("/assets/page.css", "text/css; charset=utf-8", include_bytes!("../pages/page.css")),
    page("/assets/icon.svg", "image/svg+xml", include_bytes!("../pages/icon.svg")),
    page("/assets/query.css", "text/css; charset=utf-8", include_bytes!("../pages/query.css")),
    page("/assets/query.js", "text/javascript; charset=utf-8", include_bytes!("../pages/query.js")),
];

const fn page(path: &'static str, media_type: &'static str, bytes: &'static [u8]) -> Asset {
    Asset { path, media_type, bytes, gzip: false, immutable: false }
}
