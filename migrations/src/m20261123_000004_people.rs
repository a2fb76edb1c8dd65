//! 2026-11-23, people: what tells of a person is taken out of the orders into
//! rows of its own, so that it can go while the orders and their figures
//! stay; raw messages know when they were cut, and the requests of people have
//! a table.
//!
//! The orders keep country and region, which figures need.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, binary_null, pk_auto, string, string_null, text,
    text_null,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value;
use sha2::{Digest, Sha256};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait spells it so, and async-trait compares letter by letter"
)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// People are in one place or in the other, never in both or in neither.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (table, column) in new_columns() {
            let add = Table::alter()
                .table(Alias::new(table))
                .add_column(column)
                .take();
            manager.alter_table(add).await?;
        }
        move_people(manager.get_connection()).await?;
        for column in ["buyer", "destination"] {
            let drop = Table::alter()
                .table(Alias::new("orders"))
                .drop_column(Alias::new(column))
                .take();
            manager.alter_table(drop).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn tables() -> [TableCreateStatement; 2] {
    let person = Table::create()
        .table(Alias::new("person"))
        .col(big_integer("order_id").primary_key().take())
        .col(big_integer("brand_id"))
        .col(text("buyer"))
        .col(text("destination"))
        .col(binary_null("email_hash"))
        .take();
    let request = Table::create()
        .table(Alias::new("request"))
        .col(pk_auto("id").big_integer().take())
        .col(string("public_id"))
        .col(big_integer("connection_id"))
        .col(binary("digest"))
        .col(string("kind"))
        .col(string("state"))
        .col(text("subject"))
        .col(text("order_ids"))
        .col(text_null("outcome"))
        .col(text_null("export"))
        .col(big_integer("asked_ms"))
        .col(big_integer_null("done_ms"))
        .take();
    [person, request]
}

fn new_columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("orders", string_null("country")),
        ("orders", string_null("region")),
        ("orders", big_integer_null("forgotten_ms")),
        ("message", big_integer_null("cut_ms")),
        ("outbox", text_null("reason")),
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
        index(
            "person_email",
            "person",
            &["brand_id", "email_hash", "order_id"],
        ),
        index(
            "message_age",
            "message",
            &["connection_id", "cut_ms", "received_ms"],
        ),
        index("outbox_order", "outbox", &["order_id"]),
        index("request_public", "request", &["public_id"])
            .unique()
            .take(),
        index("request_once", "request", &["connection_id", "digest"])
            .unique()
            .take(),
        index("request_state", "request", &["state", "id"]),
    ]
}

/// How many orders are moved at a time.
const AT_ONCE: u64 = 500;

async fn move_people(database: &impl ConnectionTrait) -> Result<(), DbErr> {
    let mut after = 0;
    loop {
        let select = Query::select()
            .columns(["id", "brand_id", "buyer", "destination"].map(Alias::new))
            .from(Alias::new("orders"))
            .and_where(Expr::col(Alias::new("id")).gt(after))
            .order_by(Alias::new("id"), Order::Asc)
            .limit(AT_ONCE)
            .take();
        let rows = database.query_all(&select).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let people: Vec<Person> = rows.iter().map(Person::read).collect::<Result<_, _>>()?;
        database.execute(&insert(&people)?).await?;
        for person in &people {
            database.execute(&person.keep_region()).await?;
            after = person.order_id;
        }
    }
}

struct Person {
    order_id: i64,
    brand_id: i64,
    buyer: String,
    destination: String,
    to: Value,
}

impl Person {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let destination: String = row.try_get("", "destination")?;
        Ok(Self {
            order_id: row.try_get("", "id")?,
            brand_id: row.try_get("", "brand_id")?,
            buyer: row.try_get("", "buyer")?,
            to: serde_json::from_str(&destination).unwrap_or_default(),
            destination,
        })
    }

    fn destination(&self, key: &str) -> Option<String> {
        self.to[key].as_str().map(str::to_owned)
    }

    fn email_hash(&self) -> Option<Vec<u8>> {
        let buyer: Value = serde_json::from_str(&self.buyer).unwrap_or_default();
        let folded = buyer["email"].as_str()?.trim().to_lowercase();
        (!folded.is_empty()).then(|| Sha256::digest(folded.as_bytes()).to_vec())
    }

    fn keep_region(&self) -> UpdateStatement {
        Query::update()
            .table(Alias::new("orders"))
            .value(Alias::new("country"), self.destination("country"))
            .value(Alias::new("region"), self.destination("region"))
            .and_where(Expr::col(Alias::new("id")).eq(self.order_id))
            .take()
    }
}

fn insert(people: &[Person]) -> Result<InsertStatement, DbErr> {
    let mut insert = Query::insert();
    insert
        .into_table(Alias::new("person"))
        .columns(["order_id", "brand_id", "buyer", "destination", "email_hash"].map(Alias::new));
    for person in people {
        insert
            .values([
                person.order_id.into(),
                person.brand_id.into(),
                person.buyer.clone().into(),
                person.destination.clone().into(),
                person.email_hash().into(),
            ])
            .map_err(|error| DbErr::Migration(error.to_string()))?;
    }
    Ok(insert)
}
