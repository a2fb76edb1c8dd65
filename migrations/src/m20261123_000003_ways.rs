//! 2026-11-23, ways in: orders are found by their number however it is
//! spelled, and mailed links to the list of a buyer's orders have a table.
//!
//! A link's row names an order of the buyer, not the buyer: the address stands
//! with the order alone, and goes with it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, pk_auto, string};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// The number without its prefix, in capitals; the query says it in the same
/// words, or the index is of no use to it.
const BARE_NUMBER: &str = "create index orders_bare_number on orders \
    (brand_id, ltrim(upper(number), '#ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./: '))";

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
        manager.create_table(list_link()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        manager
            .get_connection()
            .execute_unprepared(BARE_NUMBER)
            .await?;
        Ok(())
    }
}

fn list_link() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("list_link"))
        .col(pk_auto("id").big_integer().take())
        .col(string("public_id"))
        .col(big_integer("brand_id"))
        .col(big_integer_null("order_id"))
        .col(binary("secret_hash"))
        .col(big_integer("created_ms"))
        .col(big_integer("expires_ms"))
        .take()
}

fn indexes() -> [IndexCreateStatement; 2] {
    let index = |name: &str, columns: &[&str]| {
        let mut index = Index::create();
        index.name(name).table(Alias::new("list_link"));
        for column in columns {
            index.col(Alias::new(*column));
        }
        index.take()
    };
    [
        index("list_link_secret", &["secret_hash"]).unique().take(),
        index("list_link_expires", &["expires_ms"]),
    ]
}
