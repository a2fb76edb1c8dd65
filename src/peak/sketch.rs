//! A sample of bounded size that does not depend on the order in which things
//! come: those with the smallest numbers are kept, and numbers are hashes.

use std::collections::BTreeMap;

/// A sample.
#[derive(Clone, Debug)]
pub struct Sketch<T> {
    most: usize,
    /// By hash; of things that share one, how many came before it.
    kept: BTreeMap<(u64, u32), T>,
    came: u64,
}

impl<T> Sketch<T> {
    /// Of at most so many.
    #[must_use]
    pub const fn of(most: usize) -> Self {
        Self {
            most,
            kept: BTreeMap::new(),
            came: 0,
        }
    }

    /// Takes one in, or leaves it.
    pub fn add(&mut self, hash: u64, one: T) {
        self.came += 1;
        let mut key = (hash, 0);
        while self.kept.contains_key(&key) {
            key.1 += 1;
        }
        self.kept.insert(key, one);
        if self.kept.len() > self.most {
            self.kept.pop_last();
        }
    }

    /// How many of those that came each kept one stands for.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.came as f64 / self.kept.len().max(1) as f64
    }

    /// Those kept, by their numbers.
    #[must_use]
    pub fn kept(self) -> Vec<T> {
        self.kept.into_values().collect()
    }
}
