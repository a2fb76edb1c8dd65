//! One figure for each set of labels, made when it is first needed.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Figures by their labels. Labels come from lists of ours, never from what
/// was sent, so the family stays small.
#[derive(Debug)]
pub struct Family<K, F> {
    figures: RwLock<BTreeMap<K, Arc<F>>>,
    make: fn() -> F,
}

impl<K: Ord + Clone, F> Family<K, F> {
    /// An empty family whose figures begin as `make` makes them.
    pub const fn new(make: fn() -> F) -> Self {
        Self {
            figures: RwLock::new(BTreeMap::new()),
            make,
        }
    }

    /// The figure of these labels.
    pub fn of(&self, labels: K) -> Arc<F> {
        let figures = self.figures.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(figure) = figures.get(&labels) {
            return Arc::clone(figure);
        }
        drop(figures);
        let mut figures = self.figures.write().unwrap_or_else(PoisonError::into_inner);
        let figure = figures
            .entry(labels)
            .or_insert_with(|| Arc::new((self.make)()));
        Arc::clone(figure)
    }

    /// Every figure there is, in the order of its labels.
    pub fn all(&self) -> Vec<(K, Arc<F>)> {
        let figures = self.figures.read().unwrap_or_else(PoisonError::into_inner);
        figures
            .iter()
            .map(|(labels, figure)| (labels.clone(), Arc::clone(figure)))
            .collect()
    }
}
