//! 2026-11-28, what an API key may be used for: keys that are there send orders
//! and scans, as they always did, and read nothing.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait spells it so, and async-trait compares letter by letter"
)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let scopes = Table::alter()
            .table(Alias::new("api_key"))
            // Names with a blank between them.
            .add_column(text("scopes").default("ingest"))
            .take();
        manager.alter_table(scopes).await
    }
}
