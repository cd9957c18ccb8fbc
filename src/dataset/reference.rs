//! How a concept is named where its id would tell nobody anything: `esco/ROLE/http://data.europa.eu/esco/occupation/…`.

use std::fmt;
use std::str::FromStr;

use ::entity::ConceptKind;
use uuid::Uuid;

use super::id;

/// A concept by its taxonomy, kind and key there: what its id is derived from, whether it is at hand or not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// Slug of the taxonomy.
    pub taxonomy: String,
    /// Kind of the concept.
    pub kind: ConceptKind,
    /// Its key in the taxonomy.
    pub key: String,
}

impl Reference {
    /// The reference of three parts.
    pub fn new(taxonomy: &str, kind: ConceptKind, key: &str) -> Self {
        Self { taxonomy: taxonomy.to_owned(), kind, key: key.to_owned() }
    }

    /// The id of the concept that it names.
    pub fn id(&self) -> Uuid {
        id::concept(&self.taxonomy, self.kind, &self.key)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.taxonomy, self.kind.text(), self.key)
    }
}

/// Why a text is no reference.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no reference: expected taxonomy/KIND/key, such as `esco/SKILL/http://data.europa.eu/esco/skill/…`"
)]
pub struct NoReference(String);

impl FromStr for Reference {
    type Err = NoReference;

    fn from_str(text: &str) -> Result<Self, NoReference> {
        let mut parts = text.splitn(3, '/');
        let kind = |text: &str| ConceptKind::ALL.iter().copied().find(|kind| kind.text() == text);
        match (parts.next(), parts.next().and_then(kind), parts.next()) {
            (Some(taxonomy), Some(kind), Some(key)) if !taxonomy.is_empty() && !key.is_empty() => {
                Ok(Self::new(taxonomy, kind, key))
            }
            _ => Err(NoReference(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_written_and_read() {
        for text in
            ["esco/ROLE/http://data.europa.eu/esco/isco/C2512", "onet/TOOL/technology/C++", "a/TASK/ b"]
        {
            let reference: Reference = text.parse().unwrap();
            assert_eq!(reference.to_string(), text);
            assert_eq!(reference.id(), id::concept(&reference.taxonomy, reference.kind, &reference.key));
        }
        for text in ["", "esco", "esco/ROLE", "esco/ROLE/", "/ROLE/x", "esco/role/x", "esco/x/ROLE"] {
            assert_eq!(text.parse::<Reference>(), Err(NoReference(text.to_owned())));
        }
    }
}
