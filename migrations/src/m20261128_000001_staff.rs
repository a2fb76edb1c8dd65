//! 2026-11-28, staff: who may sign in, with what, to which brands; their
//! sessions and one-time links; what they keep at hand; and the trail of what
//! they did, which only grows.
//!
//! Secrets are kept as hashes; the seed of a second factor has to be read and
//! is kept as it is. The trail names orders and people by ids alone, so that
//! forgetting a buyer leaves it whole.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, boolean, pk_auto, string, string_null, text, text_null,
};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// A row of the trail is neither changed nor taken away.
const APPEND_ONLY_SQLITE: [&str; 2] = [
    "create trigger audit_kept before update on audit \
     begin select raise(abort, 'the audit trail only grows'); end",
    "create trigger audit_stays before delete on audit \
     begin select raise(abort, 'the audit trail only grows'); end",
];

/// The same for PostgreSQL, which can also empty a table at one go.
const APPEND_ONLY_POSTGRES: [&str; 3] = [
    "create function audit_only_grows() returns trigger language plpgsql as \
     $$ begin raise exception 'the audit trail only grows'; end $$",
    "create trigger audit_kept before update or delete on audit \
     for each row execute function audit_only_grows()",
    "create trigger audit_stays before truncate on audit \
     for each statement execute function audit_only_grows()",
];

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
        for table in accounts().into_iter().chain(around()) {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let kept: &[&str] = match manager.get_database_backend() {
            DatabaseBackend::Postgres => &APPEND_ONLY_POSTGRES,
            _ => &APPEND_ONLY_SQLITE,
        };
        for statement in kept {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
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

fn accounts() -> Vec<TableCreateStatement> {
    vec![
        table("staff")
            .col(id())
            .col(string("public_id"))
            .col(string("email"))
            .col(string("name"))
            .col(string("role"))
            .col(boolean("all_brands"))
            .col(string_null("password"))
            .col(string_null("totp_seed"))
            .col(big_integer_null("totp_confirmed_ms"))
            .col(big_integer_null("totp_step"))
            .col(big_integer("created_ms"))
            .col(big_integer_null("disabled_ms"))
            .take(),
        table("staff_brand")
            .col(big_integer("staff_id"))
            .col(big_integer("brand_id"))
            .primary_key(
                Index::create()
                    .col(Alias::new("staff_id"))
                    .col(Alias::new("brand_id")),
            )
            .take(),
        table("staff_recovery")
            .col(id())
            .col(big_integer("staff_id"))
            .col(binary("hash"))
            .col(big_integer_null("used_ms"))
            .take(),
        table("staff_session")
            .col(id())
            .col(binary("hash"))
            .col(big_integer("staff_id"))
            .col(boolean("complete"))
            .col(big_integer("created_ms"))
            .col(big_integer("seen_ms"))
            .take(),
        table("staff_link")
            .col(id())
            .col(binary("hash"))
            .col(string("purpose"))
            .col(big_integer_null("staff_id"))
            .col(big_integer("created_ms"))
            .col(big_integer("expires_ms"))
            .col(big_integer_null("used_ms"))
            .take(),
    ]
}

fn around() -> Vec<TableCreateStatement> {
    vec![
        // Orders a member of staff opened last, or pinned.
        table("staff_order")
            .col(big_integer("staff_id"))
            .col(big_integer("order_id"))
            .col(big_integer("brand_id"))
            .col(big_integer("opened_ms"))
            .col(boolean("pinned"))
            .primary_key(
                Index::create()
                    .col(Alias::new("staff_id"))
                    .col(Alias::new("order_id")),
            )
            .take(),
        table("audit")
            .col(id())
            .col(big_integer("at_ms"))
            .col(big_integer_null("staff_id"))
            .col(string("actor"))
            .col(big_integer_null("brand_id"))
            .col(big_integer_null("order_id"))
            .col(string("action"))
            .col(string_null("subject"))
            .col(text_null("detail"))
            .take(),
        // What holds for the whole site and is set from within.
        table("setting")
            .col(string("key").primary_key().take())
            .col(text("value"))
            .col(big_integer("changed_ms"))
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
    vec![
        index("staff_public", "staff", &["public_id"])
            .unique()
            .take(),
        index("staff_email", "staff", &["email"]).unique().take(),
        index("staff_recovery_of", "staff_recovery", &["staff_id"]),
        index("staff_session_hash", "staff_session", &["hash"])
            .unique()
            .take(),
        index("staff_session_of", "staff_session", &["staff_id"]),
        index("staff_link_hash", "staff_link", &["hash"])
            .unique()
            .take(),
        index(
            "staff_order_recent",
            "staff_order",
            &["staff_id", "pinned", "opened_ms"],
        ),
        index("audit_order", "audit", &["order_id", "id"]),
        index("audit_brand", "audit", &["brand_id", "id"]),
    ]
}
