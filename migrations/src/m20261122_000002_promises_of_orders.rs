//! 2026-11-22: promises belong to orders. A date is shown from checkout on,
//! before there is a shipment it could belong to, and a change of it has to
//! be kept all the same.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, pk_auto, string, string_null, text,
};

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
        let database = manager.get_connection();
        // SQLite cannot make a column optional in place.
        database
            .execute_unprepared("alter table promise rename to promise_of_shipments")
            .await?;
        let of_shipment = Index::drop()
            .name("promise_of")
            .table("promise_of_shipments")
            .to_owned();
        manager.drop_index(of_shipment).await?;
        manager.create_table(promises()).await?;
        database
            .execute_unprepared(
                "insert into promise \
                 (order_id, shipment_id, source, estimate, reason, made_ms, shown_ms) \
                 select shipment.order_id, old.shipment_id, old.source, old.estimate, \
                 old.reason, old.made_ms, old.shown_ms \
                 from promise_of_shipments as old \
                 join shipment on shipment.id = old.shipment_id order by old.id",
            )
            .await?;
        manager
            .drop_table(Table::drop().table("promise_of_shipments").take())
            .await?;
        let of_order = Index::create()
            .name("promise_of_order")
            .table("promise")
            .col("order_id")
            .take();
        manager.create_index(of_order).await
    }
}

fn promises() -> TableCreateStatement {
    Table::create()
        .table("promise")
        .col(pk_auto("id").big_integer().take())
        .col(big_integer("order_id"))
        .col(big_integer_null("shipment_id"))
        .col(string("source"))
        .col(text("estimate"))
        .col(string_null("reason"))
        .col(big_integer_null("made_ms"))
        .col(big_integer("shown_ms"))
        .take()
}
