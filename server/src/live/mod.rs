//! The bus: which order has which revision now, and in which brand's queue
//! something changed. It carries no data; who hears of a change reads the
//! view again.

mod desk;

pub use desk::DeskListener;

use desk::Desks;
use doorstep::staff::Serves;
use moka::sync::Cache;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// Tells listeners of new revisions, within this process.
#[derive(Clone, Debug)]
pub struct Bus {
    topics: Arc<Mutex<HashMap<i64, watch::Sender<i64>>>>,
    newest: Cache<i64, i64>,
    desks: Desks,
}

impl Default for Bus {
    fn default() -> Self {
        Self {
            topics: Arc::default(),
            newest: Cache::builder()
                .max_capacity(100_000)
                .time_to_live(REMEMBERED_FOR)
                .build(),
            desks: Desks::default(),
        }
    }
}

/// How long a published revision is remembered: longer than any drawn page
/// is kept, so that none outlives a change.
const REMEMBERED_FOR: Duration = Duration::from_secs(60);

/// Hears of one order's revisions; only the newest counts, so a slow reader
/// holds nothing back and misses nothing that matters.
#[derive(Debug)]
pub struct Listener {
    order: i64,
    revision: watch::Receiver<i64>,
    bus: Bus,
}

impl Bus {
    /// Tells everyone who listens that an order has a new revision.
    pub fn publish(&self, order: i64, revision: i64) {
        self.newest.insert(order, revision);
        if let Some(sender) = self.topics().get(&order) {
            sender.send_replace(revision);
        }
    }

    /// Listens to an order from now on.
    #[must_use]
    pub fn listen(&self, order: i64) -> Listener {
        let revision = self
            .topics()
            .entry(order)
            .or_insert_with(|| watch::Sender::new(0))
            .subscribe();
        Listener {
            order,
            revision,
            bus: self.clone(),
        }
    }

    /// Tells everyone who looks at a brand's queue that something in it
    /// changed: a flag or a contact came, went, or was dealt with.
    pub fn publish_desk(&self, brand_id: i64) {
        self.desks.changed(brand_id);
    }

    /// Listens to the queues of some brands from now on.
    #[must_use]
    pub fn listen_to_desks(&self, serves: &Serves) -> DeskListener {
        self.desks.listen(serves)
    }

    /// The newest revision published here of late; `None` when there was none.
    #[must_use]
    pub fn newest(&self, order: i64) -> Option<i64> {
        self.newest.get(&order)
    }

    /// A poisoned lock only means that a reader panicked; the map is whole.
    fn topics(&self) -> std::sync::MutexGuard<'_, HashMap<i64, watch::Sender<i64>>> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Waits for the next revision.
    pub async fn changed(&mut self) {
        // The sender lives in the bus as long as anyone listens.
        let _ = self.revision.changed().await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut topics = self.bus.topics();
        if let Some(sender) = topics.get(&self.order)
            && sender.receiver_count() <= 1
        {
            topics.remove(&self.order);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_listener_hears_of_its_order_alone() {
        let bus = Bus::default();
        let mut listener = bus.listen(1);
        bus.publish(2, 9);
        bus.publish(1, 4);
        bus.publish(1, 5);
        listener.changed().await;
        assert_eq!(*listener.revision.borrow(), 5);
        drop(listener);
        assert!(bus.topics().is_empty());
    }
}
