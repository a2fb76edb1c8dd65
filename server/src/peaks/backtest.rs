//! The back-test: plans a month of a history from what was known before it,
//! and compares the plan with what came.

mod assumed;
mod learn;
mod report;
mod seen;
#[cfg(test)]
mod tests;

pub use assumed::{Assumed, Known, MonthName, Said};
pub use learn::{days_shown_by, learned};
pub use report::Report;
pub use seen::Seen;
