//! 2026-11-29, webhooks out: the addresses that brands want to be told at, what
//! happened, and what became of telling each of them.
//!
//! An event keeps its words as they were when it happened, so that a replay
//! says the same; no link that opens an order is among them. A delivery is one
//! event on its way to one endpoint. Only what waits has a next try.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, integer_null, pk_auto, string, string_null, text,
    text_null,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// What a worker asks for: what of an endpoint is due.
const DUE: &str = "create index webhook_delivery_due \
    on webhook_delivery (endpoint_id, next_try_ms, id) where next_try_ms is not null";

/// When the next one of any is due.
const NEXT: &str = "create index webhook_delivery_next on webhook_delivery (next_try_ms) \
    where next_try_ms is not null";

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
        for table in [endpoint(), event(), delivery()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        for statement in [DUE, NEXT] {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(Alias::new(name))
        .col(pk_auto("id").big_integer().take())
        .col(string("public_id"))
        .col(big_integer("brand_id"))
        .take()
}

fn endpoint() -> TableCreateStatement {
    table("webhook_endpoint")
        .col(text("url"))
        .col(text("description"))
        // Codes with a blank between them; empty for all.
        .col(text("types"))
        .col(string("secret"))
        .col(string_null("previous_secret"))
        .col(big_integer_null("previous_until_ms"))
        .col(big_integer("created_ms"))
        .col(big_integer_null("disabled_ms"))
        .col(string_null("disabled_why"))
        // Since its last success nothing has been taken.
        .col(big_integer_null("failing_since_ms"))
        .take()
}

fn event() -> TableCreateStatement {
    table("webhook_event")
        .col(big_integer_null("order_id"))
        .col(string("kind"))
        .col(text("payload"))
        .col(big_integer("created_ms"))
        .take()
}

fn delivery() -> TableCreateStatement {
    table("webhook_delivery")
        .col(big_integer("endpoint_id"))
        .col(big_integer("event_id"))
        .col(string("state"))
        .col(integer("attempts").default(0).take())
        // From when on its three days count.
        .col(big_integer("began_ms"))
        .col(big_integer_null("next_try_ms"))
        .col(big_integer_null("leased_until_ms"))
        .col(string_null("lease"))
        .col(integer_null("last_status"))
        .col(text_null("last_error"))
        .col(big_integer_null("duration_ms"))
        .col(text_null("response"))
        .col(big_integer_null("ended_ms"))
        .take()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &str, table: &str, columns: &[&str]| {
        let mut index = Index::create();
        index.name(name).table(Alias::new(table));
        for column in columns {
            index.col(Alias::new(*column));
        }
        index
    };
    let unique = |name, table, columns| index(name, table, columns).unique().take();
    let plain = |name, table, columns| index(name, table, columns).take();
    vec![
        unique(
            "webhook_endpoint_public",
            "webhook_endpoint",
            &["public_id"],
        ),
        plain("webhook_endpoint_brand", "webhook_endpoint", &["brand_id"]),
        unique("webhook_event_public", "webhook_event", &["public_id"]),
        plain(
            "webhook_event_brand",
            "webhook_event",
            &["brand_id", "created_ms"],
        ),
        plain("webhook_event_created", "webhook_event", &["created_ms"]),
        unique(
            "webhook_delivery_public",
            "webhook_delivery",
            &["public_id"],
        ),
        // An event goes to an endpoint once.
        unique(
            "webhook_delivery_once",
            "webhook_delivery",
            &["event_id", "endpoint_id"],
        ),
        plain(
            "webhook_delivery_endpoint",
            "webhook_delivery",
            &["endpoint_id", "id"],
        ),
    ]
}
