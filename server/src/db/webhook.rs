//! Webhooks out: endpoints, what happened, and what became of telling them.
//! [`hold`] is what a worker does with a delivery.

pub mod delivery;
pub mod endpoint;
pub mod event;
pub mod hold;
