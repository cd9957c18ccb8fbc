//! Fingerprints of records, independent of their order.
//!
//! All are exclusive ors of row digests. A row that belongs to a statement counts as it is stored; a statement
//! counts with its id, kind and dataset, but not with its revisions; a dataset counts without its digest.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use uuid::Uuid;

use super::{Dataset, tables};

/// A digest over a set of rows: rows can be put in and taken out in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest([u8; 32]);

/// Digests of statements: of some one by one, of the others together.
#[derive(Clone, Debug, Default)]
pub struct Digests {
    /// Of each that is wanted apart.
    pub each: FxHashMap<Uuid, Digest>,
    /// Of all others together.
    pub rest: Digest,
}

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

            /// The digest of each statement that is wanted `apart`, and of all others together.
            ///
            /// A statement's is that of itself and of all rows that belong to it. A row whose statement is not among
            /// `statements` counts for that statement all the same.
            pub fn digests(&self, apart: impl Fn(Uuid) -> bool) -> Digests {
                let mut digests = Digests::default();
                let mut add = |id: Uuid, digest: Digest| match apart(id) {
                    true => digests.each.entry(id).or_default().toggle(digest),
                    false => digests.rest.toggle(digest),
                };
                for row in &self.statements {
                    add(row.id, row_digest("statement", &(row.id, row.kind, row.dataset_id)));
                }
                $(for row in &self.$field {
                    add(row.$owner, row_digest(stringify!($module), row));
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
        self.digest_with(&self.digests(|_| false))
    }

    /// As `digest`, for who has `digests` at hand.
    pub(crate) fn digest_with(&self, digests: &Digests) -> Digest {
        let mut digest = self.references_digest();
        digest.toggle(digests.rest);
        for statement in digests.each.values() {
            digest.toggle(*statement);
        }
        for id in self.retired() {
            digest.toggle(row_digest("retired", &id));
        }
        digest
    }

    /// The digest of what holds: reference records and statements that are not retired, with their rows.
    ///
    /// It does not depend on the order of imports nor on revisions; the store keeps it in `head`.
    pub fn live_digest(&self) -> Digest {
        let retired: FxHashSet<Uuid> = self.retired().collect();
        let mut digest = self.references_digest();
        digest.toggle(self.digests(|id| retired.contains(&id)).rest);
        digest
    }

    /// The ids of statements that are retired.
    pub(crate) fn retired(&self) -> impl Iterator<Item = Uuid> {
        self.statements.iter().filter(|s| s.retired_rev.is_some()).map(|s| s.id)
    }
}
