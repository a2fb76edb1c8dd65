//! Which histories are being read and taken in, and how far each has come.

use crate::config::Config;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It comes in.
    Uploading,
    /// It is looked through, and nothing is kept.
    Reading,
    /// It is taken in.
    Importing,
}

/// How far a file has come.
#[derive(Debug)]
pub struct Progress {
    now: Mutex<Part>,
    orders: AtomicU64,
}

#[derive(Debug)]
struct Part {
    stage: Stage,
    size: u64,
    read: Arc<AtomicU64>,
}

impl Progress {
    fn new(stage: Stage) -> Self {
        Self {
            now: Mutex::new(Part {
                stage,
                size: 0,
                read: Arc::default(),
            }),
            orders: AtomicU64::new(0),
        }
    }

    /// Begins with the next thing that is done with a file.
    pub fn begins(&self, stage: Stage, (size, read): (u64, Arc<AtomicU64>)) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = Part { stage, size, read };
        self.orders.store(0, Ordering::Relaxed);
    }

    /// Counts orders that are done.
    pub fn more(&self, orders: u64) {
        self.orders.fetch_add(orders, Ordering::Relaxed);
    }

    /// What is being done.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.stage
    }

    /// How many orders are done.
    #[must_use]
    pub fn orders(&self) -> u64 {
        self.orders.load(Ordering::Relaxed)
    }

    /// How much of the file is read, in per cent; never quite all while there
    /// is something to do.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let read = now.read.load(Ordering::Relaxed);
        let percent = read.saturating_mul(100) / now.size.max(1);
        u8::try_from(percent.min(99)).unwrap_or(99)
    }
}

/// The histories that are being read and taken in: one a brand.
#[derive(Clone, Debug)]
pub struct Histories {
    folder: Arc<Path>,
    running: Arc<Mutex<HashMap<i64, Arc<Progress>>>>,
}

impl Histories {
    /// Those of a server; what is uploaded lies in a folder beside its data.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self {
            folder: config.beside_the_data("uploads").into(),
            running: Arc::default(),
        }
    }

    /// Where an upload lies.
    #[must_use]
    pub fn path(&self, public_id: &str) -> PathBuf {
        self.folder.join(public_id)
    }

    /// Where all uploads lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins with a brand's file; `None` while there is another.
    #[must_use]
    pub fn begin(&self, brand_id: i64, stage: Stage) -> Option<Running> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(&brand_id) {
            return None;
        }
        let progress = Arc::new(Progress::new(stage));
        running.insert(brand_id, Arc::clone(&progress));
        Some(Running {
            brand_id,
            progress,
            histories: self.clone(),
        })
    }

    /// How far a brand's file has come, while something is done with it.
    #[must_use]
    pub fn progress_of(&self, brand_id: i64) -> Option<Arc<Progress>> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(&brand_id).map(Arc::clone)
    }
}

/// A brand's file with which something is done, until this is dropped.
#[derive(Debug)]
pub struct Running {
    /// Whose it is.
    pub brand_id: i64,
    /// How far it has come.
    pub progress: Arc<Progress>,
    histories: Histories,
}

impl Drop for Running {
    fn drop(&mut self) {
        let running = &self.histories.running;
        let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&self.brand_id);
    }
}
