//! 2026-11-29, what was learned of each brand's orders to promise by, so that
//! a restart begins with it. It can always be learned again: a row whose shape
//! the program does not know is dropped.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer};

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
        let mut table = Table::create();
        table
            .table(Alias::new("promise_model"))
            .col(big_integer("brand_id").primary_key().take())
            .col(integer("shape"))
            .col(big_integer("learned_ms"))
            .col(binary("model"));
        manager.create_table(table.take()).await
    }
}
