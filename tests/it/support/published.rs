//! Releases as they are published, where `CAREER_GRAPH_DATASETS` names the folder that has them.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use career_graph::import::{Archive, Imported, esco, onet};

static ESCO: LazyLock<Option<Imported>> = LazyLock::new(|| {
    let mut archive = Archive::open(&published("esco-1.1.1-en.zip")?).expect("it can be opened");
    Some(esco::read(&mut archive, None).expect("ESCO can be read"))
});

static ONET: LazyLock<Option<Imported>> = LazyLock::new(|| {
    let mut archive = Archive::open(&published("onet-29.0-text.zip")?).expect("it can be opened");
    Some(onet::read(&mut archive, None).expect("O*NET can be read"))
});

/// A file or folder of that folder; none, and a line that says so, where the folder is not at hand.
///
/// In CI it has to be.
#[expect(clippy::print_stdout, reason = "who runs the tests is told what they leave out")]
pub(crate) fn published(name: &str) -> Option<PathBuf> {
    let Some(folder) = setting("CAREER_GRAPH_DATASETS") else {
        let missing = format!("CAREER_GRAPH_DATASETS names no folder with {name}");
        assert_ne!(setting("CI").as_deref(), Some("true"), "{missing}");
        println!("skipped: {missing}");
        return None;
    };
    Some(Path::new(&folder).join(name))
}

/// Release 1.1.1 of ESCO in English, read once.
pub(crate) fn esco_1_1_1() -> Option<&'static Imported> {
    ESCO.as_ref()
}

/// Release 29.0 of O*NET, read once.
pub(crate) fn onet_29_0() -> Option<&'static Imported> {
    ONET.as_ref()
}

#[expect(clippy::disallowed_methods, reason = "what only tests are told")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
