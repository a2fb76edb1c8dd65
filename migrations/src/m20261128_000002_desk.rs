//! 2026-11-28, the desk: what shoppers report and staff answer, and what
//! staff decide beside the carrier's truth: notes, claims, marks by hand,
//! incidents, corrected addresses and reply templates.
//!
//! What people wrote (entries, photos, corrections) stands in tables of its
//! own, so that it can be erased while the contact and its figures stay.
//! `version` counts changes: whoever changes a row names the one they saw.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, boolean, pk_auto, string, string_null, text, text_null,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// What the queue reads: a brand's open contacts.
const QUEUE: &str = "create index contact_queue on contact (brand_id, due_ms) \
    where closed_ms is null";

/// A parcel has one claim of a kind that waits for something.
const ONE_CLAIM: &str = "create unique index claim_pending on claim (shipment_id, kind) \
    where state in ('open', 'filed')";

/// A parcel is marked as one thing at a time.
const ONE_MARK: &str = "create unique index mark_current on mark (shipment_id) \
    where withdrawn_ms is null";

/// What intake asks for each order it derives: few contacts are open at any
/// time, so that the answer is mostly "none" and costs next to nothing.
const OPEN: &str = "create index contact_open on contact (order_id) where closed_ms is null";

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
        for table in contacts().into_iter().chain(decisions()) {
            manager.create_table(table).await?;
        }
        for column in handled() {
            let mut flag = Table::alter();
            flag.table(Alias::new("flag")).add_column(column);
            manager.alter_table(flag.take()).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        for statement in [QUEUE, OPEN, ONE_CLAIM, ONE_MARK] {
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
        .take()
}

/// A flag stays up while its cause lasts; resolved means that somebody has
/// dealt with it, and the queue no longer shows it.
fn handled() -> Vec<ColumnDef> {
    vec![
        big_integer("version").default(0).take(),
        big_integer_null("resolved_ms"),
        big_integer_null("resolved_by"),
        text_null("resolved_why"),
    ]
}

fn contacts() -> Vec<TableCreateStatement> {
    vec![
        table("contact")
            .col(string("public_id"))
            // What a person reads out on the phone ("K7P2-9QXM").
            .col(string("reference"))
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(big_integer_null("shipment_id"))
            .col(string("topic"))
            .col(string("channel"))
            // What the order's state was when it came: why people ask.
            .col(string("cause"))
            .col(big_integer("opened_ms"))
            .col(big_integer("due_ms"))
            .col(big_integer_null("answered_ms"))
            .col(big_integer_null("closed_ms"))
            .col(big_integer_null("closed_by"))
            .col(text_null("closed_why"))
            .col(big_integer_null("owner_id"))
            .col(big_integer_null("snoozed_until_ms"))
            .col(big_integer("version"))
            // What makes a repeated request the same one; unique.
            .col(string_null("idempotency_key"))
            .take(),
        // Notes of an order that belong to no contact have none.
        table("entry")
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(big_integer_null("contact_id"))
            .col(string("kind"))
            .col(big_integer_null("staff_id"))
            .col(text("body"))
            .col(big_integer("created_ms"))
            .col(big_integer_null("outbox_id"))
            .take(),
        table("photo")
            .col(string("public_id"))
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(big_integer("contact_id"))
            .col(binary("jpeg"))
            .col(big_integer("width"))
            .col(big_integer("height"))
            .col(big_integer("created_ms"))
            .take(),
    ]
}

fn decisions() -> Vec<TableCreateStatement> {
    vec![
        table("claim")
            .col(string("public_id"))
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(big_integer("shipment_id"))
            .col(string("kind"))
            .col(string("carrier"))
            .col(string("state"))
            .col(text("evidence"))
            // The days between which the carrier takes it, in the shop's
            // calendar, and whether its own terms say so.
            .col(string_null("not_before"))
            .col(string("deadline"))
            .col(boolean("deadline_known"))
            .col(big_integer_null("amount_minor"))
            .col(string_null("currency"))
            .col(big_integer("opened_ms"))
            .col(big_integer("opened_by"))
            .col(big_integer_null("filed_ms"))
            .col(big_integer_null("decided_ms"))
            .col(big_integer("version"))
            .take(),
        table("mark")
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(big_integer("shipment_id"))
            .col(string("status"))
            .col(text("why"))
            .col(big_integer("staff_id"))
            .col(big_integer("created_ms"))
            .col(big_integer_null("withdrawn_ms"))
            .take(),
        table("incident")
            .col(string("public_id"))
            .col(big_integer("brand_id"))
            .col(string("carrier"))
            .col(string_null("country"))
            .col(string_null("region"))
            .col(string("from_day"))
            .col(string_null("to_day"))
            .col(text("words"))
            .col(big_integer("staff_id"))
            .col(big_integer("created_ms"))
            .col(big_integer_null("ended_ms"))
            .take(),
        table("correction")
            .col(string("public_id"))
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(string("kind"))
            .col(text("body"))
            .col(big_integer("staff_id"))
            .col(big_integer("created_ms"))
            .col(boolean("shop_must_know"))
            .col(big_integer_null("shop_told_ms"))
            .col(boolean("carrier_must_know"))
            .col(big_integer_null("carrier_told_ms"))
            .take(),
        table("template")
            .col(big_integer("brand_id"))
            .col(string("key"))
            .col(text("subject"))
            .col(text("body"))
            .col(big_integer("staff_id"))
            .col(big_integer("changed_ms"))
            .col(big_integer("version"))
            .take(),
    ]
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
    let unique =
        |name: &str, table: &str, columns: &[&str]| index(name, table, columns).unique().take();
    vec![
        unique("contact_public", "contact", &["public_id"]),
        unique("contact_reference", "contact", &["reference"]),
        unique("contact_once", "contact", &["idempotency_key"]),
        index("contact_order", "contact", &["order_id", "id"]),
        index("contact_brand", "contact", &["brand_id", "opened_ms"]),
        index("entry_order", "entry", &["order_id", "id"]),
        unique("photo_public", "photo", &["public_id"]),
        index("photo_contact", "photo", &["contact_id"]),
        unique("claim_public", "claim", &["public_id"]),
        index("claim_order", "claim", &["order_id"]),
        index("claim_brand", "claim", &["brand_id", "state"]),
        index("mark_order", "mark", &["order_id"]),
        unique("incident_public", "incident", &["public_id"]),
        index("incident_brand", "incident", &["brand_id", "carrier"]),
        unique("correction_public", "correction", &["public_id"]),
        index("correction_order", "correction", &["order_id"]),
        unique("template_key", "template", &["brand_id", "key"]),
    ]
}
