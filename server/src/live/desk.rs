//! Hears when something in the queues of some brands changed. One channel
//! for all of them: changes there are made by people and by flags, and come
//! far apart beside scans.

use doorstep::staff::Serves;
use std::collections::HashMap;
use tokio::sync::watch;

/// How often the queue of each brand has changed since the start.
#[derive(Clone, Debug, Default)]
pub struct Desks(watch::Sender<HashMap<i64, u64>>);

/// Hears of changes in the queues of the brands somebody serves.
#[derive(Debug)]
pub struct DeskListener {
    serves: Serves,
    changes: watch::Receiver<HashMap<i64, u64>>,
    heard: u64,
}

impl Desks {
    /// Counts a change of a brand's queue, and wakes who listens.
    pub fn changed(&self, brand_id: i64) {
        self.0
            .send_modify(|counts| *counts.entry(brand_id).or_default() += 1);
    }

    /// Listens from now on.
    pub fn listen(&self, serves: &Serves) -> DeskListener {
        let changes = self.0.subscribe();
        let heard = count(&changes.borrow(), serves);
        DeskListener {
            serves: serves.clone(),
            changes,
            heard,
        }
    }
}

fn count(counts: &HashMap<i64, u64>, serves: &Serves) -> u64 {
    let theirs = counts.iter().filter(|(brand, _)| serves.covers(**brand));
    theirs.map(|(_, count)| count).sum()
}

impl DeskListener {
    /// Waits for the next change of theirs; what happens in other brands is
    /// not heard.
    pub async fn changed(&mut self) {
        while self.changes.changed().await.is_ok() {
            let now = count(&self.changes.borrow_and_update(), &self.serves);
            if now != self.heard {
                self.heard = now;
                return;
            }
        }
        // The bus is gone with the server: nothing is to be heard any more.
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_desk_hears_of_its_own_brands_alone() {
        let desks = Desks::default();
        desks.changed(1);
        let mut one = desks.listen(&Serves::Only(vec![1, 3]));
        let mut all = desks.listen(&Serves::All);
        desks.changed(2);
        all.changed().await;
        let silence = timeout(Duration::from_millis(20), one.changed()).await;
        assert!(silence.is_err(), "brand 2 is not theirs");
        desks.changed(3);
        one.changed().await;
        all.changed().await;
    }
}
