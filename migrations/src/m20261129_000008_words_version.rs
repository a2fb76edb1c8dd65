//! 2026-11-29, a message knows in which version of the brand's own words it
//! went out: they change, and what a shopper was told is asked for later.
//! Null where it was said in ours, and of all that went out before.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

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
        let mut change = Table::alter();
        change
            .table(Alias::new("outbox"))
            .add_column(string_null("words_version"));
        manager.alter_table(change.take()).await
    }
}
