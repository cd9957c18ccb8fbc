//! Which release it is, and whose.

use std::io::Read;

use ::entity::{source, taxonomy};

use super::ONET;
use crate::dataset::id;
use crate::import::{Archive, ImportError};

const READ_ME: &str = "Read Me.txt";

/// How far the Read Me is read, in bytes: its first line says it.
const READ_ME_START: u64 = 4096;

const PUBLISHER: &str = "U.S. Department of Labor, Employment and Training Administration";
const URL: &str = "https://www.onetcenter.org/database.html";
const LICENCE: &str = "CC-BY-4.0";

/// What the Read Me says, or else the name of the archive.
pub(super) fn find(archive: &mut Archive) -> Result<Option<String>, ImportError> {
    if archive.has(READ_ME) {
        let mut start = Vec::new();
        let source = archive.read(READ_ME)?.take(READ_ME_START).read_to_end(&mut start);
        source.map_err(|source| ImportError::Unreadable { path: archive.path().join(READ_ME), source })?;
        let text = String::from_utf8_lossy(&start);
        if let Some(release) = text.lines().next().and_then(number) {
            return Ok(Some(release));
        }
    }
    Ok(archive.path().file_name().and_then(|name| number(&name.to_string_lossy())))
}

/// The release that a text names: two digits, one character, one digit, as in `db_29_0_text` or `onet-29.0`.
fn number(text: &str) -> Option<String> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let found = numbers.windows(2).find(|pair| pair[0].len() == 2 && pair[1].len() == 1)?;
    Some(found.join("."))
}

/// The sentence that O*NET asks for, with the changes that this importer makes.
///
/// Wording: <https://www.onetcenter.org/license_db.html>.
fn attribution(release: Option<&str>) -> String {
    let release = release.map(|release| format!(" {release}")).unwrap_or_default();
    format!(
        "This service includes information from the O*NET{release} Database by the U.S. Department of Labor, \
         Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET® is a \
         trademark of USDOL/ETA. career-graph has modified this information: it takes a selection of the database \
         as records of its own form. USDOL/ETA has not approved, endorsed, or tested these modifications."
    )
}

pub(super) fn taxonomy(release: Option<&str>) -> taxonomy::Model {
    taxonomy::Model {
        id: id::taxonomy(ONET),
        slug: ONET.to_owned(),
        title: "O*NET-SOC Taxonomy and Content Model".to_owned(),
        publisher: Some(PUBLISHER.to_owned()),
        url: Some(URL.to_owned()),
        licence: Some(LICENCE.to_owned()),
        attribution: Some(attribution(release)),
    }
}

pub(super) fn source(release: Option<&str>) -> source::Model {
    source::Model {
        id: id::source(ONET),
        slug: ONET.to_owned(),
        title: "O*NET Database".to_owned(),
        publisher: Some(PUBLISHER.to_owned()),
        url: Some(URL.to_owned()),
        published: None,
        licence: Some(LICENCE.to_owned()),
        attribution: Some(attribution(release)),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_release_is_found_in_a_name() {
        let cases = [
            ("db_29_0_text", Some("29.0")),
            ("db_30_1_text.zip", Some("30.1")),
            ("onet-29.0-text.zip", Some("29.0")),
            ("O*NET 25.3 Database", Some("25.3")),
            ("2026-11-21 db_29_0_text (2).zip", Some("29.0")),
            ("onet", None),
            ("release 29", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text).as_deref(), expected, "{text}");
        }
    }
}
