//! The tables of career-graph: one reversible file a change, each in a transaction of its own.

mod m20261121_000001_statements;
mod m20261121_000002_concepts;
mod m20261121_000003_links;
mod m20261121_000004_details;
mod m20261121_000005_taxonomies;
mod m20261121_000006_named_indexes;
mod m20261122_000007_self_relations;
mod sql;

pub use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_statements::Migration),
            Box::new(m20261121_000002_concepts::Migration),
            Box::new(m20261121_000003_links::Migration),
            Box::new(m20261121_000004_details::Migration),
            Box::new(m20261121_000005_taxonomies::Migration),
            Box::new(m20261121_000006_named_indexes::Migration),
            Box::new(m20261122_000007_self_relations::Migration),
        ]
    }
}
