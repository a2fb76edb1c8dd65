//! The pages of staff over HTTP: signing in, links that let somebody in, one's
//! own account, those who may sign in, and the trail.
//!
//! Every form here is sent by our own pages (`form` in the table of routes),
//! and every answer is drawn anew: nothing of it is kept on the way.

pub mod account;
mod calendar;
pub mod fields;
pub mod history;
pub mod notices;
pub mod outbox;
pub mod page;
pub mod people;
mod performance;
pub mod rehearsal;
pub mod second_factor;
mod senders;
pub mod sign_in;
pub mod table;
pub mod templates;
pub mod trail;
pub mod webhooks;
pub mod welcome;
pub mod wording;
