//! 2026-11-29, what went out is heard of again: a message knows what its
//! provider calls it, by which the provider says later that it did not arrive.
//!
//! With it, who was taken out of an order's followers by its buyer stays on
//! record beside who said no, so that nobody is asked again and again; and what
//! would have been sent is found without reading the whole outbox.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, string_null};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

const SENT_AS: &str = "create index outbox_sent_as on outbox (sent_as) where sent_as is not null";

/// Queries say the condition word for word.
const HELD_BACK: &str = "create index outbox_held_back on outbox (brand_id, id) \
    where reason = 'switched_off'";

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
        let columns = [
            ("outbox", string_null("sent_as")),
            ("follower", big_integer_null("removed_ms")),
        ];
        for (table, column) in columns {
            let mut change = Table::alter();
            change.table(Alias::new(table)).add_column(column);
            manager.alter_table(change.take()).await?;
        }
        let connection = manager.get_connection();
        for statement in [SENT_AS, HELD_BACK] {
            connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
