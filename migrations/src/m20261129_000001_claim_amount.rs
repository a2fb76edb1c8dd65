//! 2026-11-29, what a carrier pays stands beside what was demanded of it: until
//! now the one was written over the other.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer_null;

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
        let claim = || Alias::new("claim");
        let decided = || Alias::new("decided_minor");
        // Minor units, in the claim's currency.
        let column = Table::alter()
            .table(claim())
            .add_column(big_integer_null("decided_minor"))
            .take();
        manager.alter_table(column).await?;
        let known = Query::update()
            .table(claim())
            .value(decided(), Expr::col(Alias::new("amount_minor")))
            .and_where(Expr::col(Alias::new("state")).eq("paid"))
            .take();
        manager.get_connection().execute(&known).await?;
        Ok(())
    }
}
