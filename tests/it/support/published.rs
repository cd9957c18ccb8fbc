//! Releases as they are published, where `CAREER_GRAPH_DATASETS` names the folder that has them.

use std::collections::HashMap;
use std::fs::File;
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

/// A row of a table, by the names of its columns.
pub(crate) type Row = HashMap<String, String>;

/// The tables of a zip that are wanted, by name without folders, as somebody reads them who does not know the importers:
/// cells of a `.txt` end with tabs, those of a `.csv` with commas.
pub(crate) fn tables(release: &str, is_wanted: impl Fn(&str) -> bool) -> Option<HashMap<String, Vec<Row>>> {
    let mut zip = zip::ZipArchive::new(File::open(published(release)?).expect("a file")).expect("a zip");
    let mut tables = HashMap::new();
    for at in 0..zip.len() {
        let entry = zip.by_index(at).expect("an entry");
        let path = entry.name().expect("a name").into_owned();
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        if is_wanted(&name) {
            let by_commas = name.ends_with(".csv");
            let separator = if by_commas { b',' } else { b'\t' };
            let mut table = csv::ReaderBuilder::new();
            let mut table = table.delimiter(separator).quoting(by_commas).from_reader(entry);
            tables.insert(name, table.deserialize().map(|row| row.expect("a row")).collect());
        }
    }
    Some(tables)
}

/// The rows of one table of a zip.
pub(crate) fn rows(release: &str, table: &str) -> Option<Vec<Row>> {
    let rows = tables(release, |name| name == table)?.remove(table);
    Some(rows.unwrap_or_else(|| panic!("{release} has no {table}")))
}

/// The rows of one table of ESCO 1.1.1 in English, which has to be published.
pub(crate) fn esco_table(table: &str) -> Vec<Row> {
    rows("esco-1.1.1-en.zip", table).expect("it is published")
}

/// The rows of one table of O*NET 29.0, which has to be published.
pub(crate) fn onet_table(table: &str) -> Vec<Row> {
    rows("onet-29.0-text.zip", table).expect("it is published")
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
