//! 2026-11-29, an endpoint's address can be changed: it counts the changes that
//! staff make, so that a form that was open meanwhile undoes none of them; and
//! it knows what it said when it last took nothing, which its log forgets when
//! all that waits is given up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text_null};

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
        for column in [
            integer("version").default(0).take(),
            text_null("last_error"),
        ] {
            let mut endpoint = Table::alter();
            endpoint
                .table(Alias::new("webhook_endpoint"))
                .add_column(column);
            manager.alter_table(endpoint.take()).await?;
        }
        Ok(())
    }
}
