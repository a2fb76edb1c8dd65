//! A status that goes backwards without evidence: only a scan that is newer
//! than all that was known of a parcel may take it back.

use super::page::Seen;
use super::{Case, finding};
use crate::demo::journeys::{Step, What};
use crate::rehearsal::film::{Fault, Finding};
use chrono::{DateTime, Utc};
use doorstep::scan::Status;
use std::collections::HashMap;

/// Looks at every page of a film.
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut before: HashMap<String, u8> = HashMap::new();
    let mut since = DateTime::<Utc>::MIN_UTC;
    for (at, (page, frame)) in case.pages.iter().zip(&case.film.frames).enumerate() {
        for seen in &page.parcels {
            let Some(how_far) = seen.status.and_then(how_far) else {
                continue;
            };
            let was = before.insert(seen.number.clone(), how_far);
            if was.is_some_and(|was| how_far < was) && !has_evidence(case, seen, since, frame.at) {
                let detail = format!("back to {:?} without a newer scan", seen.headline);
                found.push(finding(at, Fault::Backwards, detail));
            }
        }
        since = frame.at;
    }
    found
}

/// How far a status is; trouble may come anywhere on the way.
const fn how_far(status: Status) -> Option<u8> {
    match status {
        Status::Unknown | Status::Exception => None,
        Status::Ordered => Some(0),
        Status::Packed | Status::LabelCreated => Some(1),
        Status::PickedUp | Status::InTransit => Some(2),
        Status::OutForDelivery | Status::Attempted | Status::AvailableForPickup => Some(3),
        Status::Delivered | Status::Returning => Some(4),
        Status::Returned | Status::Cancelled => Some(5),
    }
}

/// Whether a scan was told in this time that happened after all that was told
/// of the parcel before.
fn has_evidence(case: &Case<'_>, seen: &Seen, since: DateTime<Utc>, until: DateTime<Utc>) -> bool {
    let round = &case.round;
    let is_its = |step: &&Step| match step.what {
        What::Scanned { parcel, .. } => round.tracking_number(parcel) == seen.number,
        What::Ordered | What::Packed { .. } | What::Cancelled => false,
    };
    let steps = || round.journey.steps.iter().filter(is_its);
    let known = steps().filter(|step| round.told(step) <= since);
    let known = known.map(|step| round.happens(step)).max();
    let mut new = steps().filter(|step| since < round.told(step) && round.told(step) <= until);
    new.any(|step| known.is_none_or(|known| round.happens(step) > known))
}
