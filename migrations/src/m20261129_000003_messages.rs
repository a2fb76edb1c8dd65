//! 2026-11-29, brands say messages in their own words: every version of the
//! words of a message in a language, and of the order in which an e-mail is
//! built. The newest one holds; one without details says that ours do again.
//! Rows are never changed, so that any version can be gone back to.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, pk_auto, string, text_null};

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
        manager.create_table(wording()).await?;
        let mut newest = Index::create();
        newest.name("wording_version").table(Alias::new("wording"));
        for column in ["brand_id", "news", "medium", "language", "version"] {
            newest.col(Alias::new(column));
        }
        manager.create_index(newest.unique().take()).await
    }
}

fn wording() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("wording"))
        .col(pk_auto("id").big_integer().take())
        .col(big_integer("brand_id"))
        .col(string("news"))
        .col(string("medium"))
        .col(string("language"))
        .col(big_integer("version"))
        .col(text_null("details"))
        .col(big_integer_null("staff_id"))
        .col(big_integer("changed_ms"))
        .take()
}
