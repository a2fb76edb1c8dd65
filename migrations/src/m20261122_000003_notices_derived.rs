//! 2026-11-22: what was last derived of a shipment holds the notices too, so
//! that a scan that makes none due writes none again.

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
        let notices = Table::alter()
            .table("shipment_state")
            .add_column(text("notices").default("[]"))
            .take();
        manager.alter_table(notices).await
    }
}
