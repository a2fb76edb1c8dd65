//! Several notices in one message: of one parcel the one that asks the shopper
//! to act speaks for all, and parcels that move together are told together.

use super::{Audience, Delivery, GATHERS, Queued, SETTLES, Story, Turn, Wait, hears, rank};
use crate::derive::Now;
use crate::notice::Notice;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// The notices of one parcel, or of the order as a whole, the one that speaks
/// first.
struct Together<'a>(Vec<&'a Queued>);

impl<'a> Together<'a> {
    fn leader(&self) -> &'a Queued {
        self.0[0]
    }

    fn oldest(&self) -> DateTime<Utc> {
        let since = self.0.iter().map(|one| one.since);
        since.min().unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
}

/// What becomes of notices none of which is to be dropped.
pub(super) fn turns(
    story: &Story,
    audience: Audience<'_>,
    live: &[&Queued],
    now: Now,
) -> Vec<(i64, Turn)> {
    let mut by_parcel: BTreeMap<Option<i64>, Vec<&Queued>> = BTreeMap::new();
    for one in live {
        by_parcel.entry(one.shipment).or_default().push(one);
    }
    // By what leads: parcels of which the same is told are told of together.
    let mut messages: BTreeMap<(u8, bool), Vec<Together<'_>>> = BTreeMap::new();
    for (shipment, mut of_parcel) in by_parcel {
        of_parcel.sort_by_key(|one| (rank(one.due.notice), std::cmp::Reverse(one.since), one.row));
        let together = Together(of_parcel);
        let kind = (rank(together.leader().due.notice), shipment.is_none());
        messages.entry(kind).or_default().push(together);
    }
    let mut heard = audience.heard.clone();
    let mut turns = Vec::with_capacity(live.len());
    for together in messages.into_values() {
        let rows = || together.iter().flat_map(|one| &one.0);
        if let Some((until, why)) = waits(story, &together, live, now) {
            turns.extend(rows().map(|one| (one.row, Turn::Wait(until, why))));
            continue;
        }
        let Some(leader) = together
            .iter()
            .map(Together::leader)
            .min_by_key(|one| one.row)
        else {
            continue;
        };
        let told: Vec<Notice> = rows().map(|one| one.due.notice).collect();
        let deliveries = deliveries(audience, &told, &mut heard, now);
        turns.push((leader.row, Turn::Send(deliveries)));
        let others = rows().filter(|one| one.row != leader.row);
        turns.extend(others.map(|one| (one.row, Turn::Merged(leader.row))));
    }
    turns
}

/// Until when a message waits for what may belong to it.
fn waits(
    story: &Story,
    together: &[Together<'_>],
    live: &[&Queued],
    now: Now,
) -> Option<(DateTime<Utc>, Wait)> {
    let oldest = together.iter().map(Together::oldest).min()?;
    let notice = together.first()?.leader().due.notice;
    let follows = story.parcels.iter().any(|parcel| {
        let of = Some(parcel.shipment);
        let is_here = live.iter().any(|one| one.shipment == of);
        let was_told = story
            .told
            .iter()
            .any(|(told, due)| *told == of && due.notice == notice);
        !is_here && !was_told && parcel.may_follow(notice)
    });
    let wait = if follows { GATHERS } else { SETTLES };
    let until = oldest.checked_add_signed(wait)?;
    (until > now.instant).then_some((until, Wait::Gathering))
}

fn deliveries(
    audience: Audience<'_>,
    told: &[Notice],
    heard: &mut super::Heard,
    now: Now,
) -> Vec<Delivery> {
    let settings = audience.settings;
    let readers = audience.recipients.iter();
    let readers = readers.filter(|one| told.iter().any(|notice| hears(one, settings, *notice)));
    readers
        .map(|one| Delivery {
            recipient: one.key.clone(),
            medium: one.medium,
            at: heard.next(one, settings, now),
        })
        .collect()
}
