//! 2026-11-23, brands with all they say: every value beside the names moves
//! into one column by its key, a version tells drawn pages of another look,
//! and logos and fonts get a table of their own, by the hash of their bytes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, pk_auto, string, text};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

const MOVED: [&str; 4] = ["accent", "on_accent", "support_email", "shop_url"];

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
        let brand = || Table::alter().table(Alias::new("brand")).take();
        let details = text("details").default("{}").take();
        let version = big_integer("version").default(1).take();
        manager
            .alter_table(brand().add_column(details).take())
            .await?;
        manager
            .alter_table(brand().add_column(version).take())
            .await?;
        let object = match manager.get_database_backend() {
            sea_orm::DatabaseBackend::Postgres => "json_build_object",
            _ => "json_object",
        };
        let connection = manager.get_connection();
        connection.execute_unprepared(&moved(object)).await?;
        for column in MOVED {
            let column = Alias::new(column);
            manager
                .alter_table(brand().drop_column(column).take())
                .await?;
        }
        manager.create_table(brand_file()).await?;
        manager.create_index(brand_file_once()).await
    }
}

/// What is empty is not there.
fn moved(object: &str) -> String {
    format!(
        "update brand set details = cast({object}('look.accent', accent, 'look.on_accent', \
         on_accent, 'support.email', coalesce(support_email, ''), 'links.home', \
         coalesce(shop_url, '')) as text)"
    )
}

fn brand_file() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("brand_file"))
        .col(pk_auto("id").big_integer().take())
        .col(big_integer("brand_id"))
        .col(string("name"))
        .col(binary("bytes"))
        .col(big_integer("created_ms"))
        .take()
}

fn brand_file_once() -> IndexCreateStatement {
    Index::create()
        .name("brand_file_once")
        .table(Alias::new("brand_file"))
        .col(Alias::new("brand_id"))
        .col(Alias::new("name"))
        .unique()
        .take()
}
