//! Letting go of people: who is meant, what is held about them, and how it
//! is shown, erased, or goes when it has grown old.
//!
//! [`crate::intake::forget`] erases what stands in rows; here it is decided
//! whose rows those are, and raw messages are looked through, which are only
//! understood by reading them.

mod export;
mod find;
mod forget;
mod purge;
mod raw;
mod requests;

pub use export::export;
pub use find::{Subject, Whom};
pub use forget::{Forgotten, forget};
pub use purge::{Purged, purge};
pub use requests::{carry_out_open, take};
