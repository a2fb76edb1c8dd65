//! 2026-11-28, the outbox is emptied: each row knows how often it was tried,
//! when it is tried next, which worker holds it and until when, and how it
//! ended; what staff wrote stands in mails of their own.
//!
//! A mail tells of a person, so it is a row that can go while the outbox keeps
//! what became of it. Rows without a next try wait for a sender that does not
//! know them yet.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, pk_auto, string, string_null, text, text_null,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// What a worker asks for: what is due. Only what waits has a next try; most
/// rows are notices that nothing sends yet, and cost this index nothing.
const DUE: &str = "create index outbox_due on outbox (next_try_ms, id) \
    where next_try_ms is not null";

/// What staff look at: what went wrong.
const FAILED: &str = "create index outbox_failed on outbox (id) where last_error is not null";

/// Links that were asked for before anything sent them; their time is over,
/// and a worker says so.
const WAITING: &str = "update outbox set next_try_ms = created_ms \
    where notice = 'list_link' and state = 'queued'";

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
        manager.create_table(mail()).await?;
        for column in columns() {
            let mut outbox = Table::alter();
            outbox.table(Alias::new("outbox")).add_column(column);
            manager.alter_table(outbox.take()).await?;
        }
        let mut of_order = Index::create();
        of_order.name("mail_order").table(Alias::new("mail"));
        of_order.col(Alias::new("order_id"));
        manager.create_index(of_order.take()).await?;
        let connection = manager.get_connection();
        for statement in [DUE, FAILED, WAITING] {
            connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

fn mail() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("mail"))
        .col(pk_auto("id").big_integer().take())
        .col(big_integer("brand_id"))
        .col(big_integer("order_id"))
        .col(string("recipient"))
        .col(string("subject"))
        .col(text("body"))
        .col(big_integer("created_ms"))
        .take()
}

fn columns() -> Vec<ColumnDef> {
    vec![
        integer("attempts").default(0).take(),
        big_integer_null("next_try_ms"),
        big_integer_null("leased_until_ms"),
        string_null("lease"),
        text_null("last_error"),
        big_integer_null("ended_ms"),
        big_integer_null("mail_id"),
    ]
}
