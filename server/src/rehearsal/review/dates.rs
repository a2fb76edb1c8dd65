//! A page without a date, or a reason for none.

use super::page::Seen;
use super::{Case, finding};
use crate::rehearsal::film::{Fault, Finding};
use doorstep::scan::Status;

/// Looks at every page of a film.
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, page) in case.pages.iter().enumerate() {
        if page.parcels.is_empty() {
            found.push(finding(
                at,
                Fault::Date,
                "the page shows neither order nor parcel",
            ));
        }
        let bare = page.parcels.iter().filter(|seen| !is_dated(seen));
        found.extend(bare.map(|seen| {
            let detail = format!("{:?} says neither when nor why not", seen.headline);
            finding(at, Fault::Date, detail)
        }));
    }
    found
}

/// While something is awaited, there is a sentence of when it comes, or that
/// nobody knows yet. What is over says when, or what became of it.
fn is_dated(seen: &Seen) -> bool {
    if !seen.window.is_empty() {
        return true;
    }
    match seen.status {
        Some(Status::Delivered) => !seen.since.is_empty(),
        Some(
            Status::AvailableForPickup
            | Status::Returning
            | Status::Returned
            | Status::Cancelled
            | Status::Exception,
        ) => !seen.answers[0].is_empty(),
        _ => false,
    }
}
