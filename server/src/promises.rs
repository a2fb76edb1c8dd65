//! What to promise, learned from what became of earlier orders: the model is
//! the domain's (`doorstep::promise`), here stands what feeds, keeps and judges
//! it.
//!
//! Each brand has one learned model in memory, which answers at once. A job
//! tells it what has happened since, and each night lets a copy learn, off the
//! threads that answer, and puts that in its place. What was learned is stored
//! too, so that a restart begins with it.

pub mod backtest;
pub mod keep;
pub mod kept;
pub mod learned;
pub mod learner;
pub mod offer;
pub mod story;

#[cfg(test)]
mod tests;
