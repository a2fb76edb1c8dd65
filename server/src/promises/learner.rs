//! The learned models of a running server, one a brand: asked at any moment,
//! told of changes, and replaced by what was learned in the night.

use super::learned::Learned;
use super::story::Story;
use crate::error::Error;
use chrono::{NaiveDate, NaiveDateTime};
use doorstep::promise::{Answer, Order};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::task::spawn_blocking;

/// So many orders are told at a time; who asks waits for no more.
const AT_ONCE: usize = 64;

/// The models, by brand; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Learner(Arc<RwLock<HashMap<i64, Arc<OfBrand>>>>);

/// The model of one brand.
#[derive(Debug, Default)]
struct OfBrand {
    now: RwLock<Learned>,
    /// Whoever changes it waits here for the others: what is told in the night
    /// is told to what was learned in it.
    changing: Arc<Mutex<()>>,
}

/// The turn at the model of a brand; nobody else changes it meanwhile.
#[derive(Debug)]
pub struct Turn {
    of_brand: Arc<OfBrand>,
    _turn: OwnedMutexGuard<()>,
}

impl Turn {
    /// Puts what was learned in the place of what was there, and ends the turn.
    pub fn put(self, learned: Learned) {
        let before = self.of_brand.replace(learned);
        // A large one takes a while to let go of.
        drop(spawn_blocking(move || drop(before)));
    }
}

impl OfBrand {
    fn replace(&self, learned: Learned) -> Learned {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut now, learned)
    }

    /// A copy of it.
    fn copied(&self) -> Learned {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        now.clone()
    }
}

impl Learner {
    /// What to promise for an order of a brand at the checkout.
    #[must_use]
    pub fn from_purchase(&self, brand_id: i64, order: &Order, now: NaiveDateTime) -> Answer {
        let of_brand = self.of_brand(brand_id);
        let learned = of_brand.now.read().unwrap_or_else(PoisonError::into_inner);
        learned.from_purchase(order, now)
    }

    /// The day before which all that had happened was learned of a brand.
    #[must_use]
    pub fn learned_on(&self, brand_id: i64) -> Option<NaiveDate> {
        let of_brand = self.of_brand(brand_id);
        let learned = of_brand.now.read().unwrap_or_else(PoisonError::into_inner);
        learned.learned_on()
    }

    /// How many orders of a brand were told.
    #[must_use]
    pub fn orders(&self, brand_id: i64) -> u64 {
        let of_brand = self.of_brand(brand_id);
        let learned = of_brand.now.read().unwrap_or_else(PoisonError::into_inner);
        learned.orders() as u64
    }

    /// A copy of what was learned of a brand.
    #[must_use]
    pub fn copied(&self, brand_id: i64) -> Learned {
        self.of_brand(brand_id).copied()
    }

    /// Puts what was learned of a brand in the place of what was there.
    pub async fn put(&self, brand_id: i64, learned: Learned) {
        self.turn(brand_id).await.put(learned);
    }

    /// Takes the turn at a brand: what it is told meanwhile waits, and is told
    /// to what is put in its place.
    pub async fn turn(&self, brand_id: i64) -> Turn {
        let of_brand = self.of_brand(brand_id);
        let turn = Arc::clone(&of_brand.changing).lock_owned().await;
        Turn {
            of_brand,
            _turn: turn,
        }
    }

    /// Tells how orders of a brand stand.
    pub async fn tell(&self, brand_id: i64, stories: &[Story], now: NaiveDateTime) {
        let of_brand = self.of_brand(brand_id);
        let _turn = of_brand.changing.lock().await;
        for some in stories.chunks(AT_ONCE) {
            let mut learned = of_brand.now.write().unwrap_or_else(PoisonError::into_inner);
            learned.tell(some, now);
        }
    }

    /// Learns from all before the midnight that has passed last, unless that
    /// is done: a copy does, off the threads that answer, and takes the place
    /// of the other. Whether something was learned.
    ///
    /// # Errors
    /// When learning failed, which changes nothing.
    pub async fn night(&self, brand_id: i64, now: NaiveDateTime) -> Result<bool, Error> {
        let of_brand = self.of_brand(brand_id);
        let _turn = of_brand.changing.lock().await;
        let before = Arc::clone(&of_brand);
        let next = spawn_blocking(move || {
            let mut next = before.copied();
            let is_due = next.learned_on().is_none_or(|day| day < now.date());
            is_due.then(|| {
                next.learn(now);
                next
            })
        })
        .await
        .map_err(|_| Error::refused("learning broke off"))?;
        let Some(next) = next else {
            return Ok(false);
        };
        let before = of_brand.replace(next);
        // A large one takes a while to let go of.
        drop(spawn_blocking(move || drop(before)));
        Ok(true)
    }

    fn of_brand(&self, brand_id: i64) -> Arc<OfBrand> {
        let known = |models: &HashMap<i64, Arc<OfBrand>>| models.get(&brand_id).cloned();
        let found = known(&self.0.read().unwrap_or_else(PoisonError::into_inner));
        found.unwrap_or_else(|| {
            let mut models = self.0.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(models.entry(brand_id).or_default())
        })
    }
}
