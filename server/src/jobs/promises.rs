//! Lets the learned model of each brand learn when its midnight has passed,
//! and stores it.

use super::wait;
use crate::promises::keep;
use crate::services::Services;
use std::collections::BTreeSet;
use std::time::Duration;

const EVERY: Duration = Duration::from_mins(10);

/// Runs until the server stops.
pub async fn run(services: Services) {
    let mut begun = BTreeSet::new();
    loop {
        let book = services.book.now();
        for brand in &book.brands {
            if services.stopping.is_cancelled() {
                return;
            }
            let done = if begun.contains(&brand.id) {
                keep::night(&services, brand).await
            } else {
                keep::begin(&services, brand).await
            };
            match done {
                Ok(()) => {
                    begun.insert(brand.id);
                }
                Err(error) => tracing::error!(
                    %error,
                    brand = brand.slug,
                    "what to promise could not be learned; it is tried again"
                ),
            }
        }
        drop(book);
        if !wait(&services, EVERY).await {
            return;
        }
    }
}
