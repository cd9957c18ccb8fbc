//! Fingerprints of records, independent of their order.
//!
//! All are exclusive ors of row digests. A row that belongs to a statement counts as it is stored; a statement
//! counts with its id, kind and dataset, but not with its revisions; a dataset counts without its digest.

use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::Serialize;
use uuid::Uuid;

use super::{Dataset, tables};

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

macro_rules! digests {
    (
        references { $($reference:ident: $reference_module:ident,)+ }
        statements { $($field:ident: $module:ident by $owner:ident,)+ }
    ) => {
        impl Dataset {
            /// The digest of all reference records.
            pub fn references_digest(&self) -> Digest {
                let mut digest = Digest::default();
                $(for row in &self.$reference {
                    digest.toggle(row_digest(stringify!($reference_module), row));
                })+
                digest
            }

            /// The digest of each statement: of itself and of all rows that belong to it.
            ///
            /// A row whose statement is not among `statements` counts for that statement all the same.
            pub fn statement_digests(&self) -> FxHashMap<Uuid, Digest> {
                let mut digests: FxHashMap<Uuid, Digest> = FxHashMap::with_capacity_and_hasher(self.statements.len(), FxBuildHasher);
                for row in &self.statements {
                    let own = row_digest("statement", &(row.id, row.kind, row.dataset_id));
                    digests.entry(row.id).or_default().toggle(own);
                }
                $(for row in &self.$field {
                    digests.entry(row.$owner).or_default().toggle(row_digest(stringify!($module), row));
                })+
                digests
            }
        }
    };
}
tables!(digests);

impl Dataset {
    /// The digest of all records as an import gives them, retired or not.
    ///
    /// The store keeps it with the dataset: equal digests mean that this edition is already loaded.
    pub fn digest(&self) -> Digest {
        self.digest_with(&self.statement_digests())
    }

    /// As `digest`, for who has `statement_digests` at hand.
    pub(crate) fn digest_with(&self, statements: &FxHashMap<Uuid, Digest>) -> Digest {
        let mut digest = self.references_digest();
        for statement in statements.values() {
            digest.toggle(*statement);
        }
        for statement in self.statements.iter().filter(|s| s.retired_rev.is_some()) {
            digest.toggle(row_digest("retired", &statement.id));
        }
        digest
    }

    /// The digest of what holds: reference records and statements that are not retired, with their rows.
    ///
    /// It does not depend on the order of imports nor on revisions; the store keeps it in `head`.
    pub fn live_digest(&self) -> Digest {
        let mut digest = self.references_digest();
        let digests = self.statement_digests();
        for statement in self.statements.iter().filter(|s| s.retired_rev.is_none()) {
            digest.toggle(digests[&statement.id]);
        }
        digest
    }
}
