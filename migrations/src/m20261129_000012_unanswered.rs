//! 2026-11-29, a message knows how often its provider may have taken it without
//! being heard to say so: by that a provider that refuses it later as known is
//! understood.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

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
        let mut outbox = Table::alter();
        outbox
            .table(Alias::new("outbox"))
            .add_column(integer("unanswered").default(0).take());
        manager.alter_table(outbox.take()).await
    }
}
