//! Which release it is, and whose.

use std::path::Path;

use ::entity::{source, taxonomy};

use super::ESCO;
use crate::dataset::id;

const TITLE: &str = "ESCO: European Skills, Competences, Qualifications and Occupations";
const PUBLISHER: &str = "European Commission";
const URL: &str = "https://esco.ec.europa.eu";
/// ESCO is reused under the Commission's decision on the reuse of its documents.
const LICENCE: &str = "Commission Decision 2011/833/EU";
/// The sentence that ESCO asks services to show.
const ATTRIBUTION: &str = "This service uses the ESCO classification of the European Commission.";

/// The release in the name of a zip or folder, such as `ESCO dataset - v1.1.1 - classification - en - csv.zip`.
pub(super) fn find(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let numbers = name.split(|c: char| !c.is_ascii_digit() && c != '.').map(|part| part.trim_matches('.'));
    let is_version = |part: &&str| part.contains('.') && part.split('.').all(|number| !number.is_empty());
    numbers.filter(is_version).map(str::to_owned).next()
}

pub(super) fn taxonomy() -> taxonomy::Model {
    taxonomy::Model {
        id: id::taxonomy(ESCO),
        slug: ESCO.to_owned(),
        title: TITLE.to_owned(),
        publisher: Some(PUBLISHER.to_owned()),
        url: Some(URL.to_owned()),
        licence: Some(LICENCE.to_owned()),
        attribution: Some(ATTRIBUTION.to_owned()),
    }
}

pub(super) fn source() -> source::Model {
    source::Model {
        id: id::source(ESCO),
        slug: ESCO.to_owned(),
        title: TITLE.to_owned(),
        publisher: Some(PUBLISHER.to_owned()),
        url: Some(URL.to_owned()),
        published: None,
        licence: Some(LICENCE.to_owned()),
        attribution: Some(ATTRIBUTION.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_found_in_a_name() {
        let cases = [
            ("/data/esco-1.1.1-en.zip", Some("1.1.1")),
            ("ESCO dataset - v1.2 - classification - en - csv.zip", Some("1.2")),
            ("esco_v1.1.0", Some("1.1.0")),
            ("1.0.3.zip", Some("1.0.3")),
            ("2022.zip", None),
            ("esco", None),
            ("/", None),
        ];
        for (path, expected) in cases {
            assert_eq!(find(Path::new(path)).as_deref(), expected, "{path}");
        }
    }
}
