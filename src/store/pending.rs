//! Mappings that wait for a concept.

use std::collections::HashSet;

use ::entity::{MappingKind, concept, mapping, statement};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use uuid::Uuid;

use super::rows::PARAMETERS;
use super::{Store, StoreError};
use crate::dataset::Reference;

/// A mapping that waits for a concept: its taxonomy is not imported, or does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Where it starts: `taxonomy/KIND/key`.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// How well they match.
    pub kind: MappingKind,
    /// Taxonomies that lack an end, each once.
    pub lacking: Vec<String>,
}

impl Store {
    /// Mappings in use whose ends are not both stored, by their ends.
    ///
    /// Reads the mappings and looks their ends up by id: O(m log n) in m mappings and n concepts.
    pub async fn pending(&self) -> Result<Vec<Pending>, StoreError> {
        let failed = || self.failed("read the mappings");
        let tx = self.begin_read().await?;
        let live = mapping::Entity::find()
            .join(JoinType::InnerJoin, mapping::Relation::Statement.def())
            .filter(statement::Column::RetiredRev.is_null());
        let mut mappings = live.all(&tx).await.map_err(failed())?;
        // Here, and not in the query: engines order text by rules of their own.
        mappings
            .sort_unstable_by(|a, b| (&a.from_ref, &a.to_ref, a.kind).cmp(&(&b.from_ref, &b.to_ref, b.kind)));
        let ends = |mapping: &mapping::Model| {
            [&mapping.from_ref, &mapping.to_ref].map(|end| end.parse::<Reference>().ok())
        };
        let ids: HashSet<Uuid> = mappings.iter().flat_map(ends).flatten().map(|end| end.id()).collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let mut stored: HashSet<Uuid> = HashSet::with_capacity(ids.len());
        for some in ids.chunks(PARAMETERS) {
            let found = concept::Entity::find().select_only().column(concept::Column::Id);
            let found = found.filter(concept::Column::Id.is_in(some.iter().copied())).into_tuple::<Uuid>();
            stored.extend(found.all(&tx).await.map_err(failed())?);
        }
        tx.commit().await.map_err(self.failed("end a read"))?;
        let waits = |mapping: mapping::Model| {
            let lacking = ends(&mapping).into_iter().flatten().filter(|end| !stored.contains(&end.id()));
            let mut lacking: Vec<String> = lacking.map(|end| end.taxonomy).collect();
            lacking.dedup();
            let mapping::Model { from_ref: from, to_ref: to, kind, .. } = mapping;
            (!lacking.is_empty()).then_some(Pending { from, to, kind, lacking })
        };
        Ok(mappings.into_iter().filter_map(waits).collect())
    }
}
