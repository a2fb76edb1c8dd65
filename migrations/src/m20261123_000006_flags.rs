//! 2026-11-23, flags: why a human should look at an order, with who does; the
//! counted waits that tell healthy silence from trouble; and when an order of
//! which nothing has left is looked at again.
//!
//! A flag's row is history: what clears it closes the row, and the same flag
//! of the same subject is a new row when it comes again. Open ones are unique.
//! Waits belong to carriers and lanes, to no brand: they are counts alone.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, pk_auto, small_integer, string, text,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// The one open flag of a kind that a shipment, or an order of which nothing
/// has left, can have.
const ONE_OPEN: &str = "create unique index flag_open on flag (subject, kind) \
    where cleared_ms is null";

/// What the queue reads: a brand's open flags.
const QUEUE: &str = "create index flag_queue on flag (brand_id, kind, due_ms) \
    where cleared_ms is null";

/// What is there already is looked at once: it may need a human, and what has
/// arrived tells how long healthy parcels wait.
const LOOK_AT_SHIPMENTS: &str = "update shipment_state set next_check_ms = 0 \
    where status not in ('returned', 'cancelled')";

/// So are the orders of which nothing has left.
const LOOK_AT_ORDERS: &str = "insert into order_state (order_id, brand_id, flags, next_check_ms) \
    select id, brand_id, '[]', 0 from orders \
    where placed_ms is not null and cancelled_ms is null and not exists \
    (select 1 from shipment where shipment.order_id = orders.id)";

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
        for table in [flag(), order_state(), silence(), silence_counted()] {
            manager.create_table(table).await?;
        }
        let flags_of_state = Table::alter()
            .table(Alias::new("shipment_state"))
            .add_column(text("flags").default("[]"))
            .take();
        manager.alter_table(flags_of_state).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let database = manager.get_connection();
        database.execute_unprepared(ONE_OPEN).await?;
        database.execute_unprepared(QUEUE).await?;
        database.execute_unprepared(LOOK_AT_SHIPMENTS).await?;
        database.execute_unprepared(LOOK_AT_ORDERS).await?;
        Ok(())
    }
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).take()
}

fn flag() -> TableCreateStatement {
    table("flag")
        .col(pk_auto("id").big_integer().take())
        .col(string("public_id"))
        .col(big_integer("brand_id"))
        .col(big_integer("order_id"))
        .col(big_integer_null("shipment_id"))
        .col(string("subject"))
        .col(string("kind"))
        .col(big_integer("since_ms"))
        .col(big_integer("due_ms"))
        .col(text("reason"))
        .col(big_integer("opened_ms"))
        .col(big_integer_null("cleared_ms"))
        .col(big_integer_null("owner_id"))
        .col(big_integer_null("snoozed_until_ms"))
        .take()
}

fn order_state() -> TableCreateStatement {
    table("order_state")
        .col(big_integer("order_id").primary_key().take())
        .col(big_integer("brand_id"))
        .col(text("flags"))
        .col(big_integer_null("next_check_ms"))
        .take()
}

fn silence() -> TableCreateStatement {
    let mut table = table("silence");
    table
        .col(string("carrier"))
        .col(string("origin"))
        .col(string("destination"))
        .col(string("stage"))
        .col(small_integer("step"))
        .col(big_integer("waits"));
    let mut key = Index::create();
    for column in ["carrier", "origin", "destination", "stage", "step"] {
        key.col(Alias::new(column));
    }
    table.primary_key(&mut key);
    table
}

fn silence_counted() -> TableCreateStatement {
    table("silence_counted")
        .col(big_integer("parcel_id").primary_key().take())
        .col(big_integer("counted_ms"))
        .take()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &str, table: &str, columns: &[&str]| {
        let mut index = Index::create();
        index.name(name).table(Alias::new(table));
        for column in columns {
            index.col(Alias::new(*column));
        }
        index.take()
    };
    vec![
        index("flag_public", "flag", &["public_id"]).unique().take(),
        index("flag_order", "flag", &["order_id", "kind"]),
        index("order_state_check", "order_state", &["next_check_ms"]),
    ]
}
