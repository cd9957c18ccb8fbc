//! Fingerprints of records, independent of their order.

use serde::Serialize;

/// A digest over a set of rows: rows can be put in and taken out in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Puts the rows of `other` in, or takes them out if they are in: exclusive or is its own inverse.
    ///
    /// No row is in a table twice, so none cancels itself.
    pub fn toggle(&mut self, other: Digest) {
        for (byte, with) in self.0.iter_mut().zip(other.0) {
            *byte ^= with;
        }
    }

    /// As 64 hexadecimal digits.
    pub fn to_hex(self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        blake3::Hash::from_hex(text).ok().map(|hash| Self(*hash.as_bytes()))
    }
}

/// The digest of one row of one table: BLAKE3 of its canonical JSON.
pub fn row_digest<T: Serialize>(table: &str, row: &T) -> Digest {
    let mut hasher = blake3::Hasher::new();
    hasher.update(table.as_bytes());
    hasher.update(&[0]);
    serde_json::to_writer(&mut hasher, row).expect("a record has only text keys and finite numbers");
    Digest(*hasher.finalize().as_bytes())
}
