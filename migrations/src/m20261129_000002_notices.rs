//! 2026-11-29, due notices go out: a notice knows when what it tells of
//! happened, what it waits for, and which other tells it; each message to a
//! recipient is a row of its own, with the notice that leads it, its medium
//! and whose it is. Brands set which notices they send.
//!
//! What fell due before is dropped: nobody wants to hear today what happened
//! weeks ago. The index of what is due begins with the brand, so that one with
//! much to send does not hold the others up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, string_null, text};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// What a worker asks for: what is due of a brand and a medium; notices that
/// nothing has been decided of have none.
const TURN: &str = "create index outbox_turn on outbox (brand_id, medium, next_try_ms, id) \
    where next_try_ms is not null";

/// The messages of a notice, and what they tell with it.
const LEAD: &str = "create index outbox_lead on outbox (lead_id) where lead_id is not null";

/// It knew neither brand nor medium.
const NO_DUE: &str = "drop index outbox_due";

const MAILS: &str = "update outbox set medium = 'email' \
    where notice in ('list_link', 'reply', 'link', 'help_desk')";

const OVER: &str = "update outbox set state = 'dropped', reason = 'before_sending' \
    where state = 'queued' and medium is null";

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
        manager.create_table(notice_setting()).await?;
        for column in columns() {
            let mut outbox = Table::alter();
            outbox.table(Alias::new("outbox")).add_column(column);
            manager.alter_table(outbox.take()).await?;
        }
        let connection = manager.get_connection();
        for statement in [MAILS, OVER, NO_DUE, TURN, LEAD] {
            connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

fn notice_setting() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("notice_setting"))
        .col(big_integer("brand_id").primary_key().take())
        // What is set, as JSON.
        .col(text("details"))
        .col(integer("version"))
        .col(big_integer("changed_ms"))
        .take()
}

fn columns() -> Vec<ColumnDef> {
    vec![
        big_integer_null("happened_ms"),
        big_integer_null("lead_id"),
        string_null("medium"),
        string_null("recipient"),
        string_null("waits"),
    ]
}
