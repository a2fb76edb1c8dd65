//! The limits of silence, from memory: they change slowly, and no scan waits
//! for the table they follow from.

use crate::db::{Database, silence};
use crate::error::Error;
use doorstep::silence::Limits;
use std::sync::{Arc, PoisonError, RwLock};

/// The newest limits; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct KnownLimits(Arc<RwLock<Arc<Limits>>>);

impl KnownLimits {
    /// Works them out again from what has been counted.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn read_again(&self, database: &Database) -> Result<(), Error> {
        let limits = silence::table(database.read()).await?.limits();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(limits);
        Ok(())
    }

    /// The newest ones.
    #[must_use]
    pub fn now(&self) -> Arc<Limits> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}
