//! What staff and shoppers do at the desk, as changes of stored truth: each
//! checks brand and version itself, writes what it does and who did it in one
//! transaction, counts the order's revision and tells the bus.

pub mod after;
pub mod by_hand;
pub mod calendar;
mod change;
pub mod claim;
pub mod contact;
pub mod correction;
pub mod help_desk;
pub mod incident;
pub mod mark;
pub mod note;
pub mod notice_setting;
pub mod opened;
pub mod queue;
pub mod reply;
pub mod shipment;
pub mod template;
pub mod wording;
mod words;

pub use after::after_change;

use crate::error::Error;
use doorstep::desk::Fault;

/// Why something was not done.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such thing at any brand this person serves; what is there
    /// and not theirs looks the same.
    NotThere,
    /// Somebody changed it meanwhile: look again, then decide.
    ChangedMeanwhile,
    /// What was typed cannot be taken.
    Wrong(Fault),
    /// The server could not.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<crate::db::DbErr> for Refusal {
    fn from(error: crate::db::DbErr) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Wrong(fault)
    }
}
