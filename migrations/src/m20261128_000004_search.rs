//! 2026-11-28, search: what staff find an order by.
//!
//! `search_term` has a row for each thing an order is found by, in its folded
//! spelling, and finds it whole or by its beginning, the newest order first.
//! `search_word` has each spelling of a brand and kind once, and finds it by
//! its last digits (it is kept backwards too), by parts and by slips: on
//! SQLite through `search_part`, an FTS5 index of trigrams, on PostgreSQL
//! through `pg_trgm`.
//!
//! Kinds are numbers here: 1 order number, 2 the platform's id, 3 tracking
//! number, 4 e-mail address, 5 phone, 6 word of a name, 7 postal code. Nobody
//! asks for a part of the platform's id or of a postal code.
//!
//! The orders that are there already get their terms from a job: letters are
//! not folded in SQL, and a start must not wait for a million of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseBackend, Statement};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// The columns are those of the key, which is the whole table.
///
/// The trigrams' row id holds brand and kind before the word's id: of every
/// brand and kind the index is a range of its own, read from its newest end,
/// and no brand pays for another's size. It keeps no texts (`content`), no
/// places within them (`detail`) and no lengths (`columnsize`); a word that
/// goes is taken out at once and leaves no bytes (`secure-delete`).
const SQLITE: [&str; 8] = [
    "create table search_term (brand_id bigint not null, kind smallint not null, \
     value text not null, order_id bigint not null, \
     primary key (brand_id, kind, value, order_id)) without rowid",
    "create index search_term_order on search_term (order_id, kind, value)",
    "create table search_word (id integer not null primary key autoincrement, \
     brand_id bigint not null, kind smallint not null, value text not null, reversed text)",
    "create unique index search_word_once on search_word (brand_id, kind, value)",
    "create virtual table search_part using fts5 (value, content = '', columnsize = 0, \
     detail = none, tokenize = 'trigram case_sensitive 1')",
    "insert into search_part (search_part, rank) values ('secure-delete', 1)",
    "create trigger search_word_added after insert on search_word \
     when new.kind in (1, 3, 4, 5, 6) begin \
     insert into search_part (rowid, value) values \
     (((new.brand_id * 16 + new.kind) << 36) + new.id, ' ' || new.value || ' '); end",
    "create trigger search_word_gone after delete on search_word \
     when old.kind in (1, 3, 4, 5, 6) begin \
     insert into search_part (search_part, rowid, value) values \
     ('delete', ((old.brand_id * 16 + old.kind) << 36) + old.id, ' ' || old.value || ' '); end",
];

/// Spellings are compared by their bytes, as SQLite does, whatever the
/// database's language is.
const POSTGRES: [&str; 5] = [
    "create table search_term (brand_id bigint not null, kind smallint not null, \
     value text collate \"C\" not null, order_id bigint not null, \
     primary key (brand_id, kind, value, order_id))",
    "create index search_term_order on search_term (order_id, kind, value)",
    "create table search_word (id bigserial primary key, brand_id bigint not null, \
     kind smallint not null, value text collate \"C\" not null, reversed text collate \"C\")",
    "create unique index search_word_once on search_word (brand_id, kind, value)",
    "create index search_part on search_word using gin (value gin_trgm_ops) \
     where kind in (1, 3, 4, 5, 6)",
];

/// On both.
const LAST_DIGITS: &str = "create index search_word_reversed \
    on search_word (brand_id, kind, reversed) where reversed is not null";

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
        let statements: &[&str] = match manager.get_database_backend() {
            DatabaseBackend::Postgres => {
                trigrams_of_postgres(database).await?;
                &POSTGRES
            }
            _ => &SQLITE,
        };
        for statement in statements.iter().chain([&LAST_DIGITS]) {
            database.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

/// Whoever owns a database may take this extension in, where the server has
/// its files.
async fn trigrams_of_postgres(database: &impl ConnectionTrait) -> Result<(), DbErr> {
    let asked = Statement::from_string(
        DatabaseBackend::Postgres,
        "select 1 from pg_extension where extname = 'pg_trgm'",
    );
    if database.query_one_raw(asked).await?.is_some() {
        return Ok(());
    }
    let made = database
        .execute_unprepared("create extension pg_trgm")
        .await;
    made.map(|_| ()).map_err(|error| {
        DbErr::Migration(format!(
            "search needs PostgreSQL's extension pg_trgm, and it could not be taken in ({error}): \
             let a superuser run `create extension pg_trgm` in this database (its files come with \
             PostgreSQL, in some systems with the package postgresql-contrib), then start again"
        ))
    })
}
