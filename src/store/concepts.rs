//! Which concepts there are.

use std::collections::HashSet;

use ::entity::concept;
use sea_orm::{EntityTrait, QuerySelect};
use uuid::Uuid;

use super::{Store, StoreError};

impl Store {
    /// Ids of all concepts, of every taxonomy, the retired with them. Reads one column.
    pub async fn concept_ids(&self) -> Result<HashSet<Uuid>, StoreError> {
        let ids = concept::Entity::find().select_only().column(concept::Column::Id);
        let ids: Vec<Uuid> =
            ids.into_tuple().all(&self.reads).await.map_err(self.failed("read the ids of concepts"))?;
        Ok(ids.into_iter().collect())
    }
}
