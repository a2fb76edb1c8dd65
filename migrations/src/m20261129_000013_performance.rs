//! 2026-11-29, performance: what became of each parcel, of live orders and of
//! imported ones alike; what they add up to by week and by what they are told
//! apart by; and which orders are to be counted again.
//!
//! An outcome is derived and can be derived again, but for imported ones: their
//! row is all there is of them. Roll-ups can always be counted again from
//! outcomes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, integer, pk_auto, small_integer, string, text,
};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// What parcels are told apart by, each a column: a point of a chart opens its
/// orders by them.
const DIMENSIONS: [&str; 11] = [
    "carrier",
    "service",
    "origin",
    "destination",
    "border",
    "settlement",
    "weight",
    "size",
    "package",
    "warehouse",
    "category",
];

/// The few whose counts change by time alone.
const TO_LOOK_AT: &str = "create index outcome_next_look on outcome (next_look_ms) \
    where next_look_ms is not null";

/// Keys are compared byte by byte, whatever the database's language is: pages
/// ask for those that begin alike, and everyone locks in one order.
const BY_BYTES: &str = "alter table rollup alter column key type varchar collate \"C\"";

/// What is there already is counted once.
const COUNT_ALL: &str = "insert into outcome_due (order_id) \
    select id from orders where placed_ms is not null";

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
        for table in [outcome(), outcome_due(), rollup()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let database = manager.get_connection();
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            database.execute_unprepared(BY_BYTES).await?;
        }
        database.execute_unprepared(TO_LOOK_AT).await?;
        database.execute_unprepared(COUNT_ALL).await?;
        Ok(())
    }
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).take()
}

fn outcome() -> TableCreateStatement {
    let mut table = table("outcome");
    table
        .col(pk_auto("id").big_integer().take())
        .col(big_integer("brand_id"))
        // What makes it one parcel: its shipment, or its line in a file.
        .col(string("key"))
        .col(string("number"))
        .col(big_integer_null("order_id"))
        .col(big_integer_null("shipment_id"))
        .col(integer("week"))
        .col(big_integer("placed_ms"))
        .col(big_integer("marks"))
        .col(text("facts"))
        .col(big_integer_null("next_look_ms"));
    for dimension in DIMENSIONS {
        table.col(string(dimension));
    }
    table
}

fn outcome_due() -> TableCreateStatement {
    table("outcome_due")
        .col(big_integer("order_id").primary_key().take())
        .take()
}

fn rollup() -> TableCreateStatement {
    let mut table = table("rollup");
    table
        .col(big_integer("brand_id"))
        .col(small_integer("cut"))
        // Weeks, or blocks of four.
        .col(small_integer("level"))
        .col(integer("at"))
        .col(string("key"))
        .col(binary("tally"));
    let mut key = Index::create();
    for column in ["brand_id", "cut", "level", "at", "key"] {
        key.col(Alias::new(column));
    }
    table.primary_key(&mut key);
    table
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
        index("outcome_key", "outcome", &["brand_id", "key"])
            .unique()
            .take(),
        index("outcome_number", "outcome", &["brand_id", "number"]),
        index("outcome_order", "outcome", &["order_id"]),
        index("outcome_week", "outcome", &["brand_id", "week"]),
    ]
}
