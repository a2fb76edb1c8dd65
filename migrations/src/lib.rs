//! The database's shape, one dated file per change.
//!
//! The same migrations run on SQLite and on PostgreSQL. A file that has
//! landed never changes; the next one mends it.

use sea_orm_migration::prelude::*;

mod m20261122_000001_ground;
mod m20261122_000002_promises_of_orders;
mod m20261122_000003_notices_derived;
mod m20261123_000002_brand;
mod m20261123_000003_ways;
mod m20261123_000004_people;
mod m20261123_000006_flags;
mod m20261128_000001_staff;
mod m20261128_000002_desk;
mod m20261128_000003_outbox;
mod m20261128_000004_search;
mod m20261128_000005_api_scopes;
mod m20261129_000001_claim_amount;
mod m20261129_000002_notices;
mod m20261129_000003_messages;
mod m20261129_000004_choice;
mod m20261129_000005_webhooks;
mod m20261129_000006_sent_as;
mod m20261129_000007_mail_without_order;
mod m20261129_000008_words_version;
mod m20261129_000009_test_order_index;
mod m20261129_000010_endpoint_moves;
mod m20261129_000012_unanswered;
mod m20261129_000013_performance;
mod m20261129_000014_history;
mod m20261129_000015_calendar;

/// Runs every change that the database has not seen yet.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_ground::Migration),
            Box::new(m20261122_000002_promises_of_orders::Migration),
            Box::new(m20261122_000003_notices_derived::Migration),
            Box::new(m20261123_000002_brand::Migration),
            Box::new(m20261123_000003_ways::Migration),
            Box::new(m20261123_000004_people::Migration),
            Box::new(m20261123_000006_flags::Migration),
            Box::new(m20261128_000001_staff::Migration),
            Box::new(m20261128_000002_desk::Migration),
            Box::new(m20261128_000003_outbox::Migration),
            Box::new(m20261128_000004_search::Migration),
            Box::new(m20261128_000005_api_scopes::Migration),
            Box::new(m20261129_000001_claim_amount::Migration),
            Box::new(m20261129_000002_notices::Migration),
            Box::new(m20261129_000003_messages::Migration),
            Box::new(m20261129_000004_choice::Migration),
            Box::new(m20261129_000005_webhooks::Migration),
            Box::new(m20261129_000006_sent_as::Migration),
            Box::new(m20261129_000007_mail_without_order::Migration),
            Box::new(m20261129_000008_words_version::Migration),
            Box::new(m20261129_000009_test_order_index::Migration),
            Box::new(m20261129_000010_endpoint_moves::Migration),
            Box::new(m20261129_000012_unanswered::Migration),
            Box::new(m20261129_000013_performance::Migration),
            Box::new(m20261129_000014_history::Migration),
            Box::new(m20261129_000015_calendar::Migration),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A start that is killed on the way must leave nothing half made.
    #[test]
    fn every_change_is_made_whole_or_not_at_all() {
        for change in Migrator::migrations() {
            let name = change.name();
            assert_eq!(change.use_transaction(), Some(true), "{name}");
        }
    }
}
