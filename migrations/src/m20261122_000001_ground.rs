//! 2026-11-22, the ground: brands and their connections, raw messages,
//! orders and shipments as shops tell them, parcels as carriers tell them,
//! and what is derived from both.
//!
//! What a shop says (orders, shipments) and what a carrier says (parcels,
//! scans, reports) are kept apart and meet by tracking number, so that a
//! scan may come before its order, and an order may move to another number.
//! Instants are `*_ms`, epoch milliseconds; local times are ISO text.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, boolean, integer, integer_null, pk_auto, string,
    string_null, text, text_null,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait spells it so, and async-trait compares letter by letter"
)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All or nothing on SQLite too: a start that is killed on the way must
    /// leave nothing that the next one finds half made.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in brands()
            .into_iter()
            .chain(shops())
            .chain(carriers())
            .chain(derived())
        {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).take()
}

fn id() -> ColumnDef {
    pk_auto("id").big_integer().take()
}

fn unique(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    index(name, table, columns).unique().take()
}

fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(*column));
    }
    index.take()
}

/// Who may send what, on whose behalf.
fn brands() -> Vec<TableCreateStatement> {
    vec![
        table("brand")
            .col(id())
            .col(string("slug"))
            .col(string("name"))
            .col(boolean("is_default"))
            .col(text("hosts"))
            .col(string("locale"))
            .col(string("zone"))
            .col(string("accent"))
            .col(string("on_accent"))
            .col(string_null("support_email"))
            .col(string_null("shop_url"))
            .col(big_integer("created_ms"))
            .take(),
        table("connection")
            .col(id())
            .col(string("public_id"))
            .col(string("source"))
            .col(string("name"))
            .col(big_integer("created_ms"))
            .col(big_integer_null("revoked_ms"))
            .take(),
        table("connection_brand")
            .col(big_integer("connection_id"))
            .col(big_integer("brand_id"))
            .primary_key(
                Index::create()
                    .col(Alias::new("connection_id"))
                    .col(Alias::new("brand_id")),
            )
            .take(),
        table("connection_secret")
            .col(id())
            .col(big_integer("connection_id"))
            .col(string("secret"))
            .col(big_integer("created_ms"))
            .col(big_integer_null("expires_ms"))
            .take(),
        table("api_key")
            .col(id())
            .col(big_integer("connection_id"))
            .col(string("public_id"))
            .col(string("hash"))
            .col(big_integer("created_ms"))
            .col(big_integer_null("revoked_ms"))
            .take(),
        table("message")
            .col(id())
            .col(string("public_id"))
            .col(big_integer("connection_id"))
            .col(binary("digest"))
            .col(string("topic"))
            .col(binary("body"))
            .col(string("state"))
            .col(text_null("reason"))
            .col(big_integer("received_ms"))
            .take(),
    ]
}

/// What shops say.
fn shops() -> Vec<TableCreateStatement> {
    vec![
        table("orders")
            .col(id())
            .col(string("public_id"))
            .col(big_integer("brand_id"))
            .col(big_integer("connection_id"))
            .col(string("external_id"))
            .col(string("number"))
            .col(string("kind"))
            .col(big_integer_null("placed_ms"))
            .col(big_integer("version_ms"))
            .col(text("buyer"))
            .col(text("destination"))
            .col(string_null("zone"))
            .col(string_null("locale"))
            .col(string_null("currency"))
            .col(big_integer_null("total_minor"))
            .col(text("lines"))
            .col(text_null("expected"))
            .col(string_null("service"))
            .col(big_integer_null("cancelled_ms"))
            .col(binary("token_hash"))
            .col(integer("token_generation"))
            .col(big_integer("revision"))
            .take(),
        table("shipment")
            .col(id())
            .col(string("public_id"))
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(string("external_id"))
            .col(integer("part"))
            .col(big_integer("version_ms"))
            .col(string("direction"))
            .col(string("carrier"))
            .col(string_null("number"))
            .col(text_null("link"))
            .col(boolean("tracked"))
            .col(text("items"))
            .col(big_integer_null("packed_ms"))
            .col(big_integer_null("handed_over_ms"))
            .col(big_integer_null("cancelled_ms"))
            .col(boolean("removed"))
            .col(string_null("service"))
            .col(string_null("warehouse"))
            .col(string_null("package_type"))
            .col(text_null("expected"))
            .take(),
    ]
}

/// What carriers say.
fn carriers() -> Vec<TableCreateStatement> {
    vec![
        table("parcel")
            .col(id())
            .col(big_integer("connection_id"))
            .col(string("carrier"))
            .col(string("key"))
            .col(string("unique_id"))
            .take(),
        table("scan")
            .col(id())
            .col(big_integer("parcel_id"))
            .col(binary("fingerprint"))
            .col(big_integer("message_id"))
            .col(string("source"))
            .col(string_null("code"))
            .col(string_null("status"))
            .col(string_null("reason"))
            .col(text("text"))
            .col(string_null("local_time"))
            .col(integer_null("offset_min"))
            .col(big_integer_null("instant_ms"))
            .col(string("precision"))
            .col(string_null("city"))
            .col(string_null("region"))
            .col(string_null("postal_code"))
            .col(string_null("country"))
            .col(integer("position"))
            .col(integer_null("place_offset_min"))
            .col(big_integer("received_ms"))
            .take(),
        table("report")
            .col(id())
            .col(big_integer("parcel_id"))
            .col(binary("fingerprint"))
            .col(big_integer("message_id"))
            .col(big_integer_null("as_of_ms"))
            .col(text("body"))
            .col(big_integer("received_ms"))
            .take(),
    ]
}

/// What follows, what was shown, and what is due.
fn derived() -> Vec<TableCreateStatement> {
    vec![
        table("shipment_state")
            .col(big_integer("shipment_id").primary_key().take())
            .col(big_integer("brand_id"))
            .col(string("status"))
            .col(string_null("reason"))
            .col(text("state"))
            .col(big_integer_null("next_check_ms"))
            .col(big_integer("derived_ms"))
            .take(),
        table("promise")
            .col(id())
            .col(big_integer("shipment_id"))
            .col(string("source"))
            .col(text("estimate"))
            .col(string_null("reason"))
            .col(big_integer_null("made_ms"))
            .col(big_integer("shown_ms"))
            .take(),
        table("outbox")
            .col(id())
            .col(big_integer("brand_id"))
            .col(big_integer("order_id"))
            .col(big_integer_null("shipment_id"))
            .col(string("dedupe_key"))
            .col(string("notice"))
            .col(string("milestone"))
            .col(string("state"))
            .col(big_integer("created_ms"))
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("brand_slug", "brand", &["slug"]),
        unique("connection_public", "connection", &["public_id"]),
        index(
            "connection_secret_of",
            "connection_secret",
            &["connection_id"],
        ),
        unique("api_key_hash", "api_key", &["hash"]),
        unique("message_public", "message", &["public_id"]),
        unique("message_once", "message", &["connection_id", "digest"]),
        index("message_state", "message", &["state", "id"]),
        unique(
            "orders_external",
            "orders",
            &["external_id", "connection_id"],
        ),
        unique("orders_public", "orders", &["public_id"]),
        unique("orders_token", "orders", &["token_hash"]),
        index("orders_brand", "orders", &["brand_id", "placed_ms"]),
        index("orders_number", "orders", &["brand_id", "number"]),
        unique(
            "shipment_natural",
            "shipment",
            &["order_id", "external_id", "part"],
        ),
        unique("shipment_public", "shipment", &["public_id"]),
        // Carriers know numbers, not brands: the owner is checked through the
        // parcel's connection.
        index("shipment_number", "shipment", &["number"]),
        index("shipment_external", "shipment", &["external_id"]),
        unique(
            "parcel_natural",
            "parcel",
            &["key", "connection_id", "carrier", "unique_id"],
        ),
        unique("scan_once", "scan", &["parcel_id", "fingerprint"]),
        unique("report_once", "report", &["parcel_id", "fingerprint"]),
        index("shipment_state_check", "shipment_state", &["next_check_ms"]),
        index(
            "shipment_state_brand",
            "shipment_state",
            &["brand_id", "status"],
        ),
        index("promise_of", "promise", &["shipment_id"]),
        unique("outbox_once", "outbox", &["dedupe_key"]),
        index("outbox_brand", "outbox", &["brand_id", "state", "id"]),
    ]
}
