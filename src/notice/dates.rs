//! The delays that are due: dates that moved, that passed, or that are about to
//! pass in vain.

use super::{Due, Notice, push};
use crate::derive::Now;
use crate::reading::Estimate;
use crate::window::{Promise, Window};
use chrono::NaiveDate;

/// Each date later than the first that was named, however it was come to: after
/// 14 and 16, 15 is no better news to whoever was told 14. Whether it is worth a
/// message is seen when it would go out, by what was told until then.
pub(super) fn of_promises(promises: &[Promise], window: &Window, now: Now, due: &mut Due) {
    let days: Vec<NaiveDate> = promises.iter().map(|one| one.estimate.to).collect();
    for (at, day) in days.iter().enumerate().skip(1) {
        if let Some(milestone) = moved(&days[..at], *day) {
            push(due, Notice::Delay, milestone, None);
        }
    }
    if let Window::Missed { estimate, .. } = window {
        push(
            due,
            Notice::Delay,
            missed(estimate),
            Some(now.at(estimate.ends())),
        );
    }
}

/// The occasion of a delay to a day, after the days that were named before:
/// none where it is no later than the first, or the one that held already. A
/// day that is come back to is another occasion.
#[must_use]
pub fn moved(before: &[NaiveDate], day: NaiveDate) -> Option<String> {
    let (first, last) = (before.first()?, before.last()?);
    if day <= *first || day == *last {
        return None;
    }
    let mut times = before.to_vec();
    times.dedup();
    match times.iter().filter(|named| **named == day).count() {
        0 => Some(format!("to-{day}")),
        again => Some(format!("to-{day}.{}", again + 1)),
    }
}

/// The occasion of a delay past this window.
#[must_use]
pub fn missed(estimate: &Estimate) -> String {
    format!("missed-{}", estimate.to)
}

/// Whoever waits hears before the window ends that it may be in vain.
pub(super) fn of_risk(window: &Window, due: &mut Due) {
    if let Window::Expected { estimate, .. } = window {
        push(due, Notice::Delay, format!("risk-{}", estimate.to), None);
    }
}
