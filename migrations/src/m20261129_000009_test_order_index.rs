//! 2026-11-29, what is looked for among much is found by an index: the newest
//! test orders, the newest parcels that stand somewhere, the message that has
//! waited longest, and those that were given up, however many wait after an
//! outage.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// Few orders are tests, of whatever brand. Queries say the condition word for
/// word, here and below.
const TESTS: &str = "create index orders_test on orders (id) where kind = 'test'";

const STAND: &str = "create index shipment_state_stand \
    on shipment_state (brand_id, status, shipment_id)";

/// The one before begins like it.
const NO_BRAND: &str = "drop index shipment_state_brand";

/// All that waits has a next try, and nothing else.
const OLDEST: &str = "create index outbox_oldest on outbox (created_ms) \
    where next_try_ms is not null and medium is not null";

const DEAD: &str = "create index outbox_dead on outbox (id) where state = 'dead'";

/// It held whatever is tried again as well.
const NO_FAILED: &str = "drop index outbox_failed";

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
        let connection = manager.get_connection();
        for statement in [TESTS, STAND, NO_BRAND, OLDEST, DEAD, NO_FAILED] {
            connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
