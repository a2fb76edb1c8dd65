//! Rehearsals: a whole journey of a test order, played for a brand before its
//! customers live through one.
//!
//! [`copied`] is what is taken from the brand; [`instance`] a private server
//! with a clock of its own, in which [`play`] plays one of the [`journeys`] and
//! makes a [`film`] of it; [`review`] looks for what is wrong with that.
//! [`strip`] shows a film as text, [`album`] as pages; [`kept`] keeps the last
//! ones. [`on_order`] plays a journey on the live site, for a test order.
//! [`told`] is what a step of either tells.

pub mod album;
pub mod copied;
pub mod film;
mod instance;
pub mod journeys;
pub mod kept;
pub mod on_order;
mod play;
pub mod review;
pub mod strip;
mod told;

pub use copied::{CopiedBrand, copy_of};
pub use film::{Fault, Film, Finding, Frame, Shown, Wanted};
pub use play::play;
