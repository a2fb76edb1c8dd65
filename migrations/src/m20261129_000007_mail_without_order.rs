//! 2026-11-29, some mail is about no order: an endpoint that is told nothing
//! any more is told of to the admins, by the outbox like any other mail.
//!
//! SQLite cannot take back that a column is always there, so one that may be
//! empty is put in its place: every other column, index and key stays as it is,
//! and so do the numbers of the rows, by which replies name them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

const ON_POSTGRES: [&str; 1] = ["alter table outbox alter column order_id drop not null"];

const ON_SQLITE: [&str; 6] = [
    "alter table outbox add column about_order bigint",
    "update outbox set about_order = order_id",
    "drop index outbox_order",
    "alter table outbox drop column order_id",
    "alter table outbox rename column about_order to order_id",
    "create index outbox_order on outbox (order_id)",
];

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
        let statements: &[&str] = match manager.get_database_backend() {
            DatabaseBackend::Postgres => &ON_POSTGRES,
            _ => &ON_SQLITE,
        };
        for statement in statements {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }
}
