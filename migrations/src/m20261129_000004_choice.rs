//! 2026-11-29, what shoppers choose to hear: which kinds of message by which
//! way, a phone number with their consent, others who follow an order, and
//! addresses nothing is sent to any more.
//!
//! Numbers and addresses of followers are personal and go with their order.
//! A stopped address is kept by its hash alone, under the site's key: it has
//! to outlive whoever asked for it, or the next order would write again.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, integer, pk_auto, string, string_null, text,
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
        for table in [choice(), follower(), consent(), stopped()] {
            manager.create_table(table).await?;
        }
        for (name, table, columns, is_unique) in INDEXES {
            let mut index = Index::create();
            index.name(*name).table(Alias::new(*table));
            for column in *columns {
                index.col(Alias::new(*column));
            }
            if *is_unique {
                index.unique();
            }
            manager.create_index(index.take()).await?;
        }
        Ok(())
    }
}

type Columns = &'static [&'static str];

const INDEXES: &[(&str, &str, Columns, bool)] = &[
    ("follower_public", "follower", &["public_id"], true),
    ("follower_token", "follower", &["token_hash"], true),
    ("follower_order", "follower", &["order_id"], false),
    (
        "follower_address",
        "follower",
        &["brand_id", "address_hash"],
        false,
    ),
    ("sms_consent_public", "sms_consent", &["public_id"], true),
    ("sms_consent_order", "sms_consent", &["order_id"], false),
    (
        "sms_consent_number",
        "sms_consent",
        &["brand_id", "number_hash"],
        false,
    ),
    ("sms_consent_sent", "sms_consent", &["sent_as"], false),
    (
        "stopped_address",
        "stopped",
        &["brand_id", "medium", "address_hash", "reason"],
        true,
    ),
];

/// Orders without a row have the usual choice: e-mail, of everything.
fn choice() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("choice"))
        .col(
            ColumnDef::new(Alias::new("order_id"))
                .big_integer()
                .not_null()
                .primary_key(),
        )
        .col(big_integer("brand_id"))
        .col(string("email_kinds"))
        .col(string("sms_kinds"))
        .col(big_integer("changed_ms"))
        .take()
}

fn follower() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("follower"))
        .col(pk_auto("id").big_integer().take())
        .col(string("public_id"))
        .col(big_integer("brand_id"))
        .col(big_integer("order_id"))
        .col(string("medium"))
        .col(string("address"))
        .col(binary("address_hash"))
        .col(binary("token_hash"))
        .col(string("kinds"))
        .col(big_integer("invited_ms"))
        .col(big_integer_null("confirmed_ms"))
        .col(big_integer_null("ended_ms"))
        .take()
}

fn consent() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("sms_consent"))
        .col(pk_auto("id").big_integer().take())
        .col(string("public_id"))
        .col(big_integer("brand_id"))
        .col(big_integer("order_id"))
        .col(string("number"))
        .col(binary("number_hash"))
        .col(big_integer("asked_ms"))
        .col(big_integer("code_until_ms"))
        .col(integer("tries"))
        .col(big_integer_null("confirmed_ms"))
        .col(big_integer_null("ended_ms"))
        .col(string("how"))
        .col(text("proof"))
        .col(string_null("sent_as"))
        .col(string_null("trouble"))
        .take()
}

fn stopped() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("stopped"))
        .col(pk_auto("id").big_integer().take())
        .col(big_integer("brand_id"))
        .col(string("medium"))
        .col(binary("address_hash"))
        .col(string("reason"))
        .col(big_integer("stopped_ms"))
        .take()
}
