//! 2026-11-29, histories come in: what the columns of a file mean is kept for
//! the next file of the same headers, and a file that was uploaded has a row
//! until it is imported or thrown away. What it says lies in a file beside the
//! database, and what came of it in `outcome`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, text, text_null};

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
        manager.create_table(mapping()).await?;
        manager.create_table(upload()).await
    }
}

fn mapping() -> TableCreateStatement {
    let mut key = Index::create();
    key.col(Alias::new("brand_id")).col(Alias::new("headers"));
    Table::create()
        .table(Alias::new("history_mapping"))
        .col(big_integer("brand_id"))
        // The headers' digest: they may be longer than a key can be.
        .col(string("headers"))
        .col(text("means"))
        .col(big_integer("changed_ms"))
        .primary_key(&mut key)
        .take()
}

fn upload() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("history_upload"))
        // One at a time.
        .col(big_integer("brand_id").primary_key().take())
        .col(string("public_id"))
        .col(string("name"))
        .col(string("state"))
        .col(text_null("survey"))
        .col(text_null("result"))
        .col(big_integer("uploaded_ms"))
        .take()
}
